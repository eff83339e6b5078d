// Puts a keeper together for the way in which versions lie on this machine.

import type { Clock } from '../../station/life/clock.ts';
import type { Log } from '../../station/life/log.ts';
import type { MakerKeys } from '../bundle/keys.ts';
import type { Disk } from '../files/disk.ts';
import type { UpdatePlaces } from '../notes.ts';
import type { KeeperConfig } from './config.ts';
import { folderLayout } from './folder-layout.ts';
import { installerLayout } from './installer-layout.ts';
import { Keeper } from './keeper.ts';
import { presenceOf } from './presence.ts';
import { processRunner } from './process-runner.ts';
import { sessionRunner } from './session-runner.ts';

export interface BuildParts {
  readonly config: KeeperConfig;
  readonly keys: MakerKeys;
  readonly places: UpdatePlaces;
  readonly disk: Disk;
  readonly clock: Clock;
  readonly log: Log;
  readonly reserveBytes?: number;
}

export function keeperOf({ config, keys, places, disk, clock, log, reserveBytes }: BuildParts): Keeper {
  const common = { disk, places, keys, machine: config.machine, byHand: config.first, clock, log, ...(reserveBytes === undefined ? {} : { reserveBytes }) };
  if (config.layout === 'installer') {
    return new Keeper({ ...common, layout: installerLayout({ disk, places, kind: config.machine.kind }), runner: sessionRunner({ disk, places, restart: config.restart, stop: config.stop, isPresent: presenceOf(config.programs, process.platform), clock, log }) });
  }
  const { root, executable, args, machine } = config;
  const folders = { disk, root, executable, kind: machine.kind === 'appimage' ? 'appimage' : 'tar.gz' } as const;
  return new Keeper({ ...common, layout: folderLayout(folders), runner: processRunner({ layout: folders, args, updates: places.folder, clock, log }) });
}
