// The number that a form bears: drawn with the event that makes the form exist, and printed so from then on.

import { z } from 'zod';
import { NUMBERED_FORMS } from '../domain/paper/numbered-form.ts';

/** `text` is what stands on the paper, by the unit's pattern of that day. */
export const paperNumberSchema = z.strictObject({ form: z.enum(NUMBERED_FORMS), year: z.int().min(2000).max(9999), number: z.int().min(1), text: z.string().min(1).max(80) });
export type PaperNumber = z.infer<typeof paperNumberSchema>;
