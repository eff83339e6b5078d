// Where this station stands with the city: what is acknowledged, what has been pulled, what was refused.

import { z } from 'zod';
import type { BlobHash } from '../../../shared/base/ids.ts';
import type { ErrorCode } from '../../../shared/contract/errors.ts';
import { countLetters } from './dead-letters.ts';
import type { Readable, Writable } from './handle.ts';
import { forgetUpload } from './uploads.ts';

const syncRow = z
  .object({
    acked_seq: z.int(), pulled_number: z.int(), pulled_item: z.string().nullable(), last_exchange_at: z.int().nullable(), offline_since: z.int().nullable(), contradicted_at: z.int().nullable(),
  })
  .transform((row) => ({
    ackedSeq: row.acked_seq, pulledNumber: row.pulled_number, pulledItem: row.pulled_item, lastExchangeAt: row.last_exchange_at, offlineSince: row.offline_since, contradictedAt: row.contradicted_at,
  }));
const countRow = z.object({ count: z.int() });

export type SyncMarks = z.output<typeof syncRow>;

/** The marks of the one row. */
export function readSyncMarks(store: Readable): SyncMarks {
  const row = store.get(syncRow, 'SELECT acked_seq, pulled_number, pulled_item, last_exchange_at, offline_since, contradicted_at FROM sync WHERE id = 1');
  if (row === null) throw new Error('the sync row is written by the first migration');
  return row;
}

/**
 * Moves the outbox cursor back to what the city says it has; whatever follows is sent again and recognised there. Pages go on their way again: it is asked about each before a byte is sent.
 */
export function rewindTo(store: Writable, ackedSeq: number, at: number): void {
  store.runOne('UPDATE sync SET rewound_at = $at, rewound_events = acked_seq - $acked, acked_seq = $acked WHERE id = 1', { acked: ackedSeq, at });
  doubtPages(store);
  store.run(
    `UPDATE blob SET state = 'waiting', verified_at = NULL WHERE state = 'purged'
     AND sha256 IN (SELECT sha256 FROM dossier_page JOIN dossier USING (dossier_id) JOIN event ON op_id = opened_op WHERE seq > $acked)`,
    { acked: ackedSeq },
  );
}

/** A city that was put back may have lost pages of dossiers that it still has. Whatever lies here still is asked about again. */
function doubtPages(store: Writable): void {
  store.run(`UPDATE blob SET state = 'waiting', verified_at = NULL WHERE state = 'verified'`);
}

/** `item` says what stands in the feed under that number; it is looked for there when the listening begins anew. */
export function recordPulled(store: Writable, number: number, item: string): void {
  store.runOne('UPDATE sync SET pulled_number = $number, pulled_item = $item WHERE id = 1 AND pulled_number < $number', { number, item });
}

/** The city's feed is not the one that was read: it was restored. The first moment is kept, and the finding holds until a person decides. */
export function recordContradicted(store: Writable, at: number): void {
  store.run('UPDATE sync SET contradicted_at = $at WHERE id = 1 AND contradicted_at IS NULL', { at });
}

/** A person has decided that the restored feed holds: it is read from the beginning, where what is known is recognised and what differs is kept as a conflict. */
export function forgetRead(store: Writable): void {
  if (readSyncMarks(store).contradictedAt !== null) doubtPages(store);
  // A snapshot that was begun knows the numbers of the feed that is no more.
  store.run('DELETE FROM snapshot_progress WHERE EXISTS (SELECT 1 FROM sync WHERE id = 1 AND contradicted_at IS NOT NULL)');
  store.run('UPDATE sync SET pulled_number = 0, pulled_item = NULL, contradicted_at = NULL WHERE id = 1 AND contradicted_at IS NOT NULL');
}

/**
 * What the feed said meanwhile of operations without effect is gone with its age: they are sent once more, and the city answers each as it stands now. Those that came back from the city
 * are not sent; it is asked about each.
 * Unlike after a rewind, the city has lost nothing.
 */
export function askAgainAboutLetters(store: Writable): void {
  const first = 'SELECT min(seq) FROM dead_letter WHERE returned IS NULL AND NOT EXISTS (SELECT 1 FROM settled_letter WHERE settled_letter.op_id = dead_letter.op_id)';
  store.run(`UPDATE sync SET acked_seq = (${first}) - 1 WHERE id = 1 AND acked_seq >= (${first})`);
  store.run('UPDATE dead_letter SET is_doubtful = 1 WHERE returned IS NOT NULL');
}

/** The city has answered. */
export function recordExchange(store: Writable, at: number): void {
  store.runOne('UPDATE sync SET last_exchange_at = $at WHERE id = 1', { at });
}

/** Nothing stands between this station and the city any more. */
export function recordWhole(store: Writable): void {
  store.runOne('UPDATE sync SET offline_since = NULL WHERE id = 1');
}

/** Something does; the first moment is kept, over restarts too. */
export function recordOffline(store: Writable, at: number): void {
  store.run('UPDATE sync SET offline_since = $at WHERE id = 1 AND offline_since IS NULL', { at });
}

export function noteBlobFailure(store: Writable, sha256: BlobHash, code: ErrorCode): void {
  store.run(`UPDATE blob SET attempts = attempts + 1, last_code = $code WHERE sha256 = $sha256 AND state = 'waiting'`, { sha256, code });
}

/** The file is gone or changed: nothing to send, and a person must scan the page again. */
export function markBlobDamaged(store: Writable, sha256: BlobHash): void {
  store.run(`UPDATE blob SET state = 'damaged', last_code = 'page.damaged' WHERE sha256 = $sha256 AND state = 'waiting'`, { sha256 });
  forgetUpload(store, sha256);
}

export interface Waiting {
  readonly events: number;
  readonly dossiers: number;
  readonly scans: number;
  /** What wants a person, what waits for such a one, what waits for the city to learn its kind. */
  readonly deadLetters: number;
  readonly heldLetters: number;
  readonly keptLetters: number;
}

/** Counts for the screens. */
export function readWaiting(store: Readable): Waiting {
  const count = (sql: string) => store.get(countRow, sql)?.count ?? 0;
  const letters = new Map(countLetters(store).map((letter) => [letter.state, letter.count]));
  return {
    events: count('SELECT (SELECT coalesce(max(seq), 0) FROM event) - acked_seq AS count FROM sync WHERE id = 1'),
    dossiers: count(`SELECT count(*) AS count FROM event WHERE seq > (SELECT acked_seq FROM sync WHERE id = 1) AND type = 'dossier.opened'`),
    scans: count(`SELECT count(*) AS count FROM blob WHERE state = 'waiting'`),
    deadLetters: letters.get('rejected') ?? 0, heldLetters: letters.get('held') ?? 0, keptLetters: letters.get('kept') ?? 0,
  };
}
