// A form as it is kept with its print: parsed before it is drawn, since a stored paper is an edge.

import { z } from 'zod';
import { PAPER_FORMS } from '../../../shared/domain/paper/form.ts';
import type { FormPaper } from '../../../shared/domain/paper/paper-words.ts';
import { LONGEST_TEMPLATE } from '../../../shared/domain/paper/template.ts';

const words = z.record(z.string(), z.string());

export const formPaperSchema = z.strictObject({
  form: z.enum(PAPER_FORMS),
  template: z.string().max(LONGEST_TEMPLATE),
  values: z.strictObject({ texts: words, lists: z.record(z.string(), z.array(words).readonly()) }),
  label: z.string(),
  copyNumber: z.int().min(1),
  isExample: z.boolean(),
}) satisfies z.ZodType<FormPaper>;
