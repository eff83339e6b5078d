// A machine whose session starts the program again by itself: the old program runs on while the keeper works, nobody logs in, the power goes; a new version is judged by its own starts only.

import { writeFileSync } from 'node:fs';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { machineDisk } from '../../../electron/update/files/disk.ts';
import { writeRecord } from '../../../electron/update/files/record.ts';
import type { Installed, KeeperState } from '../../../electron/update/keeper/plan.ts';
import { debMachine, SessionWorld } from './session-world.ts';
import { oldVersion } from './update-world.ts';

const newVersion: Installed = { version: '1.1.0', sequence: 11, storeSchema: 120, folder: '1.1.0-abcdef01' };
let world: SessionWorld;
beforeEach(() => {
  world = new SessionWorld();
});
afterEach(() => world[Symbol.dispose]());

/** A state in which 1.1.0 was put in place and is on trial. */
async function onTrial(boots: number): Promise<void> {
  for (const version of [oldVersion, newVersion]) await world.keep(version);
  world.layout().declare(newVersion);
  world.installed = newVersion.version;
  const terms = { orderId: 'order-1', bundleId: 'b'.repeat(64), healthWithinMs: 60_000, failing: [], dataFolder: world.dataFolder, mark: null, mayGoBack: true };
  writeRecord(machineDisk, world.places.state, { format: 1, machine: debMachine, current: newVersion, previous: oldVersion, highestSequence: 11, refused: [], phase: { kind: 'trial', boots, terms }, last: null } satisfies KeeperState);
}
const bundle = (): string => world.bundle({ change: { kind: 'deb', store: { from: 100, to: 120, mayGoBack: true } } });

it('a new version is not late because the old program was started again while it was put in place', async () => {
  await world.keep(oldVersion);
  world.layout().declare(oldVersion);
  world.installerMs = 90_000;
  const end = world.start();
  await world.until('the old program is well', () => world.state()?.phase.kind === 'settled');
  world.leaveOrder(bundle());
  await world.until('the new version is settled', () => world.stateNow().last !== null);
  expect(world.stateNow()).toMatchObject({ current: { version: '1.1.0' }, last: { kind: 'installed', version: '1.1.0' } });
  // Ended before the installer ran and once more after it: what ran meanwhile was the old program under new files.
  expect(world.told.map((word) => word.slice(0, 8))).toEqual(['stop', 'installs', 'stop']);
  expect(world.running?.version).toBe('1.1.0');
  await end();
});

it('a new version that nobody starts is neither returned from nor waited for in silence, and is judged from its first start on', async () => {
  await onTrial(0);
  world.isLoggedIn = false;
  const end = world.start();
  await world.pass(4);
  expect(world.stateNow()).toMatchObject({ current: { version: '1.1.0' }, phase: { kind: 'trial', boots: 0 }, last: { kind: 'waiting', version: '1.1.0', reason: 'not-started' } });
  expect(world.logged).toContain('update.not-started');
  world.isLoggedIn = true;
  await world.until('it is well', () => world.stateNow().phase.kind === 'settled', 1);
  expect(world.stateNow().last).toMatchObject({ kind: 'installed', version: '1.1.0' });
  await end();
});

it('a new version that is started and hangs is late, by its own start', async () => {
  await onTrial(0);
  world.isLoggedIn = false;
  world.behaviour = (version) => (version === '1.1.0' ? 'silent' : 'healthy');
  const end = world.start();
  await world.pass(1);
  world.isLoggedIn = true;
  await world.until('it was returned from', () => world.stateNow().last?.kind === 'returned', 1);
  expect(world.stateNow()).toMatchObject({ current: { version: '1.0.0' }, last: { reason: 'late' } });
  await world.until('the old one runs', () => world.running?.version === '1.0.0', 1);
  await end();
});

it.each(['starting', 'worse'] as const)('what a life said (%s) that ended with the power counts for nothing', async (stage) => {
  await onTrial(2);
  world.running = { start: 'before-the-cut', version: '1.1.0' };
  world.say(stage);
  world.running = null;
  world.isLoggedIn = false;
  const end = world.start();
  await world.pass(0.2);
  expect(world.stateNow().phase).toMatchObject({ kind: 'trial', boots: 2 });
  world.isLoggedIn = true;
  await world.until('it is well', () => world.stateNow().phase.kind === 'settled', 1);
  expect(world.stateNow()).toMatchObject({ current: { version: '1.1.0' }, last: { kind: 'installed' } });
  await end();
});

it('a keeper that is started again beside a program that is starting sees it by its next beat', async () => {
  await onTrial(1);
  world.running = { start: 'life-of-now', version: '1.1.0' };
  world.say('starting');
  const end = world.start();
  await world.pass(0.01);
  world.say('starting', 1);
  await world.until('its start is counted', () => world.stateNow().phase.kind === 'trial' && world.logged.length >= 0 && JSON.stringify(world.stateNow().phase).includes('"boots":2'), 1);
  world.say('healthy', 1);
  await world.until('it is well', () => world.stateNow().phase.kind === 'settled', 1);
  await end();
});

it('three starts that end are counted one by one, and then the old version comes back', async () => {
  await onTrial(0);
  world.behaviour = (version) => (version === '1.1.0' ? 'ends' : 'healthy');
  writeFileSync(world.places.life, 'nothing that can be read');
  const end = world.start();
  await world.until('it was returned from', () => world.stateNow().last?.kind === 'returned');
  expect(world.stateNow()).toMatchObject({ current: { version: '1.0.0' }, last: { reason: 'crashed' } });
  await end();
});

it('a new version whose station never opens its store is late by the word of its host, and is taken back', async () => {
  await onTrial(0);
  world.behaviour = (version) => (version === '1.1.0' ? 'never-opens' : 'healthy');
  const end = world.start();
  await world.until('it was returned from', () => world.stateNow().last?.kind === 'returned', 1);
  expect(world.stateNow()).toMatchObject({ current: { version: '1.0.0' }, last: { reason: 'late' } });
  await world.until('the old one runs', () => world.running?.version === '1.0.0', 1);
  await end();
});

it.each([
  ['stands there', 'does-not-load', (of: SessionWorld) => of.running !== null],
  // Its life is shorter than the time between two looks: most of them miss it.
  ['dies at once, again and again', 'dies-loading', (of: SessionWorld) => of.installed === '1.1.0' && Math.floor(of.clock.monotonic() / 1000) % 17 === 0],
] as const)('a new version that does not load (%s) is taken back: its process is seen and it says nothing', async (_how, behaviour, isSeen) => {
  await onTrial(0);
  world.behaviour = (version) => (version === '1.1.0' ? behaviour : 'healthy');
  world.isSeen = () => isSeen(world);
  const end = world.start();
  await world.until('it was returned from', () => world.stateNow().last?.kind === 'returned', 1);
  expect(world.stateNow()).toMatchObject({ current: { version: '1.0.0' }, last: { reason: 'late' } });
  await world.until('the old one runs', () => world.running?.version === '1.0.0', 1);
  await end();
});

it('an order of the command line that a technician gives now and then is no start of the new version', async () => {
  await onTrial(0);
  world.isLoggedIn = false;
  world.isSeen = () => world.clock.monotonic() % (10 * 60_000) < 1500;
  const end = world.start();
  await world.pass(3);
  expect(world.stateNow()).toMatchObject({ current: { version: '1.1.0' }, phase: { kind: 'trial', boots: 0 }, last: { kind: 'waiting' } });
  await end();
});

it('a list of processes that the machine does not give is said, and is no start', async () => {
  await onTrial(0);
  world.isLoggedIn = false;
  world.isSeen = () => {
    throw new Error('no list');
  };
  const end = world.start();
  await world.pass(1);
  expect(world.stateNow().phase).toMatchObject({ kind: 'trial', boots: 0 });
  expect(world.logged).toContain('update.processes-unknown');
  await end();
});

it('a version that is settled is not taken back because its host gets no further: somebody may have spoilt its settings', async () => {
  await onTrial(0);
  const end = world.start();
  await world.until('it is well', () => world.stateNow().phase.kind === 'settled', 1);
  world.end();
  world.behaviour = () => 'never-opens';
  for (let start = 0; start < 7; start += 1) {
    await world.pass(0.05);
    world.running = null;
  }
  expect(world.stateNow()).toMatchObject({ current: { version: '1.1.0' }, phase: { kind: 'settled', failedBoots: 0 } });
  await end();
});
