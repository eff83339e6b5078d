// planted: renderer-node
import 'node:path';
export {};
