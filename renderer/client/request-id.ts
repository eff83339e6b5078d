// Ids for changing commands: one per intent of a person, kept for every retry of it.

import type { RequestId } from '../../shared/base/ids.ts';
import { requestIdSchema } from '../../shared/contract/primitives.ts';

/** A fresh random UUID (version 4). Works without a secure context too, where `crypto.randomUUID` is missing. */
export function newRequestId(): RequestId {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  const hex = [...bytes]
    .map((byte, index) => (index === 6 ? (byte & 0x0f) | 0x40 : index === 8 ? (byte & 0x3f) | 0x80 : byte))
    .map((byte) => byte.toString(16).padStart(2, '0'))
    .join('');
  return requestIdSchema.parse(`${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`);
}
