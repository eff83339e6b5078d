// Makes the periodic report of a period out of the store, and checks its sums before anybody sees it.

import type { EpochMs } from '../../../../shared/base/ids.ts';
import type { reportCommands } from '../../../../shared/contract/report.ts';
import { dossierTable, tableFaults } from '../../../../shared/domain/report/dossier-table.ts';
import { addDays, startOfDay } from '../../../../shared/domain/time/business-day.ts';
import { reportedDossiers } from '../../store/report-facts.ts';
import type { Handlers } from '../context.ts';

/** How long before a period a dossier may have been received and still be open in it. */
const CARRIED_DAYS = 2 * 366;
/** For procedures that this catalogue no longer has. */
const NO_SECTOR = 'Khác';

export const reportHandlers: Handlers<keyof typeof reportCommands> = {
  'report.read': ({ database, catalogue, clock, identity }, { from, to }) => {
    const period = { from: startOfDay(from), to: startOfDay(addDays(to, 1)) };
    const asOf = clock.now();
    const dossiers = database.read((store) => reportedDossiers(store, startOfDay(addDays(from, -CARRIED_DAYS)), Math.min(period.to, asOf + 1) as EpochMs, (code) => catalogue.read(code)?.sector ?? NO_SECTOR));
    const table = dossierTable(dossiers.map(({ fact }) => fact), period, asOf);
    return { station: `${identity.commune}-${identity.station}`, from, to, asOf, rows: [...table.rows], total: table.total, faults: [...tableFaults(table)], unknownEnds: dossiers.filter(({ isEndUnknown }) => isEndUnknown).length };
  },
};
