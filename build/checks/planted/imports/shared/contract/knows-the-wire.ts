// planted: shared-contract-modules
import type { Target } from '../wire/target.ts';
export type Reached = Target;
