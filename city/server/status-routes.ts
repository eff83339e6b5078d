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
          `SELECT commune, station, state, incarnation, high_seq AS "ackedSeq", encode(head_hash, 'hex') AS "headHash",
                  (SELECT count(*) FROM rejected r WHERE r.commune = s.commune AND r.station = s.station) AS rejected
           FROM station s WHERE commune = $1 AND station = $2`,
          [commune, station],
        );
        return { requestId, ...must(row, 'the station was just found by its key'), cityTime: clock.now() } satisfies StationStatusAnswer;
      },
    },
  ];
}
