// When the program orders a new version: in the window, with nobody served, after a copy of the store, once; by itself or because somebody said so.

import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { EpochMs } from '../../shared/base/ids.ts';
import type { UpdateManifest } from '../../shared/wire/updates.ts';
import type { UpdateSource } from './fetch/http-source.ts';
import { systemClock, type Clock } from '../station/life/clock.ts';
import { inspect } from './bundle/inspect.ts';
import { makeKeyPair, readPrivateKey } from './bundle/keys.ts';
import { signManifest } from './bundle/verify.ts';
import { machineDisk } from './files/disk.ts';
import { readRecord, writeRecord } from './files/record.ts';
import { Finder } from './finder.ts';
import { firstState, type KeeperState } from './keeper/plan.ts';
import { orderSchema, placesOf } from './notes.ts';
import { Updater, type UpdaterParts } from './updater.ts';

const machine = { platform: 'linux', arch: 'x64', kind: 'tar.gz' } as const;
const maker = makeKeyPair('maker');
const payload = Buffer.from('a payload');
const manifest: UpdateManifest = {
  format: 1, product: 'mot-cua', channel: 'stable', ...machine, version: '1.1.0', sequence: 11, fromVersion: '1.0.0', store: { from: 100, to: 130, mayGoBack: false },
  payload: { bytes: payload.length, sha256: createHash('sha256').update(payload).digest('hex'), installedBytes: 100 }, notes: { vi: '', en: '' }, notBefore: 0 as EpochMs, expires: 4_000_000_000_000 as EpochMs,
};
const signed = signManifest(manifest, [readPrivateKey(maker.privateKey)]);
const settings: UpdaterParts['settings'] = { channel: 'stable', isAutomatic: true, window: { from: '19:00', to: '05:00' }, healthWithinMs: 600_000 };

let folder: string;
let hour: string;
let busy: ReturnType<UpdaterParts['busy']>;
let backUp: () => Promise<void>;
const seen: string[] = [];
let looks = 0;
/** Waiting is short, and the time of day is what the test says. */
const clock: Clock = { ...systemClock, now: (): EpochMs => Date.parse(`2026-11-24T${hour}:00+07:00`) as EpochMs, sleep: (ms, signal) => {
  looks += 1;
  return systemClock.sleep(Math.min(ms, 5), signal);
}, random: () => 0 };
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'mot-cua-updater-'));
  mkdirSync(placesOf(folder).keeper, { recursive: true });
  writeFileSync(path.join(folder, 'keys.json'), JSON.stringify({ format: 1, keys: [maker.entry] }));
  keep(firstState(machine, { version: '1.0.0', sequence: 10, storeSchema: 120, folder: '1.0.0' }));
  hour = '20:00';
  busy = [];
  backUp = () => Promise.resolve(void seen.push('copied'));
  seen.length = 0;
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function keep(state: KeeperState): void {
  writeRecord(machineDisk, placesOf(folder).state, state);
}
async function* partsFrom(start: number): AsyncGenerator<Uint8Array> {
  yield await Promise.resolve(payload.subarray(start));
}
const city: UpdateSource = {
  offer: () => Promise.resolve(signed),
  payload: (_sha256, start) => Promise.resolve({ from: start, bytes: partsFrom(start) }),
  [Symbol.asyncDispose]: () => Promise.resolve(),
};
function start(more: Partial<UpdaterParts['settings']> = {}, sources: readonly { readonly name: 'city'; readonly source: UpdateSource }[] = [{ name: 'city', source: city }], drives: readonly string[] = []): Updater {
  const places = placesOf(folder);
  return new Updater({
    places, version: '1.0.0', dataFolder: '/data', settings: { ...settings, ...more }, clock, log: { info: () => undefined, warn: () => undefined, error: () => undefined }, onChange: () => undefined,
    trueTimeAtLeast: () => 1_700_000_000_000 as EpochMs, busy: () => busy, failing: () => ['devices'], backUp: () => backUp(), leave: () => void seen.push('left'),
    finderFor: (state, onChange) => new Finder({
      places, keysFile: path.join(folder, 'keys.json'), target: { ...machine, channel: 'stable' }, sources, clock, onChange, drives: () => Promise.resolve(drives),
      inspect: (asked) => Promise.resolve(inspect(asked)), subject: () => ({ target: { ...machine, channel: 'stable' }, version: '1.0.0', highestSequence: state.highestSequence, storeSchema: 120, now: clock.now(), atLeast: null }),
    }),
  });
}
const order = (): ReturnType<typeof readRecord<typeof orderSchema>> => readRecord(machineDisk, placesOf(folder).order, orderSchema);
const isThere = async (updater: Updater): Promise<void> => await expect.poll(() => updater.read().found?.state, { timeout: 5000 }).toBe('ready');
/** Often enough looked for a wrong order to be given. */
async function dozensOfLooks(): Promise<void> {
  const enough = looks + 40;
  await expect.poll(() => looks, { timeout: 5000 }).toBeGreaterThan(enough);
}

it('finds, fetches and checks by itself, and orders in the window after a copy of the store, once', async () => {
  await using updater = start();
  await expect.poll(() => seen, { timeout: 5000 }).toEqual(['copied', 'left']);
  await dozensOfLooks();
  expect(seen).toEqual(['copied', 'left']);
  expect(order()).toMatchObject({ kind: 'seen', content: { failing: ['devices'], dataFolder: '/data', healthWithinMs: 600_000, trueAt: 1_700_000_000_000 } });
  expect(updater.read().found?.state).toBe('installing');
});

const HINDRANCES: readonly (readonly [what: string, hinder: () => void, blockers: readonly string[]])[] = [
  ['the window is shut', () => { hour = '09:00'; }, ['window']], ['a visit is open', () => { busy = ['visit']; }, ['visit']], ['a print waits', () => { busy = ['print']; }, ['print']],
  ['a scan runs', () => { busy = ['scan']; }, ['scan']], ['the clock is doubted', () => { busy = ['clock']; }, ['clock']],
];
it.each(HINDRANCES)(
  'waits while %s, and says so', async (_what, hinder, blockers) => {
    hinder();
    await using updater = start();
    await isThere(updater);
    await dozensOfLooks();
    expect([seen, order().kind, updater.read().blockers, updater.read().intent]).toEqual([[], 'absent', blockers, 'automatic']);
    [hour, busy] = ['20:00', []];
    await expect.poll(() => seen, { timeout: 5000 }).toEqual(['copied', 'left']);
  },
);

it('orders nothing without a copy of the store, says so, and goes on when there is one', async () => {
  backUp = () => Promise.reject(new Error('no'));
  await using updater = start();
  await expect.poll(() => updater.read().blockers, { timeout: 5000 }).toEqual(['backup']);
  expect([seen, order().kind]).toEqual([[], 'absent']);
  backUp = () => Promise.resolve();
  await expect.poll(() => seen, { timeout: 5000 }).toEqual(['left']);
});

it('does not order where somebody came in while the store was copied', async () => {
  backUp = () => {
    busy = ['visit'];
    return Promise.resolve();
  };
  await using updater = start();
  await isThere(updater);
  await expect.poll(() => busy, { timeout: 5000 }).toEqual(['visit']);
  await dozensOfLooks();
  expect([seen, order().kind]).toEqual([[], 'absent']);
});

it('waits for a person where the settings say so, and then for the window', async () => {
  await using updater = start({ isAutomatic: false });
  await isThere(updater);
  await dozensOfLooks();
  expect([seen, updater.read().intent]).toEqual([[], 'none']);
  updater.install(updater.read().found?.bundleId ?? '');
  await expect.poll(() => seen, { timeout: 5000 }).toEqual(['copied', 'left']);
});

it('keeps a postponement and a bundle over a restart of the program', async () => {
  hour = '09:00';
  {
    await using first = start();
    await isThere(first);
    first.postpone(first.read().found?.bundleId ?? '', 7);
  }
  hour = '20:00';
  await using second = start({}, []);
  await isThere(second);
  await dozensOfLooks();
  expect([seen, second.read().intent, second.read().nextAt]).toEqual([[], 'postponed', Date.parse('2026-12-01T19:00:00+07:00')]);
});

it('takes a stick only when a person says so, and refuses what was changed on it', async () => {
  const stick = path.join(folder, 'stick');
  const bundle = path.join(stick, 'mot-cua-update', '1.1.0');
  mkdirSync(bundle, { recursive: true });
  writeFileSync(path.join(bundle, 'manifest.json'), JSON.stringify(signed));
  writeFileSync(path.join(bundle, 'payload'), payload);
  await using updater = start({}, [], [stick]);
  await dozensOfLooks();
  expect(updater.read().found).toBeNull();
  expect((await updater.look('usb')).found).toMatchObject({ state: 'ready', source: 'usb' });
  await dozensOfLooks();
  expect(seen).toEqual([]);
  truncateSync(path.join(folder, 'inbox', updater.read().found?.bundleId ?? '', 'payload'), 3);
  updater.install(updater.read().found?.bundleId ?? '');
  await expect.poll(() => updater.read().found, { timeout: 5000 }).toMatchObject({ state: 'refused', code: 'update.cut' });
  expect([seen, order().kind]).toEqual([[], 'absent']);
});

it('says that a stick has nothing, and where nothing keeps versions does nothing at all', async () => {
  {
    await using updater = start({}, [], [path.join(folder, 'empty')]);
    await expect(updater.look('usb')).rejects.toMatchObject({ code: 'update.nothing-found' });
  }
  rmSync(placesOf(folder).state);
  await using unkept = start();
  expect(unkept.read()).toMatchObject({ isKept: false, found: null, sources: [] });
  await expect(unkept.look('line')).rejects.toMatchObject({ code: 'update.unmanaged' });
  expect(existsSync(placesOf(folder).inbox)).toBe(false);
});
