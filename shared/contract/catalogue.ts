// The catalogue of procedures as it holds here: where it came from, what it has otherwise than the one before it, and the way back.

import { z } from 'zod';
import { catalogueFaultSchema } from './catalogue-fault.ts';
import { change, nothing, query } from './command.ts';
import { errorCodeSchema } from './errors.ts';
import { epochMsSchema, procedureCodeSchema, wordsSchema } from './primitives.ts';

const staff = ['counter', 'admin'] as const;

/** So many changes are given at once: the words of a fee or of a paper can be long. */
export const CHANGES_A_PAGE = 30;

/** `edition` counts those of the city, and is 0 for others. `procedures` are known with fees and papers, `titles` by their name only. */
const catalogueSchema = z.strictObject({ origin: z.enum(['shipped', 'city', 'file']), edition: z.int().min(0), asOf: z.string(), procedures: z.int(), titles: z.int() });
export type CatalogueHeld = z.infer<typeof catalogueSchema>;

const procedureChangeSchema = z.strictObject({
  code: procedureCodeSchema, name: z.string(), kind: z.enum(['new', 'ended', 'changed']),
  differences: z.array(z.strictObject({ what: z.enum(['name', 'fee', 'time', 'result', 'paper-added', 'paper-gone', 'paper']), before: z.string(), after: z.string() })),
});
export type CatalogueChange = z.infer<typeof procedureChangeSchema>;

const countsSchema = z.strictObject({ changed: z.int(), ended: z.int(), new: z.int() });

export const catalogueViewSchema = z.strictObject({
  held: catalogueSchema,
  /** Since when it holds; null where the shipped one always held, and there is no way back. */
  since: epochMsSchema.nullable(),
  before: catalogueSchema.nullable(),
  /** Why somebody went back to it; '' where it came by itself. */
  reason: z.string(),
  /** A catalogue that held and cannot be read any more. */
  lost: errorCodeSchema.nullable(),
  /** What was offered last and not taken; `where` is '' and `fault` null where the code says all. */
  refused: z.strictObject({ edition: z.int(), code: errorCodeSchema, where: z.string(), fault: catalogueFaultSchema.nullable(), at: epochMsSchema }).nullable(),
  /** At the administration what is otherwise than in the one before; at a counter what is otherwise than in the one that this officer saw last, nothing once he has seen it. */
  counts: countsSchema,
  /** Those from the asked place on, at most `CHANGES_A_PAGE`: the changed first, then what ended, then what is new. */
  changes: z.array(procedureChangeSchema),
});
export type CatalogueView = z.infer<typeof catalogueViewSchema>;

/** Characters of Base64 in one piece of a file: with them a frame stays below what a window may send. */
export const PIECE_CHARS = 48_000;
/** More than the largest packed catalogue has. */
export const MOST_PIECES = 60;

/** What a file would change, before anybody has decided to use it. `isThere` is false while pieces are missing. */
export const catalogueOfferSchema = z.discriminatedUnion('isThere', [
  z.strictObject({ isThere: z.literal(false) }),
  z.strictObject({ isThere: z.literal(true), held: catalogueSchema, counts: countsSchema, /** The first of them. */ changes: z.array(procedureChangeSchema) }),
]);
export type CatalogueOffered = z.infer<typeof catalogueOfferSchema>;

const fileId = z.uuid();

export const catalogueCommands = {
  'catalogue.read': query(staff, z.strictObject({ from: z.int().min(0).max(100_000) }), catalogueViewSchema),
  /** This officer, or where nobody signs in this counter, has looked at the changes. `since` is that of the looked at: refuses 'catalogue.moved-on' where another holds by now, 'catalogue.not-kept'. */
  'catalogue.seen': change(['counter'], { since: epochMsSchema }, nothing),
  /** One piece of a packed catalogue, in their order; the last one is answered with what the file would change. Nothing is kept on the disk. Refuses 'catalogue.not-whole', 'catalogue.broken', 'catalogue.too-large', with {where} 'catalogue.older', with {where, fault} 'catalogue.unreadable'. */
  'catalogue.offer': query(['admin'], z.strictObject({ fileId, piece: z.int().min(0).max(MOST_PIECES - 1), pieces: z.int().min(1).max(MOST_PIECES), base64: z.base64().max(PIECE_CHARS) }), catalogueOfferSchema),
  /** Uses the file that was offered; durable. Refuses as 'catalogue.offer', and 'catalogue.not-kept'. */
  'catalogue.take': change(['admin'], { fileId }, catalogueViewSchema),
  /** Back to the one before, durable; what the city had sent is not taken again. Refuses 'catalogue.moved-on' as above, 'catalogue.nothing-before', 'catalogue.not-kept'. */
  'catalogue.go-back': change(['admin'], { since: epochMsSchema.nullable(), reason: wordsSchema(300).pipe(z.string().min(3)) }, catalogueViewSchema),
};
