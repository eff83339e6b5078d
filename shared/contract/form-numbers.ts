// How a unit numbers the forms that go out: by the program's running numbers with what stands around them, or by the clerk who numbers outgoing papers in a book.

import { z } from 'zod';

/** '{n}' once, and '{station}' where several machines of the unit write such forms: each counts for itself. */
const patternSchema = z.string().trim().max(40).regex(/^(?:[^{}]|\{station\})*\{n\}(?:[^{}]|\{station\})*$/u);

export const formNumbersSchema = z.strictObject({
  /** 'hand': the place stays open on the paper. */
  by: z.enum(['program', 'hand']).default('program'),
  supplement: patternSchema.default('{n}/HDHS-{station}'),
  refusal: patternSchema.default('{n}/TCHS-{station}'),
  apology: patternSchema.default('{n}/PXL-{station}'),
  withdrawal: patternSchema.default('{n}/RHS-{station}'),
});
