// Makes the periodic report of a period out of the store, and checks its sums before anybody sees it.

import type { BusinessDay, EpochMs } from '../../../../shared/base/ids.ts';
import type { Report } from '../../../../shared/contract/report.ts';
import { contentOf } from '../../../../shared/domain/feedback/rating-table.ts';
import { digitised, scopeOf } from '../../../../shared/domain/index766/dossier-counts.ts';
import type { Count } from '../../../../shared/domain/index766/score.ts';
import { dossierTable, tableFaults, type TableCounts } from '../../../../shared/domain/report/dossier-table.ts';
import { toldRates } from '../../../../shared/domain/report/rates.ts';
import { addDays, startOfDay } from '../../../../shared/domain/time/business-day.ts';
import { feesOfPeriod } from '../../store/paid-shares.ts';
import { saidInDays } from '../../store/ratings.ts';
import type { CommandContext } from '../context.ts';
import { gatherDossiers } from './gather-dossiers.ts';
import { proceduresOf } from './procedure-facts.ts';

/** What is told of a period besides its table. */
interface Beside {
  readonly fees: ReturnType<typeof feesOfPeriod>;
  readonly files: Count;
  readonly content: ReturnType<typeof contentOf>;
}

/** Both days belong to the period. */
export async function makeReport(context: CommandContext, from: BusinessDay, to: BusinessDay): Promise<Report> {
  const { clock, identity } = context;
  const period = { from: startOfDay(from), to: startOfDay(addDays(to, 1)) };
  const asOf = clock.now();
  const until = Math.min(period.to, asOf + 1) as EpochMs;
  const dossiers = await gatherDossiers(context, from, until);
  const facts = dossiers.map(({ fact }) => fact);
  const { fees, content } = context.database.read((store) => ({ fees: feesOfPeriod(store, period.from, until), content: contentOf(saidInDays(store, from, to, false)) }));
  const files = digitised(scopeOf(facts, proceduresOf(context, facts), period, asOf));
  const table = dossierTable(facts, period, asOf);
  return {
    station: `${identity.commune}-${identity.station}`, from, to, asOf, rows: [...table.rows], total: table.total, faults: [...tableFaults(table)], told: toldOf(table.total, { fees, files, content }),
    unknownEnds: dossiers.filter(({ isEndUnknown }) => isEndUnknown).length,
  };
}

/** The shares of a report, each with what it is a share of. */
function toldOf({ received: all, receivedOnline, carriedOver, done, doneLate, open }: TableCounts, { fees: { withFee, byTransfer }, files, content: { said, satisfied } }: Beside): Report['told'] {
  const received = all - carriedOver;
  const rates = toldRates({ received, carriedOver, online: receivedOnline, done, open, doneLate, withFee, paidOnline: byTransfer, finished: files.denominator, digitised: files.numerator, said, satisfied });
  return {
    online: { part: receivedOnline, whole: received, share: rates.online }, done: { part: done, whole: all, share: rates.done }, inTime: { part: done - doneLate, whole: done, share: rates.inTime },
    transfer: { part: byTransfer, whole: withFee, share: rates.paidOnline }, digitised: { part: files.numerator, whole: files.denominator, share: rates.digitised }, content: { part: satisfied, whole: said, share: rates.content },
    faults: [...rates.faults],
  };
}
