// What the city's own case system tells the gateway of a dossier: it decides after the hand-over, and nothing overrules it.

import { z } from 'zod';
import { communeIdSchema, dossierIdSchema, epochMsSchema, procedureCodeSchema } from '../contract/primitives.ts';
import { correctableSchema, statusSchema } from './dossier-events.ts';
import { requestIdHeaderSchema } from './messages.ts';

/**
 * POST /v1/system/dossiers/<dossierId>/changes, with the system's own key. Members that are not there stay as they are; the same change sent twice is one.
 * `procedureCode` files the dossier under another procedure, which the receiving station has to look at.
 */
export const systemChangeSchema = z.strictObject({
  requestId: requestIdHeaderSchema,
  commune: communeIdSchema,
  status: statusSchema.exactOptional(),
  dueAt: epochMsSchema.nullable().exactOptional(),
  fields: z.partialRecord(correctableSchema, z.string().max(300)).exactOptional(),
  procedureCode: procedureCodeSchema.exactOptional(),
  reason: z.string().max(300),
});
export type SystemChange = z.infer<typeof systemChangeSchema>;

/** `revision` is that of the dossier after the change, or as it was where there was nothing to change. */
export const systemAnswerSchema = z.strictObject({ requestId: requestIdHeaderSchema, dossierId: dossierIdSchema, revision: z.int().min(1), cityTime: epochMsSchema });
export type SystemAnswer = z.infer<typeof systemAnswerSchema>;
