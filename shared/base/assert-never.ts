// The end of an exhaustive switch.

import { BrokenInvariant } from './must.ts';

/** Makes the compiler prove that every case was handled; throws `BrokenInvariant` if data lied about its type. */
export function assertNever(value: never): never {
  throw new BrokenInvariant(`unhandled case: ${JSON.stringify(value)}`);
}
