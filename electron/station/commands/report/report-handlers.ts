// The reports of the administration: each made out of the store when it is asked for.

import type { reportCommands } from '../../../../shared/contract/report.ts';
import { addDays, startOfDay } from '../../../../shared/domain/time/business-day.ts';
import { outsidePapers } from '../../store/outside-papers.ts';
import type { Handlers } from '../context.ts';
import { bookPdf } from './book-pdf.ts';
import { makeReport } from './make-report.ts';
import { readBook } from './read-book.ts';
import { reportPdf } from './report-pdf.ts';

/** More than a head reads through. */
const OUTSIDE_SHOWN = 200;

export const reportHandlers: Handlers<keyof typeof reportCommands> = {
  'report.book': readBook,
  'report.book-pdf': bookPdf,
  'report.read': (context, { from, to }) => makeReport(context, from, to),
  'report.pdf': reportPdf,
  'report.outside-papers': ({ database }, { from, to }) =>
    database.read((store) => {
      const { total, papers } = outsidePapers(store, { from: startOfDay(from), before: startOfDay(addDays(to, 1)) }, OUTSIDE_SHOWN);
      return { total, papers: [...papers] };
    }),
};
