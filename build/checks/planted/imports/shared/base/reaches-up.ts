// planted: shared-base-modules
import type { Target } from '../domain/target.ts';
export type Reached = Target;
