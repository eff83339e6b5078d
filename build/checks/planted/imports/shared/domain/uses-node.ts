// planted: shared-domain-node
import 'node:crypto';
export {};
