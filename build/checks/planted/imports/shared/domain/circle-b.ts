// The other half of a planted circle.
import { a } from './circle-a.ts';
export const b = (): unknown => a;
