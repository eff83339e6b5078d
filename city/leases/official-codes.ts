// Official numbers of an agency and a day come from one counter: the city's own codes one by one, blocks for stations at once. No number is given twice, whoever asks.

import { z } from 'zod';
import type { BusinessDay } from '../../shared/base/ids.ts';
import { must } from '../../shared/base/must.ts';
import { formatOfficialCode, LAST_OFFICIAL_NUMBER, parseAgencyCode } from '../../shared/domain/codes/dossier-code.ts';
import type { OfficialCode } from '../../shared/domain/codes/dossier-code.ts';
import { change, readRows } from '../database/rows.ts';
import type { Transaction } from '../database/transaction.ts';

const counterRow = z.object({ last: z.int() });

/** A row of numbers, both ends included. */
export interface NumberBlock {
  readonly lo: number;
  readonly hi: number;
}

/**
 * Takes the next numbers of an agency and a day, at most `size`; null when the day's are used up. The counter's row stays locked until the transaction ends:
 * whoever takes of several days takes in the order of the days.
 */
export async function takeBlock(transaction: Transaction, agency: string, day: BusinessDay, size: number): Promise<NumberBlock | null> {
  await change(transaction, 'INSERT INTO code_counter (agency, day, last) VALUES ($1, $2, 0) ON CONFLICT (agency, day) DO NOTHING', [agency, day]);
  const [counter] = await readRows(transaction, counterRow, 'SELECT last FROM code_counter WHERE agency = $1 AND day = $2 FOR UPDATE', [agency, day]);
  const { last } = must(counter, 'the counter is there');
  const hi = Math.min(last + size, LAST_OFFICIAL_NUMBER);
  if (hi === last) return null;
  await change(transaction, 'UPDATE code_counter SET last = $3 WHERE agency = $1 AND day = $2', [agency, day, hi]);
  return { lo: last + 1, hi };
}

/**
 * Gives each day of the list the next code of the agency and that day, in the order of the list.
 * A day whose 9999 numbers are used up fails by the check of the table.
 */
export async function takeOfficialCodes(transaction: Transaction, agency: string, days: readonly BusinessDay[]): Promise<readonly OfficialCode[]> {
  const agencyCode = must(parseAgencyCode(agency), 'agencies are checked when stations are enrolled');
  const wanted = new Map<BusinessDay, number>();
  for (const day of days) wanted.set(day, (wanted.get(day) ?? 0) + 1);
  const next = new Map<BusinessDay, number>();
  for (const [day, count] of [...wanted].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const [counter] = await readRows(
      transaction,
      counterRow,
      `INSERT INTO code_counter (agency, day, last) VALUES ($1, $2, $3)
       ON CONFLICT (agency, day) DO UPDATE SET last = code_counter.last + EXCLUDED.last RETURNING last`,
      [agency, day, count],
    );
    next.set(day, must(counter, 'the counter was made or moved').last - count + 1);
  }
  return days.map((day) => {
    const number = must(next.get(day), 'each day was counted');
    next.set(day, number + 1);
    return must(formatOfficialCode({ agency: agencyCode, day, number }), 'the day was looked at before, the table keeps the number below 10000');
  });
}
