// What becomes of an order: real keeper and programs as processes, bundles good and bad, disks full, stores moved on.

import { existsSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { machineDisk, type Disk } from '../../../electron/update/files/disk.ts';
import { keeperOf } from '../../../electron/update/keeper/build-keeper.ts';
import type { KeeperState } from '../../../electron/update/keeper/plan.ts';
import { systemClock } from '../../../electron/station/life/clock.ts';
import { createLog } from '../../../electron/station/life/log.ts';
import type { EpochMs } from '../../../shared/base/ids.ts';
import { TEST_RESERVE_BYTES, UpdateWorld } from './update-world.ts';

let world: UpdateWorld;
beforeEach(() => {
  world = new UpdateWorld();
});
afterEach(() => world[Symbol.dispose]());

/** Runs a keeper in this process until `isDone`; programs are processes of their own. */
async function keep(isDone: (state: KeeperState) => boolean, disk: Disk = machineDisk): Promise<void> {
  const stop = new AbortController();
  const lines: string[] = [];
  const keeper = keeperOf({ config: world.config, keys: world.keys, places: world.places, disk, clock: systemClock, log: createLog('keeper', systemClock.now, (line) => lines.push(line)), reserveBytes: TEST_RESERVE_BYTES });
  const running = keeper.run(stop.signal);
  for (const deadline = performance.now() + 50_000; ; await delay(20)) {
    const state = world.state();
    if (state !== null && isDone(state)) break;
    if (performance.now() > deadline) throw new Error(`not in time\n${lines.join('')}`);
  }
  stop.abort();
  await running;
}
const hasOutcome = ({ last, phase }: KeeperState): boolean => last !== null && phase.kind === 'settled' && phase.failedBoots === 0;

it('installs a good bundle, keeps the version before it, and never takes the same bundle again', async () => {
  const id = world.bundle();
  world.order(id);
  await keep(hasOutcome);
  expect(world.state()).toMatchObject({ current: { version: '1.1.0', sequence: 11 }, previous: { version: '1.0.0' }, highestSequence: 11, last: { kind: 'installed', reason: null } });
  expect(world.versions()).toEqual(['1.0.0', `1.1.0-${id.slice(0, 8)}`]);
  expect(world.current()).toBe('1.1.0');
});

it('lets a new version crash once, and keeps it', async () => {
  world.order(world.bundle({ behaviour: 'once' }));
  await keep(hasOutcome);
  expect([world.state()?.last?.kind, world.runs('1.1.0')]).toEqual(['installed', 2]);
});

it.each([['crash', 'crashed', 3], ['hang', 'late', 1], ['worse', 'worse', 1]] as const)('returns from a version that does %s', async (behaviour, reason, starts) => {
  const id = world.bundle({ behaviour, change: { store: { from: 100, to: 120, mayGoBack: false } } });
  world.order(id, { healthWithinMs: behaviour === 'hang' ? 10_000 : 60_000 });
  await keep(hasOutcome);
  expect(world.state()).toMatchObject({ current: { version: '1.0.0' }, previous: null, highestSequence: 11, refused: [id], last: { kind: 'returned', version: '1.1.0', reason, detail: behaviour === 'worse' ? ['store'] : [] } });
  expect([world.current(), world.runs('1.1.0'), existsSync(world.places.returned)]).toEqual(['1.0.0', starts, false]);
});

it('returns over a step of the schema with leave to bring the copy back, where the log stands where it stood', async () => {
  world.order(world.bundle({ behaviour: 'crash' }));
  await keep(hasOutcome);
  expect([world.state()?.last?.kind, world.current(), readFileSync(world.places.returned, 'utf8')]).toEqual(['returned', '1.0.0', expect.stringContaining('seq\\":7')]);
});

it('stays with a version that is not well where somebody may have got a number since the step, and says so', async () => {
  world.order(world.bundle({ behaviour: 'worse' }));
  await keep(({ phase, last }) => {
    if (phase.kind === 'trial') world.mark(8);
    return last?.kind === 'stayed';
  });
  expect(world.state()?.last).toMatchObject({ kind: 'stayed', version: '1.1.0', reason: 'worse', detail: ['store'] });
  expect([world.current(), existsSync(world.places.returned)]).toEqual(['1.1.0', false]);
});

it('stays where nobody can tell how far the store has got', async () => {
  world.order(world.bundle({ behaviour: 'worse' }));
  await keep(({ phase, last }) => {
    if (phase.kind === 'trial') writeFileSync(path.join(world.dataFolder, 'high-water.json'), '{');
    return last?.kind === 'stayed';
  });
  expect(world.current()).toBe('1.1.0');
});

it('does not carry out an order of another day', async () => {
  world.order(world.bundle(), { at: (Date.now() - 3_600_000) as EpochMs });
  await keep((state) => hasOutcome(state) && world.runs('1.0.0') === 2);
  expect([world.state()?.last?.reason, world.current()]).toEqual(['too-late', '1.0.0']);
});

it.each([
  ['of a stranger', { isStrangers: true }, () => undefined, 'bundle-refused', ['unknown-key']],
  ['that was run before', { change: { sequence: 10 } }, () => undefined, 'bundle-refused', ['replayed']],
  ['of an older version', { change: { version: '0.9.0' } }, () => undefined, 'bundle-refused', ['older']],
  ['for another machine', { change: { arch: 'arm64' } }, () => undefined, 'bundle-refused', ['other-machine']],
  ['that was cut', {}, (folder: string) => truncateSync(path.join(folder, 'payload'), 100), 'bundle-refused', ['cut']],
  ['whose payload was changed', {}, (folder: string) => writeFileSync(path.join(folder, 'payload'), Buffer.alloc(readFileSync(path.join(folder, 'payload')).length)), 'bundle-refused', ['wrong-hash']],
  ['that is gone', {}, (folder: string) => rmSync(folder, { recursive: true }), 'bundle-gone', ['gone']],
  ['larger than the room on the disk', { change: { payload: undefined } }, () => undefined, 'no-room', []],
] as const)('refuses a bundle %s, and the old version goes on', async (_what, options, spoil, reason, detail) => {
  const change = 'change' in options ? options.change : {};
  const disk: Disk = reason === 'no-room' ? { ...machineDisk, freeBytes: () => 10_000 } : machineDisk;
  const id = world.bundle('isStrangers' in options ? { isStrangers: true } : { change: Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined)) });
  spoil(path.join(world.places.inbox, id));
  world.order(id);
  await keep((state) => hasOutcome(state) && world.runs('1.0.0') === 2, disk);
  expect(world.state()).toMatchObject({ current: { version: '1.0.0' }, refused: [], last: { kind: 'not-installed', reason, detail } });
  expect([world.current(), world.versions(), existsSync(world.places.order)]).toEqual(['1.0.0', ['1.0.0'], false]);
});

it('goes on with the old version where the disk fills while the new one is made whole, and deletes nothing of it', async () => {
  const full: Disk = {
    ...machineDisk,
    write: (file, bytes) => {
      if (file.includes('.part')) throw Object.assign(new Error('no space'), { code: 'ENOSPC' });
      machineDisk.write(file, bytes);
    },
  };
  world.order(world.bundle());
  await keep((state) => hasOutcome(state) && world.runs('1.0.0') === 2, full);
  expect([world.state()?.last?.reason, world.state()?.refused, world.current(), world.versions()]).toEqual(['no-room', [], '1.0.0', ['1.0.0']]);
});

it('runs the program although not one byte can be written', async () => {
  const stuck: Disk = {
    ...machineDisk,
    write: () => {
      throw Object.assign(new Error('no space'), { code: 'ENOSPC' });
    },
  };
  const stop = new AbortController();
  const running = keeperOf({ config: world.config, keys: world.keys, places: world.places, disk: stuck, clock: systemClock, log: createLog('keeper', systemClock.now, () => undefined) }).run(stop.signal);
  for (const deadline = performance.now() + 20_000; world.runs('1.0.0') === 0 && performance.now() < deadline; ) await delay(20);
  stop.abort();
  await running;
  expect(world.runs('1.0.0')).toBe(1);
});

it('goes on with the version in place where its state is damaged, says so, and deletes nothing', async () => {
  world.order(world.bundle());
  await keep(hasOutcome);
  const before = world.versions();
  writeFileSync(world.places.state, '{"content":"{}","sha256":"0"}');
  expect(() => world.state()).toThrow('damaged');
  const stop = new AbortController();
  const running = keeperOf({ config: world.config, keys: world.keys, places: world.places, disk: machineDisk, clock: systemClock, log: createLog('keeper', systemClock.now, () => undefined) }).run(stop.signal);
  for (const deadline = performance.now() + 20_000; world.runs('1.1.0') === 1 && performance.now() < deadline; ) await delay(20);
  stop.abort();
  await running;
  expect([world.state()?.current.version, world.state()?.last?.reason, world.versions()]).toEqual(['1.1.0', 'state-lost', before]);
});

it('begins anew with a newer version that a person installed past it, and takes nothing older afterwards', async () => {
  world.order(world.bundle());
  await keep(hasOutcome);
  const byHand = { ...world.config, first: { version: '1.2.0', sequence: 0, storeSchema: 140, folder: '1.0.0' } };
  const stop = new AbortController();
  const running = keeperOf({ config: byHand, keys: world.keys, places: world.places, disk: machineDisk, clock: systemClock, log: createLog('keeper', systemClock.now, () => undefined) }).run(stop.signal);
  for (const deadline = performance.now() + 20_000; world.state()?.current.version !== '1.2.0' && performance.now() < deadline; ) await delay(20);
  stop.abort();
  await running;
  expect(world.state()).toMatchObject({ current: { version: '1.2.0' }, previous: null, highestSequence: 11 });
});
