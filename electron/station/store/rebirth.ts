// Begins a new incarnation where this store is not the one that was here last, or where the city holds another history of it: from then on no number and no place in the log that may have been used is used again.

import { z } from 'zod';
import type { BusinessDay } from '../../../shared/base/ids.ts';
import { must } from '../../../shared/base/must.ts';
import { LAST_PROVISIONAL_NUMBER } from '../../../shared/domain/codes/dossier-code.ts';
import { LAST_TICKET_NUMBER } from '../../../shared/domain/codes/ticket-number.ts';
import type { Clock } from '../life/clock.ts';
import type { StationDatabase } from './database.ts';
import { appendAnew, appendEvent, hashAt, lastEvent, placesToPush, readOperations, type LogIdentity } from './event-log.ts';
import { formSeries, isFormSeries } from './form-numbers.ts';
import type { Readable, Writable } from './handle.ts';
import type { HighWater, HighWaterReading } from './high-water.ts';
import type { LiveIdentity } from './identity.ts';
import { raiseNumber, runningNumbers } from './numbers.ts';
import { burnUpTo, numberMarks, TICKET_BLOCK, type NumberMark } from './own-blocks.ts';
import { isReceiptSeries, type ReceiptBook, receiptSeries } from './receipt-books.ts';

/** What a mark may have missed of each series: it is written within a second. */
const MARGIN = 100;
/** Provisional numbers, receipts of a book, and forms of a year, of one life: months of a busy point. Another life of this store may go on somewhere, each with so many of its own. */
const LIFE = 10_000;
/** Papers carry these numbers for good: codes of dossiers that were opened without the city, receipts, and forms. */
const PROVISIONAL = 'provisional-code';

/** Why a new incarnation was begun. */
export type RebirthReason = 'restored' | 'cloned' | 'forked';
/** What was found when the store was opened. */
export type StoreFinding = { readonly kind: 'first' | 'same' } | { readonly kind: 'reborn'; readonly reason: RebirthReason; readonly incarnation: number; readonly base: number; readonly lastSeen: number };

/** What the judgement needs besides the store. */
export interface Rebirth {
  readonly clock: Clock;
  /** Letters of the tickets' series, and the day, for which numbers may have been given that nothing here knows of. */
  readonly fields: readonly string[];
  readonly day: BusinessDay;
  /** The book of receipts that is in use here: a copy may be older than its first receipt. Left out or null: none is. */
  readonly book?: (ReceiptBook & { readonly first: number }) | null;
}

const countRow = z.object({ count: z.int() });

/**
 * Compares the store with the mark beside it and with the machine, before anything is written to it. A store that is ahead of its mark is the same one: the program ended before the mark was
 * written. One behind it was put back from a copy. One without a whole mark, or on another machine or in another folder, may have another life elsewhere.
 * `isPutBack`: a person has put it there, perhaps before what was written last was marked.
 */
export function noticeRebirth(database: StationDatabase, identity: LiveIdentity, seen: HighWaterReading, machine: string, rebirth: Rebirth, isPutBack = false): StoreFinding {
  const judged = database.read((store) => judge(store, identity, seen, machine));
  // Two commits behind the end of a log that was cut: at least one of them was acknowledged.
  const found = judged === 'same' && (isPutBack || database.lostCommits() > 1) ? 'restored' : judged;
  if (found === 'same') return { kind: 'same' };
  if (found === 'first') {
    database.write((store) => recordBirth(store, { incarnation: identity.incarnation, at: rebirth.clock.now(), reason: 'first', base: 0, firstSeq: 1, lastSeen: 0 }));
    return { kind: 'first' };
  }
  const mark = markOf(identity, seen);
  const isMarked = found === 'restored' && mark !== null && database.read((store) => isOfTheEnd(store, identity, mark, isPutBack));
  const incarnation = Math.max(identity.incarnation, mark?.incarnation ?? 0) + 1;
  const { base, lastSeen } = database.write((store) => {
    const { seq: head } = lastEvent(store);
    const hole = firstHole(store);
    const end = { base: hole === null ? head : livingBefore(store, hole - 1), lastSeen: Math.max(head, mark?.seq ?? 0) };
    beginAnew(store, { ...identity, incarnation }, { reason: found, ...end, mark, isMarked, lives: 1 }, rebirth);
    return end;
  });
  identity.incarnation = incarnation;
  return { kind: 'reborn', reason: found, incarnation, base, lastSeen };
}

function judge(store: Readable, identity: LogIdentity, seen: HighWaterReading, machine: string): 'first' | 'same' | 'restored' | 'cloned' {
  const head = lastEvent(store);
  const mark = markOf(identity, seen);
  if (mark === null) {
    if (head.seq > 0 || seen.kind !== 'absent') return 'cloned';
    return store.get(countRow, 'SELECT count(*) AS count FROM birth')?.count === 0 ? 'first' : 'same';
  }
  if (firstHole(store) !== null) return 'restored';
  const isBehind = mark.seq > head.seq || hashAt(store, mark.seq) !== mark.hash || mark.incarnation > identity.incarnation;
  if (isBehind) return 'restored';
  return mark.machine === machine ? 'same' : 'cloned';
}

/**
 * Whether the mark remembers all but the last second of this store: it is further than the store that was put back, or was never away from it. One that was put back together with its store, or that
 * belongs to another life of the same length, knows nothing of what was given since.
 */
function isOfTheEnd(store: Readable, identity: LogIdentity, mark: HighWater, isPutBack: boolean): boolean {
  return mark.seq > lastEvent(store).seq || mark.incarnation > identity.incarnation || (!isPutBack && hashAt(store, mark.seq) === mark.hash);
}

/** Null unless there is a whole mark of this station. */
function markOf({ commune, station }: LogIdentity, seen: HighWaterReading): HighWater | null {
  return seen.kind === 'seen' && seen.mark.commune === commune && seen.mark.station === station ? seen.mark : null;
}

const holeRow = z.object({ first: z.int().nullable() });

/** Where a salvage could not read the log, and no later life begins before it: what follows the hole can reach the city only when it is written once more, following what stands before it. */
function firstHole(store: Readable): number | null {
  return store.get(holeRow, `SELECT min(from_seq) AS first FROM salvage_gap WHERE NOT EXISTS (SELECT 1 FROM birth WHERE reason <> 'first' AND base < from_seq AND first_seq >= from_seq)`)?.first ?? null;
}

interface Beginning {
  readonly reason: RebirthReason;
  readonly base: number;
  readonly lastSeen: number;
  /** What the mark beside the store remembers, where there is one. */
  readonly mark: HighWater | null;
  /** False where more may have been given than the mark and a margin say. */
  readonly isMarked: boolean;
  /** How many lives further on this one is: those between were begun elsewhere, from where this store was. */
  readonly lives: number;
}

/** Begins it and writes what came after `base` once more; sending goes on there. Where nothing came after it, what is not yet sent of the older ones still goes first. */
function beginAnew(store: Writable, next: LogIdentity, beginning: Beginning, rebirth: Rebirth): void {
  // Their places are found before the birth is written, which leaves them behind; a month without a line is too much to hold at once.
  const tail = placesToPush(store, beginning.base);
  const firstSeq = beginIncarnation(store, next, beginning, rebirth);
  for (const seq of tail) for (const operation of readOperations(store, seq - 1, 1)) appendAnew(store, next, rebirth.clock, operation);
  if (firstSeq > beginning.base + 1) store.run('UPDATE sync SET acked_seq = $acked WHERE id = 1 AND acked_seq > $base', { acked: firstSeq - 1, base: beginning.base });
}

/** Returns the sequence of the incarnation's first event. */
function beginIncarnation(store: Writable, next: LogIdentity, { reason, base, lastSeen, mark, isMarked, lives }: Beginning, rebirth: Rebirth): number {
  const { clock } = rebirth;
  store.runOne(`UPDATE meta SET value = $incarnation WHERE name = 'incarnation'`, { incarnation: String(next.incarnation) });
  skipNumbers(store, next, { lives, mark, isMarked }, rebirth);
  const onto = must(hashAt(store, base), 'the event that a new incarnation follows is there');
  const { seq: firstSeq } = appendEvent(store, next, clock, { type: 'station.reborn', aggregate: 'station', aggregateId: next.station, body: { from: base, reason, lastSeen }, actor: 'station' }, onto);
  recordBirth(store, { incarnation: next.incarnation, at: clock.now(), reason, base, firstSeq, lastSeen });
  return firstSeq;
}

/**
 * Nothing that an earlier or another life may have given is given again. Each life has its own stretch of the numbers after the place where they parted: two that go on from one store
 * would otherwise skip the same ones and both begin behind them.
 */
function skipNumbers(store: Writable, { incarnation }: LogIdentity, { lives, mark, isMarked }: Pick<Beginning, 'lives' | 'mark' | 'isMarked'>, { clock, fields, day, book = null }: Rebirth): void {
  const running = new Map(runningNumbers(store, day).map(({ name, last }) => [name, last]));
  for (const [name, last] of Object.entries(mark?.numbers ?? {})) running.set(name, Math.max(last, running.get(name) ?? 0));
  // A copy may be older than the first of them.
  for (const name of [PROVISIONAL, ...formSeries(Number(day.slice(0, 4)))]) if (!running.has(name)) running.set(name, 0);
  if (book !== null) running.set(receiptSeries(book), Math.max(running.get(receiptSeries(book)) ?? 0, book.first - 1));
  for (const [name, last] of running) raiseNumber(store, name, raised(name, last, { lives, isMarked }));

  const granting = { incarnation, at: clock.now(), newId: () => clock.uuid() };
  const marks: NumberMark[] = [...numberMarks(store, day), ...(mark?.blocks ?? [])];
  const today = fields.map((field): NumberMark => {
    const series = `ticket/${field}`;
    const last = Math.max(0, ...marks.filter((block) => block.series === series && block.day === day).map((block) => block.last));
    return { series, day, last: skipped(last, TICKET_BLOCK * lives, LAST_TICKET_NUMBER) };
  });
  for (const block of [...marks, ...today]) burnUpTo(store, block, granting);
}

/** A book of receipts may come to its end by it: then no money is taken until another book is set, which is better than two receipts under one number. */
function raised(name: string, last: number, { lives, isMarked }: Pick<Beginning, 'lives' | 'isMarked'>): number {
  if (name === PROVISIONAL) return skipped(last, LIFE * lives, LAST_PROVISIONAL_NUMBER);
  return last + ((isReceiptSeries(name) || isFormSeries(name)) && !isMarked ? LIFE : MARGIN) * lives;
}

/** Skipping never uses a series up: at most half of what is left, so that a counter whose disk is copied again and again goes on giving numbers. */
function skipped(last: number, wanted: number, end: number): number {
  return last + Math.min(wanted, Math.floor((end - last) / 2));
}

interface Birth {
  readonly incarnation: number;
  readonly at: number;
  readonly reason: 'first' | RebirthReason;
  readonly base: number;
  readonly firstSeq: number;
  readonly lastSeen: number;
}

function recordBirth(store: Writable, birth: Birth): void {
  store.runOne('INSERT INTO birth (incarnation, at, reason, base, first_seq, last_seen) VALUES ($incarnation, $at, $reason, $base, $firstSeq, $lastSeen)', { ...birth });
}

/** How many new incarnations were begun since `at` because the city held another history. */
export function countForks(store: Readable, at: number): number {
  return store.get(countRow, `SELECT count(*) AS count FROM birth WHERE reason = 'forked' AND at >= $at`, { at })?.count ?? 0;
}

/** The city holds another history of this station: up to where both agree, and the newest incarnation that it knows. */
export interface OtherHistory {
  readonly commonSeq: number;
  readonly newestKnown: number;
}

/**
 * Takes a new incarnation that follows the last event on which both agree, and writes what came after it once more: the same facts under the same ids, so that the city takes each once.
 * False where the event to follow is not here; then a person must look.
 */
export function takeNewIncarnation(database: StationDatabase, identity: LiveIdentity, { commonSeq, newestKnown }: OtherHistory, rebirth: Rebirth): boolean {
  const incarnation = Math.max(identity.incarnation, newestKnown) + 1;
  const taken = database.write((store) => {
    const base = livingBefore(store, commonSeq);
    if (hashAt(store, base) === null) return false;
    beginAnew(store, { ...identity, incarnation }, { reason: 'forked', base, lastSeen: lastEvent(store).seq, mark: null, isMarked: false, lives: incarnation - identity.incarnation }, rebirth);
    return true;
  });
  if (taken) identity.incarnation = incarnation;
  return taken;
}

const baseRow = z.object({ base: z.int() });

/** The last event at or before `seq` that belongs to the history that counts: what an earlier new incarnation has left behind does not. */
function livingBefore(store: Readable, seq: number): number {
  const left = store.get(baseRow, 'SELECT base FROM birth WHERE base < $seq AND first_seq > $seq ORDER BY base LIMIT 1', { seq });
  return left === null ? seq : livingBefore(store, left.base);
}
