// The log as it goes out: the next operations, read cheaply, since they were parsed when they were written and are parsed again by the city.

import { z } from 'zod';
import { operationIdSchema } from '../../../shared/contract/primitives.ts';
import { stretchToPush } from './event-log.ts';
import type { Readable } from './handle.ts';

const row = z.object({
  opId: operationIdSchema, seq: z.int(), incarnation: z.int(), aggType: z.string(), aggId: z.string(), aggRev: z.int(), type: z.string(), typeVersion: z.int(), at: z.int(), actor: z.string(), body: z.string(),
  clock: z.string().nullable(), baseRev: z.int().nullable(), refersTo: z.string().nullable(), prevHash: z.string(), hash: z.string(), redactedAt: z.int().nullable(),
});

/**
 * One operation on its way, its body as it was made when it was written; that of a redacted one does not agree with its hash any more, and is sent only to a city that has had it before.
 */
export type OutgoingOperation = z.output<typeof row>;

/**
 * The operations that the city is to get after `afterSeq`, in order, all of one incarnation: at most `limit`, and no more than `maxChars` of bodies, but at least one if there is one.
 * Those of a history that the city did not take are left out; they were written once more further on.
 */
export function readOutgoing(store: Readable, afterSeq: number, limit: number, maxChars: number): readonly OutgoingOperation[] {
  const { after, until } = stretchToPush(store, afterSeq);
  const read = store.all(
    row,
    `SELECT op_id AS opId, seq, incarnation, agg_type AS aggType, agg_id AS aggId, agg_rev AS aggRev, type, type_version AS typeVersion, body, at, actor, clock,
            base_rev AS baseRev, refers_to AS refersTo, prev_hash AS prevHash, hash, redacted_at AS redactedAt
     FROM event WHERE seq > $after ORDER BY seq LIMIT $limit`,
    { after, limit: Math.min(limit, until - after) },
  );
  const operations = read.filter(({ incarnation }) => incarnation === read[0]?.incarnation);
  let chars = 0;
  const end = operations.findIndex(({ body }, index) => (chars += body.length) > maxChars && index > 0);
  return end < 0 ? operations : operations.slice(0, end);
}
