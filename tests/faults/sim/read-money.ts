// Reads what a station and the city have of money as the judge wants to see it.

import type { Pool } from 'pg';
import { z } from 'zod';
import { readRows } from '../../../city/database/rows.ts';
import { openLines } from '../../../city/statement/open-lines.ts';
import { openBankWords } from '../../../electron/station/store/bank-words.ts';
import type { Readable } from '../../../electron/station/store/handle.ts';
import { owedFees } from '../../../electron/station/store/owed-fees.ts';
import { openDays } from '../../../electron/station/store/payment-days.ts';
import type { BusinessDay } from '../../../shared/base/ids.ts';
import { paymentEvents } from '../../../shared/wire/payment-events.ts';
import type { CityMoney, StationMoney } from './record.ts';

const yes = z.int().transform((value) => value === 1);
const paymentRow = z.object({
  paymentId: z.string(), visitId: z.string(), method: z.string(), amount: z.int(), isConfirmed: yes, isReversed: yes, confirmedDay: z.string().nullable(), reversedDay: z.string().nullable(), number: z.int().nullable(),
});
const gapRow = z.object({ from: z.int(), to: z.int() });
const closedRow = z.object({ closed: z.string().transform((text): unknown => JSON.parse(text)).pipe(paymentEvents['payday.closed']) });

export function readMoney(store: Readable): StationMoney {
  return {
    payments: store.all(
      paymentRow,
      `SELECT payment_id AS paymentId, visit_id AS visitId, method, amount, confirmed_day IS NOT NULL AS isConfirmed, reversed_day IS NOT NULL AS isReversed, confirmed_day AS confirmedDay, reversed_day AS reversedDay, receipt_number AS number
       FROM payment ORDER BY payment_id`,
    ),
    gaps: store.all(gapRow, 'SELECT from_number AS "from", to_number AS "to" FROM receipt_gap ORDER BY from_number, to_number'),
    closed: store.all(closedRow, 'SELECT closed FROM pay_day ORDER BY day').map(({ closed: { day, cash, transfers, reversedCash, reversedTransfers, receipts } }) => ({
      day, taken: cash + transfers, givenBack: reversedCash + reversedTransfers, receipts: receipts.reduce((sum, { used }) => sum + used, 0),
    })),
    openDays: openDays(store, '0000-01-01' as BusinessDay),
    listed: openBankWords(store).map(({ paymentId, reference, found, why }) => ({ paymentId, reference, code: found === '' ? why : found })),
    owed: owedFees(store, 100_000).oldest.map(({ dossierId, amount }) => ({ dossierId, amount })),
  };
}

const cityPaymentRow = z.object({ paymentId: z.string(), station: z.string(), visitId: z.string(), method: z.string(), amount: z.int(), bill: z.string(), isConfirmed: z.boolean(), isReversed: z.boolean() });
const seenRow = z.object({ paymentId: z.string(), reference: z.string(), answer: z.string().nullable() });
const bills = z.string().transform((text) => (text === '' ? [] : text.split(' ')));
const lineRow = z.object({ reference: z.string(), amount: z.int(), bills, outcome: z.string(), paymentId: z.string().nullable(), isSettled: z.boolean() });
const visitRow = z.object({ visitId: z.string(), dossierId: z.string() });

export async function readCityMoney(pool: Pool, commune: string): Promise<CityMoney> {
  return {
    payments: await readRows(
      pool, cityPaymentRow,
      `SELECT payment_id AS "paymentId", station, visit_id AS "visitId", method, amount, split_part(purpose, ' ', 1) AS bill, confirmed_at IS NOT NULL AS "isConfirmed", reversed_at IS NOT NULL AS "isReversed" FROM payment ORDER BY payment_id`,
    ),
    seen: await readRows(pool, seenRow, 'SELECT payment_id AS "paymentId", reference, answer FROM payment_seen ORDER BY payment_id'),
    lines: await readRows(pool, lineRow, 'SELECT reference, amount, bills, outcome, payment_id AS "paymentId", settled_at IS NOT NULL AS "isSettled" FROM bank_line ORDER BY reference, amount, bills'),
    listed: (await openLines(pool, commune)).map(({ reference }) => reference),
    visits: await readRows(pool, visitRow, 'SELECT visit_id AS "visitId", dossier_id AS "dossierId" FROM fee_visit ORDER BY 1, 2'),
  };
}
