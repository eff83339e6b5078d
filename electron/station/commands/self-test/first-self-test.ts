// Where the settings ask for it, a kiosk that was never tried opens with its self-test: whoever sets up the machine walks through it before the first citizen does.

import type { Caller } from '../../../../shared/contract/command.ts';
import type { Clock } from '../../life/clock.ts';
import type { StationDatabase } from '../../store/database.ts';
import { beginSelfTest, lastSelfTest, openSelfTest } from '../../store/self-tests.ts';

/** Begins one at each kiosk without a finished test; whoever carries it out signs at its end. `uptime` is the machine's, in seconds. */
export function beginFirstSelfTests(database: StationDatabase, windows: readonly Caller[], clock: Pick<Clock, 'now' | 'uuid'>, uptime: number): void {
  database.write((store) => {
    const now = clock.now();
    for (const target of windows) {
      if (target.role !== 'kiosk' || openSelfTest(store, target, now) !== null || lastSelfTest(store, target) !== null) continue;
      beginSelfTest(store, { runId: clock.uuid(), target, who: '' }, { now, uptime: Math.round(uptime) });
    }
  });
}
