// A real station process under a host that lends it a vault, as the Electron shell does: the key is never on the disk in the open, and a vault that was changed leads to recovery.

import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { forkStation } from '../../../electron/host/fork-station.ts';
import { StationProcess } from '../../../electron/link/station-process.ts';
import { answerVault, type SafeStorage } from '../../../electron/shell/safe-storage-vault.ts';
import { BackOff } from '../../../electron/station/life/back-off.ts';
import { systemClock } from '../../../electron/station/life/clock.ts';
import { recoverySchema } from '../../../shared/contract/recovery.ts';
import { until } from '../city/city-under-test.ts';
import { Machine } from './machine.ts';

const entry = path.resolve(import.meta.dirname, '../../../electron/station/station.ts');
let machine: Machine;
beforeEach(() => {
  machine = new Machine();
});
afterEach(() => machine[Symbol.asyncDispose]());

/** A vault that scrambles with a letter of its own; what another one sealed it does not open. */
function storage(letter: number): SafeStorage {
  const turn = (bytes: Buffer): Buffer => bytes.map((byte) => byte ^ letter) as Buffer;
  return {
    isAsyncEncryptionAvailable: () => Promise.resolve(true),
    encryptStringAsync: (text) => Promise.resolve(Buffer.from(turn(Buffer.from(`mine ${text}`)))),
    decryptStringAsync: (sealed) => {
      const text = Buffer.from(turn(sealed)).toString();
      return text.startsWith('mine ') ? Promise.resolve({ shouldReEncrypt: false, result: text.slice(5) }) : Promise.reject(new Error('another secret'));
    },
    getSelectedStorageBackend: () => 'kwallet6',
  };
}

/** Starts a station over this vault, asks it one thing as the admin window, and ends it. */
async function ask(vault: SafeStorage, command: string): Promise<unknown> {
  const answers: string[] = [];
  let isReady = false;
  await using station = new StationProcess({
    start: () => forkStation(entry, ['--settings', machine.settingsFile, '--host', 'electron']),
    clock: systemClock, backOff: new BackOff(systemClock, { baseMs: 200, capMs: 1000 }),
    askVault: (question) => answerVault(vault, 'linux', question),
    onReady: () => void (isReady = true),
    onFrame: (_clientId, text) => void answers.push(text),
    onFailed: (code, detail) => void answers.push(JSON.stringify({ output: `${code} ${detail}` })),
    onDeath: () => undefined,
  });
  await until('a station that is ready', () => isReady || answers.length > 0, 30_000);
  station.send({ kind: 'open', clientId: 'admin', caller: { role: 'admin' } });
  station.send({ kind: 'frame', clientId: 'admin', text: JSON.stringify({ id: 1, command, input: {} }) });
  await until('its answer', () => answers.some((text) => text.includes('"id":1')), 30_000);
  return (JSON.parse(answers.find((text) => text.includes('"id":1')) ?? '{}') as { output?: unknown }).output;
}

it('is asked at the start and opens the store again; another vault opens nothing and is told as that', async () => {
  const vault = storage(7);
  expect(await ask(vault, 'point.describe')).toMatchObject({ mode: 'working', host: { kind: 'electron' } });
  expect([existsSync(path.join(machine.dataFolder, 'data.key')), readdirSync(path.join(machine.dataFolder, 'keys'))]).toEqual([false, ['store-known', 'vault-1.json']]);
  expect(await ask(vault, 'point.describe')).toMatchObject({ mode: 'working' });
  const before = readFileSync(path.join(machine.dataFolder, 'keys', 'vault-1.json'));
  expect(recoverySchema.parse(await ask(storage(8), 'recovery.read'))).toMatchObject({ code: 'store.key-missing', vault: 'kwallet6', wraps: [{ name: 'keys/vault-1.json', state: 'refused' }] });
  expect([readFileSync(path.join(machine.dataFolder, 'keys', 'vault-1.json')).equals(before), readdirSync(path.join(machine.dataFolder, 'keys'))]).toEqual([true, ['store-known', 'vault-1.json']]);
  expect(await ask(vault, 'point.describe')).toMatchObject({ mode: 'working' });
});
