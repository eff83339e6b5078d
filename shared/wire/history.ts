// A station's own past as the city holds it: for a store that was put back from a copy and has to learn what it had already said.

import { z } from 'zod';
import { communeIdSchema, epochMsSchema, stationIdSchema } from '../contract/primitives.ts';
import { requestIdHeaderSchema, withoutEffectSchema } from './messages.ts';
import { operationSchema } from './operation.ts';

const queryNumber = z.string().regex(/^\d{1,15}$/).transform(Number).pipe(z.int().min(0));

/** Query of GET /v1/log: operations of one incarnation after a sequence number, in order. */
export const historyQuerySchema = z.strictObject({ commune: communeIdSchema, station: stationIdSchema, incarnation: queryNumber, after: queryNumber, limit: queryNumber.pipe(z.int().min(1).max(500)).default(200) });

const incarnationSchema = z.strictObject({
  incarnation: z.int().min(1),
  /** Where it left the incarnation before it: the last sequence number that both have; 0 for the first. */
  base: z.int().min(0),
  ackedSeq: z.int().min(0),
  headHash: z.string().regex(/^[0-9a-f]{64}$/),
});

/**
 * GET /v1/log. Operations are as they were sent, but for those that were erased, which are named in `erased` and left out. `withoutEffect` says which operations of the page are still
 * waiting for somebody or something; what becomes of them from then on stands in the feed. `incarnations` is all that the city knows, in order.
 */
export const historyAnswerSchema = z.strictObject({
  requestId: requestIdHeaderSchema, operations: z.array(operationSchema), erased: z.array(z.int()), withoutEffect: z.array(withoutEffectSchema), incarnations: z.array(incarnationSchema), cityTime: epochMsSchema,
});
export type HistoryAnswer = z.infer<typeof historyAnswerSchema>;
