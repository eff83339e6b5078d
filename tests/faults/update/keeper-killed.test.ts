// The keeper, a real process with real versions of a program, killed before and after each of its acts on the disk: whatever it was at, the next start ends with one whole current version that runs.

import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { UpdateWorld, type Behaviour } from './update-world.ts';

const entry = path.join(import.meta.dirname, 'keeper-and-die.ts');
const LONGEST_MS = 60_000;
/** Each act is looked at in power-cut.test.ts; here, where every death is a process, every ninth, or as MOT_CUA_KILL_STEP says. */
const STEP = Number(process.env['MOT_CUA_KILL_STEP'] ?? 9);

function startKeeper(world: UpdateWorld, dieAt: number): { readonly child: ChildProcess; readonly words: () => string } {
  const config = path.join(world.folder, 'keeper.json');
  writeFileSync(config, JSON.stringify(world.config));
  writeFileSync(world.config.keys, world.keyList);
  const child = spawn(process.execPath, [entry, config, String(dieAt)], { stdio: ['ignore', 'ignore', 'pipe'] });
  let words = '';
  child.stderr.on('data', (bytes: Buffer) => (words += bytes.toString('utf8')));
  return { child, words: () => words };
}

async function until(what: string, isTrue: () => boolean, words: () => string): Promise<void> {
  for (const deadline = performance.now() + LONGEST_MS; !isTrue(); await delay(20)) {
    if (performance.now() > deadline) throw new Error(`not in time: ${what}\n${words()}`);
  }
}

/** Runs the keeper until it has settled on an outcome, and ends it; true where it died by its own hand before. */
async function run(world: UpdateWorld, dieAt: number): Promise<boolean> {
  const { child, words } = startKeeper(world, dieAt);
  const exited = once(child, 'exit');
  const isDone = (): boolean => {
    const state = world.state();
    return state !== null && state.last !== null && state.phase.kind === 'settled' && state.phase.failedBoots === 0;
  };
  await until('an outcome, or the end of the keeper', () => child.exitCode !== null || child.signalCode !== null || isDone(), words);
  if (child.exitCode === null && child.signalCode === null) child.kill('SIGTERM');
  await exited;
  if (child.signalCode === null && child.exitCode !== 0) throw new Error(words());
  return child.signalCode === 'SIGKILL';
}

async function killedEverywhere(behaviour: Behaviour): Promise<{ readonly deaths: number; readonly outcomes: Set<string> }> {
  const outcomes = new Set<string>();
  for (let dieAt = 1; ; dieAt += STEP) {
    using world = new UpdateWorld();
    world.order(world.bundle({ behaviour, change: { store: { from: 100, to: 120, mayGoBack: false } } }));
    const died = await run(world, dieAt);
    // Between the death and the next start whoever looks finds one version, whole.
    expect(['1.0.0', '1.1.0']).toContain(world.current());
    if (died) await run(world, 0);
    const state = world.state();
    outcomes.add(`${String(state?.last?.kind)} ${world.current()} ${String(state?.current.version)}`);
    expect(existsSync(world.places.order)).toBe(false);
    if (!died) return { deaths: dieAt - 1, outcomes };
  }
}

it('ends with the new version in use wherever it was killed, and the old one kept', async () => {
  const { deaths, outcomes } = await killedEverywhere('good');
  expect([...outcomes]).toEqual(['installed 1.1.0 1.1.0']);
  expect(deaths).toBeGreaterThan(50);
}, 900_000);

it('ends with the old version in use wherever it was killed, where the new one crashes', async () => {
  const { deaths, outcomes } = await killedEverywhere('crash');
  expect([...outcomes]).toEqual(['returned 1.0.0 1.0.0']);
  expect(deaths).toBeGreaterThan(70);
}, 900_000);
