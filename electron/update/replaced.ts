// Whether the keeper is about to put another version in this program's place: then the program waits and leaves the store alone, however often the session starts it.

import type { ErrorCode } from '../../shared/contract/errors.ts';
import type { Clock } from '../station/life/clock.ts';
import type { Log } from '../station/life/log.ts';
import { machineDisk } from './files/disk.ts';
import { readRecord } from './files/record.ts';
import { keeperStateSchema } from './keeper/plan.ts';
import { ORDER_VALID_MS, orderSchema, START_ENV, type UpdatePlaces } from './notes.ts';

const LOOK_MS = 1000;
/** An installer may take a quarter of an hour; whoever waits longer than this waits for a keeper that is not there. */
const MOST_WAIT_MS = 20 * 60_000;

export interface ReplacedParts {
  readonly places: UpdatePlaces;
  /** Of this program. */
  readonly version: string;
  readonly clock: Clock;
  readonly log: Log;
  /** Told once, when the waiting begins. */
  readonly onWaiting: (code: ErrorCode) => void;
  readonly stopped: Promise<undefined>;
}

/** True where an order waits to be taken, or the state names another version than this one, or one on its way. */
function isBeingReplaced({ places, version, clock }: Pick<ReplacedParts, 'places' | 'version' | 'clock'>): boolean {
  const state = readRecord(machineDisk, places.state, keeperStateSchema);
  // Without a keeper nobody takes an order, and what cannot be read holds nobody up.
  if (state.kind !== 'seen') return false;
  const { phase, current } = state.content;
  if (phase.kind === 'trial') return current.version !== version;
  if (phase.kind !== 'settled') return true;
  const order = readRecord(machineDisk, places.order, orderSchema);
  return order.kind === 'seen' && Math.abs(clock.now() - order.content.at) <= ORDER_VALID_MS;
}

/** Resolves when the program may open the store: at once, when the keeper has changed its mind, or after twenty minutes, which is said. False where it was told to end before. */
export async function waitWhileReplaced(parts: ReplacedParts): Promise<boolean> {
  const { version, clock, log, onWaiting, stopped } = parts;
  // Started by the keeper itself, which knows what it does.
  if (process.env[START_ENV] !== undefined || !isBeingReplaced(parts)) return true;
  log.info('update.waits', { version });
  onWaiting('update.installing');
  const stop = new AbortController();
  const until = clock.monotonic() + MOST_WAIT_MS;
  const wait = async (): Promise<true> => {
    while (isBeingReplaced(parts) && !stop.signal.aborted) {
      if (clock.monotonic() >= until) {
        log.warn('update.keeper-silent', { version });
        break;
      }
      await clock.sleep(LOOK_MS, stop.signal).catch(() => undefined);
    }
    return true;
  };
  const mayOpen = await Promise.race([wait(), stopped]);
  stop.abort();
  return mayOpen === true;
}
