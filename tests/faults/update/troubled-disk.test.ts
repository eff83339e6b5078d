// A way back that does not work, and a disk that does not read: the keeper tries again, gives up where that helps nobody, and says which; it never ends for it and never forgets what it knows.

import { existsSync } from 'node:fs';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { machineDisk, type Disk } from '../../../electron/update/files/disk.ts';
import { writeRecord } from '../../../electron/update/files/record.ts';
import type { Installed, KeeperState } from '../../../electron/update/keeper/plan.ts';
import { debMachine, SessionWorld } from './session-world.ts';
import { oldVersion } from './update-world.ts';

const newVersion: Installed = { version: '1.1.0', sequence: 11, storeSchema: 130, folder: '1.1.0-abcdef01' };
const mark = { incarnation: 1, seq: 7, hash: 'c'.repeat(64) };
let world: SessionWorld;
beforeEach(async () => {
  world = new SessionWorld();
  for (const version of [oldVersion, newVersion]) await world.keep(version);
});
afterEach(() => world[Symbol.dispose]());

async function lay(phase: KeeperState['phase']['kind']): Promise<void> {
  const terms = { orderId: 'order-1', bundleId: 'b'.repeat(64), healthWithinMs: 60_000, failing: [], dataFolder: world.dataFolder, mark, mayGoBack: false };
  const phases = { settled: { kind: 'settled', failedBoots: 0, terms: null }, trial: { kind: 'trial', boots: 0, terms } } as const;
  if (phase !== 'settled' && phase !== 'trial') return;
  const current = phase === 'trial' ? newVersion : oldVersion;
  world.layout().declare(current);
  world.installed = current.version;
  writeRecord(machineDisk, world.places.state, { format: 1, machine: debMachine, current, previous: phase === 'trial' ? oldVersion : null, highestSequence: 11, refused: ['a'.repeat(64)], phase: phases[phase], last: null } satisfies KeeperState);
}
function failing(disk: Partial<Disk>): Disk {
  return { ...machineDisk, ...disk };
}
const io = (): Error => Object.assign(new Error('input/output error'), { code: 'EIO' });

it('a return that cannot be carried out is tried three times; then the new version stays, runs, and says so', async () => {
  await lay('trial');
  world.behaviour = (version) => (version === '1.1.0' && world.stateNow().phase.kind === 'trial' ? 'worse' : 'healthy');
  world.installerFails = (installer) => installer === oldVersion.folder;
  const end = world.start();
  await world.until('it has given up', () => world.stateNow().last?.kind === 'stayed');
  expect(world.stateNow()).toMatchObject({ current: { version: '1.1.0' }, phase: { kind: 'settled', terms: null }, last: { kind: 'stayed', version: '1.1.0', reason: 'not-returned', detail: ['worse'] } });
  expect(world.told.filter((word) => word === `installs ${oldVersion.folder}`)).toHaveLength(3);
  await world.until('the new version is in place and runs', () => world.running?.version === '1.1.0' && world.layout().inPlace()?.version === '1.1.0');
  expect(existsSync(world.places.returned)).toBe(false);
  await world.pass(2);
  expect([world.told.filter((word) => word === `installs ${oldVersion.folder}`).length, world.logged.includes('update.not-returned')]).toEqual([3, true]);
  await end();
});

it('a return that works at the second try is one', async () => {
  await lay('trial');
  world.behaviour = (version) => (version === '1.1.0' ? 'worse' : 'healthy');
  let tries = 0;
  world.installerFails = (installer) => installer === oldVersion.folder && ++tries === 1;
  const end = world.start();
  await world.until('it was returned from', () => world.stateNow().last?.kind === 'returned');
  expect([tries, world.stateNow().current.version, existsSync(world.places.returned)]).toEqual([2, '1.0.0', true]);
  await end();
});

it('a state that the disk does not give is waited for with growing rests, and nothing of it is lost', async () => {
  await lay('settled');
  const reads: number[] = [];
  const disk = failing({
    read: (file, most) => {
      if (file === world.places.state && reads.length < 6) {
        reads.push(world.clock.monotonic());
        throw io();
      }
      return machineDisk.read(file, most);
    },
  });
  const end = world.start(disk);
  await world.until('the program is well', () => world.running !== null && reads.length === 6 && world.stateNow().phase.kind === 'settled' && JSON.stringify(world.stateNow().phase).includes('"failedBoots":0'));
  await world.pass(0.1);
  expect([world.stateNow().refused, world.stateNow().last, world.logged.filter((event) => event === 'update.unreadable').length]).toEqual([['a'.repeat(64)], null, 6]);
  const rests = reads.slice(1).map((at, index) => at - (reads[index] ?? 0));
  expect(rests.every((rest, index) => index === 0 || rest > (rests[index - 1] ?? 0))).toBe(true);
  await end();
});

it('notes that cannot be read for a while end nothing, count for nothing, and are said once', async () => {
  await lay('trial');
  let isBad = false;
  const disk = failing({
    read: (file, most) => {
      if (isBad && (file === world.places.life || file === world.places.order)) throw io();
      return machineDisk.read(file, most);
    },
  });
  world.behaviour = () => 'silent';
  const end = world.start(disk);
  await world.until('its start is seen', () => JSON.stringify(world.stateNow().phase).includes('"boots":1'));
  isBad = true;
  await world.pass(0.01);
  isBad = false;
  world.say('healthy');
  await world.until('it is well', () => world.stateNow().phase.kind === 'settled');
  expect([world.stateNow().last?.kind, world.logged.filter((event) => event === 'update.unreadable').length]).toEqual(['installed', 1]);
  await end();
});

it('how far the store has got is asked again where the disk does not say; where it never does, an order comes to nothing and the program runs on', async () => {
  await lay('settled');
  let failures = 3;
  const disk = failing({
    read: (file, most) => {
      if (file.startsWith(world.dataFolder) && failures > 0) {
        failures -= 1;
        throw io();
      }
      return machineDisk.read(file, most);
    },
  });
  world.behaviour = () => 'healthy';
  const end = world.start(disk);
  await world.until('the old version is well', () => world.running !== null);
  await world.pass(0.01);
  failures = Infinity;
  world.leaveOrder(world.bundle({ change: { kind: 'deb', sequence: 12, store: { from: 100, to: 120, mayGoBack: true } } }));
  await world.until('it was refused', () => world.stateNow().last !== null);
  expect(world.stateNow()).toMatchObject({ current: { version: '1.0.0' }, last: { kind: 'not-installed', reason: 'unreadable' }, refused: ['a'.repeat(64)] });
  failures = 3;
  world.leaveOrder(world.bundle({ change: { kind: 'deb', sequence: 12, store: { from: 100, to: 120, mayGoBack: true } } }));
  await world.until('it is in place', () => world.stateNow().last?.kind === 'installed');
  expect(world.stateNow().current.version).toBe('1.1.0');
  await end();
});

it('a way back that the disk does not give is none, and is no reason to end the program again and again', async () => {
  await lay('trial');
  world.behaviour = (version) => (version === '1.1.0' && world.stateNow().phase.kind === 'trial' ? 'worse' : 'healthy');
  const disk = failing({
    read: (file, most) => {
      if (file.endsWith(`${oldVersion.folder}.deb.json`)) throw io();
      return machineDisk.read(file, most);
    },
  });
  const end = world.start(disk);
  await world.until('there is a verdict', () => world.stateNow().last !== null, 1);
  expect(world.stateNow()).toMatchObject({ current: { version: '1.1.0' }, last: { kind: 'stayed', reason: 'worse' } });
  await world.until('it runs', () => world.running?.version === '1.1.0');
  const ended = world.told.length;
  await world.pass(0.5);
  expect(world.told).toHaveLength(ended);
  await end();
});

it('a settled version that cannot be put in its place again is no reason to start nothing, and is put there when that works', async () => {
  await lay('settled');
  world.layout().declare(newVersion);
  world.restart = ['restart'];
  let isBad = true;
  world.installerFails = () => isBad;
  const end = world.start();
  await world.until('what lies there is started', () => world.told.includes('restart'), 1);
  expect(world.told.filter((word) => word.startsWith('installs'))).toHaveLength(3);
  isBad = false;
  await world.until('it is in its place', () => world.layout().inPlace()?.version === '1.0.0', 1);
  await end();
});

it('a state that could not be written down is written as soon as the disk takes it, while the program runs', async () => {
  await lay('trial');
  let isBad = false;
  const disk = failing({
    rename: (from, to) => {
      if (isBad && to === world.places.state) throw io();
      machineDisk.rename(from, to);
    },
  });
  world.behaviour = () => 'silent';
  const end = world.start(disk);
  await world.until('its start is seen', () => JSON.stringify(world.stateNow().phase).includes('"boots":1'));
  isBad = true;
  world.say('healthy');
  await world.until('it was refused', () => world.logged.includes('update.state-not-written'));
  expect(world.stateNow().phase.kind).toBe('trial');
  isBad = false;
  await world.until('it stands on the disk', () => world.stateNow().phase.kind === 'settled', 0.1);
  await end();
});
