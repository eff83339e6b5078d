// Where this station stands with the city: what is acknowledged, what has been pulled, what was refused.

import { z } from 'zod';
import type { BlobHash } from '../../../shared/base/ids.ts';
import type { ErrorCode } from '../../../shared/contract/errors.ts';
import type { PushResult } from '../../../shared/wire/messages.ts';
import type { Operation } from '../../../shared/wire/operation.ts';
import type { Readable, Writable } from './handle.ts';

const syncRow = z
  .object({ acked_seq: z.int(), pulled_number: z.int(), last_exchange_at: z.int().nullable(), offline_since: z.int().nullable() })
  .transform((row) => ({ ackedSeq: row.acked_seq, pulledNumber: row.pulled_number, lastExchangeAt: row.last_exchange_at, offlineSince: row.offline_since }));
const countRow = z.object({ count: z.int() });

export type SyncMarks = z.output<typeof syncRow>;

/** The marks of the one row. */
export function readSyncMarks(store: Readable): SyncMarks {
  const row = store.get(syncRow, 'SELECT acked_seq, pulled_number, last_exchange_at, offline_since FROM sync WHERE id = 1');
  if (row === null) throw new Error('the sync row is written by the first migration');
  return row;
}

/** Number of the last event in the log; 0 for an empty one. */
export function lastSequence(store: Readable): number {
  return store.get(countRow, 'SELECT coalesce(max(seq), 0) AS count FROM event')?.count ?? 0;
}

/** Moves the outbox cursor forward and keeps what the city refused; never backward. */
export function recordPushed(store: Writable, operations: readonly Operation[], results: readonly PushResult[], ackedSeq: number, at: number): number {
  const byOperation = new Map(results.map((result) => [result.opId, result]));
  let refused = 0;
  for (const operation of operations) {
    const result = byOperation.get(operation.opId);
    if (result?.kind !== 'rejected') continue;
    refused += store.run('INSERT INTO dead_letter (seq, code, detail, at) VALUES ($seq, $code, $detail, $at) ON CONFLICT (seq) DO NOTHING', {
      seq: operation.seq, code: result.code, detail: result.detail, at,
    });
  }
  store.run('UPDATE sync SET acked_seq = $acked WHERE id = 1 AND acked_seq < $acked', { acked: ackedSeq });
  return refused;
}

/** Moves the outbox cursor back to what the city says it has; whatever follows is sent again and recognised there. */
export function rewindTo(store: Writable, ackedSeq: number): void {
  store.runOne('UPDATE sync SET acked_seq = $acked WHERE id = 1', { acked: ackedSeq });
}

export function recordPulled(store: Writable, number: number): void {
  store.runOne('UPDATE sync SET pulled_number = $number WHERE id = 1 AND pulled_number < $number', { number });
}

/** The city was reached; `isWhole` when nothing of sync is failing any more. */
export function recordExchange(store: Writable, at: number, isWhole: boolean): void {
  store.runOne('UPDATE sync SET last_exchange_at = $at, offline_since = iif($isWhole, NULL, offline_since) WHERE id = 1', { at, isWhole: isWhole ? 1 : 0 });
}

/** The city is not reached; the first moment is kept, over restarts too. Returns false if that was known. */
export function recordOffline(store: Writable, at: number): boolean {
  return store.run('UPDATE sync SET offline_since = $at WHERE id = 1 AND offline_since IS NULL', { at }) === 1;
}

/** Sent and acknowledged, but not yet said by the feed to be durable there. */
export function markBlobSent(store: Writable, sha256: BlobHash): void {
  store.run(`UPDATE blob SET state = 'sent', attempts = attempts + 1, last_code = NULL WHERE sha256 = $sha256 AND state = 'waiting'`, { sha256 });
}

export function noteBlobFailure(store: Writable, sha256: BlobHash, code: ErrorCode): void {
  store.run('UPDATE blob SET attempts = attempts + 1, last_code = $code WHERE sha256 = $sha256', { sha256, code });
}

/** The file is gone or changed: nothing to send, and a person must scan the page again. */
export function markBlobDamaged(store: Writable, sha256: BlobHash): void {
  store.run(`UPDATE blob SET state = 'damaged', last_code = 'page.damaged' WHERE sha256 = $sha256`, { sha256 });
}

/** Counts for the screens. */
export function readWaiting(store: Readable): { readonly events: number; readonly dossiers: number; readonly scans: number; readonly deadLetters: number } {
  const count = (sql: string) => store.get(countRow, sql)?.count ?? 0;
  return {
    events: count('SELECT (SELECT coalesce(max(seq), 0) FROM event) - acked_seq AS count FROM sync WHERE id = 1'),
    dossiers: count('SELECT count(*) AS count FROM dossier WHERE opened_seq > (SELECT acked_seq FROM sync WHERE id = 1)'),
    scans: count(`SELECT count(*) AS count FROM blob WHERE state IN ('waiting', 'sent')`),
    deadLetters: count('SELECT count(*) AS count FROM dead_letter'),
  };
}
