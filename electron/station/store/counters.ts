// Which counters are open and which pause. A counter without a row is open.

import { z } from 'zod';
import type { CounterId } from '../../../shared/base/ids.ts';
import { counterIdSchema } from '../../../shared/contract/primitives.ts';
import { pauseReasonSchema } from '../../../shared/contract/queue.ts';
import type { Readable } from './handle.ts';

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
