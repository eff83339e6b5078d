// The shape of resources/catalogue: the procedures a point receives, and the everyday words people look for them by.

import { z } from 'zod';
import { procedureCodeSchema } from './primitives.ts';
import { procedureSchema } from './procedure.ts';

/** A procedure with what only the catalogue's keepers need beside it. */
const catalogueEntrySchema = procedureSchema.extend({
  /** The full title on the portal, where `name` is a shorter one that people use. */
  officialName: z.string().max(600).optional(),
  /** 'portal': taken from the procedure's own page. 'supplement': known by its title only; papers and time are to be confirmed by the unit. */
  origin: z.enum(['portal', 'supplement']),
});
export type CatalogueEntry = z.infer<typeof catalogueEntrySchema>;

/** procedures.json: in the order in which a point meets them, the usual ones first in each field. */
export const catalogueFileSchema = z
  .strictObject({ version: z.literal(1), source: z.string().max(300), asOf: z.string().regex(/^\d{4}-\d{2}$/), procedures: z.array(catalogueEntrySchema).min(1) })
  .superRefine((file, context) => {
    const codes = new Set<string>();
    for (const procedure of file.procedures) {
      if (codes.has(procedure.code)) context.addIssue({ code: 'custom', message: `${procedure.code} stands twice` });
      codes.add(procedure.code);
      if (new Set(procedure.papers.map((paper) => paper.paperId)).size !== procedure.papers.length) {
        context.addIssue({ code: 'custom', message: `${procedure.code} has two papers with one id` });
      }
    }
  });
export type CatalogueFile = z.infer<typeof catalogueFileSchema>;

/** synonyms.json: what people say instead of a title, and words that say nothing about it. Accents and case do not matter. */
export const synonymFileSchema = z.strictObject({
  ignored: z.array(z.string().min(1).max(40)),
  phrases: z.array(z.strictObject({ code: procedureCodeSchema, said: z.array(z.string().min(2).max(80)).min(1) })),
});
export type SynonymFile = z.infer<typeof synonymFileSchema>;
