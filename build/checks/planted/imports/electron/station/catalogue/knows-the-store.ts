// planted: catalogue-modules
import type { Target } from '../store/target.ts';
export type Reached = Target;
