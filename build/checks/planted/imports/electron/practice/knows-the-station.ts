// planted: practice-modules
import type { Target } from '../station/devices/paper/target.ts';
export type Reached = Target;
