// planted: link-node
import 'node:child_process';
export {};
