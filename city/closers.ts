// Ends parts of the gateway in the reverse of the order in which they began.

export type Closer = () => Promise<void>;

/** Each is ended, whatever becomes of the others; the first failure is thrown at the end. */
export async function closeAll(closers: readonly Closer[]): Promise<void> {
  const failures: unknown[] = [];
  for (const close of closers.toReversed()) await close().catch((error: unknown) => failures.push(error));
  if (failures.length > 0) throw failures[0];
}
