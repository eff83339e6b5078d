// planted: shared-domain-modules
import type { Target } from '../contract/target.ts';
export type Reached = Target;
