// Notes for the keeper of versions that this one lives: its checks, and the windows that have shown their first picture.

import type { Caller } from '../../shared/contract/command.ts';
import type { MachineSettings } from '../link/settings.ts';
import { machineDisk } from '../update/files/disk.ts';
import { readRecord } from '../update/files/record.ts';
import { watchHealth } from '../update/health-watch.ts';
import { keeperStateSchema } from '../update/keeper/plan.ts';
import type { UpdatePlaces } from '../update/notes.ts';
import type { Clock } from './life/clock.ts';
import type { Log } from './life/log.ts';

interface LifeWatchParts {
  readonly places: UpdatePlaces;
  readonly version: string;
  readonly windows: MachineSettings['host']['windows'];
  /** Names of the checks that fail now. */
  readonly failing: () => string[];
  readonly clock: Clock;
  readonly log: Log;
}

/** Until disposed. */
export interface LifeWatch extends AsyncDisposable {
  /** A window's first picture is on the screen. */
  notePainted(caller: Caller): void;
}

export function startLifeWatch({ places, version, windows, failing, clock, log }: LifeWatchParts): LifeWatch {
  const parts = new AsyncDisposableStack();
  const painted = new Set<string>();
  const keeper = readRecord(machineDisk, places.state, keeperStateSchema);
  // A record that the disk does not give is no reason to keep silent: without a word this version would count as late.
  if (keeper.kind === 'seen' || keeper.kind === 'unreadable') {
    const phase = keeper.kind === 'seen' ? keeper.content.phase : null;
    const wanted = windows.map(({ caller }) => nameOf(caller));
    parts.use(
      watchHealth({
        places, version, failing, clock,
        isPainted: () => wanted.every((name) => painted.has(name)),
        failingBefore: phase?.kind === 'trial' ? phase.terms.failing : null,
        onFailure: (error) => log.error('update.life-not-noted', error),
      }),
    );
  }
  return { notePainted: (caller) => void painted.add(nameOf(caller)), [Symbol.asyncDispose]: () => parts.disposeAsync() };
}

function nameOf(caller: Caller): string {
  return 'counterId' in caller ? `${caller.role}-${caller.counterId}` : caller.role;
}
