// planted: device-ports-modules
// planted: device-ports-packages
// planted: device-ports-node
import type { Target } from '../store/target.ts';
export type { Target };
import 'node-hid';
import 'node:net';
