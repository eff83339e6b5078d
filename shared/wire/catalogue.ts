// The city's catalogue of procedures as it travels: whole and packed in one answer, because it is smaller than a scanned page.

import { z } from 'zod';
import { communeIdSchema, epochMsSchema, stationIdSchema } from '../contract/primitives.ts';
import { requestIdHeaderSchema } from './messages.ts';

/** Largest catalogue as a text, in bytes: the portal's 2,642 procedures have a fifth of it. */
export const MAX_CATALOGUE_BYTES = 8 * 1024 * 1024;
/** Largest packed catalogue in bytes: with it an answer stays below what a station reads. */
export const MAX_PACKED_BYTES = 2 * 1024 * 1024;

const queryEdition = z.string().regex(/^\d{1,10}$/).transform(Number).pipe(z.int().min(0).max(1_000_000_000));
const refusalCode = z.string().regex(/^[a-z-]+\.[a-z-]+$/).max(60);

/** GET /v1/catalogue. `have`: highest edition that this station ever took, 0 for none. `refused`: the edition that it would not take, and why, so that the city's people see it. */
export const catalogueQuerySchema = z.strictObject({ commune: communeIdSchema, station: stationIdSchema, have: queryEdition, refused: queryEdition.exactOptional(), code: refusalCode.exactOptional() });
export type CatalogueQuery = z.infer<typeof catalogueQuerySchema>;

export const catalogueOfferSchema = z.strictObject({
  /** Grows with each one that the city publishes. */
  edition: z.int().min(1).max(1_000_000_000),
  /** For whom it is; null: for every commune. */
  commune: communeIdSchema.nullable(),
  publishedAt: epochMsSchema,
  /** Of the text. */
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
  bytes: z.int().min(1),
  /** The text packed with gzip, in Base64. */
  packed: z.base64().max(Math.ceil(MAX_PACKED_BYTES / 3) * 4),
});
export type CatalogueOffer = z.infer<typeof catalogueOfferSchema>;

/** Null: nothing newer than what the station has. */
export const catalogueAnswerSchema = z.strictObject({ requestId: requestIdHeaderSchema, offer: catalogueOfferSchema.nullable(), cityTime: epochMsSchema });
export type CatalogueAnswer = z.infer<typeof catalogueAnswerSchema>;
