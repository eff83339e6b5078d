// planted: driver-modules
import type { Target } from '../paper/target.ts';
export type Reached = Target;
