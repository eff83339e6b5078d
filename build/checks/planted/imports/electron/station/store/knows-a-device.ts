// planted: store-modules
import type { Target } from '../devices/ports.ts';
export type Reached = Target;
