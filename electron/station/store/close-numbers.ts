// Closes the numbers of days that are over and of older incarnations: each block is written to the log with what was given of it, and what nobody can account for is told.

import type { BusinessDay } from '../../../shared/base/ids.ts';
import type { Clock } from '../life/clock.ts';
import type { StationDatabase } from './database.ts';
import { appendEvent, type LogIdentity } from './event-log.ts';
import { blocksToClose, endLease } from './leases.ts';
import { unaccounted, usedOf } from './number-account.ts';

/** What was closed. `missing` are numbers of the closed days that are neither given nor never given. */
export interface ClosedNumbers {
  readonly blocks: number;
  readonly missing: readonly string[];
}

/** To be called with a day that may be believed: a block that is closed gives no number any more, whatever the clock says later. */
export function closeNumbers(database: StationDatabase, identity: LogIdentity, clock: Clock, today: BusinessDay): ClosedNumbers {
  const { incarnation } = identity;
  if (database.read((store) => blocksToClose(store, today, incarnation)).length === 0) return { blocks: 0, missing: [] };
  return database.write((store) => {
    const blocks = blocksToClose(store, today, incarnation);
    for (const block of blocks) {
      const isOwn = block.incarnation === incarnation;
      const { series, day, lo, hi } = block;
      appendEvent(store, identity, clock, {
        type: 'numbers.closed', aggregate: 'station', aggregateId: identity.station, actor: 'station',
        body: { series, day, lo, hi, used: usedOf(store, block), reason: isOwn ? 'day-over' : 'incarnation-over' },
      });
      endLease(store, block.leaseId, isOwn ? 'closed' : 'void');
    }
    const days = [...new Set(blocks.map(({ day }) => day))].filter((day) => day < today);
    return { blocks: blocks.length, missing: days.flatMap((day) => unaccounted(store, day).map((number) => `${day} ${number}`)) };
  });
}
