// planted: update-modules
import type { Target } from '../station/store/target.ts';
export type Reached = Target;
