// Entry for whoever looks after a machine whose station is stopped: lists, makes, checks and restores copies of its store, from a terminal.

import path from 'node:path';
import { parseArgs } from 'node:util';
import { must } from '../../shared/base/must.ts';
import { readMachineSettings, type MachineSettings } from '../link/settings.ts';
import { WrongSettings } from '../link/settings-file/problem.ts';
import { systemClock } from './life/clock.ts';
import { MissingKey } from './life/keys/key-state.ts';
import { fileVault } from './life/keys/vault.ts';
import { stationKeys } from './station-keys.ts';
import { listBackups, type BackupPlaces } from './store/backup/backup-places.ts';
import { makeBackup } from './store/backup/make-backup.ts';
import { restoreBackup } from './store/backup/restore-backup.ts';
import { RefusedBackup, verifyBackup } from './store/backup/verify-backup.ts';
import { readHighWater } from './store/high-water.ts';
import { UnreadableStore } from './store/open-connection.ts';
import { salvageInPlace } from './store/salvage/salvage-in-place.ts';
import { holdStore, LockedStore, STORE_FILE } from './store/store-lock.ts';

const USAGE = `rescue --settings FILE list            the copies of the store, the newest first
rescue --settings FILE check           reads every copy and the store itself through
rescue --settings FILE backup          makes a copy and verifies it
rescue --settings FILE restore NAME    puts a copy (or "newest") in the place of the store, which is moved to set-aside/
rescue --settings FILE salvage         saves what can be read of a damaged store into a new one; prefer a copy where there is one
The station must be stopped for all but "list".`;

/** Wrong words on the command line. */
class WrongUsage extends Error {
  override readonly name = 'WrongUsage';
}

const say = (line: string): void => void process.stdout.write(`${line}\n`);

function placesOf({ dataFolder, backup, profile }: MachineSettings): BackupPlaces {
  return { dataFolder, secondFolder: backup.folder ?? null, commune: profile.commune, station: profile.station };
}

function list(places: BackupPlaces): void {
  const found = listBackups(places);
  for (const { file, at, bytes, kind, lastSequence, place } of found) say(`${path.basename(file)}  ${new Date(at).toISOString()}  ${kind}  ${place}  ${bytes} bytes  event ${lastSequence}`);
  say(`${found.length} copies`);
}

function check(places: BackupPlaces, key: Uint8Array): void {
  using _lock = holdStore(places.dataFolder);
  const own = { name: STORE_FILE, file: path.join(places.dataFolder, STORE_FILE) };
  for (const { name, file } of [...listBackups(places), own]) say(`${name}  ${verdictOf(file, key, places)}`);
}

function verdictOf(file: string, key: Uint8Array, places: BackupPlaces): string {
  try {
    return `whole, event ${verifyBackup(file, key, places).sequence}`;
  } catch (error) {
    if (!(error instanceof RefusedBackup)) throw error;
    process.exitCode = 1;
    return error.fault;
  }
}

function backup(places: BackupPlaces, key: Uint8Array): void {
  using _lock = holdStore(places.dataFolder);
  const outcome = makeBackup({ file: path.join(places.dataFolder, STORE_FILE), key, places }, { at: systemClock.now(), kind: 'asked', isClockBelieved: false });
  if (outcome.kind === 'failed') throw new Error(`no copy was made: ${outcome.reason}`);
  say(`${outcome.backup.name}  whole, event ${outcome.backup.lastSequence}, ${outcome.backup.place}`);
}

function restore(places: BackupPlaces, key: Uint8Array, name: string): void {
  const { name: restored, head, aside } = restoreBackup(places, key, name, systemClock.now());
  say(`${restored} is the store now, up to event ${head.sequence}. What stood there lies in ${aside}.`);
}

function salvage(dataFolder: string, key: Uint8Array): void {
  const seen = readHighWater(dataFolder);
  const { report, aside } = salvageInPlace(dataFolder, key, systemClock.now(), seen.kind === 'seen' ? seen.mark.seq : 0);
  say(`${report.events} events were saved of ${report.lastSequence}${report.isEndKnown ? '' : ' or more'}. What stood there lies in ${aside}.`);
  for (const { from, to } of report.missing) say(`missing: ${from === to ? from : `${from} to ${to}`}`);
  for (const { table, rows, unreadable } of report.tables) if (unreadable > 0) say(`${table}: ${rows} rows saved, ${unreadable} places cannot be read`);
}

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({ options: { settings: { type: 'string' } }, allowPositionals: true });
  const [what, name, ...more] = positionals;
  if (values.settings === undefined || more.length > 0 || (name !== undefined) !== (what === 'restore')) throw new WrongUsage(USAGE);
  const settings = readMachineSettings(values.settings);
  const places = placesOf(settings);
  if (what === 'list') return list(places);
  if (what !== 'check' && what !== 'backup' && what !== 'restore' && what !== 'salvage') throw new WrongUsage(USAGE);
  // The key file only: the vault of the system opens for the shell alone, whose recovery screen restores as well.
  const [key] = await stationKeys(settings, fileVault).candidates();
  if (key === undefined) throw new MissingKey('there is no key file in this folder');
  if (what === 'check') return check(places, key);
  if (what === 'backup') return backup(places, key);
  if (what === 'salvage') return salvage(settings.dataFolder, key);
  return restore(places, key, must(name, 'it was asked for'));
}

try {
  await main();
} catch (error) {
  const foreseen = [WrongUsage, WrongSettings, MissingKey, LockedStore, RefusedBackup, UnreadableStore];
  if (!foreseen.some((kind) => error instanceof kind)) process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`);
  else if (error instanceof Error) process.stderr.write(`${error.name === 'WrongUsage' ? '' : `${error.name}: `}${error.message}\n`);
  process.exitCode = error instanceof WrongUsage || error instanceof WrongSettings ? 64 : 1;
}
