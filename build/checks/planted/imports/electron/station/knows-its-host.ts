// planted: compose-modules
import type { Target } from '../host/target.ts';
export type Reached = Target;
