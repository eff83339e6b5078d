// A program that the session starts while the keeper works: it waits with the store untouched, says so once, goes on when it may, and never waits for ever.

import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setImmediate as turn } from 'node:timers/promises';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { TestClock } from '../../tests/fakes/test-clock.ts';
import { machineDisk } from './files/disk.ts';
import { writeRecord } from './files/record.ts';
import { firstState, type Installed, type KeeperState } from './keeper/plan.ts';
import { placesOf, type Order, type UpdatePlaces } from './notes.ts';
import { waitWhileReplaced } from './replaced.ts';

const machine = { platform: 'linux', arch: 'x64', kind: 'deb' } as const;
const installed = (version: string): Installed => ({ version, sequence: 1, storeSchema: 1, folder: version });
const terms = { orderId: 'o', bundleId: 'b'.repeat(64), healthWithinMs: 60_000, failing: [], dataFolder: '/nowhere', mark: null, mayGoBack: true };
let places: UpdatePlaces;
let clock: TestClock;
let said: string[];
beforeEach(() => {
  places = placesOf(mkdtempSync(path.join(tmpdir(), 'mot-cua-replaced-')));
  mkdirSync(places.keeper);
  clock = new TestClock();
  said = [];
});
afterEach(() => rmSync(places.folder, { recursive: true, force: true }));

function keep(phase: KeeperState['phase'], current = '1.0.0'): void {
  writeRecord(machineDisk, places.state, { ...firstState(machine, installed(current)), phase });
}
const settled = { kind: 'settled', failedBoots: 0, terms: null } as const;
function order(): void {
  writeRecord(machineDisk, places.order, { format: 1, orderId: 'o', bundleId: 'b'.repeat(64), failing: [], healthWithinMs: 60_000, dataFolder: '/nowhere', at: clock.now(), trueAt: null } satisfies Order);
}
/** Version 1.0.0 starts; `passed` tells what came of it. */
function start(stopped = new Promise<undefined>(() => undefined)) {
  const late: { came: boolean | null } = { came: null };
  const log = { info: (event: string) => void said.push(event), warn: (event: string) => void said.push(event), error: (event: string) => void said.push(event) };
  void waitWhileReplaced({ places, version: '1.0.0', clock, log, stopped, onWaiting: (code) => void said.push(code) }).then((came) => (late.came = came));
  return { late, pass: async (minutes: number) => {
    for (let at = 0; at <= minutes * 60; at += 1) {
      await turn();
      clock.advance(1000);
    }
    await turn();
  } };
}

it.each<[string, () => void]>([
  ['no keeper stands beside it', () => order()], ['nothing is under way', () => keep(settled)], ['it is on trial itself', () => keep({ kind: 'trial', boots: 0, terms })],
  ['the record cannot be understood', () => writeFileSync(places.state, '{')], ['the disk does not give the record', () => mkdirSync(path.join(places.state, 'x'), { recursive: true })],
  ['the order is of another evening', () => {
    keep(settled);
    order();
    clock.advance(3_600_000);
  }],
])('goes on at once where %s', async (_what, lay) => {
  lay();
  const { late, pass } = start();
  await pass(0);
  expect([late.came, said]).toEqual([true, []]);
});

it.each<[string, () => void]>([
  ['its order waits to be taken', () => {
    keep(settled);
    order();
  }],
  ['the next version is made whole', () => keep({ kind: 'installing', target: installed('1.1.0'), attempts: 1, terms })], ['the next version is on trial', () => keep({ kind: 'trial', boots: 1, terms }, '1.1.0')],
  ['a version is taken back', () => keep({ kind: 'returning', reason: 'late', detail: [], store: 'same', attempts: 1, terms })],
])('waits while %s, says so once, and goes on when that is over', async (_what, lay) => {
  lay();
  const { late, pass } = start();
  await pass(1);
  expect([late.came, said]).toEqual([null, ['update.waits', 'update.installing']]);
  rmSync(places.order, { force: true });
  keep(settled);
  await pass(0.1);
  expect(late.came).toBe(true);
});

it('does not wait for ever for a keeper that does nothing, and says that too', async () => {
  keep({ kind: 'installing', target: installed('1.1.0'), attempts: 1, terms });
  const { late, pass } = start();
  await pass(19);
  expect(late.came).toBeNull();
  await pass(2);
  expect([late.came, said.at(-1)]).toEqual([true, 'update.keeper-silent']);
});

it('ends when it is told to, and opens nothing', async () => {
  keep({ kind: 'installing', target: installed('1.1.0'), attempts: 1, terms });
  const stopped = Promise.withResolvers<undefined>();
  const { late, pass } = start(stopped.promise);
  await pass(0.1);
  stopped.resolve(undefined);
  await pass(0.1);
  expect(late.came).toBe(false);
});
