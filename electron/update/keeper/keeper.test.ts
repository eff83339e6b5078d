// The keeper where the system's installer puts versions in place: what a person installs past it is left alone, and there is no way back but by a version's own installer.

import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { systemClock } from '../../station/life/clock.ts';
import { readRecord, writeRecord } from '../files/record.ts';
import { machineDisk, type Disk } from '../files/disk.ts';
import { placesOf } from '../notes.ts';
import { installerLayout } from './installer-layout.ts';
import { Keeper } from './keeper.ts';
import { keeperStateSchema, type Installed, type KeeperState } from './plan.ts';

const machine = { platform: 'linux', arch: 'x64', kind: 'deb' } as const;
const log = { info: () => undefined, warn: () => undefined, error: () => undefined };
const byHand = (version: string): Installed => ({ version, sequence: 0, storeSchema: 120, folder: `first-${version}` });
const terms = { orderId: 'order-1', bundleId: 'b'.repeat(64), healthWithinMs: 60_000, failing: [], dataFolder: '/nowhere', mark: null, mayGoBack: true };
let folder: string;
let runs: string[];
let answer: (installer: string) => void;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'mot-cua-keeper-'));
  writeFileSync(path.join(folder, 'payload'), 'x');
  runs = [];
  answer = () => undefined;
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const layout = (disk: Disk = machineDisk) =>
  installerLayout({
    disk, places: placesOf(folder), kind: 'deb',
    execute: (_command, args) => {
      const installer = path.basename(args.at(-1) ?? '');
      runs.push(installer);
      return Promise.resolve().then(() => answer(installer));
    },
  });
/** A keeper that is told to end as soon as it starts the program. */
function keeper(first: Installed, disk: Disk = machineDisk): { readonly keeper: Keeper; readonly started: string[]; readonly run: () => Promise<void> } {
  const stop = new AbortController();
  const started: string[] = [];
  const runner = {
    isOwn: true, clear: () => Promise.resolve(), wake: () => Promise.resolve(),
    start: ({ version }: Installed, start: string) => {
      started.push(version);
      stop.abort();
      return { seenSince: () => null, startedAs: () => start, ended: new Promise<never>(() => undefined), stop: () => Promise.resolve() };
    },
  };
  const made = new Keeper({ disk, places: placesOf(folder), layout: layout(disk), runner, keys: new Map(), machine, byHand: first, clock: systemClock, log });
  return { keeper: made, started, run: () => made.run(stop.signal) };
}
const state = (): KeeperState => {
  const reading = readRecord(machineDisk, placesOf(folder).state, keeperStateSchema);
  return reading.kind === 'seen' ? reading.content : expect.fail(`the state is ${reading.kind}`);
};
const installer = (): string => path.join(folder, 'payload');

it('runs no installer over a newer version that a person installed, and has no way back to it before its own installer is kept', async () => {
  const old = keeper(byHand('1.0.0'));
  await old.keeper.adopt(installer());
  await old.run();
  expect(layout().inPlace()?.version).toBe('1.0.0');
  const passed = keeper(byHand('3.0.0'));
  await passed.run();
  expect([runs, passed.started, layout().inPlace(), layout().has(byHand('3.0.0')), state().current.version]).toEqual([[], ['3.0.0'], byHand('3.0.0'), false, '3.0.0']);
  // And at its next start, when it is not passed any more.
  await keeper(byHand('3.0.0')).run();
  await keeper(byHand('3.0.0')).keeper.adopt(installer());
  expect([runs, layout().has(byHand('3.0.0')), readdirSync(placesOf(folder).kept).sort()]).toEqual([[], true, ['active', 'first-3.0.0.deb', 'first-3.0.0.deb.json']]);
});

it.each(['trial', 'returning'] as const)('leaves a version alone that a person installed over one in %s', async (kind) => {
  const tried = { ...byHand('2.0.0'), folder: '2.0.0-abcdef01' };
  mkdirSync(placesOf(folder).keeper, { recursive: true });
  for (const version of [byHand('1.0.0'), tried]) await layout().prepare(version, { payloadFile: installer() });
  const phase = kind === 'trial' ? { kind, boots: 1, terms } : { kind, reason: 'late' as const, detail: [], store: 'same' as const, attempts: 0, terms };
  writeRecord(machineDisk, placesOf(folder).state, { format: 1, machine, current: tried, previous: byHand('1.0.0'), highestSequence: 11, refused: [], phase, last: null } satisfies KeeperState);
  layout().declare(tried);
  const { run, started } = keeper(byHand('3.0.0'));
  await run();
  expect([runs, started, state().current.version, state().previous]).toEqual([[], ['3.0.0'], '3.0.0', null]);
});
