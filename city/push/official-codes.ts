// Official codes: one counter per agency and day, moved in the transaction that opens the dossier, so that no number is lost or given twice.

import { z } from 'zod';
import type { BusinessDay } from '../../shared/base/ids.ts';
import { must } from '../../shared/base/must.ts';
import { formatOfficialCode, parseAgencyCode } from '../../shared/domain/codes/dossier-code.ts';
import type { OfficialCode } from '../../shared/domain/codes/dossier-code.ts';
import { readRows } from '../database/rows.ts';
import type { Transaction } from '../database/transaction.ts';

const counterRow = z.object({ last: z.int() });

/**
 * Gives each day of the list the next code of the agency and that day, in the order of the list. The counter's row stays locked until the transaction ends.
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
