// Templates of forms at the administration: which are in force, what is wrong with a changed one, how it would look, and loading or giving it back.

import { z } from 'zod';
import { PAPER_FORMS } from '../domain/paper/form.ts';
import { LONGEST_TEMPLATE, TEMPLATE_FAULTS } from '../domain/paper/template.ts';
import { change, nothing, query } from './command.ts';
import { formPageSchema, templateOriginSchema } from './form.ts';
import { epochMsSchema } from './primitives.ts';

const form = z.enum(PAPER_FORMS);
/** One character more than a template may have is let in, so that what is too long is told in a sentence. */
const text = z.string().max(LONGEST_TEMPLATE + 1);

/** `line` counts from 1; 0 is the whole. `near` are names that may have been meant. */
export const templateFaultSchema = z.strictObject({ kind: z.enum(TEMPLATE_FAULTS), line: z.int().min(0), word: z.string(), near: z.array(z.string()) });
export type TemplateFaultView = z.infer<typeof templateFaultSchema>;

/** Fields that the paper owes its reader by law or by a setting and that the unit's own template, being older, does not name. It prints all the same. */
const lacks = z.array(z.string());
const listedSchema = z.strictObject({ form, origin: templateOriginSchema, setAt: epochMsSchema.nullable(), lacks });
export const templateSchema = listedSchema.extend({
  /** The unit's own, also where it is broken; else the shipped one. */
  text: z.string(),
  /** Of a broken one. */
  faults: z.array(templateFaultSchema),
  /** What a template of the form may name. */
  texts: z.array(z.string()), lists: z.record(z.string(), z.array(z.string())), needed: z.array(z.string()),
});
export type TemplateView = z.infer<typeof templateSchema>;

export const templateCommands = {
  'template.list': query(['admin'], nothing, z.strictObject({ templates: z.array(listedSchema) })),
  'template.read': query(['admin'], z.strictObject({ form }), templateSchema),
  /** Everything that is wrong with a text, nothing where it could be used; and what it lacks. */
  'template.check': query(['admin'], z.strictObject({ form, text }), z.strictObject({ faults: z.array(templateFaultSchema), lacks })),
  /** A page of the text with invented words, its lists `lines` long at least. Refuses 'template.faulty' {line}. */
  'template.preview': query(['admin'], z.strictObject({ form, text, page: z.int().min(0).max(2_000), lines: z.int().min(0).max(60) }), formPageSchema.omit({ template: true, copyNumber: true })),
  /** Papers that are asked for from now on are made with it; those in the printers' line keep theirs. `seenAt` is the `setAt` of what was changed. Refuses 'template.faulty' {line}, 'template.changed-elsewhere'. */
  'template.set': change(['admin'], { form, text, seenAt: epochMsSchema.nullable() }, templateSchema),
  /** Back to the one that came with the program. Refuses 'template.changed-elsewhere'. */
  'template.reset': change(['admin'], { form, seenAt: epochMsSchema.nullable() }, templateSchema),
};
