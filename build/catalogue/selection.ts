// Which pages of the portal go into the catalogue, under which letter of the queue, and what a person had to decide for a page.

import { z } from 'zod';
import { fieldCodeSchema, procedureCodeSchema } from '../../shared/contract/primitives.ts';
import { procedureSchema } from '../../shared/contract/procedure.ts';

const days = { amount: z.int().min(1), unit: z.enum(['working-day', 'day']) };

/**
 * Where a page's table of times says nothing clear, and only there. 'unit-of-law': the table prints a bare number, the named law gives its unit, the
 * numbers agree. 'law': the table prints nothing, the named law does. 'steps': the page's own steps say it in the quoted words. Each is written into
 * the text that people read; no time is ever filled in without one of them.
 */
const timeEvidenceSchema = z.discriminatedUnion('from', [
  z.strictObject({ from: z.literal('unit-of-law'), ...days, law: z.string().min(3) }),
  z.strictObject({ from: z.literal('law'), ...days, law: z.string().min(3) }),
  z.strictObject({ from: z.literal('law-same-day'), law: z.string().min(3) }),
  z.strictObject({ from: z.literal('steps'), ...days, quote: z.string().min(10) }),
]);
export type TimeEvidence = z.infer<typeof timeEvidenceSchema>;

const selectedSchema = z.strictObject({
  code: procedureCodeSchema,
  field: fieldCodeSchema,
  /** A shorter name that people use; the portal's own is kept beside it. */
  name: z.string().min(3).max(160).optional(),
  time: timeEvidenceSchema.optional(),
});
export type Selected = z.infer<typeof selectedSchema>;

/** selection.json, in the order of the catalogue. */
export const selectionSchema = z.array(selectedSchema).min(1);

/** supplement.json: procedures of ministries whose pages are not in the portal's copy; only what is known of them. */
export const supplementSchema = z.array(procedureSchema);
