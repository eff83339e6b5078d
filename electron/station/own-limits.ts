// The catalogue as this point uses it: a limit that the point has set goes before the catalogue's.

import type { EpochMs } from '../../shared/base/ids.ts';
import type { OwnLimits } from '../../shared/contract/own-limits.ts';
import type { Procedure } from '../../shared/contract/procedure.ts';
import { ownLimit } from '../../shared/domain/due-date/own-limit.ts';
import { startOfDay } from '../../shared/domain/time/business-day.ts';
import type { Catalogue } from './commands/context.ts';
import type { Clock } from './life/clock.ts';

/** The same catalogue, with the point's limits for the counter; what it says of other channels stays. What was received before a limit's first day keeps the catalogue's: its papers say what was promised by. */
export function withOwnLimits(catalogue: Catalogue, limits: OwnLimits, clock: Pick<Clock, 'now'>): Catalogue {
  const own = new Map(limits.map((limit) => [limit.procedureCode, { timeLimit: ownLimit(limit), from: limit.since === undefined ? null : startOfDay(limit.since) }]));
  const limited = (procedure: Procedure, at: EpochMs): Procedure => {
    const found = own.get(procedure.code);
    return found === undefined || (found.from !== null && at < found.from) ? procedure : { ...procedure, timeLimit: found.timeLimit };
  };
  return {
    ...catalogue,
    read: (code, at) => {
      const procedure = catalogue.read(code, at);
      return procedure === null ? null : limited(procedure, at ?? clock.now());
    },
    search: (...asked) => {
      const { procedures, ...found } = catalogue.search(...asked);
      return { ...found, procedures: procedures.map((procedure) => limited(procedure, clock.now())) };
    },
  };
}
