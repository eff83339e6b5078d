// How often this point has received each procedure, for ranking what people look up: counted from its own dossiers, now and then.

import type { EpochMs, ProcedureCode } from '../../shared/base/ids.ts';
import type { LoadedCatalogue } from './catalogue/load-catalogue.ts';
import type { Catalogue } from './commands/context.ts';
import type { Clock } from './life/clock.ts';
import type { StationDatabase } from './store/database.ts';
import { dossiersByProcedure } from './store/received.ts';

/** A ranking may lag behind: the count walks all dossiers and must not be made for every keystroke. */
const COUNT_AGAIN_AFTER_MS = 15 * 60_000;

/** A catalogue whose search puts what this point receives before what it never sees. */
export function rankedByReceived(catalogue: Pick<LoadedCatalogue, 'search'> & Pick<Catalogue, 'read'>, database: StationDatabase, clock: Clock): Pick<Catalogue, 'read' | 'search'> {
  const received = receivedProcedures(database, clock);
  return { read: (code, at) => catalogue.read(code, at), search: (text, field, limit) => catalogue.search(text, field, limit, received) };
}

/** Counts when it is first asked, and again when that is a while ago. */
function receivedProcedures(database: StationDatabase, clock: Clock): (code: ProcedureCode) => number {
  let counts: ReadonlyMap<ProcedureCode, number> = new Map();
  let countedAt: EpochMs | null = null;
  return (code) => {
    const now = clock.now();
    // A clock that was set back counts again too.
    if (countedAt === null || now < countedAt || now - countedAt > COUNT_AGAIN_AFTER_MS) {
      counts = database.read(dossiersByProcedure);
      countedAt = now;
    }
    return counts.get(code) ?? 0;
  };
}
