// GET /v1/log: a station's own past as the city holds it, for a store that was put back from a copy.

import type { Pool } from 'pg';
import { z } from 'zod';
import { historyQuerySchema } from '../../shared/wire/history.ts';
import type { HistoryAnswer } from '../../shared/wire/history.ts';
import type { CityClock } from '../clock.ts';
import { readRows } from '../database/rows.ts';
import { readRaw } from '../push/event-rows.ts';
import { readUnsettled } from '../push/unsettled-rows.ts';
import type { Admission } from '../server/admission.ts';
import { parseOutside } from '../server/body.ts';
import { assertOwn, authenticate } from '../server/caller.ts';
import type { Route } from '../server/server.ts';

const rowSchema = z.object({ seq: z.int(), opId: z.string(), raw: z.string().nullable(), hash: z.string() });
/** A page has no more text than this, but always its first operation: a station reads 4 MiB of an answer, and would ask for the same for ever. */
const PAGE_BYTES = 3 * 1024 * 1024;

/** The sizes are added up before any text is read, so that a page of the largest operations does not fill the memory. */
const PAGE = `
  WITH page AS (
    SELECT seq, received_at, coalesce(octet_length(raw::text), 0) AS bytes FROM event WHERE commune = $1 AND station = $2 AND incarnation = $3 AND seq > $4 ORDER BY seq LIMIT $5
  ), added AS (SELECT seq, received_at, bytes, sum(bytes) OVER (ORDER BY seq) AS total FROM page)
  SELECT e.seq, e.op_id AS "opId", e.raw::text AS raw, encode(e.hash, 'hex') AS hash FROM added a JOIN event e ON e.commune = $1 AND e.station = $2 AND e.incarnation = $3 AND e.seq = a.seq AND e.received_at = a.received_at
  WHERE a.total <= $6 OR a.total = a.bytes ORDER BY e.seq`;

const chainSchema = z.object({ incarnation: z.int(), base: z.int(), ackedSeq: z.int(), headHash: z.string() });

export function historyRoute({ pool, clock, admission }: { readonly pool: Pool; readonly clock: CityClock; readonly admission: Admission }): Route {
  return {
    method: 'GET',
    url: '/v1/log',
    wantsRequestId: true,
    answer: async ({ request, requestId }) => {
      const sender = await authenticate(pool, request.headers.authorization);
      const query = parseOutside(historyQuerySchema, request.query);
      assertOwn(sender, query);
      admission.admit(sender.commune, 'past');
      const { commune, station, incarnation, after, limit } = query;
      // The chains first: what they say is there can be read afterwards, whatever is pushed in between.
      const incarnations = await readRows(
        pool,
        chainSchema,
        `SELECT incarnation, base_seq AS base, high_seq AS "ackedSeq", encode(head_hash, 'hex') AS "headHash" FROM station_chain WHERE commune = $1 AND station = $2 ORDER BY incarnation`,
        [commune, station],
      );
      const rows = await readRows(
        pool,
        rowSchema,
        PAGE,
        [commune, station, incarnation, after, limit, PAGE_BYTES],
      );
      // Last: what is settled after this look is in the feed after whatever the station has read so far.
      const withoutEffect = rows.length === 0 ? [] : [...(await readUnsettled(pool, commune, rows.map(({ opId }) => opId))).values()];
      return {
        requestId, operations: rows.flatMap(({ raw, hash }) => (raw === null ? [] : [readRaw(raw, hash)])), erased: rows.filter(({ raw }) => raw === null).map(({ seq }) => seq), withoutEffect, incarnations,
        cityTime: clock.now(),
      } satisfies HistoryAnswer;
    },
  };
}
