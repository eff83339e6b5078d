// GET /v1/health for whoever watches the gateway, GET /v1/status for a station that wants to know how the city sees it.

import type { Pool } from 'pg';
import { z } from 'zod';
import { must } from '../../shared/base/must.ts';
import { OLDEST_WIRE_VERSION, stationStatusAnswerSchema, WIRE_VERSION } from '../../shared/wire/messages.ts';
import type { HealthAnswer, StationStatusAnswer } from '../../shared/wire/messages.ts';
import type { CityClock } from '../clock.ts';
import { readRows } from '../database/rows.ts';
import { authenticate } from './caller.ts';
import type { Route } from './server.ts';

const statusRowSchema = stationStatusAnswerSchema.omit({ requestId: true, cityTime: true });

export function statusRoutes(pool: Pool, clock: CityClock): readonly Route[] {
  return [
    {
      method: 'GET',
      url: '/v1/health',
      wantsRequestId: false,
      answer: async ({ requestId }) => {
        await readRows(pool, z.unknown(), 'SELECT 1');
        return { requestId, proto: WIRE_VERSION, oldestProto: OLDEST_WIRE_VERSION, database: 'ready', cityTime: clock.now() } satisfies HealthAnswer;
      },
    },
    {
      method: 'GET',
      url: '/v1/status',
      wantsRequestId: true,
      answer: async ({ request, requestId }) => {
        const { commune, station } = await authenticate(pool, request.headers.authorization);
        const [row] = await readRows(
          pool,
          statusRowSchema,
          `SELECT s.commune, s.station, s.state, s.incarnation, coalesce(k.high_seq, 0) AS "ackedSeq", coalesce(encode(k.head_hash, 'hex'), repeat('0', 64)) AS "headHash",
                  (SELECT count(*) FROM unsettled u WHERE u.commune = s.commune AND u.station = s.station AND u.settled IS NULL) AS rejected
           FROM station s LEFT JOIN LATERAL (
             SELECT c.high_seq, c.head_hash FROM station_chain c WHERE c.commune = s.commune AND c.station = s.station ORDER BY c.incarnation DESC LIMIT 1
           ) k ON true WHERE s.commune = $1 AND s.station = $2`,
          [commune, station],
        );
        return { requestId, ...must(row, 'the station was just found by its key'), cityTime: clock.now() } satisfies StationStatusAnswer;
      },
    },
  ];
}
