// The shape of resources/catalogue: the procedures a point receives, those it only knows by title, and how people speak of them.

import { z } from 'zod';
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
    for (const { code } of [...file.procedures, ...titlesOf(file)]) {
      if (codes.has(code)) context.addIssue({ code: 'custom', message: `${code} stands twice` });
      codes.add(code);
    }
    for (const procedure of file.procedures) {
      if (new Set(procedure.papers.map((paper) => paper.paperId)).size !== procedure.papers.length) {
        context.addIssue({ code: 'custom', message: `${procedure.code} has two papers with one id` });
      }
    }
  });
export type CatalogueFile = z.infer<typeof catalogueFileSchema>;

/** The procedures that a catalogue knows by title, one by one. */
export function titlesOf(file: { readonly titles: readonly z.infer<typeof titlesSchema>[] }): readonly CatalogueTitle[] {
  return file.titles.flatMap(({ field, sector, procedures }) => procedures.map(([code, name]): CatalogueTitle => ({ code, name, field, sector, level: 'other' })));
}

/**
 * A catalogue out of its file's text, or one sentence that says where it is wrong: where the text breaks off, or which procedure and field is not what
 * the schema wants. Nothing of a refused file is used.
 */
export function parseCatalogue(text: string): { readonly catalogue: CatalogueFile } | { readonly refused: string } {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    const lines = text.split('\n').length;
    return { refused: `the catalogue is not whole: it has ${lines} lines and ends with "${text.trimEnd().slice(-40).replaceAll(/\s+/g, ' ')}" (${error instanceof Error ? error.message : 'no JSON'})` };
  }
  const parsed = catalogueFileSchema.safeParse(value);
  if (parsed.success) return { catalogue: parsed.data };
  const [issue] = parsed.error.issues;
  const [list, place, ...rest] = issue?.path ?? [];
  const code = list === 'procedures' && typeof place === 'number' ? codeAt(value, place) : null;
  const where = code === null ? (issue?.path.join('.') ?? '') : `${code}, ${rest.join('.')}`;
  return { refused: where === '' ? (issue?.message ?? 'it is no catalogue') : `${where}: ${issue?.message ?? 'not as wanted'}` };
}

function codeAt(value: unknown, place: number): string {
  const found = z.object({ procedures: z.array(z.unknown()) }).safeParse(value);
  const entry = found.success ? z.object({ code: procedureCodeSchema }).safeParse(found.data.procedures[place]) : null;
  return entry?.success === true ? entry.data.code : `procedure ${place + 1}`;
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
