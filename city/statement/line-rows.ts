// Lines of banks' statements and the payments that they name, as rows.

import { z } from 'zod';
import { int8s, texts, uuids } from '../database/columns.ts';
import { change, readRows, type Queryable } from '../database/rows.ts';
import type { Transaction } from '../database/transaction.ts';
import { type KnownPayment, type Line, OUTCOMES, type Outcome } from './match.ts';

const bills = z.string().transform((text) => (text === '' ? [] : text.split(' ')));
const at = z.int();
const lineRow = z.object({ reference: z.string(), amount: z.int(), bills, paidAt: at, outcome: z.enum(OUTCOMES), isSettled: z.boolean() });
/** A line that was read before. */
export type KnownLine = z.output<typeof lineRow>;

const COLUMNS = `reference, amount, bills, paid_at AS "paidAt", outcome, settled_at IS NOT NULL AS "isSettled"`;

/** Of the same references, whatever became of them; and with them every line that still waits for somebody, the oldest first. */
export function knownLines(on: Queryable, commune: string, references: readonly string[]): Promise<KnownLine[]> {
  return readRows(
    on, lineRow,
    `SELECT ${COLUMNS} FROM bank_line WHERE commune = $1 AND (reference = ANY ($2::text[]) OR (outcome <> 'confirmed' AND settled_at IS NULL)) ORDER BY paid_at, reference, amount, bills`,
    [commune, texts(references)],
  );
}

/** Lines that wait for exactly these payments to be told of. */
export function linesAwaiting(on: Queryable, commune: string, wanted: readonly string[]): Promise<KnownLine[]> {
  return readRows(on, lineRow, `SELECT ${COLUMNS} FROM bank_line WHERE commune = $1 AND bills = ANY ($2::text[]) AND outcome = 'unknown-purpose' AND settled_at IS NULL ORDER BY paid_at, reference`, [commune, texts(wanted)]);
}

const paymentRow = z.object({ paymentId: z.uuid(), station: z.string(), bill: z.string(), amount: z.int(), isConfirmed: z.boolean(), isReversed: z.boolean(), reference: z.string().nullable() }) satisfies z.ZodType<KnownPayment>;

/** Those whose own number is one of these. `lock` keeps them as they are until the transaction ends, in one order for all. */
export function paymentsByBill(on: Queryable, commune: string, wanted: readonly string[], lock: boolean): Promise<KnownPayment[]> {
  return readRows(
    on, paymentRow,
    `SELECT p.payment_id AS "paymentId", p.station, upper(split_part(p.purpose, ' ', 1)) AS bill, p.amount, p.confirmed_at IS NOT NULL AS "isConfirmed", p.reversed_at IS NOT NULL AS "isReversed", s.reference
     FROM payment p LEFT JOIN payment_seen s USING (commune, payment_id) WHERE p.commune = $1 AND p.method = 'transfer' AND upper(split_part(p.purpose, ' ', 1)) = ANY ($2::text[]) ORDER BY p.payment_id ${lock ? 'FOR UPDATE OF p' : ''}`,
    [commune, texts(wanted)],
  );
}

/** A line with what became of it now. */
export interface JudgedLine extends Line {
  readonly paidAt: number;
  readonly outcome: Outcome;
  readonly paymentId: string | null;
}

/** Writes new lines, and over those that waited what they have become. */
export async function writeLines(transaction: Transaction, commune: string, lines: readonly JudgedLine[], now: number): Promise<void> {
  await change(
    transaction,
    `INSERT INTO bank_line (commune, reference, amount, bills, paid_at, outcome, payment_id, first_at, at)
     SELECT $1, l.*, $8::bigint, $8::bigint FROM unnest($2::text[], $3::bigint[], $4::text[], $5::bigint[], $6::text[], $7::uuid[]) AS l
     ON CONFLICT (commune, reference, amount, bills) DO UPDATE SET outcome = EXCLUDED.outcome, payment_id = EXCLUDED.payment_id, at = EXCLUDED.at
     WHERE bank_line.outcome <> 'confirmed' AND bank_line.settled_at IS NULL AND (bank_line.outcome, bank_line.payment_id) IS DISTINCT FROM (EXCLUDED.outcome, EXCLUDED.payment_id)`,
    [
      commune, texts(lines.map(({ reference }) => reference)), int8s(lines.map(({ amount }) => amount)), texts(lines.map((line) => line.bills.join(' '))), int8s(lines.map(({ paidAt }) => paidAt)),
      texts(lines.map(({ outcome }) => outcome)), uuids(lines.map(({ paymentId }) => paymentId)), now,
    ],
  );
  const confirmed = lines.filter(({ outcome }) => outcome === 'confirmed');
  await change(
    transaction,
    'INSERT INTO payment_seen (commune, payment_id, reference, paid_at, at) SELECT $1, c.*, $5::bigint FROM unnest($2::uuid[], $3::text[], $4::bigint[]) AS c ON CONFLICT (commune, payment_id) DO NOTHING',
    [commune, uuids(confirmed.map(({ paymentId }) => paymentId)), texts(confirmed.map(({ reference }) => reference)), int8s(confirmed.map(({ paidAt }) => paidAt)), now],
  );
}
