// A station that cannot start says why with a code, and leaves the folder as it found it: nothing is made, nothing is deleted, nothing is written over.

import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readMachineSettings, type MachineSettings } from '../../../electron/link/settings.ts';
import { cityOutside } from '../../../electron/station/city-outside.ts';
import { compose } from '../../../electron/station/compose.ts';
import { systemClock, type Clock } from '../../../electron/station/life/clock.ts';
import { fileVault } from '../../../electron/station/life/keys/vault.ts';
import { startFailure } from '../../../electron/station/life/start-failure.ts';
import { StationDatabase } from '../../../electron/station/store/database.ts';
import { claimIdentity } from '../../../electron/station/store/identity.ts';
import { openConnection } from '../../../electron/station/store/open-connection.ts';
import { stationKeys } from '../../../electron/station/station-keys.ts';
import { Machine } from './machine.ts';

let machine: Machine;
let settings: MachineSettings;
let key: Uint8Array;
beforeEach(async () => {
  machine = new Machine();
  settings = readMachineSettings(machine.settingsFile);
  key = await stationKeys(settings, fileVault).find();
  using database = StationDatabase.open(machine.dataFolder, key);
  claimIdentity(database, { ...settings.profile, bootId: systemClock.uuid() });
});
afterEach(() => machine[Symbol.asyncDispose]());

/** Names and hashes of all files, except what SQLite keeps beside an open store. */
function folder(): Readonly<Record<string, string>> {
  const files = readdirSync(machine.dataFolder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile() && !/-(?:wal|shm|journal)$/.test(entry.name));
  return Object.fromEntries(files.map(({ parentPath, name }) => [name, createHash('sha256').update(readFileSync(path.join(parentPath, name))).digest('hex')]));
}

/** A quarter of a minute passes in a few milliseconds. */
function hurriedClock(): Clock {
  let ahead = 0;
  return {
    ...systemClock,
    monotonic: () => systemClock.monotonic() + ahead,
    sleep: async (ms, signal) => {
      ahead += ms;
      await systemClock.sleep(1, signal);
    },
  };
}

/** Starts a station in this process; how that failed. One that starts after all is ended. */
async function start(changed: Partial<MachineSettings> = {}): Promise<ReturnType<typeof startFailure> | 'started'> {
  try {
    const own = { ...settings, ...changed };
    await using _station = await compose({
      settings: own,
      outside: cityOutside,
      keys: stationKeys(own, fileVault),
      host: { kind: 'browser', electronVersion: null, nodeVersion: process.versions.node },
      clock: hurriedClock(),
      log: { info: () => undefined, warn: () => undefined, error: () => undefined },
      send: () => undefined,
    });
    return 'started';
  } catch (error) {
    return startFailure(error);
  }
}

describe('in its own folder', () => {
  it('starts: what the others lack is only what is taken from them', async () => {
    expect(await start()).toBe('started');
  });

  it('without the key beside the store it asks for the key', async () => {
    rmSync(path.join(machine.dataFolder, 'data.key'));
    const before = folder();
    expect(await start()).toEqual({ code: 'store.key-missing', detail: 'MissingKey: no wrap in this folder gives the key' });
    expect(folder()).toEqual(before);
  });

  it('with half a key it asks for the key', async () => {
    writeFileSync(path.join(machine.dataFolder, 'data.key'), key.subarray(0, 16));
    const before = folder();
    expect(await start()).toEqual({ code: 'store.key-missing', detail: 'MissingKey: no wrap in this folder gives the key' });
    expect(folder()).toEqual(before);
  });

  it('with another key it says that the store does not open', async () => {
    writeFileSync(path.join(machine.dataFolder, 'data.key'), Buffer.alloc(32, 1));
    const before = folder();
    expect(await start()).toMatchObject({ code: 'store.failed', detail: expect.stringMatching(/^RefusedKey: the store does not open/) as unknown });
    expect(folder()).toEqual(before);
    writeFileSync(path.join(machine.dataFolder, 'data.key'), key);
    expect(await start()).toBe('started');
  });

  it('with a first page that rotted it says that the store does not open', async () => {
    const file = path.join(machine.dataFolder, 'station.db');
    const bytes = readFileSync(file);
    writeFileSync(file, bytes.fill(0, 200, 300));
    const before = folder();
    expect(await start()).toMatchObject({ code: 'store.failed' });
    expect(folder()).toEqual(before);
  });

  it('with a store of a newer program it asks for an update', async () => {
    const connection = openConnection(path.join(machine.dataFolder, 'station.db'), key);
    connection.pragma('user_version=9990');
    connection.close();
    const before = folder();
    expect(await start()).toMatchObject({ code: 'store.newer', detail: expect.stringContaining('9990') as unknown });
    expect(folder()).toEqual(before);
  });

  it.each(['commune', 'station'])('with settings of another %s it does not write on under that name', async (what) => {
    const before = folder();
    expect(await start({ profile: { ...settings.profile, [what]: 'X9' } })).toMatchObject({ code: 'store.failed', detail: expect.stringMatching(/^ForeignStore: .*T149-K1.*X9/) as unknown });
    expect(folder()).toEqual(before);
  });

  it('while another program holds the store it says so, and does not disturb it', async () => {
    using held = StationDatabase.open(machine.dataFolder, key);
    expect(await start()).toEqual({ code: 'store.locked', detail: 'LockedStore: another program holds this store' });
    expect([held.quickCheck(), await start()]).toEqual(['ok', { code: 'store.locked', detail: 'LockedStore: another program holds this store' }]);
  });

  it('with devices that the point does not have it names the place', async () => {
    expect(await start({ devices: { ticketPrinter: { kind: 'fax' }, counters: { 1: { scanner: { kind: 'escl', url: 'ftp://scanner' } } } } as unknown as MachineSettings['devices'] })).toMatchObject({
      code: 'internal', detail: expect.stringMatching(/^WrongDeviceSettings: devices\.ticketPrinter.*devices\.counters\.1\.scanner\.url/s) as unknown,
    });
  });
});

it('as a process it says why and ends with 1 where no recovery screen helps', async () => {
  using _held = StationDatabase.open(machine.dataFolder, key);
  expect(await machine.start()).toEqual({ kind: 'failed', code: 'store.locked', detail: 'LockedStore: another program holds this store' });
  expect(await machine.ended).toBe(1);
  expect(machine.lines()).toContainEqual(expect.objectContaining({ level: 'error', event: 'station.failed', code: 'store.locked' }));
});
