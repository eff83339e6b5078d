// POST /v1/leases: blocks of official numbers for a station that must mint codes while it is alone.

import type { Pool } from 'pg';
import { leaseRequestSchema } from '../../shared/wire/leases.ts';
import type { CityClock } from '../clock.ts';
import { readMessage } from '../server/body.ts';
import { assertOwn, authenticate } from '../server/caller.ts';
import type { Route } from '../server/server.ts';
import { lend } from './lend.ts';

/** More than a request with its most blocks has. */
const MAX_REQUEST_BYTES = 64 * 1024;

export function leaseRoute(context: { readonly pool: Pool; readonly clock: CityClock }): Route {
  return {
    method: 'POST',
    url: '/v1/leases',
    wantsRequestId: true,
    answer: async ({ request, requestId }) => {
      const sender = await authenticate(context.pool, request.headers.authorization);
      const wanted = await readMessage(request, requestId, leaseRequestSchema, MAX_REQUEST_BYTES);
      assertOwn(sender, wanted);
      return lend(context, sender, wanted);
    },
  };
}
