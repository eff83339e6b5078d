// From a touch at the kiosk to the durable number, over the real socket of the browser host: alone, and while five counters work.

import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { bundleStation } from '../../build/bundle/bundles.ts';
import { root } from '../../build/checks/spawn.ts';
import { startSurroundings } from '../../build/demo/example-machine.ts';
import { startBrowserHost } from '../../build/demo/hosts.ts';
import { must } from '../../shared/base/must.ts';
import { emptyPages } from '../morning/empty-pages.ts';
import { Window } from '../morning/window.ts';
import { percentile } from './figures.ts';

const TOUCHES = 200;

/** Milliseconds. */
export interface TouchFigures {
  readonly p50: number;
  readonly p99: number;
  readonly max: number;
}

export interface TouchBench {
  /** Numbers that were taken for each of the two figures. */
  readonly touches: number;
  readonly alone: TouchFigures;
  readonly withFiveCounters: TouchFigures;
  /** How often the five counters together called, finished and read meanwhile. */
  readonly counterRounds: number;
  /** Resident memory of the station process afterwards; null where the system does not tell. */
  readonly stationMegabytes: number | null;
}

/** Takes numbers one after the other and measures each from call to answer; the answer comes after the commit. What it starts is put into `parts` and ended. */
export async function benchTouch(parts: AsyncDisposableStack): Promise<TouchBench> {
  const own = parts.use(new AsyncDisposableStack());
  try {
    // What is shipped is measured, not the sources, which Node has to strip and keep.
    await bundleStation();
    const folder = await mkdtemp(path.join(tmpdir(), 'mot-cua-bench-'));
    own.defer(() => rm(folder, { recursive: true, force: true, maxRetries: 5 }));
    const surroundings = own.use(await startSurroundings(folder, () => undefined));
    const host = own.use(await startBrowserHost(surroundings.settingsFile, [], () => undefined, await emptyPages(path.join(folder, 'pages')), path.join(root, 'out', 'station', 'station.js')));
    const open = async (windowId: string) => own.use(await Window.open(await host.newAddress(windowId)));
    const kiosk = await open('kiosk');
    const { fields, counters } = await kiosk.call('point.describe', {});
    const letters = fields.map(({ code }) => code);
    const take = async (count: number): Promise<TouchFigures> => {
      const times: number[] = [];
      for (let index = 0; index < count; index += 1) {
        const startedAt = performance.now();
        await kiosk.call('ticket.issue', { field: must(letters[index % letters.length], 'the point has fields'), priority: 'none', procedureCode: null });
        times.push(performance.now() - startedAt);
      }
      return { p50: percentile(times, 0.5), p99: percentile(times, 0.99), max: percentile(times, 1) };
    };
    await take(20);
    const alone = await take(TOUCHES);

    // Each counter calls, finishes and reads its desk without a pause: far more than five people can.
    const over = { is: false };
    const work = async (windowId: string): Promise<number> => {
      const window = await open(windowId);
      let calls = 0;
      while (!over.is) {
        const { ticket } = await window.call('queue.next', {});
        if (ticket !== null) await window.call('ticket.finish', { ticketId: ticket.ticketId });
        await window.call('desk.read', {});
        calls += 1;
      }
      return calls;
    };
    const working = counters.map(({ counterId }) => work(`counter-${counterId}`));
    const withFiveCounters = await take(TOUCHES);
    over.is = true;
    const rounds = (await Promise.all(working)).reduce((sum, one) => sum + one, 0);
    return { touches: TOUCHES, alone, withFiveCounters, counterRounds: rounds, stationMegabytes: memoryOf(host.stationPid) };
  } finally {
    await own.disposeAsync();
  }
}

function memoryOf(pid: number | null): number | null {
  if (pid === null || process.platform !== 'linux') return null;
  const kilobytes = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
  return kilobytes === undefined ? null : Math.round(Number(kilobytes) / 1024);
}
