// Power cuts by the thousand without pulling a plug: a station is traced once, then its disk is put together as a cut at each moment may have left it, and looked at.

import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { Chance } from '../../morning/chance.ts';
import { findLoss } from './cut.ts';
import { CutDisk } from './disk.ts';
import { saidSchema, type Said } from './said.ts';
import { readTrace, TRACED } from './trace.ts';

/** The key of the stores that tests make. */
const KEY = Buffer.alloc(32, 7);
/** The writer's work: enough that its log is emptied into the store and begun anew several times. */
const ROUNDS = 30;

export interface PowerAccount {
  readonly seed: number;
  readonly points: number;
  readonly steps: number;
  readonly syncs: number;
  /** Promises that had been made at the last point. */
  readonly promises: number;
  readonly violations: number;
  /** The first few, in words. */
  readonly examples: readonly string[];
  readonly seconds: number;
}

/** Traces the writer and replays `points` cuts, spread over all that it did. Throws where strace is not there. */
export async function replayPowerCuts(points: number, seed: number, tell: (words: string) => void): Promise<PowerAccount> {
  const startedAt = performance.now();
  const folder = mkdtempSync(path.join(existsSync('/dev/shm') ? '/dev/shm' : os.tmpdir(), 'mot-cua-power-'));
  try {
    const place = path.join(folder, 'station');
    await trace(path.join(folder, 'trace'), place);
    const steps = readTrace(readFileSync(path.join(folder, 'trace'), 'latin1'), place);
    rmSync(path.join(folder, 'trace'));
    tell(`${steps.length} steps were traced; cutting the power ${points} times …`);
    const chance = new Chance(seed);
    const disk = new CutDisk();
    const said: Said[] = [];
    const examples: string[] = [];
    let violations = 0;
    let done = 0;
    for (const [index, step] of steps.entries()) {
      disk.take(step);
      if (step.kind === 'said') for (const line of step.text.split('\n')) if (line !== '') said.push(saidSchema.parse(JSON.parse(line)));
      for (; done < Math.round(((index + 1) / steps.length) * points); done += 1) {
        const faults = findLoss(path.join(folder, 'cut'), disk.afterCut(chance), KEY, said);
        if (faults.length === 0) continue;
        violations += 1;
        if (examples.length < 5) examples.push(`after step ${index} (${step.kind}): ${faults.slice(0, 3).join('; ')}`);
      }
    }
    const syncs = steps.filter(({ kind }) => kind === 'synced').length;
    return { seed, points: done, steps: steps.length, syncs, promises: said.length, violations, examples, seconds: Math.round((performance.now() - startedAt) / 100) / 10 };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function trace(file: string, place: string): Promise<void> {
  const writer = [process.execPath, path.join(import.meta.dirname, 'writer.ts'), place, String(ROUNDS)];
  const child = spawn('strace', ['-f', '-y', '-xx', '-s', '1000000', '--seccomp-bpf', '-e', `trace=${TRACED}`, '-o', file, ...writer], { stdio: ['ignore', 'ignore', 'pipe'] });
  let words = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    words = `${words}${text}`.slice(-2000);
  });
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', resolve);
  });
  if (code !== 0) throw new Error(`the traced writer failed (${String(code)}): ${words}`);
}

