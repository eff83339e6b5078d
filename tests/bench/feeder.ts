// How long ten A4 pages at 200 dpi take from a feeder to durable pages of a visit, against the same pages only carried over the line.
//
// Once as fast as the line goes, where every fsync shows, and once from a feeder of 120 sheets a minute, the fastest that stands at a counter.

import { setTimeout as delay } from 'node:timers/promises';
import { startVirtualScanner } from '../../electron/practice/scanner/virtual-scanner.ts';
import type { VirtualScanner } from '../../electron/practice/scanner/interface.ts';
import { createScanSessions } from '../../electron/station/commands/visit/scan-sessions.ts';
import { visitHandlers } from '../../electron/station/commands/visit/visit-handlers.ts';
import { EsclScanner } from '../../electron/station/devices/scanner-escl/scanner.ts';
import { systemClock } from '../../electron/station/life/clock.ts';
import type { CounterId } from '../../shared/base/ids.ts';
import { BIRTH } from '../fakes/test-procedures.ts';
import { atCounter, TestStation } from '../fakes/test-station.ts';
import { figuresOf, type Figures } from './figures.ts';

const ROUNDS = 5;
const PAGES = 10;
const SHEET_MS = 500;
const COUNTER = 1 as CounterId;

export interface FeederBench {
  readonly pages: number;
  readonly pageBytes: number;
  /** At the pace of a fast feeder: the scan, and its ratio to the transfer alone. */
  readonly pacedMs: Figures;
  readonly pacedRatio: Figures;
  /** As fast as the line goes. */
  readonly freeMs: Figures;
  readonly freeTransferMs: Figures;
}

/** Interleaved rounds on one visit. What it starts is put into `parts` and ended. */
export async function benchFeeder(parts: AsyncDisposableStack): Promise<FeederBench> {
  const own = parts.use(new AsyncDisposableStack());
  try {
    // One picture over and over, each time another file: nobody waits for drawing.
    const paper = own.use(await startVirtualScanner({ port: 0, distinctSheets: 1 }));
    const scanner = own.use(new EsclScanner(paper.url, systemClock));
    const station = own.use(new TestStation({ procedures: [BIRTH], scanners: new Map([[1, scanner]]) }));
    const scans = own.use(createScanSessions(station.context, (error) => {
      throw error;
    }));
    const handlers = visitHandlers(scans);
    const visitId = await station.serve(1);
    await station.call('visit.choose-procedure', handlers['visit.choose-procedure'], atCounter(1), { visitId, procedureCode: BIRTH.code });
    while (scanner.state().kind !== 'ready') await delay(5);

    const scan = async (): Promise<number> => {
      paper.load(PAGES);
      const startedAt = performance.now();
      await station.call('visit.scan', handlers['visit.scan'], atCounter(1), { visitId, paperId: 'to-khai', source: 'feeder' });
      while (scans.isScanning(COUNTER)) await delay(2);
      const took = performance.now() - startedAt;
      const ended = await station.call('visit.read', handlers['visit.read'], atCounter(1), {});
      if (ended?.scan.code !== null || ended.scan.pagesSoFar !== PAGES) throw new Error(`the scan ended with ${ended?.scan.code ?? 'nothing'}`);
      return took;
    };
    const rounds: { readonly free: number; readonly freeTransfer: number; readonly paced: number; readonly transfer: number }[] = [];
    // The first round only warms up, and draws the picture.
    for (let round = 0; round <= ROUNDS; round += 1) {
      paper.setHabits({});
      const freeTransfer = await transfer(paper);
      const free = await scan();
      paper.setHabits({ sheetMs: SHEET_MS });
      const alone = await transfer(paper);
      const paced = await scan();
      if (round > 0) rounds.push({ free, freeTransfer, paced, transfer: alone });
    }
    return {
      pages: PAGES, pageBytes: paper.served().at(-1)?.bytes.length ?? 0,
      pacedMs: figuresOf(rounds.map(({ paced }) => paced), 0),
      pacedRatio: figuresOf(rounds.map(({ paced, transfer: alone }) => paced / alone)),
      freeMs: figuresOf(rounds.map(({ free }) => free), 0),
      freeTransferMs: figuresOf(rounds.map(({ freeTransfer }) => freeTransfer), 0),
    };
  } finally {
    await own.disposeAsync();
  }
}

/** The same job by bare requests, its pages thrown away. */
async function transfer(paper: VirtualScanner): Promise<number> {
  paper.load(PAGES);
  const settings = '<ScanSettings><InputSource>Feeder</InputSource><XResolution>200</XResolution><ColorMode>RGB24</ColorMode></ScanSettings>';
  const startedAt = performance.now();
  const job = (await fetch(`${paper.url}/ScanJobs`, { method: 'POST', body: settings })).headers.get('location') ?? '';
  for (let pages = 0; ; pages += 1) {
    const answer = await fetch(`${job}/NextDocument`);
    const { byteLength } = await answer.arrayBuffer();
    if (answer.status === 404 && pages === PAGES) break;
    if (answer.status !== 200 || byteLength === 0) throw new Error(`page ${pages + 1} was answered with ${answer.status}`);
  }
  await fetch(job, { method: 'DELETE' });
  return performance.now() - startedAt;
}
