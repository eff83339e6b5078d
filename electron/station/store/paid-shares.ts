// How the fees of a period's dossiers were paid, as far as this station knows: for the shares of its report.

import { z } from 'zod';
import type { EpochMs } from '../../../shared/base/ids.ts';
import type { Readable } from './handle.ts';
import { IS_VOIDED } from './voided.ts';

const sharesRow = z.object({ withFee: z.int(), byTransfer: z.int() });

/** Dossiers received in a period for which money is due, and those of them for which a transfer was seen and not given back. What was let off is not due. */
export function feesOfPeriod(store: Readable, from: EpochMs, until: EpochMs): z.output<typeof sharesRow> {
  const row = store.get(
    sharesRow,
    `SELECT count(*) AS withFee, count(*) FILTER (WHERE EXISTS (SELECT 1 FROM payment WHERE payment.visit_id = dossier_fee.visit_id AND method = 'transfer' AND confirmed_day IS NOT NULL AND reversed_day IS NULL)) AS byTransfer
     FROM dossier JOIN dossier_fee USING (dossier_id) WHERE received_at >= $from AND received_at < $until AND total > 0 AND let_off_at IS NULL AND NOT ${IS_VOIDED}`,
    { from, until },
  );
  return row ?? { withFee: 0, byTransfer: 0 };
}
