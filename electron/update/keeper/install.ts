// Makes an ordered version whole beside the one in use; afterwards it is on trial, or was given up.

import type { Clock } from '../../station/life/clock.ts';
import type { Log } from '../../station/life/log.ts';
import type { MakerKeys } from '../bundle/keys.ts';
import type { Disk } from '../files/disk.ts';
import type { UpdatePlaces } from '../notes.ts';
import type { KeeperFiles } from './keeper-files.ts';
import { beginTrial, giveUp, tryInstalling } from './plan.ts';
import type { Layout, Runner } from './ports.ts';
import { outcomeOf } from './reasons.ts';
import type { StateBook } from './state-book.ts';
import { BundleRefused, takenAgain } from './take.ts';

interface InstallParts {
  readonly disk: Disk;
  readonly places: UpdatePlaces;
  readonly layout: Pick<Layout, 'prepare'>;
  readonly runner: Pick<Runner, 'clear'>;
  readonly keys: MakerKeys;
  readonly clock: Clock;
  readonly log: Log;
}

/** Nothing in another phase than 'installing'. Never throws for what a disk or a bundle is. */
export async function installOrdered({ disk, places, layout, runner, keys, clock, log }: InstallParts, files: KeeperFiles, book: StateBook): Promise<void> {
  try {
    files.removeOrder();
    book.save(tryInstalling(book.state, clock.now()));
    if (book.state.phase.kind !== 'installing') return;
    const { target, terms } = book.state.phase;
    // Whatever was started since the program closed itself is the old one, and lies where the new one is to be.
    await runner.clear();
    const taken = takenAgain({ disk, places, keys }, terms.bundleId);
    if (taken === null) throw new BundleRefused('gone');
    await layout.prepare(target, taken);
    // Durable before the new version runs for the first time: from then on the store may be another.
    book.save(beginTrial(book.state));
    log.info('update.trial', { version: target.version });
  } catch (error) {
    log.error('update.not-installed', error);
    const { reason, detail } = outcomeOf(error, 'failed-to-install');
    book.note(giveUp(book.state, reason, clock.now(), detail));
  }
}
