// Opens the station, and where its store does not open, serves its recovery until it does or the program is told to stop.

import { readFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { compose, workerFile, type Station, type StationParts } from './compose.ts';
import type { ErrorCode } from '../../shared/contract/errors.ts';
import { updatesFolder } from '../update/health-watch.ts';
import { placesOf } from '../update/notes.ts';
import { waitWhileReplaced } from '../update/replaced.ts';
import type { Door } from './door/door.ts';
import { isRecoverable, startFailure } from './life/start-failure.ts';
import { returnAfterUpdate } from './return-after-update.ts';
import { startRecovery } from './recovery.ts';
import { stationBackups } from './station-backups.ts';
import { stationSalvage } from './station-salvage.ts';

const packageSchema = z.object({ version: z.string() });

/** Whom to tell that windows are served although the store is not open, and what ends the waiting. */
export interface OpeningParts {
  readonly onRecovery: (door: Door) => void;
  /** Another version is being put in this one's place: nothing is served until that has ended. */
  readonly onWaiting?: (code: ErrorCode) => void;
  readonly stopped: Promise<undefined>;
}

/** The station at work; null if it was told to stop before. Throws what no recovery screen can help against. */
export async function openStation(parts: StationParts, { onRecovery, onWaiting, stopped }: OpeningParts): Promise<Station | null> {
  const { settings, clock, log } = parts;
  const { version: programVersion } = packageSchema.parse(JSON.parse(readFileSync(path.resolve(import.meta.dirname, '../../package.json'), 'utf8')));
  const places = placesOf(updatesFolder(settings.updates.folder));
  if (!(await waitWhileReplaced({ places, version: programVersion, clock, log, stopped, onWaiting: (code) => onWaiting?.(code) }))) return null;
  for (let attempts = 1; ; attempts += 1) {
    try {
      return await compose(parts);
    } catch (error) {
      if (!isRecoverable(error)) throw error;
      const { code } = startFailure(error);
      if (code === 'store.newer' && attempts === 1 && (await returnAfterUpdate(parts))) continue;
      log.error('station.recovery', error, { code, attempts });
      const { door, again } = startRecovery({ ...parts, backups: stationBackups(settings, clock), salvage: stationSalvage(settings, workerFile, clock), programVersion, code, attempts });
      onRecovery(door);
      if ((await Promise.race([again.then(() => 'again' as const), stopped])) !== 'again') return null;
    }
  }
}
