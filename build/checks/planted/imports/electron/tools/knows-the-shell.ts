// planted: tools-modules
import type { Target } from '../shell/target.ts';
export type Reached = Target;
