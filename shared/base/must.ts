// A statement about the program itself: where it is false, there is a bug.

/** Thrown by `must`: never a user's fault, shown as one internal error with a trace id. */
export class BrokenInvariant extends Error {
  override readonly name = 'BrokenInvariant';
}

/** Returns `value` without null and undefined; throws `BrokenInvariant` with the reason why it had to be there. */
export function must<T>(value: T | null | undefined, why: string): T {
  if (value === null || value === undefined) throw new BrokenInvariant(why);
  return value;
}
