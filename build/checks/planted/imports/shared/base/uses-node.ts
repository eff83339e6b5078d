// planted: shared-base-node
import 'node:fs';
export {};
