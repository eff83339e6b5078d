// One page of the derived document: its picture and the words on it, as one file beside the page as it was scanned, which alone is the record.

import { z } from 'zod';
import { wordSchema } from './words.ts';

const leafFacts = z.strictObject({
  width: z.int().positive(),
  height: z.int().positive(),
  dpi: z.int().positive(),
  isOverBudget: z.boolean(),
  /** Null where the text could not be read. */
  words: z.array(wordSchema).nullable(),
});
/** `jpeg` is a picture of `width` × `height` dots; words are placed in these. */
export type Leaf = z.infer<typeof leafFacts> & { readonly jpeg: Uint8Array };

const LENGTH_BYTES = 4;

/** As bytes: the length of the facts, the facts as JSON, the picture. */
export function packLeaf({ jpeg, ...facts }: Leaf): Buffer {
  const head = Buffer.from(JSON.stringify(facts));
  const length = Buffer.alloc(LENGTH_BYTES);
  length.writeUInt32BE(head.length);
  return Buffer.concat([length, head, jpeg]);
}

/** Throws if the bytes are no leaf. */
export function unpackLeaf(bytes: Uint8Array): Leaf {
  const whole = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const end = LENGTH_BYTES + whole.readUInt32BE(0);
  return { ...leafFacts.parse(JSON.parse(whole.toString('utf8', LENGTH_BYTES, end))), jpeg: whole.subarray(end) };
}
