// From the start of the shell to its first painted kiosk, beside a blank window of the same Chromium; and a message from page to shell and back. In the stand-in: Electron’s own figures are Electron’s.

import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { z } from 'zod';
import { bundleMain, bundlePreload, bundleStation } from '../../build/bundle/bundles.ts';
import { ensureRenderer } from '../../build/bundle/fresh.ts';
import { root } from '../../build/checks/spawn.ts';
import { readExampleProfile, writeMachineSettings } from '../../build/demo/example-point.ts';
import { ensureChromium } from '../../build/setup/chromium.ts';
import { startChromium } from '../electron-standin/engine/chromium.ts';
import { Targets } from '../electron-standin/engine/targets.ts';
import { figuresOf, percentile, type Figures } from './figures.ts';

const ROUNDS = 5;
const probeSays = z.object({ paintedAt: z.number(), times: z.array(z.number()) });

export interface ShellBench {
  /** ms from spawn to the first painted content. */
  readonly blankMs: Figures;
  readonly kioskMs: Figures;
  readonly ratio: Figures;
  /** ms from the page's call to its answer by the shell. */
  readonly messages: { readonly count: number; readonly p50: number; readonly p95: number; readonly p99: number };
}

/** Measures in turns, so that what else the machine does falls on both. */
export async function benchShell(): Promise<ShellBench> {
  process.env['CHROMIUM_PATH'] = await ensureChromium();
  await Promise.all([bundleMain(), bundlePreload(), bundleStation(), ensureRenderer()]);
  const blank: number[] = [];
  const kiosk: number[] = [];
  const times: number[] = [];
  for (let round = 0; round <= ROUNDS; round += 1) {
    const blankMs = await inFolder(blankWindow);
    const shell = await inFolder((folder) => shellStart(folder, round < ROUNDS ? ['--only-paint'] : []));
    times.push(...shell.times);
    // The first of each reads the programs from the disk.
    if (round > 0) {
      blank.push(blankMs);
      kiosk.push(shell.ms);
    }
  }
  return {
    blankMs: figuresOf(blank, 0),
    kioskMs: figuresOf(kiosk, 0),
    ratio: figuresOf(kiosk.map((ms, index) => ms / (blank[index] ?? Number.NaN))),
    messages: { count: times.length, p50: percentile(times, 0.5), p95: percentile(times, 0.95), p99: percentile(times, 0.99) },
  };
}

async function inFolder<Result>(measure: (folder: string) => Promise<Result>): Promise<Result> {
  const folder = await mkdtemp(path.join(tmpdir(), 'mot-cua-bench-'));
  try {
    return await measure(folder);
  } finally {
    await rm(folder, { recursive: true, force: true, maxRetries: 5 });
  }
}

/** A window of the same Chromium with one word in it, led there as the stand-in leads its own. */
async function blankWindow(folder: string): Promise<number> {
  const spawnedAt = Date.now();
  const chromium = startChromium(folder, new Map());
  try {
    const { session } = await new Targets(chromium.connection).start();
    await session.send('Page.enable');
    await session.send('Page.navigate', { url: 'data:text/html,<title>blank</title><p>blank' });
    const expression = "new Promise((resolve) => new PerformanceObserver((list) => { const [first] = list.getEntriesByName('first-contentful-paint'); if (first) resolve(performance.timeOrigin + first.startTime); }).observe({ type: 'paint', buffered: true }))";
    const { result } = await session.send('Runtime.evaluate', { expression, awaitPromise: true, returnByValue: true });
    return z.number().parse(result.value) - spawnedAt;
  } finally {
    chromium.kill();
    await chromium.ended;
  }
}

/** The built shell with one kiosk, as it starts on a machine whose store is there. */
async function shellStart(folder: string, args: readonly string[]): Promise<{ readonly ms: number; readonly times: readonly number[] }> {
  const settings = writeMachineSettings(folder, {
    dataFolder: path.join(folder, 'data'),
    profile: readExampleProfile(),
    city: null,
    devices: {},
    host: { port: 0, windows: [{ windowId: 'kiosk', caller: { role: 'kiosk' } }] },
  });
  const standin = path.join(root, 'tests', 'electron-standin', 'electron');
  const env = { ...process.env, DISPLAY: '', XDG_CONFIG_HOME: path.join(folder, 'config'), PATH: `${path.dirname(process.execPath)}${path.delimiter}${process.env['PATH'] ?? ''}` };
  const spawnedAt = Date.now();
  const child = spawn(standin, ['-r', path.join(import.meta.dirname, 'shell-probe.ts'), root, `--settings=${settings}`, ...args], { env, stdio: ['ignore', 'pipe', 'ignore'] });
  let out = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    out += text;
  });
  await new Promise((resolve) => child.once('close', resolve));
  const said = /^shell-probe (.*)$/m.exec(out)?.[1];
  if (said === undefined) throw new Error('the shell ended without a painted kiosk');
  const { paintedAt, times } = probeSays.parse(JSON.parse(said));
  return { ms: paintedAt - spawnedAt, times };
}
