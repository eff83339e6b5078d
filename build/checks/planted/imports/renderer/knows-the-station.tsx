// planted: renderer-modules
import type { Target } from '../electron/station/store/target.ts';
export type Reached = Target;
