// planted: portal-stub-modules
import type { Target } from '../../../shared/contract/target.ts';
export type Reached = Target;
