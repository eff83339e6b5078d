// What the city answered to each operation: the cursor moves over it, and what took no effect there stays on a list until it does or a person gives it up.

import { z } from 'zod';
import type { EpochMs } from '../../../shared/base/ids.ts';
import { must } from '../../../shared/base/must.ts';
import { operationIdSchema } from '../../../shared/contract/primitives.ts';
import type { FeedChange } from '../../../shared/wire/feed.ts';
import type { PushResult, WithoutEffectResult } from '../../../shared/wire/messages.ts';
import type { Operation } from '../../../shared/wire/operation.ts';
import { forgetLetter, keepLetter, settleLetter } from './dead-letters.ts';
import type { Readable, Writable } from './handle.ts';
import { isHistoryOpen } from './returned-events.ts';

/**
 * Moves the outbox cursor over operations that the city has answered one by one, and keeps what took no effect; never backward. Returns how many are on the list anew.
 * What the city may hold beyond them is not passed over: the answer to each operation is heard before the cursor leaves it.
 */
export function recordPushed(store: Writable, operations: readonly Pick<Operation, 'opId' | 'seq'>[], results: ReadonlyMap<string, PushResult>, at: EpochMs): number {
  let anew = 0;
  const early = new Map(store.all(wordRow, EARLY).map((word) => [word.opId, word]));
  for (const { opId, seq } of operations) {
    const result = must(results.get(opId) ?? null, 'every operation was answered');
    // Refused once, taken now: the city's people have made room for it, or it was restored.
    const hasEffect = result.kind === 'applied' || result.kind === 'duplicate';
    if (hasEffect) forgetLetter(store, opId);
    else anew += keepLetter(store, { seq, returned: null }, result, at);
    const word = early.get(opId);
    if (word === undefined) continue;
    store.run('DELETE FROM early_word WHERE op_id = $opId', { opId });
    if (!hasEffect) recordSettled(store, word, at);
  }
  const acked = must(operations.at(-1) ?? null, 'nothing is pushed without an operation').seq;
  store.run('UPDATE sync SET acked_seq = $acked WHERE id = 1 AND acked_seq < $acked', { acked });
  return anew;
}

type Settled = Pick<Extract<FeedChange, { type: 'operation.settled' }>, 'opId' | 'kind' | 'code' | 'detail'>;

const EARLY = 'SELECT op_id AS opId, kind, code, detail FROM early_word';
const placeRow = z.object({ seq: z.int(), returned: z.int() });
const listedRow = z.object({ state: z.string() });
const unansweredRow = z.object({ seq: z.int() });
const wordRow = z.object({ opId: operationIdSchema, kind: z.enum(['applied', 'withdrawn', 'rejected']), code: z.string(), detail: z.string() }) satisfies z.ZodType<Settled>;

/** What the city said of operations that came back, in the words of the moment at which they were asked for: `opIds` are all of the page. One that is in the log is answered when it is sent. */
export function keepReturnedLetters(store: Writable, opIds: readonly string[], withoutEffect: readonly WithoutEffectResult[], at: EpochMs): void {
  for (const result of withoutEffect) {
    const place = store.get(
      placeRow, 'SELECT incarnation AS returned, seq FROM returned_event WHERE op_id = $opId AND NOT EXISTS (SELECT 1 FROM event WHERE event.op_id = returned_event.op_id)', { opId: result.opId },
    );
    if (place !== null) keepLetter(store, place, result, at);
  }
  const early = new Map(store.all(wordRow, EARLY).map((word) => [word.opId as string, word]));
  for (const opId of opIds) {
    const word = early.get(opId);
    if (word === undefined || isUnanswered(store, opId)) continue;
    store.run('DELETE FROM early_word WHERE op_id = $opId', { opId });
    if (isListed(store, opId)) recordSettled(store, word, at);
  }
}

/** What the city says when it is asked again of a letter that came back; nothing, where the feed has said something newer in between. */
export function answerDoubt(store: Writable, opId: string, stays: readonly WithoutEffectResult[], at: EpochMs): void {
  if (store.run('UPDATE dead_letter SET is_doubtful = 0 WHERE op_id = $opId AND is_doubtful = 1', { opId }) === 0) return;
  if (stays.length === 0) forgetLetter(store, opId);
  else keepReturnedLetters(store, [opId], stays, at);
}

function isListed(store: Readable, opId: string): boolean {
  return store.get(listedRow, 'SELECT state FROM dead_letter WHERE op_id = $opId', { opId }) !== null;
}

/** True while the answer to its sending is on the way: the feed may overtake it. */
function isUnanswered(store: Readable, opId: string): boolean {
  return store.get(unansweredRow, 'SELECT seq FROM event WHERE op_id = $opId AND seq > (SELECT acked_seq FROM sync WHERE id = 1) LIMIT 1', { opId }) !== null;
}

/**
 * What the feed says became later of an operation that was refused, held or kept; true if it was on the list. One that is refused after all wants a person from now on. While the city is
 * still telling what this store has lost, any operation may be one of those.
 */
export function recordSettled(store: Writable, { opId, kind, code, detail }: Settled, at: EpochMs): boolean {
  if (!isListed(store, opId) && (isUnanswered(store, opId) || isHistoryOpen(store))) {
    store.run(
      'INSERT INTO early_word (op_id, kind, code, detail) VALUES ($opId, $kind, $code, $detail) ON CONFLICT (op_id) DO UPDATE SET kind = excluded.kind, code = excluded.code, detail = excluded.detail',
      { opId, kind, code, detail },
    );
    return false;
  }
  if (kind === 'applied') return store.run('DELETE FROM dead_letter WHERE op_id = $opId', { opId }) === 1;
  // It has no effect for good: the row stays, for whoever asks later what became of it.
  if (kind === 'withdrawn') return isListed(store, opId) && settleLetter(store, opId, 'withdrawn', null, at);
  return (
    store.run(
      `UPDATE dead_letter SET state = 'rejected', code = $code, detail = $detail, field = NULL, held_by = NULL, answered_at = $at, is_doubtful = 0 WHERE op_id = $opId AND (state, code, detail) IS NOT ('rejected', $code, $detail)`,
      { opId, code, detail, at },
    ) === 1
  );
}
