// Takes a statement in: every line judged, what is exactly a payment's money confirmed and told to its station, everything else kept for somebody; one transaction, and a second time nothing.

import type { Pool } from 'pg';
import { must } from '../../shared/base/must.ts';
import { type FeedChange, feedChanges } from '../../shared/wire/feed.ts';
import type { CityClock } from '../clock.ts';
import { change, type Queryable } from '../database/rows.ts';
import { inTransaction, type Transaction } from '../database/transaction.ts';
import { appendToFeed } from '../feed/append.ts';
import { type KnownLine, knownLines, linesAwaiting, paymentsByBill, writeLines } from './line-rows.ts';
import { keyOf, matchLines, type KnownPayment, type Outcome } from './match.ts';
import type { StatementLine } from './read-statement.ts';

/** What became of one line. `line` is its number in the file; null for one of an earlier file that was looked at again. */
export interface Judged {
  readonly line: number | null;
  readonly reference: string;
  readonly amount: number;
  readonly paidAt: number;
  readonly bills: readonly string[];
  readonly outcome: Outcome;
  readonly payment: Pick<KnownPayment, 'paymentId' | 'station'> | null;
  /** The station's officer had said so before; both are said from now on. */
  readonly wasConfirmed: boolean;
}

export interface Taken {
  /** New lines, and older ones that have become another. */
  readonly judged: readonly Judged[];
  /** Lines of the file that were read before. */
  readonly known: number;
}

interface Order {
  readonly pool: Pool;
  readonly clock: CityClock;
  readonly commune: string;
  readonly lines: readonly StatementLine[];
  /** Only says what would be done. */
  readonly isTrial: boolean;
}

const LOCK = "hashtextextended('bank-statement ' || $1, 0)";

/** To be called before transfers are written down, of which a statement may be read at this moment: one waits for the other. Stations do not wait for each other. */
export async function keepStatementsOut(transaction: Transaction, commune: string): Promise<void> {
  await change(transaction, `SELECT pg_advisory_xact_lock_shared(${LOCK})`, [commune]);
}

/** Refuses a commune that is not enrolled by what the database says of it. */
export async function takeStatement({ pool, clock, commune, lines, isTrial }: Order): Promise<Taken> {
  if (isTrial) return (await judge(pool, commune, lines, false)).taken;
  return inTransaction(pool, clock, async (transaction) => {
    // Two people with two files, one after the other; and stations that tell of new transfers before or after, for neither would see what the other has not committed.
    await change(transaction, `SELECT pg_advisory_xact_lock(${LOCK})`, [commune]);
    const { taken, judged } = await judge(transaction, commune, lines, true);
    await write(transaction, commune, judged, clock.now());
    await appendToFeed(transaction, commune, judged.flatMap(changeOf), clock.now());
    return taken;
  });
}

/** A station tells of payments that may have been read on a statement before: within its push, so that nobody has to read the file again. What the feed has to say. */
export async function lookAgain(transaction: Transaction, commune: string, bills: readonly string[], now: number): Promise<readonly FeedChange[]> {
  const lines = bills.length === 0 ? [] : await linesAwaiting(transaction, commune, bills);
  if (lines.length === 0) return [];
  const payments = await paymentsByBill(transaction, commune, bills, true);
  const judged = matchLines(lines.map((line) => ({ ...line, line: null })), payments).map(({ line, outcome, payment }): Judged => ({ ...line, outcome, payment, wasConfirmed: payment?.isConfirmed ?? false }));
  await write(transaction, commune, judged, now);
  return judged.flatMap(changeOf);
}

function write(transaction: Transaction, commune: string, judged: readonly Judged[], now: number): Promise<void> {
  return writeLines(transaction, commune, judged.map(({ payment, ...line }) => ({ ...line, paymentId: payment?.paymentId ?? null })), now);
}

function changeOf({ outcome, payment, reference, amount, paidAt }: Judged): FeedChange[] {
  if (outcome !== 'confirmed') return [];
  const { paymentId, station } = must(payment, 'what confirms has its payment');
  return [feedChanges['payment.seen'].parse({ type: 'payment.seen', station, paymentId, reference, amount, paidAt })];
}

interface Candidate extends Omit<StatementLine, 'line'> {
  readonly line: number | null;
  readonly before: Outcome | null;
}

async function judge(on: Queryable, commune: string, lines: readonly StatementLine[], lock: boolean): Promise<{ readonly taken: Taken; readonly judged: readonly Judged[] }> {
  const before = await knownLines(on, commune, [...new Set(lines.map(({ reference }) => reference))]);
  const { candidates, contradicting, known } = sorted(lines, before);
  const payments = await paymentsByBill(on, commune, [...new Set(candidates.flatMap(({ bills }) => bills))], lock);
  const matched = matchLines(candidates, payments).map(({ line, outcome, payment }): Judged & { readonly before: Outcome | null } => ({ ...line, outcome, payment, wasConfirmed: payment?.isConfirmed ?? false }));
  const refused = contradicting.map((line): Judged & { readonly before: null } => ({ ...line, outcome: 'reference-differs', payment: null, wasConfirmed: false, before: null }));
  const judged = [...matched, ...refused].filter((line) => line.before !== line.outcome).map(({ before: _before, ...line }) => line);
  return { taken: { judged, known }, judged };
}

/** Which lines are looked at: new ones and those that wait, also of earlier files; a new one whose reference is another line's is not, since one of the two is wrong. */
function sorted(lines: readonly StatementLine[], before: readonly KnownLine[]) {
  const byKey = new Map(before.map((line) => [keyOf(line), line]));
  const references = new Map(before.map((line) => [line.reference, keyOf(line)]));
  const numbers = new Map<string, number>();
  const fresh: Candidate[] = [];
  const contradicting: StatementLine[] = [];
  let known = 0;
  for (const line of lines) {
    const key = keyOf(line);
    const isKnown = byKey.has(key) || numbers.has(key);
    if (!numbers.has(key)) numbers.set(key, line.line);
    if (isKnown) known += 1;
    else if (references.has(line.reference)) contradicting.push(line);
    else {
      references.set(line.reference, key);
      fresh.push({ ...line, before: null });
    }
  }
  const again = before
    .filter(({ outcome, isSettled }) => !isSettled && outcome !== 'confirmed' && outcome !== 'reference-differs')
    .map(({ isSettled: _settled, outcome, ...line }): Candidate => ({ ...line, line: numbers.get(keyOf(line)) ?? null, before: outcome }));
  return { candidates: [...again, ...fresh], contradicting, known };
}
