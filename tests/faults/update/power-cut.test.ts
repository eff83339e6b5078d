// The power goes after each single act of the keeper on the disk, and takes with it what was not durable: the next start ends with one whole current version, the order carried out or dropped, and no state that cannot be read.

import { existsSync, renameSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { machineDisk, type Disk } from '../../../electron/update/files/disk.ts';
import { writeRecord } from '../../../electron/update/files/record.ts';
import { folderLayout } from '../../../electron/update/keeper/folder-layout.ts';
import { Keeper } from '../../../electron/update/keeper/keeper.ts';
import type { Runner } from '../../../electron/update/keeper/ports.ts';
import { systemClock, type Clock } from '../../../electron/station/life/clock.ts';
import { PowerDisk, type Loss } from './power-disk.ts';
import { machine, oldVersion, TEST_RESERVE_BYTES, UpdateWorld } from './update-world.ts';

const quiet = { info: () => undefined, warn: () => undefined, error: () => undefined };
const clock: Clock = { ...systemClock, sleep: (ms, signal) => systemClock.sleep(Math.min(ms, 1), signal) };

/** Programs that live no longer than they must: the old one hands its order in and closes, a good new one is healthy, a bad one crashes. */
function shortRunner(world: UpdateWorld, isGood: boolean, onNew: () => void): Runner {
  return {
    isOwn: true, clear: () => Promise.resolve(), wake: () => Promise.resolve(),
    start: (version, start) => {
      const say = (stage: 'healthy'): void => writeRecord(machineDisk, world.places.life, { format: 1, start, version: version.version, stage, worse: [], beat: 0 });
      const isNew = version.version !== oldVersion.version;
      if (!isNew || isGood) say('healthy');
      const wanted = path.join(world.folder, 'order-wanted');
      const ordered = !isNew && existsSync(wanted);
      if (ordered) renameSync(wanted, world.places.order);
      const end = Promise.withResolvers<number>();
      if (isNew && !isGood) end.resolve(3);
      else if (ordered) void systemClock.sleep(5).then(() => end.resolve(0));
      else onNew();
      return { seenSince: () => null, startedAs: () => start, ended: end.promise, stop: () => Promise.resolve(end.resolve(0)) };
    },
  };
}

/** Until everything is settled, or the power is gone: a keeper outlives a disk that takes nothing any more, and would wait for it. */
async function live(world: UpdateWorld, disk: Disk, isGood: boolean, isGone: () => boolean = () => false): Promise<void> {
  const done = new AbortController();
  const endWhenSettled = async (): Promise<void> => {
    for (const deadline = performance.now() + 5000; performance.now() < deadline; await systemClock.sleep(3)) {
      const state = world.state();
      if (isGone() || (state?.phase.kind === 'settled' && state.phase.failedBoots === 0)) break;
    }
    done.abort();
  };
  const keeper = new Keeper({
    disk, places: world.places, layout: folderLayout({ disk, root: world.root, kind: 'tar.gz', executable: 'program.mjs' }), keys: world.keys, machine, byHand: oldVersion, clock, log: quiet,
    runner: shortRunner(world, isGood, () => void endWhenSettled()), reserveBytes: TEST_RESERVE_BYTES,
  });
  await keeper.run(done.signal);
}

async function cutEverywhere(isGood: boolean, loss: Loss, step = loss === 'contents' ? 4 : 1): Promise<{ readonly cuts: number; readonly outcomes: readonly string[] }> {
  const outcomes = new Set<string>();
  for (let cutAt = 1; ; cutAt += step) {
    using world = new UpdateWorld();
    world.order(world.bundle({ behaviour: isGood ? 'good' : 'crash', change: { store: { from: 100, to: 120, mayGoBack: false } } }));
    const disk = new PowerDisk(cutAt, loss);
    await live(world, disk, isGood, () => disk.isCut).catch((error: unknown) => {
      if (!disk.isCut) throw error;
    });
    if (!disk.isCut) return { cuts: cutAt - 1, outcomes: [...outcomes].sort() };
    disk.afterCut();
    // Whoever looks at the pointer now finds a version that is there whole.
    expect(['1.0.0', '1.1.0'], `cut ${cutAt}`).toContain(world.current());
    await live(world, machineDisk, isGood);
    const state = world.state();
    expect([world.current(), existsSync(world.places.order), state?.phase.kind], `cut ${cutAt}`).toEqual([state?.current.version, false, 'settled']);
    outcomes.add(`${String(state?.last?.kind)} ${world.current()}`);
  }
}

it.each(['contents', 'contents-and-names'] as const)('a good version, %s lost: it is in place at the end, or the old one still is', async (loss) => {
  const { cuts, outcomes } = await cutEverywhere(true, loss);
  expect(cuts).toBeGreaterThan(30);
  expect(outcomes).toEqual(['installed 1.1.0']);
}, 300_000);

it.each(['contents', 'contents-and-names'] as const)('a version that crashes, %s lost: the old one is in place at the end', async (loss) => {
  const { cuts, outcomes } = await cutEverywhere(false, loss);
  expect(cuts).toBeGreaterThan(40);
  expect(outcomes).toEqual(['returned 1.0.0']);
}, 300_000);
