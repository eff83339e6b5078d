// Makes the periodic report of a period out of the store, and checks its sums before anybody sees it.

import type { BusinessDay, EpochMs } from '../../../../shared/base/ids.ts';
import type { Report } from '../../../../shared/contract/report.ts';
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
  const table = dossierTable(dossiers.map(({ fact }) => fact), period, asOf);
  return { station: `${identity.commune}-${identity.station}`, from, to, asOf, rows: [...table.rows], total: table.total, faults: [...tableFaults(table)], unknownEnds: dossiers.filter(({ isEndUnknown }) => isEndUnknown).length };
}
