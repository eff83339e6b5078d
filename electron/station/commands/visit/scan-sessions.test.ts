// Scanning at a counter: durable page by page, honest at every way it can end.

import { readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { FakeScanner, scannedPage } from '../../../../tests/fakes/fake-scanner.ts';
import { BIRTH, MARRIAGE } from '../../../../tests/fakes/test-procedures.ts';
import { atCounter, TestStation } from '../../../../tests/fakes/test-station.ts';
import type { CounterId, VisitId } from '../../../../shared/base/ids.ts';
import { must } from '../../../../shared/base/must.ts';
import type { ErrorCode } from '../../../../shared/contract/errors.ts';
import { Refusal } from '../../../../shared/contract/errors.ts';
import type { Visit } from '../../../../shared/contract/visit.ts';
import { businessDayOf } from '../../../../shared/domain/time/business-day.ts';
import { knownBlobs } from '../../store/blobs.ts';
import { addPage, pagesOfVisit } from '../../store/pages.ts';
import { holdVisit } from '../../store/visit-rows.ts';
import { pageIdSchema } from '../../../../shared/contract/primitives.ts';
import { failureCodeOf } from './scan-failure.ts';
import { createScanSessions, SCAN_LIMITS, type ScanSessions } from './scan-sessions.ts';
import { visitHandlers } from './visit-handlers.ts';

const COUNTER = atCounter(1);
const ONE = 1 as CounterId;
const IDLE = { kind: 'idle', paperId: null, pagesSoFar: 0, code: null };

let scanner: FakeScanner;
let station: TestStation;
let bugs: unknown[];
let scans: ScanSessions;
let handlers: ReturnType<typeof visitHandlers>;
let visitId: VisitId;

function start(): void {
  bugs = [];
  scans = createScanSessions(station.context, (error) => bugs.push(error));
  handlers = visitHandlers(scans);
}
beforeEach(async () => {
  scanner = new FakeScanner();
  station = new TestStation({ procedures: [BIRTH, MARRIAGE], scanners: new Map([[1, scanner]]) });
  start();
  visitId = await station.serve(1);
  await station.call('visit.choose-procedure', handlers['visit.choose-procedure'], COUNTER, { visitId, procedureCode: BIRTH.code });
  station.told.length = 0;
});
afterEach(async () => {
  await scans[Symbol.asyncDispose]();
  await station[Symbol.asyncDispose]();
});

const order = (paperId = 'to-khai'): Promise<Visit> => station.call('visit.scan', handlers['visit.scan'], COUNTER, { visitId, paperId, source: 'feeder' });
const cancel = (): Promise<Visit> => station.call('visit.cancel-scan', handlers['visit.cancel-scan'], COUNTER, { visitId });
const read = (): Promise<Visit | null> => station.call('visit.read', handlers['visit.read'], COUNTER, {});
async function ended(): Promise<void> {
  await expect.poll(() => scans.isScanning(ONE)).toBe(false);
}
const stored = (): number => station.context.database.read((store) => pagesOfVisit(store, visitId)).length;

const NOTHING = { setAside: 0, broughtBack: 0 };
const settled = () => station.context.blobs.settleUnknown(station.context.database.read(knownBlobs), businessDayOf(station.clock.now()));

describe('a scan', () => {
  it('answers at once, and gives page after page in the order of the paper', async () => {
    scanner.load({ pages: [scannedPage(1), scannedPage(2), scannedPage(3)] });
    expect((await order()).scan).toEqual({ kind: 'scanning', paperId: 'to-khai', pagesSoFar: 0, code: null });
    await ended();
    const visit = await read();
    expect(visit?.scan).toEqual({ kind: 'idle', paperId: 'to-khai', pagesSoFar: 3, code: null });
    const pages = must(visit?.papers[0], 'the paper').pages;
    const bytes = await Promise.all(pages.map((page) => station.context.blobs.read(page.sha256)));
    expect(bytes).toEqual([1, 2, 3].map((number) => Buffer.from(scannedPage(number).bytes)));
    expect(scanner.lastOptions).toEqual({ source: 'feeder', dpi: 200, colour: 'colour', duplex: false });
    expect(station.events('visit.changed').length).toBeGreaterThanOrEqual(5);
  });

  it('is done as the officer of the counter chose, also after a restart, while a running one stays as it began', async () => {
    const offers = { feeder: true, glass: true, duplex: true, colours: ['colour', 'grey'], dpis: [200, 300] };
    const usual = { offers, choice: { dpi: 200, colour: 'colour', duplex: false } };
    expect(await station.call('scanner.read', handlers['scanner.read'], COUNTER, {})).toEqual(usual);
    const choice = { dpi: 300, colour: 'grey', duplex: true } as const;
    expect(await station.call('scanner.choose', handlers['scanner.choose'], COUNTER, choice)).toEqual({ offers, choice });
    start();
    expect(await station.call('scanner.read', handlers['scanner.read'], COUNTER, {})).toEqual({ offers, choice });
    expect(await station.call('scanner.read', handlers['scanner.read'], atCounter(2), {})).toEqual({ offers: null, choice: usual.choice });
    scanner.load({ pages: [scannedPage(1)] });
    await order();
    await ended();
    expect(scanner.lastOptions).toEqual({ source: 'feeder', ...choice });
  });

  it('has each page durable in file and row before the next is asked for: a power cut then loses none', async () => {
    const left: number[] = [];
    scanner.onAsked = () =>
      station.afterPowerCut(async ({ database, blobs }) => {
        const pages = database.read((store) => pagesOfVisit(store, visitId));
        for (const [index, page] of pages.entries()) expect((await blobs.read(page.sha256)).equals(Buffer.from(scannedPage(index + 1).bytes))).toBe(true);
        left.push(pages.length);
      });
    scanner.load({ pages: [scannedPage(1), scannedPage(2), scannedPage(3)] });
    await order();
    await ended();
    expect([left, bugs]).toEqual([[0, 1, 2, 3], []]);
  });

  it('is refused without scanner, while one runs, for a paper that is not on the list', async () => {
    scanner.setState('absent', 'scanner.absent');
    await expect(order()).rejects.toMatchObject({ code: 'scanner.absent' });
    scanner.setState('ready', null);
    station.hasRoom = false;
    await expect(order()).rejects.toMatchObject({ code: 'scan.disk-full' });
    station.hasRoom = true;
    scanner.setState('absent', 'scanner.absent');
    scanner.setState('ready', null);
    await expect(order('giay-nghi-phep')).rejects.toMatchObject({ code: 'paper.unknown' });
    scanner.load({ pages: [scannedPage(1)], end: 'hang' });
    await order();
    await expect(order()).rejects.toMatchObject({ code: 'scanner.busy' });
    const elsewhere = await station.serve(2);
    await station.call('visit.choose-procedure', handlers['visit.choose-procedure'], atCounter(2), { visitId: elsewhere, procedureCode: BIRTH.code });
    await expect(station.call('visit.scan', handlers['visit.scan'], atCounter(2), { visitId: elsewhere, paperId: 'to-khai', source: 'glass' })).rejects.toMatchObject({ code: 'scanner.absent' });
    expect(scanner.scans).toBe(1);
  });

  it('asked for twice by one request runs once', async () => {
    const requestId = station.requestId();
    const input = { requestId, visitId, paperId: 'to-khai', source: 'feeder' } as const;
    scanner.load({ pages: [scannedPage(1)] });
    const first = await station.call('visit.scan', handlers['visit.scan'], COUNTER, input);
    await ended();
    expect(await station.call('visit.scan', handlers['visit.scan'], COUNTER, input)).toEqual(first);
    expect([scanner.scans, stored()]).toEqual([1, 1]);
  });

  it('that scans nothing says why, even when the scanner does not', async () => {
    for (const end of ['empty', 'silence'] as const) {
      scanner.load({ pages: [], end });
      await order();
      await ended();
      expect((await read())?.scan).toEqual({ kind: 'stopped', paperId: 'to-khai', pagesSoFar: 0, code: 'scanner.feeder-empty' });
    }
  });

  it.each<ErrorCode>(['scanner.jam', 'scanner.cover-open', 'scanner.timeout', 'scanner.cut', 'scanner.error'])('that ends with %s keeps the pages before it', async (code) => {
    scanner.load({ pages: [scannedPage(1), scannedPage(2)], end: code });
    await order();
    await ended();
    const visit = await read();
    expect([visit?.scan, visit?.papers[0]?.pages.length]).toEqual([{ kind: 'stopped', paperId: 'to-khai', pagesSoFar: 2, code }, 2]);
    scanner.load({ pages: [scannedPage(3)] });
    await order();
    await ended();
    expect([(await read())?.scan.kind, stored(), bugs]).toEqual(['idle', 3, []]);
  });

  it('is cancelled by the officer; pages before stay', async () => {
    scanner.load({ pages: [scannedPage(1)], end: 'hang' });
    await order();
    await expect.poll(stored).toBe(1);
    await cancel();
    await ended();
    expect((await read())?.scan).toEqual({ kind: 'stopped', paperId: 'to-khai', pagesSoFar: 1, code: 'scanner.cancelled' });
    expect((await cancel()).scan.kind).toBe('stopped');
  });

  it('ends when its visit is put aside, and its pages wait with the visit', async () => {
    scanner.load({ pages: [scannedPage(1)], end: 'hang' });
    await order();
    await expect.poll(stored).toBe(1);
    scans.lookAgain(ONE);
    expect(scans.isScanning(ONE)).toBe(true);
    station.context.database.write((store) => holdVisit(store, visitId));
    scans.lookAgain(ONE);
    await ended();
    expect([stored(), bugs]).toEqual([1, []]);
  });

  it('never puts a page into a visit that has ended, nor into the next person’s, nor leaves its file behind', async () => {
    scanner.onAsked = async (index) => {
      if (index === 1) await station.finish(1);
    };
    scanner.load({ pages: [scannedPage(1), scannedPage(2), scannedPage(3)] });
    await order();
    await ended();
    expect([stored(), scanner.asked, bugs]).toEqual([1, 2, []]);
    expect(await settled()).toEqual(NOTHING);
    const next = await station.serve(1);
    expect(station.context.database.read((store) => pagesOfVisit(store, next))).toEqual([]);
  });

  it('takes no page that is larger than the city does', async () => {
    scanner.load({ pages: [scannedPage(1), { bytes: new Uint8Array(SCAN_LIMITS.pageBytes + 1), mime: 'image/jpeg' }] });
    await order();
    await ended();
    expect([(await read())?.scan.code, stored(), bugs]).toEqual(['scan.too-large', 1, []]);
  });

  it.each([
    ['one paper', { 'to-khai': SCAN_LIMITS.pagesOfPaper - 1 }, 'scan.paper-full'],
    ['one visit', { 'to-khai': 1, 'gt-khac': SCAN_LIMITS.pagesOfVisit - 2 }, 'scan.visit-full'],
  ] as const)('ends at the limit of pages of %s, keeps what there is, and says which limit it is', async (_what, there, code) => {
    station.context.database.write((store) => {
      for (const [paperId, pages] of Object.entries(there)) for (let number = 0; number < pages; number += 1) {
        addPage(store, visitId, paperId, { pageId: pageIdSchema.parse(station.clock.uuid()), sha256: 'a'.repeat(64) as Visit['papers'][number]['pages'][number]['sha256'], bytes: 1, mime: 'image/jpeg', scannedAt: station.clock.now() });
      }
    });
    scanner.load({ pages: [scannedPage(1), scannedPage(2)] });
    await order();
    await ended();
    const kept = Object.values(there).reduce((sum, pages) => sum + pages, 1);
    expect([(await read())?.scan.code, stored()]).toEqual([code, kept]);
  });
});

describe('the end of the station', () => {
  it('ends a scan, keeps its pages, and the next start says that it broke off', async () => {
    scanner.load({ pages: [scannedPage(1), scannedPage(2)], end: 'hang' });
    await order();
    await expect.poll(stored).toBe(2);
    await scans[Symbol.asyncDispose]();
    station.reopen();
    start();
    expect((await read())?.scan).toEqual({ kind: 'stopped', paperId: 'to-khai', pagesSoFar: 2, code: 'scanner.cut' });
    scanner.load({ pages: [scannedPage(3)] });
    await order();
    await ended();
    station.reopen();
    start();
    expect((await read())?.scan).toEqual(IDLE);
  });
});

describe('a crash between file and row', () => {
  it('leaves a file that nobody speaks of, which the next start sets aside with nothing else', async () => {
    scanner.load({ pages: [scannedPage(1)] });
    await order();
    await ended();
    const kept = must((await read())?.papers[0]?.pages[0], 'one page').sha256;
    await station.context.blobs.store(scannedPage(9).bytes);
    writeFileSync(path.join(station.folder, 'pages', 'readme.txt'), 'not ours to remove');
    station.reopen();
    const { blobs } = station.context;
    expect(await settled()).toEqual({ setAside: 1, broughtBack: 0 });
    // Set aside is not gone: should a row speak of it after all, its page is there.
    expect(readdirSync(path.join(station.folder, 'pages', 'unclaimed'), { recursive: true }).filter((name) => /[0-9a-f]{64}$/.test(String(name)))).toHaveLength(1);
    expect((await blobs.read(kept)).length).toBe(2000);
    expect(await settled()).toEqual(NOTHING);
  });
});

describe('a store that fails while a page is written', () => {
  it('ends the scan with its code and leaves no row', async () => {
    scanner.onAsked = (index) => {
      if (index === 1) station.context.database.write((store) => store.run(`CREATE TRIGGER page_fails BEFORE INSERT ON page BEGIN SELECT RAISE(ABORT, 'planted'); END`));
    };
    scanner.load({ pages: [scannedPage(1), scannedPage(2), scannedPage(3)] });
    await order();
    await ended();
    const visit = await read();
    expect([visit?.scan.kind, visit?.scan.pagesSoFar, stored(), scanner.asked, bugs.length]).toEqual(['stopped', 1, 1, 2, 1]);
  });

  it('tells a full disk from a failing one and from a bug', () => {
    const open = new AbortController().signal;
    const withCode = (code: string): Error => Object.assign(new Error('planted'), { code });
    expect(failureCodeOf(withCode('ENOSPC'), open)).toEqual({ code: 'store.disk-full', isBug: false });
    expect(failureCodeOf(withCode('EIO'), open)).toEqual({ code: 'store.failed', isBug: false });
    expect(failureCodeOf(new Refusal('store.disk-full'), open)).toEqual({ code: 'store.disk-full', isBug: false });
    expect(failureCodeOf('no error at all', open)).toEqual({ code: 'internal', isBug: true });
    expect(failureCodeOf(withCode('ENOSPC'), AbortSignal.abort())).toEqual({ code: 'scanner.cancelled', isBug: false });
  });
});
