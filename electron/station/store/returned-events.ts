// Events that this store once had and lost, as the city gave them back: kept apart from the log, never sent, and what follows from them shown again.

import { z } from 'zod';
import type { EpochMs } from '../../../shared/base/ids.ts';
import type { StoreHistory } from '../../../shared/contract/care.ts';
import type { pageReferenceSchema } from '../../../shared/wire/dossier-events.ts';
import { GENESIS_HASH, type Operation } from '../../../shared/wire/operation.ts';
import { readEvent } from '../../../shared/wire/upcast.ts';
import { settleLetter } from './dead-letters.ts';
import { hashAt } from './event-log.ts';
import type { Readable, Writable } from './handle.ts';
import { countReturned } from './projections/facts.ts';
import { reproject } from './projections/replay.ts';
import { wantSnapshot } from './snapshot-progress.ts';

const countRow = z.object({ count: z.int() });
const seqRow = z.object({ seq: z.int() });
const hashRow = z.object({ hash: z.string() });

/** True while the city has not said all that it holds of the lives before this one. */
export function isHistoryOpen(store: Readable): boolean {
  return (store.get(countRow, `SELECT count(*) AS count FROM birth WHERE reason <> 'first' AND asked_at IS NULL`)?.count ?? 0) > 0;
}

/** The city has said it all. How it stands with dossiers that came back is asked for anew: while they were away, the feed was read without them. */
export function closeHistory(store: Writable, at: EpochMs): void {
  if (countReturned(store) > 0) wantSnapshot(store);
  store.run('UPDATE birth SET asked_at = $at WHERE asked_at IS NULL', { at });
  // Words of the feed about what did not come back are about what had its effect.
  store.run('DELETE FROM early_word WHERE NOT EXISTS (SELECT 1 FROM event WHERE event.op_id = early_word.op_id AND seq > (SELECT acked_seq FROM sync WHERE id = 1))');
}

/** The last place of an incarnation that is known here, and the hash that what follows must name; null where that one was erased, or where nothing of the incarnation is known. */
export interface KnownEnd {
  readonly seq: number;
  readonly hash: string | null;
}

/** What a new incarnation has left behind is not counted: the city has something else there. */
export function knownEnd(store: Readable, incarnation: number): KnownEnd {
  const own = store.get(
    seqRow, 'SELECT coalesce(max(seq), 0) AS seq FROM event WHERE incarnation = $incarnation AND NOT EXISTS (SELECT 1 FROM birth WHERE base < event.seq AND first_seq > event.seq)', { incarnation },
  )?.seq ?? 0;
  const returned = store.get(
    seqRow,
    `SELECT max((SELECT coalesce(max(seq), 0) FROM returned_event WHERE incarnation = $incarnation), (SELECT coalesce(max(seq), 0) FROM returned_gap WHERE incarnation = $incarnation)) AS seq`,
    { incarnation },
  )?.seq ?? 0;
  if (returned === 0) return { seq: own, hash: own === 0 ? null : hashAt(store, own) };
  return { seq: returned, hash: store.get(hashRow, 'SELECT hash FROM returned_event WHERE incarnation = $incarnation AND seq = $seq', { incarnation, seq: returned })?.hash ?? null };
}

/** True for the hash of an event that is known here, or of the beginning. */
export function isKnownHash(store: Readable, hash: string): boolean {
  return hash === GENESIS_HASH || store.get(hashRow, 'SELECT hash FROM event WHERE hash = $hash UNION SELECT hash FROM returned_event WHERE hash = $hash', { hash }) !== null;
}

/** Keeps a page that was verified, with what follows from it. Returns how many events were new. */
export function keepReturned(store: Writable, incarnation: number, operations: readonly Operation[], erased: readonly number[]): number {
  let kept = 0;
  const touched = new Map<string, Pick<Operation, 'aggType' | 'aggId'>>();
  for (const seq of erased) store.run('INSERT INTO returned_gap (incarnation, seq) VALUES ($incarnation, $seq) ON CONFLICT DO NOTHING', { incarnation, seq });
  for (const { body, clock, baseRev, refersTo, ...operation } of operations) {
    const isNew = store.run(
      `INSERT INTO returned_event (seq, op_id, incarnation, agg_type, agg_id, agg_rev, type, type_version, body, at, actor, clock, base_rev, refers_to, prev_hash, hash)
       VALUES ($seq, $opId, $incarnation, $aggType, $aggId, $aggRev, $type, $typeVersion, $body, $at, $actor, $clock, $baseRev, $refersTo, $prevHash, $hash) ON CONFLICT (op_id) DO NOTHING`,
      { ...operation, body: JSON.stringify(body), clock: clock === undefined ? null : JSON.stringify(clock), baseRev: baseRev ?? null, refersTo: refersTo ?? null },
    );
    // The same fact at another place of the city's history: it is kept once, and this place is not missing.
    if (isNew === 0) store.run('INSERT INTO returned_gap (incarnation, seq) VALUES ($incarnation, $seq) ON CONFLICT DO NOTHING', { incarnation, seq: operation.seq });
    if (isNew === 1) {
      for (const page of pagesOf({ ...operation, body })) expectPage(store, page, operation.at);
      settleAgain(store, { ...operation, body, ...(refersTo === undefined ? {} : { refersTo }) });
    }
    kept += isNew;
    touched.set(`${operation.aggType} ${operation.aggId}`, operation);
  }
  for (const { aggType, aggId } of touched.values()) reproject(store, { type: aggType, id: aggId });
  return kept;
}

/** What a person had decided about a letter before the loss holds: sent again in other words, or given up. The feed's word of it may have been thrown away since. */
function settleAgain(store: Writable, operation: Pick<Operation, 'opId' | 'type' | 'typeVersion' | 'body' | 'at' | 'refersTo'>): void {
  if (operation.refersTo !== undefined) settleLetter(store, operation.refersTo, 'resent', operation.opId, operation.at);
  const reading = readEvent(operation);
  if (reading.kind === 'known' && reading.type === 'operation.withdrawn') settleLetter(store, reading.body.opId, 'withdrawn', operation.opId, operation.at);
}

type PageReference = z.output<typeof pageReferenceSchema>;

function pagesOf(operation: Pick<Operation, 'type' | 'typeVersion' | 'body' | 'at'>): readonly PageReference[] {
  const reading = readEvent(operation);
  if (reading.kind !== 'known') return [];
  if (reading.type === 'dossier.page-added') return [reading.body.page];
  if (reading.type === 'dossier.signed') return [reading.body.file];
  return reading.type === 'dossier.opened' ? reading.body.papers.flatMap(({ pages }) => pages) : [];
}

/** Its bytes may be at the city, on this disk or nowhere: the lane of pages asks the city first, and says of a page that is nowhere that it is damaged. */
function expectPage(store: Writable, { sha256, bytes, mime }: PageReference, at: EpochMs): void {
  store.run(`INSERT INTO blob (sha256, bytes, mime, state, created_at) VALUES ($sha256, $bytes, $mime, 'waiting', $at) ON CONFLICT (sha256) DO NOTHING`, { sha256, bytes, mime, at });
}

const birthRow = z.object({
  incarnation: z.int(), at: z.int().transform((at) => at as EpochMs), reason: z.enum(['first', 'restored', 'cloned', 'forked']), base: z.int(), lastSeen: z.int(), returned: z.int(),
});
const rangeRow = z.object({ from: z.int(), to: z.int() });

/** The lives of this store, oldest first: what each had lost, how much of it came back, and which places are still missing. A forked one has lost nothing: it wrote its own once more. */
export function readHistory(store: Readable, incarnation: number): StoreHistory {
  const births = store.all(
    birthRow,
    `SELECT incarnation, at, reason, base, last_seen AS lastSeen,
            (SELECT count(*) FROM returned_event WHERE returned_event.incarnation < birth.incarnation AND returned_event.incarnation >= coalesce((SELECT max(older.incarnation) FROM birth AS older WHERE older.incarnation < birth.incarnation), 1)) AS returned
     FROM birth ORDER BY incarnation`,
  );
  // What a salvage could not read is missing from the life in which it was found.
  const unread = (birth: { readonly incarnation: number }): readonly z.output<typeof rangeRow>[] => (birth.incarnation === births.at(-1)?.incarnation ? unreadRanges(store) : []);
  return { incarnation, births: births.map((birth) => ({ ...birth, missing: [...(birth.reason === 'forked' ? [] : missingIn(store, birth)), ...unread(birth)] })) };
}

/** Places that a salvage could not read, that no later life counts as missing, and that the city has not given back since. */
function unreadRanges(store: Readable): readonly z.output<typeof rangeRow>[] {
  return store.all(
    rangeRow,
    `SELECT from_seq AS "from", to_seq AS "to" FROM salvage_gap AS gap
     WHERE NOT EXISTS (SELECT 1 FROM birth WHERE reason <> 'first' AND base < gap.from_seq AND first_seq >= gap.from_seq)
       AND (SELECT count(DISTINCT seq) FROM returned_event WHERE seq BETWEEN gap.from_seq AND gap.to_seq) < gap.to_seq - gap.from_seq + 1 ORDER BY from_seq`,
  );
}

function missingIn(store: Readable, { incarnation, base, lastSeen }: { readonly incarnation: number; readonly base: number; readonly lastSeen: number }): readonly z.output<typeof rangeRow>[] {
  return store.all(
    rangeRow,
    `WITH known (seq) AS (
       SELECT $base UNION SELECT $lastSeen + 1
       UNION SELECT seq FROM event WHERE incarnation < $incarnation AND seq > $base AND seq <= $lastSeen
       UNION SELECT seq FROM returned_event WHERE incarnation < $incarnation AND seq > $base AND seq <= $lastSeen
       UNION SELECT seq FROM returned_gap WHERE incarnation < $incarnation AND seq > $base AND seq <= $lastSeen
     ), gap (low, high) AS (SELECT seq, lead(seq) OVER (ORDER BY seq) FROM known)
     SELECT low + 1 AS "from", high - 1 AS "to" FROM gap WHERE high > low + 1 ORDER BY low`,
    { incarnation, base, lastSeen },
  );
}
