// The shape of resources/catalogue: the procedures a point receives, those it only knows by title, and how people speak of them.

import { z } from 'zod';
import type { ProcedureCode } from '../base/ids.ts';
import { faultOfText, faultOfValue } from './catalogue-fault.ts';
import type { RefusedCatalogue } from './catalogue-fault.ts';
import { procedureCodeSchema } from './primitives.ts';
import { procedureSchema } from './procedure.ts';

/** A procedure with what only the catalogue's keepers need beside it. */
const catalogueEntrySchema = procedureSchema.extend({
  name: z.string().min(3).max(160),
  /** The full title on the portal, where `name` is a shorter one that people use. */
  officialName: z.string().max(600).optional(),
  /** 'portal': taken from the procedure's own page. 'supplement': known by its title only; papers and time are to be confirmed by the unit. */
  origin: z.enum(['portal', 'supplement']),
});
export type CatalogueEntry = z.infer<typeof catalogueEntrySchema>;

/** Procedures of a sector that no commune decides: code and title, so that people find them and hear where they belong. */
const titlesSchema = procedureSchema.pick({ field: true, sector: true }).extend({ procedures: z.array(z.tuple([procedureCodeSchema, z.string().min(3).max(160)])).min(1) });

/** A procedure that is known by its title only. */
export type CatalogueTitle = Pick<CatalogueEntry, 'code' | 'name' | 'field' | 'sector'> & { readonly level: 'other' };

/** Of a search index's document numbers; the portal has a tenth of it. */
const MOST_PROCEDURES = 20_000;

/** procedures.json: in the order in which a point meets them, the usual ones first in each field. */
export const catalogueFileSchema = z
  .strictObject({
    version: z.literal(2),
    source: z.string().max(300),
    asOf: z.string().regex(/^\d{4}-\d{2}$/),
    procedures: z.array(catalogueEntrySchema).min(1).max(MOST_PROCEDURES),
    titles: z.array(titlesSchema).max(1000),
  })
  .superRefine((file, context) => {
    const codes = new Set<string>();
    for (const [code, path] of places(file)) {
      if (codes.has(code)) context.addIssue({ code: 'custom', path, message: `${code} stands twice` });
      codes.add(code);
    }
    for (const [place, procedure] of file.procedures.entries()) {
      if (new Set(procedure.papers.map((paper) => paper.paperId)).size !== procedure.papers.length) {
        context.addIssue({ code: 'custom', path: ['procedures', place, 'papers'], message: `${procedure.code} has two papers with one id` });
      }
    }
  });
export type CatalogueFile = z.infer<typeof catalogueFileSchema>;

/** Each code with the place where it stands. */
function places({ procedures, titles }: Pick<CatalogueFile, 'procedures' | 'titles'>): readonly (readonly [ProcedureCode, (string | number)[]])[] {
  const listed = procedures.map(({ code }, place) => [code, ['procedures', place]] as const);
  return [...listed, ...titles.flatMap((group, place) => group.procedures.map(([code], within) => [code, ['titles', place, 'procedures', within]] as const))].map(([code, path]) => [code, [...path]]);
}

/** The procedures that a catalogue knows by title, one by one. */
export function titlesOf(file: { readonly titles: readonly z.infer<typeof titlesSchema>[] }): readonly CatalogueTitle[] {
  return file.titles.flatMap(({ field, sector, procedures }) => procedures.map(([code, name]): CatalogueTitle => ({ code, name, field, sector, level: 'other' })));
}

/** A catalogue out of its file's text, or what is wrong with it and where. Nothing of a refused file is used. */
export function parseCatalogue(text: string): { readonly catalogue: CatalogueFile } | RefusedCatalogue {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    return faultOfText(text, error);
  }
  const parsed = catalogueFileSchema.safeParse(value);
  return parsed.success ? { catalogue: parsed.data } : faultOfValue(value, parsed.error);
}

const phrase = z.string().min(1).max(120);

/** synonyms.json: how people speak, in words and phrases of the language; bound to no procedure. Case does not matter, accents only where they are typed. */
export const synonymFileSchema = z.strictObject({
  ignored: z.array(z.string().min(1).max(40)),
  fillers: z.array(z.string().min(1).max(40)),
  people: z.array(z.string().min(1).max(40)),
  mishaps: z.array(z.string().min(1).max(40)),
  meanings: z.array(z.strictObject({ said: z.array(phrase).min(1), means: z.array(phrase).min(1), only: z.boolean().optional(), leads: z.boolean().optional() })),
  sectors: z.array(z.strictObject({ names: z.array(phrase).min(1), lift: z.number().min(0.1).max(2) })),
});

/** told.json: by code, sentences in which people tell what they need without its name. */
export const toldFileSchema = z.record(procedureCodeSchema, z.array(z.string().min(3).max(200)).min(1).max(60));
