// What is looked at before an order is carried out: is it of now, is there a way back, is the bundle the maker's, and how far has the store got.

import type { Clock } from '../../station/life/clock.ts';
import type { Log } from '../../station/life/log.ts';
import { ORDER_VALID_MS, type Order, type StoreMark } from '../notes.ts';
import type { KeeperFiles } from './keeper-files.ts';
import { beginInstalling, type Installed, type KeeperState, type Unhealthy } from './plan.ts';
import type { Layout } from './ports.ts';
import { isDiskFault, NoWayBack, TooLate } from './reasons.ts';
import { takeBundle, type TakeParts } from './take.ts';

/** Tries to read how far the store has got, and the first rest between two. */
const MOST_MARK_TRIES = 5;
const MARK_REST_MS = 500;
/** Tries to read the way back, and the first rest between two. */
const BACK = { tries: 3, restMs: 1000 };
/** A clock that stands this far before the last true time that is known went back: it proves nothing of dates. */
const BEHIND_MS = 10 * 60_000;

export interface OrderParts extends Omit<TakeParts, 'now' | 'atLeast'> {
  readonly layout: Pick<Layout, 'has'>;
  readonly clock: Clock;
  readonly log: Log;
}

/** The state in which the order is carried out; throws why it is not. */
export async function acceptOrder(parts: OrderParts, files: KeeperFiles, state: KeeperState, { orderId, bundleId, healthWithinMs, failing, dataFolder, at, trueAt }: Order): Promise<KeeperState> {
  const { layout, clock, log } = parts;
  if (Math.abs(clock.now() - at) > ORDER_VALID_MS) throw new TooLate('the order is not of this evening');
  if (!layout.has(state.current)) throw new NoWayBack('the version in use is not kept');
  const isBehind = trueAt !== null && clock.now() < trueAt - BEHIND_MS;
  if (isBehind) log.warn('update.clock-behind', { now: clock.now(), trueAt });
  const taken = takeBundle({ ...parts, now: isBehind ? null : clock.now(), atLeast: trueAt }, bundleId, state);
  const mark = await readMark(parts, files, dataFolder);
  return beginInstalling(state, taken.installed, { orderId, bundleId, healthWithinMs, failing, dataFolder, mark, mayGoBack: taken.manifest.store.mayGoBack });
}

/** What a verdict needs to know of the way back. One that the disk does not give is none: the program was ended already, and a verdict must come. */
export async function lookBack(parts: Pick<OrderParts, 'layout' | 'clock' | 'log'>, files: KeeperFiles, { phase, previous }: KeeperState): Promise<Pick<Unhealthy, 'mark' | 'canReturn'>> {
  const terms = phase.kind === 'trial' || phase.kind === 'settled' ? phase.terms : null;
  const mark = terms === null ? null : await readMark(parts, files, terms.dataFolder).catch(() => null);
  return { mark, canReturn: previous !== null && (await isBackThere(parts, previous)) };
}

async function isBackThere({ layout, clock, log }: Pick<OrderParts, 'layout' | 'clock' | 'log'>, previous: Installed): Promise<boolean> {
  for (let tries = 1; ; tries += 1) {
    try {
      return layout.has(previous);
    } catch (error) {
      if (!isDiskFault(error)) throw error;
      log.error('update.unreadable', error, { record: 'way-back', tries });
      if (tries >= BACK.tries) return false;
    }
    await clock.sleep(BACK.restMs * tries);
  }
}

/** How far the store has got, null where nothing can tell; a disk that gives nothing is asked some times more, and then thrown. */
export async function readMark({ clock, log }: Pick<OrderParts, 'clock' | 'log'>, files: KeeperFiles, dataFolder: string): Promise<StoreMark | null> {
  for (let tries = 1; ; tries += 1) {
    try {
      return files.markOf(dataFolder);
    } catch (error) {
      log.error('update.unreadable', error, { record: 'mark', tries });
      if (tries >= MOST_MARK_TRIES) throw error;
    }
    await clock.sleep(MARK_REST_MS * 2 ** tries);
  }
}
