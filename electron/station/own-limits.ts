// The catalogue as this point uses it: a limit that the point has set goes before the catalogue's.

import type { OwnLimits } from '../../shared/contract/own-limits.ts';
import type { Procedure } from '../../shared/contract/procedure.ts';
import { ownLimit } from '../../shared/domain/due-date/own-limit.ts';
import type { Catalogue } from './commands/context.ts';

/** The same catalogue, with the point's limits for the counter; what it says of other channels stays. */
export function withOwnLimits(catalogue: Catalogue, limits: OwnLimits): Catalogue {
  const own = new Map(limits.map((limit) => [limit.procedureCode, ownLimit(limit)]));
  const limited = (procedure: Procedure): Procedure => {
    const timeLimit = own.get(procedure.code);
    return timeLimit === undefined ? procedure : { ...procedure, timeLimit };
  };
  return {
    ...catalogue,
    read: (code, at) => {
      const procedure = catalogue.read(code, at);
      return procedure === null ? null : limited(procedure);
    },
    search: (...asked) => {
      const { procedures, ...found } = catalogue.search(...asked);
      return { ...found, procedures: procedures.map(limited) };
    },
  };
}
