// planted: shared-wire-node
import 'node:buffer';
export {};
