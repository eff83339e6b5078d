// Operations as a push carries them: what the city computes anyway (each seal, and the link to the one before) is left out, since random text is what cannot be packed.

import type { z } from 'zod';
import { operationSchema, type Operation } from './operation.ts';

/** `prevHash` is left out where it is the hash of the operation before it in the same push, `hash` in all but the last: that one seals them all. */
export const packedOperationSchema = operationSchema.extend({ prevHash: operationSchema.shape.prevHash.exactOptional(), hash: operationSchema.shape.hash.exactOptional() });
export type PackedOperation = z.infer<typeof packedOperationSchema>;

/** An operation as it lies in a log: its body and its clock's doubt are JSON already and go out as they are. */
type StoredOperation = Omit<Operation, 'body' | 'clock' | 'aggType' | 'at' | 'opId' | 'baseRev' | 'refersTo'> & {
  readonly opId: string; readonly aggType: string; readonly at: number; readonly body: string; readonly clock: string | null; readonly baseRev: number | null; readonly refersTo: string | null;
  readonly redactedAt: number | null;
};

/**
 * The JSON of a push's operations, without what follows from the one before. The list must be in the order of the log. A redacted operation takes its hash along: it follows from its body
 * no more.
 */
export function packStored(operations: readonly StoredOperation[]): string {
  const parts = operations.map(({ body, clock, baseRev, refersTo, prevHash, hash, redactedAt, ...plain }, index) => {
    const rest = {
      ...(baseRev === null ? {} : { baseRev }), ...(refersTo === null ? {} : { refersTo }), ...(prevHash === operations[index - 1]?.hash ? {} : { prevHash }),
      ...(redactedAt !== null || index === operations.length - 1 ? { hash } : {}),
    };
    return `${JSON.stringify({ ...plain, ...rest }).slice(0, -1)}${clock === null ? '' : `,"clock":${clock}`},"body":${body}}`;
  });
  return `[${parts.join(',')}]`;
}
