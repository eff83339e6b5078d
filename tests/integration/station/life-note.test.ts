// The station beside a keeper of versions: it says that it is healthy only when every window of the settings has painted, and that it ended in good order.

import { mkdirSync } from 'node:fs';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { readMachineSettings, type MachineSettings } from '../../../electron/link/settings.ts';
import { cityOutside } from '../../../electron/station/city-outside.ts';
import { compose } from '../../../electron/station/compose.ts';
import { systemClock } from '../../../electron/station/life/clock.ts';
import { fileVault } from '../../../electron/station/life/keys/vault.ts';
import { stationKeys } from '../../../electron/station/station-keys.ts';
import { machineDisk } from '../../../electron/update/files/disk.ts';
import { readRecord, writeRecord } from '../../../electron/update/files/record.ts';
import { firstState } from '../../../electron/update/keeper/plan.ts';
import { lifeNoteSchema, placesOf } from '../../../electron/update/notes.ts';
import { stationFrameSchema, type Caller } from '../../../shared/contract/command.ts';
import { commands } from '../../../shared/contract/commands.ts';
import type { UpdateState } from '../../../shared/contract/update.ts';
import { Machine } from './machine.ts';

let machine: Machine;
let settings: MachineSettings;
beforeEach(() => {
  machine = new Machine();
  settings = readMachineSettings(machine.settingsFile);
});
afterEach(() => machine[Symbol.asyncDispose]());

const answers = new Map<string, (text: string) => void>();
const start = () =>
  compose({
    settings, outside: cityOutside, keys: stationKeys(settings, fileVault), host: { kind: 'browser', electronVersion: null, nodeVersion: process.versions.node }, clock: systemClock,
    log: { info: () => undefined, warn: () => undefined, error: () => undefined }, send: (client, text) => answers.get(client)?.(text),
  });
async function ask(station: Awaited<ReturnType<typeof start>>, caller: Caller, command: 'window.painted' | 'update.read'): Promise<unknown> {
  const client = systemClock.uuid();
  const answered = new Promise<string>((resolve) => {
    answers.set(client, (text) => {
      if ('id' in (JSON.parse(text) as object)) resolve(text);
    });
  });
  station.door.open(client, caller);
  await station.door.receive(client, JSON.stringify({ id: 1, command, input: {} }));
  const frame = stationFrameSchema.parse(JSON.parse(await answered));
  return 'ok' in frame && frame.ok ? frame.output : expect.fail(`${command} was refused`);
}
const stage = (): string => {
  const reading = readRecord(machineDisk, placesOf(settings.updates.folder).life, lifeNoteSchema);
  return reading.kind === 'seen' ? reading.content.stage : reading.kind;
};

it('is healthy when the last window has painted, and not before', async () => {
  mkdirSync(placesOf(settings.updates.folder).keeper, { recursive: true });
  writeRecord(machineDisk, placesOf(settings.updates.folder).state, firstState({ platform: 'linux', arch: 'x64', kind: 'deb' }, { version: '0.1.0', sequence: 0, storeSchema: 80, folder: 'first' }));
  {
    await using station = await start();
    await expect.poll(stage).toBe('starting');
    const [last, ...others] = settings.host.windows.map(({ caller }) => caller);
    for (const caller of others) await ask(station, caller, 'window.painted');
    expect(stage()).toBe('starting');
    await ask(station, last ?? expect.fail('the settings have windows'), 'window.painted');
    await expect.poll(stage, { timeout: 10_000 }).toBe('healthy');
    expect(commands['update.read'].output.parse(await ask(station, { role: 'admin' }, 'update.read')) satisfies UpdateState).toMatchObject({ isKept: true, last: null, found: null });
  }
  expect(stage()).toBe('ended');
});

it('writes nothing where no keeper stands beside it', async () => {
  {
    await using station = await start();
    for (const { caller } of settings.host.windows) await ask(station, caller, 'window.painted');
    expect(commands['update.read'].output.parse(await ask(station, { role: 'admin' }, 'update.read'))).toMatchObject({ isKept: false, sources: [] });
  }
  expect(stage()).toBe('absent');
});
