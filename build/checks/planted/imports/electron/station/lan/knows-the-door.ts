// planted: lan-modules
import type { Target } from '../door/target.ts';
export type Reached = Target;
