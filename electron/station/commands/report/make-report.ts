// Makes the periodic report of a period out of the store, and checks its sums before anybody sees it.

import type { BusinessDay, EpochMs } from '../../../../shared/base/ids.ts';
import type { Report } from '../../../../shared/contract/report.ts';
import type { TableCounts } from '../../../../shared/domain/report/dossier-table.ts';
import { toldRates } from '../../../../shared/domain/report/rates.ts';
import { feesOfPeriod } from '../../store/paid-shares.ts';
import { dossierTable, tableFaults } from '../../../../shared/domain/report/dossier-table.ts';
import { addDays, startOfDay } from '../../../../shared/domain/time/business-day.ts';
import type { CommandContext } from '../context.ts';
import { gatherDossiers } from './gather-dossiers.ts';

/** Both days belong to the period. */
export async function makeReport(context: CommandContext, from: BusinessDay, to: BusinessDay): Promise<Report> {
  const { clock, identity } = context;
  const period = { from: startOfDay(from), to: startOfDay(addDays(to, 1)) };
  const asOf = clock.now();
  const dossiers = await gatherDossiers(context, from, Math.min(period.to, asOf + 1) as EpochMs);
  const fees = context.database.read((store) => feesOfPeriod(store, period.from, Math.min(period.to, asOf + 1) as EpochMs));
  const table = dossierTable(dossiers.map(({ fact }) => fact), period, asOf);
  return { station: `${identity.commune}-${identity.station}`, from, to, asOf, rows: [...table.rows], total: table.total, faults: [...tableFaults(table)], told: toldOf(table.total, fees), unknownEnds: dossiers.filter(({ isEndUnknown }) => isEndUnknown).length };
}

/** The shares of a report, each with what it is a share of. */
function toldOf({ received: all, receivedOnline, carriedOver, done, doneLate, open }: TableCounts, { withFee, byTransfer }: ReturnType<typeof feesOfPeriod>): Report['told'] {
  const received = all - carriedOver;
  const rates = toldRates({ received, carriedOver, online: receivedOnline, done, open, doneLate, withFee, paidOnline: byTransfer });
  return {
    online: { part: receivedOnline, whole: received, share: rates.online }, done: { part: done, whole: all, share: rates.done }, inTime: { part: done - doneLate, whole: done, share: rates.inTime },
    transfer: { part: byTransfer, whole: withFee, share: rates.paidOnline }, faults: [...rates.faults],
  };
}
