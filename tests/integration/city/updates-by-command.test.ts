// The whole way of a version by the commands that people type: keys, signature, publication at a gateway, roll-out, a neighbour that serves it too, and a station that fetches it from either and believes nothing of it unseen.

import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { mkdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { inspect } from '../../../electron/update/bundle/inspect.ts';
import { httpSource } from '../../../electron/update/fetch/http-source.ts';
import { Finder } from '../../../electron/update/finder.ts';
import { placesOf } from '../../../electron/update/notes.ts';
import { migrations } from '../../../electron/station/store/migrations/all.ts';
import { systemClock } from '../../../electron/station/life/clock.ts';
import { PAYLOAD_FILE, type UpdateTarget } from '../../../shared/wire/updates.ts';
import { STATIONS, startCity, type CityUnderTest } from './city-under-test.ts';

const root = path.resolve(import.meta.dirname, '../../..');
const run = promisify(execFile);
const target: UpdateTarget = { channel: 'stable', platform: 'linux', arch: 'x64', kind: 'tar.gz' };
const storeSchema = migrations.at(-1)?.version ?? 0;
let city: CityUnderTest;
let list: string;
beforeAll(async () => {
  city = await startCity();
  list = path.join(city.folder, 'maker-keys.json');
  writeFileSync(list, '{"format": 1, "keys": []}');
  writeFileSync(inCity('program.tar.gz'), Buffer.alloc(300_000, 'a program'));
  writeFileSync(inCity('bundle.json'), JSON.stringify({ ...described(1), version: '9.9.1' }));
});
afterAll(() => city[Symbol.asyncDispose]());

const inCity = (...names: readonly string[]): string => path.join(city.folder, ...names);
const described = (sequence: number) => ({ channel: 'stable', platform: 'linux', arch: 'x64', kind: 'tar.gz', sequence, fromVersion: '0.1.0', storeFrom: 0, mayGoBack: true, notes: { vi: 'Bản thử', en: 'A try' } });

interface Said {
  readonly code: number;
  readonly words: string;
}
async function command(args: readonly string[]): Promise<Said> {
  try {
    const { stdout, stderr } = await run(process.execPath, args, { cwd: root });
    return { code: 0, words: stdout + stderr };
  } catch (error) {
    const { code, stdout, stderr } = error as { readonly code: number; readonly stdout: string; readonly stderr: string };
    return { code, words: stdout + stderr };
  }
}
/** As `npm run update:keys -- …` runs it. */
const scripts = (JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')) as { scripts: Readonly<Record<string, string>> }).scripts;
const npmRun = (name: 'update:keys' | 'update:sign', args: readonly string[]): Promise<Said> => command([...(scripts[name] ?? '').split(' ').slice(1), ...args]);
const publish = (...args: readonly string[]): Promise<Said> => command(['city/publish.ts', '--updates', inCity('updates'), ...args]);

/** What a station finds, and whether it is ready; fetched into an inbox of its own. */
async function fetched(name: 'city' | 'mirror', source: Parameters<typeof httpSource>[0], inbox: string): Promise<{ readonly state: string | null; readonly payload: string | null; readonly trouble: string | null }> {
  const places = placesOf(inCity(inbox));
  await mkdir(places.inbox, { recursive: true });
  await using finder = new Finder({
    places, keysFile: list, target, sources: [{ name, source: httpSource(source) }], clock: systemClock, onChange: () => undefined, drives: () => Promise.resolve([]),
    inspect: (asked) => Promise.resolve(inspect(asked)), subject: () => ({ target, version: '0.1.0', highestSequence: 0, storeSchema, now: systemClock.now(), atLeast: null }),
  });
  await finder.lookOnLine();
  const { found } = finder;
  const payload = found === null || found.state !== 'ready' ? null : path.join(places.inbox, found.bundleId, PAYLOAD_FILE);
  return { state: found?.state ?? null, payload: payload === null ? null : (await readFile(payload)).equals(await readFile(inCity('program.tar.gz'))) ? 'the same' : 'other bytes', trouble: finder.looked.get(name)?.trouble ?? null };
}
const keyOf = (station: string): string => STATIONS.find((one) => one.commune === 'T149' && one.station === station)?.key ?? '';
const fromCity = (station: string): Parameters<typeof httpSource>[0] => ({ url: city.gateway.url, key: keyOf(station), station: { commune: 'T149', station }, clock: systemClock });

it('makes keys, never over a private one and never in the repository', async () => {
  const pem = inCity('mot-cua-1.pem');
  const made = await npmRun('update:keys', ['--name', 'in use', '--private', pem, '--list', list]);
  expect(made, made.words).toMatchObject({ code: 0 });
  expect((JSON.parse(readFileSync(list, 'utf8')) as { keys: readonly { name: string }[] }).keys.map(({ name }) => name)).toEqual(['in use']);
  if (process.platform !== 'win32') expect(statSync(pem).mode & 0o077).toBe(0);
  const secret = readFileSync(pem, 'utf8');
  expect((await npmRun('update:keys', ['--name', 'again', '--private', pem, '--list', list])).code).toBe(1);
  expect((await npmRun('update:keys', ['--name', 'here', '--private', path.join(root, 'key.pem'), '--list', list])).code).toBe(1);
  expect((await npmRun('update:keys', [])).code).toBe(2);
  expect([readFileSync(pem, 'utf8') === secret, made.words.includes(secret.split('\n')[1] ?? '?')]).toEqual([true, false]);
});

it('signs with the key, and says so where no station would take it', async () => {
  const args = ['--payload', inCity('program.tar.gz'), '--manifest', inCity('bundle.json'), '--key', inCity('mot-cua-1.pem'), '--out', inCity('bundle')];
  const signed = await npmRun('update:sign', [...args, '--list', list]);
  expect(signed, signed.words).toMatchObject({ code: 0 });
  expect(signed.words).toContain('version 9.9.1, 300000 bytes');
  // By the list that is shipped, which has no such key.
  const unknown = await npmRun('update:sign', [...args.slice(0, -1), inCity('bundle-unknown')]);
  expect([unknown.code, unknown.words.includes('unknown-key')]).toEqual([1, true]);
  expect((await npmRun('update:sign', [])).code).toBe(2);
});

it('publishes to nobody, rolls out by station and by percent, and a station fetches and verifies it from the gateway', async () => {
  const published = await publish('publish', inCity('bundle'));
  expect(published, published.words).toMatchObject({ code: 0 });
  const id = published.words.trim();
  expect([/^[0-9a-f]{64}$/.test(id), (await publish('list')).words.includes('9.9.1')]).toEqual([true, true]);
  expect(await fetched('city', fromCity('K1'), 'nobody')).toEqual({ state: null, payload: null, trouble: null });
  expect((await publish('roll-out', id.slice(0, 8), '--station', 'T149/K1')).words).toContain('1 by name');
  for (const deadline = performance.now() + 20_000; ; await delay(200)) {
    const got = await fetched('city', fromCity('K1'), 'named');
    if (got.state === null && performance.now() < deadline) continue;
    expect(got).toEqual({ state: 'ready', payload: 'the same', trouble: null });
    break;
  }
  expect(await fetched('city', fromCity('C1'), 'other')).toMatchObject({ state: null });
  expect((await publish('publish', inCity('bundle'))).code).toBe(1);
  expect((await publish('roll-out', 'f'.repeat(64), '--percent', '5')).words).toContain('names no bundle');
});

it('a neighbour serves what was rolled out to all, and a station believes its bytes only by the signature', async () => {
  expect((await publish('roll-out', idOfBundle(), '--percent', '100')).code).toBe(0);
  const neighbour = spawn(process.execPath, ['city/mirror.ts', '--updates', inCity('updates'), '--host', '127.0.0.1', '--port', '0'], { cwd: root, stdio: ['ignore', 'pipe', 'ignore'] });
  try {
    const [line] = (await once(neighbour.stdout, 'data')) as [Buffer];
    const { url } = JSON.parse(line.toString('utf8')) as { readonly url: string };
    const asks = { url, key: null, station: { commune: 'T149', station: 'C2' }, clock: systemClock };
    expect(await fetched('mirror', asks, 'neighbour')).toEqual({ state: 'ready', payload: 'the same', trouble: null });
    writeFileSync(inCity('updates', idOfBundle(), PAYLOAD_FILE), Buffer.alloc(300_000, 'something else'));
    expect(await fetched('mirror', asks, 'deceived')).toMatchObject({ state: 'refused', payload: null });
  } finally {
    neighbour.kill('SIGTERM');
    await once(neighbour, 'exit');
  }
  expect(neighbour.exitCode ?? neighbour.signalCode).toBe(0);
});

function idOfBundle(): string {
  const inspected = inspect({ what: 'folder', folder: inCity('bundle'), keysFile: list });
  return inspected.kind === 'good' ? inspected.id : expect.fail(`the bundle is refused: ${inspected.fault}`);
}
