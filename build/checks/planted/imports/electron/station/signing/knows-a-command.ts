// planted: signing-modules
import type { Target } from '../commands/area/target.ts';
export type Reached = Target;
