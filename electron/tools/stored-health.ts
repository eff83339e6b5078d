// The self-checks that have an answer while no station runs: store, seals, key, disk and copies, judged by the station's own checks under their own numbers.

import { existsSync, statfsSync } from 'node:fs';
import type { Check } from '../../shared/contract/admin.ts';
import type { MachineSettings } from '../link/settings.ts';
import { systemClock } from '../station/life/clock.ts';
import type { HealthSubject } from '../station/life/health/check.ts';
import { healthChecks, runChecks } from '../station/life/health/run-checks.ts';
import type { KeyVault } from '../station/life/keys/vault.ts';
import { stationKeys } from '../station/station-keys.ts';
import { listBackups, shownBackup } from '../station/store/backup/backup-places.ts';
import { inspectStore } from '../station/store/inspect-store.ts';
import { FIRST_MARK } from '../station/store/seals.ts';
import { placesOf, storeFileOf } from './store-places.ts';

const STORED: readonly string[] = ['store', 'log-seal', 'key', 'disk', 'backup'];

/** Reads the whole store; nothing is changed. A machine without any data yet has the one check 0. */
export async function storedChecks(settings: MachineSettings, vault: KeyVault): Promise<Check[]> {
  const now = systemClock.now();
  const { dataFolder } = settings;
  if (!existsSync(storeFileOf(dataFolder))) return [{ number: 0, name: 'station', state: 'warning', at: now, params: { reason: 'no-data' } }];
  const keys = stationKeys(settings, vault);
  const [key] = await keys.candidates();
  const { commune, station } = settings.profile;
  const seen = key === undefined ? null : inspectStore({ file: storeFileOf(dataFolder), key, commune, station }, { pages: true, from: FIRST_MARK });
  const places = placesOf(settings);
  const newest = listBackups(places).map(shownBackup)[0];
  const verdict = <Finding>(finding: Finding) => ({ finding, at: now });
  const subject = {
    dataFolder, now,
    storeCondition: () => ({ kind: 'sound' as const, code: null }),
    storeVerdicts: () => ({
      pages: seen?.kind === 'inspected' ? verdict(seen.pages ?? 'ok') : null,
      seals: seen?.kind === 'inspected' ? verdict(seen.broken) : null,
      failure: seen === null ? verdict('no key') : seen.kind === 'failed' ? verdict(seen.error) : null,
    }),
    backups: () => ({ newest: newest === undefined ? null : { at: newest.at, place: newest.place }, isSecondWanted: places.secondFolder !== null, failure: newest === undefined ? verdict('none') : null }),
    // The wrap that gave the key has shown that it opens.
    keys: () => ({ vault: keys.vault, wraps: keys.read().map((wrap) => (key !== undefined && wrap.state === 'asks' && wrap.kind === (vault.kind === 'file' ? 'file' : 'vault') ? { ...wrap, state: 'opens' as const } : wrap)), isPrivate: keys.isPrivate() }),
    freeBytes: () => {
      const disk = statfsSync(dataFolder);
      return disk.bavail * disk.bsize;
    },
  } satisfies Partial<HealthSubject>;
  return runChecks(subject as unknown as HealthSubject, healthChecks.filter(({ name }) => STORED.includes(name)));
}
