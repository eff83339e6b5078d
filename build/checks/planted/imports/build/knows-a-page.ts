// planted: build-modules
import type { Target } from '../renderer/target.ts';
export type Reached = Target;
