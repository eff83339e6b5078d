// planted: commands-modules
import type { Target } from '../../devices/paper/target.ts';
export type Reached = Target;
