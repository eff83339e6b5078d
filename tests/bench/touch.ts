// From a touch at the kiosk to the durable number, over the real socket of the browser host: alone, and while five counters work.

import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { startSurroundings } from '../../build/demo/example-machine.ts';
import { startBrowserHost } from '../../build/demo/hosts.ts';
import { ensureRenderer } from '../../build/bundle/fresh.ts';
import { must } from '../../shared/base/must.ts';
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
  readonly alone: TouchFigures;
  readonly withFiveCounters: TouchFigures;
  /** Resident memory of the station process afterwards; null where the system does not tell. */
  readonly stationMegabytes: number | null;
}

/** Takes numbers one after the other and measures each from call to answer; the answer comes after the commit. */
export async function benchTouch(): Promise<TouchBench> {
  const folder = await mkdtemp(path.join(tmpdir(), 'mot-cua-bench-'));
  try {
    await ensureRenderer();
    await using surroundings = await startSurroundings(folder, () => undefined);
    await using host = await startBrowserHost(surroundings.settingsFile, [], () => undefined);
    await using windows = new AsyncDisposableStack();
    const open = async (windowId: string) => windows.use(await Window.open(must(host.addresses.get(windowId), `the point has a window ${windowId}`)));
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

    const over = { is: false };
    const work = async (windowId: string): Promise<void> => {
      const window = await open(windowId);
      while (!over.is) {
        const { ticket } = await window.call('queue.next', {});
        if (ticket === null) return;
        await window.call('ticket.finish', { ticketId: ticket.ticketId });
        await window.call('desk.read', {});
      }
    };
    const working = counters.map(({ counterId }) => work(`counter-${counterId}`));
    const withFiveCounters = await take(TOUCHES);
    over.is = true;
    await Promise.all(working);
    return { alone, withFiveCounters, stationMegabytes: memoryOf(host.stationPid) };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function memoryOf(pid: number | null): number | null {
  if (pid === null || process.platform !== 'linux') return null;
  const kilobytes = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
  return kilobytes === undefined ? null : Math.round(Number(kilobytes) / 1024);
}
