// The orders about data: lists, makes, checks and restores copies of the store, makes its lists anew, saves what can be read. All but the list want the station stopped.

import path from 'node:path';
import type { MachineSettings } from '../link/settings.ts';
import { EXIT } from '../link/tool-orders.ts';
import { systemClock } from '../station/life/clock.ts';
import type { KeyVault } from '../station/life/keys/vault.ts';
import { listBackups, type BackupPlaces } from '../station/store/backup/backup-places.ts';
import { makeBackup } from '../station/store/backup/make-backup.ts';
import { restoreBackup } from '../station/store/backup/restore-backup.ts';
import { RefusedBackup, verifyBackup } from '../station/store/backup/verify-backup.ts';
import { StationDatabase } from '../station/store/database.ts';
import { readHighWater } from '../station/store/high-water.ts';
import { migrations } from '../station/store/migrations/all.ts';
import { openForReading } from '../station/store/open-connection.ts';
import { compareProjections } from '../station/store/projections/compare.ts';
import { reproject } from '../station/store/projections/replay.ts';
import { salvageInPlace } from '../station/store/salvage/salvage-in-place.ts';
import { holdStore, STORE_FILE } from '../station/store/store-lock.ts';
import type { Outcome } from './outcome.ts';
import { keyOf, placesOf, storeFileOf } from './store-places.ts';

type StoreOrder = 'copies' | 'check-data' | 'backup' | 'restore' | 'rebuild' | 'salvage';

/** Does one of them. Throws `MissingKey`, `LockedStore`, `RefusedBackup`, `UnreadableStore`. */
export async function runStoreOrder(name: StoreOrder, value: string, settings: MachineSettings, vault: KeyVault): Promise<Outcome> {
  const places = placesOf(settings);
  if (name === 'copies') return copies(places);
  const key = await keyOf(settings, vault);
  if (name === 'check-data') return checkData(places, key);
  if (name === 'backup') return backup(places, key);
  if (name === 'restore') return restore(places, key, value);
  return name === 'rebuild' ? rebuild(places, key) : salvage(settings.dataFolder, key);
}

function fine(lines: readonly string[], json: unknown): Outcome {
  return { code: EXIT.fine, lines, json };
}

function copies(places: BackupPlaces): Outcome {
  const found = listBackups(places).map(({ file, at, bytes, kind, lastSequence, place }) => ({ name: path.basename(file), at: new Date(at).toISOString(), bytes, kind, lastSequence, place }));
  return fine([...found.map(({ name, at, kind, place, bytes, lastSequence }) => `${name}  ${at}  ${kind}  ${place}  ${bytes} bytes  event ${lastSequence}`), `${found.length} copies`], { copies: found });
}

function checkData(places: BackupPlaces, key: Uint8Array): Outcome {
  using _lock = holdStore(places.dataFolder);
  const own = { name: STORE_FILE, file: storeFileOf(places.dataFolder) };
  const verdicts = [...listBackups(places), own].map(({ name, file }) => ({ name, ...verdictOf(file, key, places) }));
  return {
    code: verdicts.every(({ fault }) => fault === null) ? EXIT.fine : EXIT.failed,
    lines: verdicts.map(({ name, fault, sequence }) => `${name}  ${fault ?? `whole, event ${sequence ?? 0}`}`),
    json: { stores: verdicts },
  };
}

function verdictOf(file: string, key: Uint8Array, places: BackupPlaces): { readonly fault: string | null; readonly sequence: number | null } {
  try {
    return { fault: null, sequence: verifyBackup(file, key, places).sequence };
  } catch (error) {
    if (!(error instanceof RefusedBackup)) throw error;
    return { fault: error.fault, sequence: null };
  }
}

function backup(places: BackupPlaces, key: Uint8Array): Outcome {
  using _lock = holdStore(places.dataFolder);
  const outcome = makeBackup({ file: storeFileOf(places.dataFolder), key, places }, { at: systemClock.now(), kind: 'asked', isClockBelieved: false });
  if (outcome.kind === 'failed') return { code: EXIT.failed, lines: [`no copy was made: ${outcome.reason}`], json: { made: null, reason: outcome.reason } };
  const { name, lastSequence, place } = outcome.backup;
  return fine([`${name}  whole, event ${lastSequence}, ${place}`], { made: { name, lastSequence, place } });
}

function restore(places: BackupPlaces, key: Uint8Array, asked: string): Outcome {
  const { name, head, aside } = restoreBackup(places, key, asked, systemClock.now());
  return fine([`${name} is the store now, up to event ${head.sequence}. What stood there lies in ${aside}.`], { restored: name, lastSequence: head.sequence, aside });
}

/** Compares first, and writes only what differs, in one transaction. */
function rebuild({ dataFolder }: BackupPlaces, key: Uint8Array): Outcome {
  const file = storeFileOf(dataFolder);
  if (schemaOf(file, key) !== migrations.at(-1)?.version) return { code: EXIT.failed, lines: ['the data is of another version of the program: start it once, then ask again'], json: { rebuilt: null, reason: 'version' } };
  using database = StationDatabase.open(dataFolder, key, { clock: systemClock });
  const found = compareProjections({ file, key });
  if (found.kind !== 'compared') {
    const reason = found.kind === 'unreadable' ? found.detail : found.error;
    return { code: EXIT.failed, lines: [`nothing was changed: ${reason}`], json: { rebuilt: null, reason } };
  }
  database.write((store) => found.aggregates.forEach((aggregate) => reproject(store, aggregate)));
  const differing = found.tables.filter(({ differed }) => differed > 0);
  return fine([`${found.events} events were read. ${differing.length === 0 ? 'Every list says what they say.' : 'Made anew:'}`, ...differing.map(({ table, rows, differed }) => `${table}: ${differed} of ${rows} rows`)], { events: found.events, tables: found.tables });
}

function schemaOf(file: string, key: Uint8Array): number {
  const connection = openForReading(file, key);
  try {
    return Number(connection.pragma('user_version', { simple: true }));
  } finally {
    connection.close();
  }
}

function salvage(dataFolder: string, key: Uint8Array): Outcome {
  const seen = readHighWater(dataFolder);
  const { report, aside } = salvageInPlace(dataFolder, key, systemClock.now(), seen.kind === 'seen' ? seen.mark.seq : 0);
  const lines = [
    `${report.events} events were saved of ${report.lastSequence}${report.isEndKnown ? '' : ' or more'}. What stood there lies in ${aside}.`,
    ...report.missing.map(({ from, to }) => `missing: ${from === to ? from : `${from} to ${to}`}`),
    ...report.tables.filter(({ unreadable }) => unreadable > 0).map(({ table, rows, unreadable }) => `${table}: ${rows} rows saved, ${unreadable} places cannot be read`),
  ];
  return fine(lines, { ...report, aside });
}
