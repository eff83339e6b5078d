// planted: shared-contract-node
import 'node:net';
export {};
