// planted: shell-modules
import type { Target } from '../../tests/target.ts';
export type Reached = Target;
