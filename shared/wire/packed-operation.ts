// Operations as a push carries them: what the city computes anyway (each seal, and the link to the one before) is left out, since random text is what cannot be packed.

import type { z } from 'zod';
import { operationSchema, type Operation } from './operation.ts';

/** `prevHash` is left out where it is the hash of the operation before it in the same push, `hash` in all but the last: that one seals them all. */
export const packedOperationSchema = operationSchema.extend({ prevHash: operationSchema.shape.prevHash.exactOptional(), hash: operationSchema.shape.hash.exactOptional() });
export type PackedOperation = z.infer<typeof packedOperationSchema>;

/** Leaves out what follows from the operation before. The list must be in the order of the log. A redacted operation takes its hash along: it follows from its body no more. */
export function packOperations<Sealed extends Pick<Operation, 'prevHash' | 'hash'> & { readonly isRedacted?: boolean }>(
  operations: readonly Sealed[],
): readonly (Omit<Sealed, 'prevHash' | 'hash' | 'isRedacted'> & Partial<Pick<Operation, 'prevHash' | 'hash'>>)[] {
  return operations.map((operation, index) => {
    const { prevHash, hash, isRedacted = false, ...rest } = operation;
    return { ...rest, ...(prevHash === operations[index - 1]?.hash ? {} : { prevHash }), ...(isRedacted || index === operations.length - 1 ? { hash } : {}) };
  });
}
