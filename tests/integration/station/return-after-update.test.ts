// A station of the older version after a new one was taken back that had moved the store on: the copy from before the step is brought back only where nobody got anything since, and what stood there stays.

import { copyFileSync, existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { readMachineSettings, type MachineSettings } from '../../../electron/link/settings.ts';
import { cityOutside } from '../../../electron/station/city-outside.ts';
import { systemClock } from '../../../electron/station/life/clock.ts';
import { fileVault } from '../../../electron/station/life/keys/vault.ts';
import { openStation } from '../../../electron/station/open-station.ts';
import { stationKeys } from '../../../electron/station/station-keys.ts';
import { makeBackup } from '../../../electron/station/store/backup/make-backup.ts';
import { readHighWater, type HighWater } from '../../../electron/station/store/high-water.ts';
import { openConnection } from '../../../electron/station/store/open-connection.ts';
import { STORE_FILE } from '../../../electron/station/store/store-lock.ts';
import { machineDisk } from '../../../electron/update/files/disk.ts';
import { writeRecord } from '../../../electron/update/files/record.ts';
import { placesOf } from '../../../electron/update/notes.ts';
import { stationFrameSchema } from '../../../shared/contract/command.ts';
import { commands } from '../../../shared/contract/commands.ts';
import { Machine } from './machine.ts';

let machine: Machine;
let settings: MachineSettings;
const events: string[] = [];
/** Names of the copies that were put back; null where none could be. */
const restored: (string | null)[] = [];
beforeEach(() => {
  machine = new Machine();
  settings = readMachineSettings(machine.settingsFile);
  events.length = 0;
  restored.length = 0;
});
afterEach(() => machine[Symbol.asyncDispose]());

/** Starts the station and takes a number at its kiosk; null where it serves its recovery instead. */
async function takeNumber(): Promise<string | null> {
  const stopped = Promise.withResolvers<undefined>();
  const answered = Promise.withResolvers<string>();
  const station = await openStation(
    {
      settings, outside: cityOutside, keys: stationKeys(settings, fileVault), host: { kind: 'browser', electronVersion: null, nodeVersion: process.versions.node }, clock: systemClock,
      log: { info: (event) => void events.push(event), warn: (event, values) => {
        events.push(event);
        if (event === 'update.copy-restored') restored.push(values?.['isBack'] === true ? String(values['name']) : null);
      }, error: (event) => void events.push(event) },
      send: (_client, text) => {
        if ('id' in (JSON.parse(text) as object)) answered.resolve(text);
      },
    },
    { onRecovery: () => stopped.resolve(undefined), stopped: stopped.promise },
  );
  if (station === null) return null;
  station.door.open('window', { role: 'kiosk' });
  await station.door.receive('window', JSON.stringify({ id: 1, command: 'ticket.issue', input: { requestId: systemClock.uuid(), field: 'A', priority: 'none', procedureCode: null } }));
  const frame = stationFrameSchema.parse(JSON.parse(await answered.promise));
  await station[Symbol.asyncDispose]();
  return 'ok' in frame && frame.ok ? commands['ticket.issue'].output.parse(frame.output).number : 'refused';
}
function markNow(): HighWater {
  const reading = readHighWater(settings.dataFolder);
  if (reading.kind !== 'seen') throw new Error(`the mark is ${reading.kind}`);
  return reading.mark;
}
/** What a newer version does to the store: a copy first, then another schema. */
async function moveOn(): Promise<void> {
  const key = await stationKeys(settings, fileVault).find();
  const file = path.join(settings.dataFolder, STORE_FILE);
  const { commune, station } = settings.profile;
  expect(makeBackup({ file, key, places: { dataFolder: settings.dataFolder, secondFolder: null, commune, station } }, { at: systemClock.now(), kind: 'update', isClockBelieved: true }).kind).toBe('made');
  const connection = openConnection(file, key);
  connection.pragma('user_version=900000');
  connection.close();
}
function allow(): void {
  const { incarnation, seq, hash } = markNow();
  const places = placesOf(settings.updates.folder);
  mkdirSync(places.keeper, { recursive: true });
  writeRecord(machineDisk, places.returned, { format: 1, orderId: 'order-1', mark: { incarnation, seq, hash } });
}

it('brings the copy back, goes on with the next number in a new life, and keeps what stood there', async () => {
  expect(await takeNumber()).toBe('A001');
  const before = markNow();
  await moveOn();
  allow();
  const number = await takeNumber();
  expect([number !== null && number > 'A001', markNow().incarnation > before.incarnation, markNow().seq > before.seq]).toEqual([true, true, true]);
  expect(events).toContain('update.copy-restored');
  expect(readdirSync(path.join(settings.dataFolder, 'set-aside')).length).toBe(1);
});

/** Beside the right copy a newer one that ends at the same number in another life of the store. */
async function addOtherCopy(change: string): Promise<string> {
  const key = await stationKeys(settings, fileVault).find();
  const folder = path.join(settings.dataFolder, 'backups');
  const [right = ''] = readdirSync(folder).filter((name) => name.endsWith('-update.db'));
  const other = right.replace(/^store-\d+/, 'store-000999');
  copyFileSync(path.join(folder, right), path.join(folder, other));
  const connection = openConnection(path.join(folder, other), key);
  connection.exec(change);
  connection.pragma('wal_checkpoint(TRUNCATE)');
  connection.close();
  return right;
}

it.each([
  ['of another incarnation', "UPDATE meta SET value = '9' WHERE name = 'incarnation'"], ['of a schema that this version does not know', 'PRAGMA user_version=900001'],
])('passes over a newer copy that ends at the same number and is %s', async (_what, change) => {
  await takeNumber();
  const before = markNow();
  await moveOn();
  const right = await addOtherCopy(change);
  allow();
  expect(await takeNumber()).not.toBeNull();
  expect([markNow().incarnation, restored.at(-1)]).toEqual([before.incarnation + 1, right]);
});

it('touches nothing where the only copy is of another life, and shows its recovery', async () => {
  await takeNumber();
  await moveOn();
  rmSync(path.join(settings.dataFolder, 'backups', await addOtherCopy("UPDATE meta SET value = '9' WHERE name = 'incarnation'")));
  allow();
  expect([await takeNumber(), restored.at(-1)]).toEqual([null, null]);
  expect(existsSync(path.join(settings.dataFolder, 'set-aside'))).toBe(false);
});

it('touches nothing without the keeper’s leave, and shows its recovery', async () => {
  await takeNumber();
  await moveOn();
  expect([await takeNumber(), events.includes('update.copy-restored'), events.includes('station.recovery')]).toEqual([null, false, true]);
});

it('touches nothing where the log went on since, whatever the keeper says', async () => {
  await takeNumber();
  allow();
  await takeNumber();
  await moveOn();
  expect([await takeNumber(), events.includes('update.copy-refused')]).toEqual([null, true]);
});
