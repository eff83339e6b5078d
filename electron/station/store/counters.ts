// Which counters are open and which pause. A counter without a row is open.

import { z } from 'zod';
import type { CounterId } from '../../../shared/base/ids.ts';
import { counterIdSchema } from '../../../shared/contract/primitives.ts';
import { pauseReasonSchema } from '../../../shared/contract/queue.ts';
import type { Readable, Writable } from './handle.ts';

const pausedRow = z.object({ counterId: counterIdSchema, reason: pauseReasonSchema });
/** Why a counter pauses. */
export type PauseReason = z.output<typeof pauseReasonSchema>;

/** Counters that pause, with their reason. */
export function pausedCounters(store: Readable): ReadonlyMap<CounterId, PauseReason> {
  const rows = store.all(pausedRow, `SELECT counter_id AS counterId, pause_reason AS reason FROM counter WHERE state = 'paused'`);
  return new Map(rows.map((row) => [row.counterId, row.reason]));
}

export function counterState(store: Readable, counterId: CounterId): 'open' | 'paused' {
  return pausedCounters(store).has(counterId) ? 'paused' : 'open';
}

export function markPaused(store: Writable, counterId: CounterId, reason: PauseReason): void {
  store.runOne(
    `INSERT INTO counter (counter_id, state, pause_reason) VALUES ($counterId, 'paused', $reason) ON CONFLICT (counter_id) DO UPDATE SET state = 'paused', pause_reason = excluded.pause_reason`,
    { counterId, reason },
  );
}

export function markOpen(store: Writable, counterId: CounterId): void {
  store.runOne(`INSERT INTO counter (counter_id, state) VALUES ($counterId, 'open') ON CONFLICT (counter_id) DO UPDATE SET state = 'open', pause_reason = NULL`, { counterId });
}
