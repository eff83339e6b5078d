// POST /v1/system/dossiers/<dossierId>/changes: the word of the city's own case system, under a key that no station has.

import { timingSafeEqual } from 'node:crypto';
import type { Pool } from 'pg';
import { z } from 'zod';
import { systemAnswerSchema, systemChangeSchema } from '../../shared/wire/system.ts';
import type { SystemAnswer, SystemChange } from '../../shared/wire/system.ts';
import type { CityClock } from '../clock.ts';
import { inTransaction } from '../database/transaction.ts';
import { decide } from '../dossiers/merge.ts';
import { lockDossiers, updateDossiers } from '../dossiers/state.ts';
import { appendToFeed } from '../feed/append.ts';
import { parseOutside, readMessage } from '../server/body.ts';
import { bearerOf, keyHash } from '../server/caller.ts';
import { WireRefusal } from '../server/refusal.ts';
import type { Route } from '../server/server.ts';

const MAX_CHANGE_BYTES = 64 * 1024;
const parametersSchema = z.object({ dossierId: systemAnswerSchema.shape.dossierId });

export interface SystemContext {
  readonly pool: Pool;
  readonly clock: CityClock;
  /** Null: there is no such system, and nobody may speak for it. */
  readonly systemKey: string | null;
}

function assertSystem({ systemKey }: SystemContext, authorization: string | undefined): void {
  if (systemKey === null || !timingSafeEqual(keyHash(bearerOf(authorization)), keyHash(systemKey))) throw new WireRefusal('wire.unauthorized', 'this is not the key of the city\'s system');
}

async function changeDossier({ pool, clock }: SystemContext, dossierId: SystemAnswer['dossierId'], { commune, requestId: _id, ...wish }: SystemChange): Promise<number> {
  return inTransaction(pool, clock, async (transaction) => {
    const state = (await lockDossiers(transaction, commune, [dossierId])).get(dossierId);
    if (state === undefined) throw new WireRefusal('wire.not-found', 'the commune has no such dossier');
    const merged = decide(state, wish);
    if (merged.kind === 'rejected') throw new WireRefusal('wire.invalid', merged.detail);
    if (merged.kind === 'same') return state.revision;
    await updateDossiers(transaction, commune, [merged.state]);
    await appendToFeed(transaction, commune, [merged.change], clock.now());
    return merged.state.revision;
  });
}

export function systemRoute(context: SystemContext): Route {
  return {
    method: 'POST',
    url: '/v1/system/dossiers/:dossierId/changes',
    wantsRequestId: true,
    answer: async ({ request, requestId }) => {
      assertSystem(context, request.headers.authorization);
      const { dossierId } = parseOutside(parametersSchema, request.params);
      const change = await readMessage(request, requestId, systemChangeSchema, MAX_CHANGE_BYTES);
      return { requestId, dossierId, revision: await changeDossier(context, dossierId, change), cityTime: context.clock.now() } satisfies SystemAnswer;
    },
  };
}
