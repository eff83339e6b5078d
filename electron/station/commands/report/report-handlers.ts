// Makes the periodic report of a period out of the store, and checks its sums before anybody sees it.

import type { EpochMs } from '../../../../shared/base/ids.ts';
import type { reportCommands } from '../../../../shared/contract/report.ts';
import { dossierTable, tableFaults } from '../../../../shared/domain/report/dossier-table.ts';
import { addDays, startOfDay } from '../../../../shared/domain/time/business-day.ts';
import { outsidePapers } from '../../store/outside-papers.ts';
import type { Handlers } from '../context.ts';
import { bookPdf } from './book-pdf.ts';
import { readBook } from './read-book.ts';
import { gatherDossiers } from './gather-dossiers.ts';

/** More than a head reads through. */
const OUTSIDE_SHOWN = 200;

export const reportHandlers: Handlers<keyof typeof reportCommands> = {
  'report.book': readBook,
  'report.book-pdf': bookPdf,
  'report.read': async (context, { from, to }) => {
    const { clock, identity } = context;
    const period = { from: startOfDay(from), to: startOfDay(addDays(to, 1)) };
    const asOf = clock.now();
    const dossiers = await gatherDossiers(context, from, Math.min(period.to, asOf + 1) as EpochMs);
    const table = dossierTable(dossiers.map(({ fact }) => fact), period, asOf);
    return { station: `${identity.commune}-${identity.station}`, from, to, asOf, rows: [...table.rows], total: table.total, faults: [...tableFaults(table)], unknownEnds: dossiers.filter(({ isEndUnknown }) => isEndUnknown).length };
  },
  'report.outside-papers': ({ database }, { from, to }) =>
    database.read((store) => {
      const { total, papers } = outsidePapers(store, { from: startOfDay(from), before: startOfDay(addDays(to, 1)) }, OUTSIDE_SHOWN);
      return { total, papers: [...papers] };
    }),
};
