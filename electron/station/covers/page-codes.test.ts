// Stacks with cover sheets among them: every page comes to its paper once, in order, over crashes, and what cannot be bound is nobody's until a person says so.

import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { z } from 'zod';
import { FakeScanner, scannedPage } from '../../../tests/fakes/fake-scanner.ts';
import { BIRTH, LAN, MARRIAGE } from '../../../tests/fakes/test-procedures.ts';
import { atCounter, TestStation } from '../../../tests/fakes/test-station.ts';
import type { CounterId, DossierId, PrintJobId, VisitId } from '../../../shared/base/ids.ts';
import { must } from '../../../shared/base/must.ts';
import type { ScannedPage } from '../../../shared/domain/scan/scan.ts';
import type { Visit } from '../../../shared/contract/visit.ts';
import { formatCoverSheet } from '../../../shared/domain/card/cover-sheet.ts';
import { openDossierHandler } from '../commands/dossier/open-dossier.ts';
import { createScanSessions, type ScanSessions } from '../commands/visit/scan-sessions.ts';
import { visitHandlers } from '../commands/visit/visit-handlers.ts';
import { DamagedBlob } from '../store/blob-files.ts';
import { removeDoomedFiles } from '../store/blobs.ts';
import { nextUnreadPage } from '../store/page-codes.ts';
import { coverPrintOf, insertPrintJob } from '../store/print-jobs.ts';
import { bindPage } from './bind-page.ts';
import type { Sight } from './code-thread.ts';
import { type PageCodes, startPageCodes } from './page-codes.ts';

const COUNTER = atCounter(1);
const ONE = 1 as CounterId;
const OTHER_DOSSIER = '0199f0aa-0000-7000-8000-000000000001' as DossierId;

let station: TestStation;
let scanner: FakeScanner;
let scans: ScanSessions;
let codes: PageCodes | null;
let handlers: ReturnType<typeof visitHandlers>;
let open: ReturnType<typeof openDossierHandler>;
let visitId: VisitId;
let failures: unknown[];
/** What stands on which page, by its first byte. */
let written: Map<number, string>;
/** Called before a page is looked at. */
let onLook: () => void | Promise<void>;

const papersOf = ({ procedureCode }: { readonly procedureCode: string | null }): readonly string[] | null => [BIRTH, MARRIAGE].find((known) => known.code === procedureCode)?.papers.map(({ paperId }) => paperId) ?? null;
async function look(bytes: Uint8Array): Promise<Sight> {
  await onLook();
  const text = written.get(bytes[0] ?? -1);
  return text === undefined ? { kind: 'no-code' } : text === 'no picture' ? { kind: 'no-picture' } : { kind: 'code', text };
}
/** Like the start of the process over what lies in the folder. */
function start(mostOfPaper = 400): void {
  const { database, blobs, clock } = station.context;
  codes = startPageCodes({
    database, blobs, clock, look, papersOf, mostOfPaper,
    changed: ({ counterId, visitId: of }) => station.context.publish('visit.changed', { counterId, visitId: of }),
    onFailure: (error) => failures.push(error),
  });
  const own = codes;
  station.context = { ...station.context, covers: { scanned: () => own.wake(), settled: (of) => own.settled(of) } };
  scans = createScanSessions(station.context, (error) => failures.push(error));
  handlers = visitHandlers(scans);
  open = openDossierHandler(scans, []);
}
async function stop(): Promise<void> {
  await scans[Symbol.asyncDispose]();
  await codes?.[Symbol.asyncDispose]();
}

beforeEach(async () => {
  failures = [];
  written = new Map();
  onLook = () => undefined;
  scanner = new FakeScanner();
  station = new TestStation({ procedures: [BIRTH, MARRIAGE], scanners: new Map([[1, scanner]]) });
  start();
  visitId = await station.serve(1);
  await station.call('visit.choose-procedure', handlers['visit.choose-procedure'], COUNTER, { visitId, procedureCode: BIRTH.code });
});
afterEach(async () => {
  await stop();
  await station[Symbol.asyncDispose]();
  expect(failures).toEqual([]);
});

const cover = (paperId: string, of: VisitId = visitId): string => must(formatCoverSheet({ of: 'visit', visitId: of, paperId }), 'a paper of the catalogue');
/** A stack: numbers are pages, texts are sheets with that code on them. */
function stack(...sheets: readonly (number | string)[]): ScannedPage[] {
  return sheets.map((sheet) => {
    const number = typeof sheet === 'number' ? sheet : 100 + written.size;
    const page = scannedPage(number);
    if (typeof sheet === 'string') written.set(page.bytes[0] ?? -1, sheet);
    return page;
  });
}
const scan = (paperId = 'to-khai'): Promise<Visit> => station.call('visit.scan', handlers['visit.scan'], COUNTER, { visitId, paperId, source: 'feeder' });
const read = async (): Promise<Visit> => must(await station.call('visit.read', handlers['visit.read'], COUNTER, {}), 'the visit is open');
async function scanned(pages: readonly ScannedPage[], paperId?: string): Promise<Visit> {
  scanner.load({ pages });
  await scan(paperId);
  await expect.poll(() => scans.isScanning(ONE), { timeout: 15_000 }).toBe(false);
  return await settled();
}
async function settled(): Promise<Visit> {
  await expect.poll(async () => (await read()).unread).toBe(0);
  return await read();
}
/** Which pages stand where, by the numbers they were scanned with. */
async function shown(visit: Visit): Promise<Record<string, readonly number[]>> {
  const numbers = new Map<number | undefined, number>(Array.from({ length: 250 }, (_, number) => [scannedPage(number).bytes[0], number]));
  const entries = await Promise.all(visit.papers.filter(({ pages }) => pages.length > 0).map(async ({ paperId, pages }) => [paperId, await Promise.all(pages.map(async ({ sha256 }) => numbers.get((await station.context.blobs.read(sha256))[0]) ?? -1))] as const));
  return Object.fromEntries(entries);
}
const sheets = (visit: Visit) => visit.sheets.map(({ kind, paperId, why, label }) => [kind, paperId, why, label]);
const moves = () => station.context.database.read((store) => store.all(z.object({ to: z.string(), by: z.string() }), 'SELECT to_paper AS "to", by FROM page_move ORDER BY move_id'));

describe('a stack with cover sheets', () => {
  it('is taken apart: pages before the first sheet stay where the officer scanned, the others go where the sheet before them says', async () => {
    const visit = await scanned(stack(1, cover('giay-chung-sinh'), 2, 3, cover('uy-quyen'), 4, cover('to-khai'), 5));
    expect(await shown(visit)).toEqual({ 'to-khai': [1, 5], 'giay-chung-sinh': [2, 3], 'uy-quyen': [4] });
    expect(sheets(visit)).toEqual([['cover', 'giay-chung-sinh', null, null], ['cover', 'uy-quyen', null, null], ['cover', 'to-khai', null, null]]);
    expect(moves()).toEqual([{ to: 'giay-chung-sinh', by: 'cover-sheet' }, { to: 'giay-chung-sinh', by: 'cover-sheet' }, { to: 'uy-quyen', by: 'cover-sheet' }]);
    expect(visit.scan).toMatchObject({ kind: 'idle', pagesSoFar: 8 });
  });

  it('says nothing about the next scan: its pages stay where the officer scanned them', async () => {
    await scanned(stack(cover('uy-quyen'), 1));
    expect(await shown(await scanned(stack(2), 'giay-chung-sinh'))).toEqual({ 'giay-chung-sinh': [2], 'uy-quyen': [1] });
  });

  it('that broke off leaves the pages of the next scan apart up to its first sheet, whatever came between; a whole scan ends that', async () => {
    scanner.load({ pages: stack(cover('uy-quyen'), 1), end: 'scanner.jam' });
    await scan();
    await expect.poll(() => scans.isScanning(ONE), { timeout: 15_000 }).toBe(false);
    await scan();
    await expect.poll(() => scans.isScanning(ONE), { timeout: 15_000 }).toBe(false);
    await settled();
    await stop();
    station.reopen();
    start();
    expect(await shown(await scanned(stack(2, cover('giay-chung-sinh'), 3)))).toEqual({ 'uy-quyen': [1], '': [2], 'giay-chung-sinh': [3] });
    expect(await shown(await scanned(stack(4)))).toEqual({ 'to-khai': [4], 'uy-quyen': [1], '': [2], 'giay-chung-sinh': [3] });
  });

  it('keeps pages apart behind a sheet that says nothing here, tells whose it is, and opens no dossier until somebody has put them in order', async () => {
    const elsewhere = await station.serve(2);
    const forged = `${cover('uy-quyen').slice(0, -1)}${cover('uy-quyen').endsWith('0') ? '1' : '0'}`;
    const foreign = must(formatCoverSheet({ of: 'dossier', dossierId: OTHER_DOSSIER, paperId: 'to-khai' }), 'a paper');
    const visit = await scanned(stack(cover('to-khai'), 1, cover('to-khai', elsewhere), 2, forged, 3, foreign, 4, cover('so-ho-khau'), 5, cover('giay-chung-sinh'), 6));
    expect(await shown(visit)).toEqual({ 'to-khai': [1], '': [2, 3, 4, 5], 'giay-chung-sinh': [6] });
    expect(sheets(visit)).toEqual([
      ['cover', 'to-khai', null, null], ['refused', null, 'cover.other', 'A002'], ['refused', null, 'cover.damaged', null], ['refused', null, 'cover.unknown', null],
      ['refused', null, 'cover.paper-unknown', null], ['cover', 'giay-chung-sinh', null, null],
    ]);
    await station.call('visit.set-person', handlers['visit.set-person'], COUNTER, { visitId, person: LAN });
    await expect(station.call('dossier.open', open, COUNTER, { visitId })).rejects.toMatchObject({ code: 'visit.pages-in-the-way', params: { count: 8 } });
    const [first, second, third, fourth] = must(visit.papers.find(({ paperId }) => paperId === ''), 'they lie apart').pages;
    for (const page of [first, second]) await station.call('visit.move-page', handlers['visit.move-page'], COUNTER, { visitId, pageId: must(page, 'a page').pageId, paperId: 'uy-quyen' });
    for (const page of [third, fourth]) await station.call('visit.remove-page', handlers['visit.remove-page'], COUNTER, { visitId, pageId: must(page, 'a page').pageId });
    expect(await shown(await read())).toEqual({ 'to-khai': [1], 'giay-chung-sinh': [6], 'uy-quyen': [2, 3] });
    expect(moves().filter(({ by }) => by === 'counter-1')).toEqual([{ to: 'uy-quyen', by: 'counter-1' }, { to: 'uy-quyen', by: 'counter-1' }]);
    await expect(station.call('dossier.open', open, COUNTER, { visitId })).rejects.toMatchObject({ code: 'visit.pages-in-the-way', params: { count: 4 } });
    const [kept, ...others] = visit.sheets.filter(({ kind }) => kind === 'refused').map(({ page }) => page.pageId);
    await station.call('visit.move-page', handlers['visit.move-page'], COUNTER, { visitId, pageId: must(kept, 'a refused sheet'), paperId: 'uy-quyen' });
    for (const pageId of others) await station.call('visit.remove-page', handlers['visit.remove-page'], COUNTER, { visitId, pageId });
    expect((await station.call('dossier.open', open, COUNTER, { visitId })).pages).toBe(5);
  });

  it('keeps what a full paper cannot take apart, as well', async () => {
    await stop();
    start(2);
    expect(await shown(await scanned(stack(cover('uy-quyen'), 1, 2, 3)))).toEqual({ 'uy-quyen': [1, 2], '': [3] });
  });

  it('passes by a PDF, keeps apart what follows a picture that could have been the next sheet, and lets a sheet that was removed still have lain where it lay', async () => {
    const pdf: ScannedPage = { bytes: scannedPage(7).bytes, mime: 'application/pdf' };
    const visit = await scanned([...stack(cover('uy-quyen')), pdf, ...stack('no picture', 1)]);
    const [sheet] = visit.sheets;
    await station.call('visit.remove-page', handlers['visit.remove-page'], COUNTER, { visitId, pageId: must(sheet, 'the sheet').page.pageId });
    expect([(await read()).sheets, await shown(await read())]).toEqual([[], { 'uy-quyen': [7], '': [101, 1] }]);
  });

  it('leaves a picture that cannot be looked into on the paper where nobody uses sheets, and keeps it apart where some were printed', async () => {
    expect(await shown(await scanned(stack('no picture', 1)))).toEqual({ 'to-khai': [100, 1] });
    station.context.database.write((store) =>
      insertPrintJob(store, { printJobId: station.clock.uuid() as PrintJobId, what: 'cover', ofId: coverPrintOf(visitId, 'uy-quyen'), label: 'A001 · 1/3', paper: {}, at: station.clock.now(), printer: null }));
    expect(await shown(await scanned(stack(2, 'no picture', 3, cover('uy-quyen'), 4)))).toEqual({ 'to-khai': [100, 1, 2], '': [101, 3], 'uy-quyen': [4] });
  });

  it('waits for a file that the disk keeps back for a moment: its page may be a sheet', async () => {
    vi.spyOn(station.context.blobs, 'read').mockRejectedValueOnce(new DamagedBlob('a scanned page cannot be read', { cause: Object.assign(new Error('too many open files'), { code: 'EMFILE' }) }));
    scanner.load({ pages: stack(cover('uy-quyen'), 1) });
    await scan();
    await expect.poll(() => scans.isScanning(ONE), { timeout: 15_000 }).toBe(false);
    await expect.poll(() => failures.length).toBe(1);
    await expect.poll(async () => {
      station.clock.advance(1_000);
      return (await read()).unread;
    }).toBe(0);
    expect(await shown(await read())).toEqual({ 'uy-quyen': [1] });
    expect(failures.splice(0).map(String)).toEqual(['DamagedBlob: a scanned page cannot be read']);
  });
});

describe('a page that was moved by hand', () => {
  it('stays where it was put, also if it is looked at later', async () => {
    const held = Promise.withResolvers<undefined>();
    onLook = () => held.promise;
    scanner.load({ pages: stack(cover('giay-chung-sinh'), 1, 2) });
    await scan();
    await expect.poll(() => scans.isScanning(ONE), { timeout: 15_000 }).toBe(false);
    const page = must((await read()).papers[0]?.pages[1], 'the first page behind the sheet');
    await station.call('visit.move-page', handlers['visit.move-page'], COUNTER, { visitId, pageId: page.pageId, paperId: 'uy-quyen' });
    held.resolve(undefined);
    expect(await shown(await settled())).toEqual({ 'uy-quyen': [1], 'giay-chung-sinh': [2] });
  });

  it('goes to no paper that is not on the list and is of no other visit; a sheet becomes a page with it', async () => {
    const visit = await scanned(stack(cover('uy-quyen'), 1));
    const sheet = must(visit.sheets[0], 'the sheet').page.pageId;
    const move = (pageId: string, paperId: string) => station.call('visit.move-page', handlers['visit.move-page'], COUNTER, { visitId, pageId: pageId as typeof sheet, paperId });
    await expect(move(sheet, 'so-ho-khau')).rejects.toMatchObject({ code: 'paper.unknown' });
    await expect(move(station.clock.uuid(), 'to-khai')).rejects.toMatchObject({ code: 'page.not-found' });
    expect(await shown(await move(sheet, 'giay-chung-sinh'))).toEqual({ 'uy-quyen': [1], 'giay-chung-sinh': [100] });
  });

  it('moves in the dossier by events, once it has one, and the city holds its content all the time', async () => {
    await scanned(stack(cover('to-khai'), 1, cover('giay-chung-sinh'), 2));
    await station.call('visit.set-person', handlers['visit.set-person'], COUNTER, { visitId, person: LAN });
    const { dossierId } = await station.call('dossier.open', open, COUNTER, { visitId });
    const page = must((await read()).papers[0]?.pages[0], 'the page of the first paper');
    const requestId = station.requestId();
    for (let time = 0; time < 2; time += 1) await station.call('visit.move-page', handlers['visit.move-page'], COUNTER, { requestId, visitId, pageId: page.pageId, paperId: 'uy-quyen' });
    expect(await shown(await read())).toEqual({ 'giay-chung-sinh': [2], 'uy-quyen': [1] });
    const events = station.context.database.read((store) => store.all(z.object({ type: z.string(), actor: z.string() }), `SELECT type, actor FROM event WHERE agg_id = $dossierId ORDER BY seq`, { dossierId }));
    expect(events).toEqual([{ type: 'dossier.opened', actor: 'counter-1' }, { type: 'dossier.page-added', actor: 'counter-1' }, { type: 'dossier.page-removed', actor: 'counter-1' }]);
    const files = station.context.database.read((store) => store.all(z.object({ sha256: z.string() }), 'SELECT sha256 FROM dossier_page ORDER BY sha256')).map(({ sha256 }) => sha256);
    expect(files).toContain(page.sha256);
    expect(files).toHaveLength(2);
  });
});

describe('a page that nobody has looked at yet', () => {
  it('is not removed: it may be the sheet of those behind it', async () => {
    const held = Promise.withResolvers<undefined>();
    onLook = () => held.promise;
    scanner.load({ pages: stack(cover('uy-quyen'), 1) });
    await scan();
    await expect.poll(() => scans.isScanning(ONE), { timeout: 15_000 }).toBe(false);
    const { pageId } = must((await read()).papers[0]?.pages[0], 'the sheet');
    const remove = () => station.call('visit.remove-page', handlers['visit.remove-page'], COUNTER, { visitId, pageId });
    await expect(remove()).rejects.toMatchObject({ code: 'cover.reading' });
    held.resolve(undefined);
    await settled();
    expect(await shown(await remove())).toEqual({ 'uy-quyen': [1] });
  });
});

describe('a dossier', () => {
  it('is opened only when every page is known for what it is, and then without the sheets, whose files go', async () => {
    const held = Promise.withResolvers<undefined>();
    onLook = () => held.promise;
    await station.call('visit.set-person', handlers['visit.set-person'], COUNTER, { visitId, person: LAN });
    scanner.load({ pages: stack(cover('to-khai'), 1, cover('giay-chung-sinh'), 2) });
    await scan();
    await expect.poll(() => scans.isScanning(ONE), { timeout: 15_000 }).toBe(false);
    const opening = station.call('dossier.open', open, COUNTER, { visitId });
    expect((await read()).unread).toBe(4);
    held.resolve(undefined);
    expect((await opening).pages).toBe(2);
    const visit = await read();
    expect([visit.sheets, await shown(visit)]).toEqual([[], { 'to-khai': [1], 'giay-chung-sinh': [2] }]);
    expect(await removeDoomedFiles(station.context.database, station.context.blobs)).toBe(2);
  });

  it('is not opened while that takes too long, and says so', async () => {
    const held = Promise.withResolvers<undefined>();
    onLook = () => held.promise;
    scanner.load({ pages: stack(1) });
    await scan();
    await expect.poll(() => scans.isScanning(ONE), { timeout: 15_000 }).toBe(false);
    const opening = station.call('dossier.open', open, COUNTER, { visitId });
    station.clock.advance(10_000);
    await expect(opening).rejects.toMatchObject({ code: 'cover.reading' });
    held.resolve(undefined);
    await settled();
  });
});

describe('a crash', () => {
  it('between page and binding costs nothing: whatever was not bound is bound after the next start, in order and once', async () => {
    for (let seen = 0; seen < 6; seen += 1) {
      let looks = 0;
      const cut = Promise.withResolvers<undefined>();
      // The power goes while this page is looked at.
      onLook = () => (looks++ < seen ? undefined : cut.promise);
      scanner.load({ pages: stack(cover('giay-chung-sinh'), 1, 2, cover('uy-quyen'), 3, 4) });
      await scan();
      await expect.poll(() => scans.isScanning(ONE), { timeout: 15_000 }).toBe(false);
      await expect.poll(() => looks).toBeGreaterThan(seen);
      const stopped = stop();
      cut.resolve(undefined);
      await stopped;
      expect(station.context.database.read((store) => nextUnreadPage(store)) === null).toBe(false);
      station.reopen();
      onLook = () => undefined;
      start();
      const visit = await settled();
      expect([seen, await shown(visit), visit.sheets.length]).toEqual([seen, { 'giay-chung-sinh': [1, 2], 'uy-quyen': [3, 4] }, 2]);
      expect(moves().map(({ to }) => to)).toEqual(['giay-chung-sinh', 'giay-chung-sinh', 'uy-quyen', 'uy-quyen']);
      station.context.database.write((store) => {
        store.run('DELETE FROM page');
        store.run('DELETE FROM blob');
      });
    }
  });

  it('after the binding finds nothing left to do: saying it again changes nothing', async () => {
    const held = Promise.withResolvers<undefined>();
    onLook = () => held.promise;
    scanner.load({ pages: stack(1) });
    await scan();
    await expect.poll(() => scans.isScanning(ONE), { timeout: 15_000 }).toBe(false);
    const page = must(station.context.database.read(nextUnreadPage), 'it waits');
    const bind = (): boolean => station.context.database.write((store) => bindPage(store, page, { kind: 'code', text: cover('uy-quyen') }, { papersOf, mostOfPaper: 400, at: station.clock.now() }));
    expect([bind(), bind()]).toEqual([true, false]);
    held.resolve(undefined);
    expect(sheets(await settled())).toEqual([['cover', 'uy-quyen', null, null]]);
  });
});

describe('a page at which the thread dies', () => {
  it('and the whole program with it is passed by after two starts, also if every start is the first that this program knows of', async () => {
    let looks = 0;
    scanner.load({ pages: stack(9) });
    for (let starts = 0; starts < 4; starts += 1) {
      const cut = Promise.withResolvers<undefined>();
      onLook = () => {
        looks += 1;
        return cut.promise;
      };
      if (starts === 0) await scan();
      await expect.poll(async () => looks > starts || (await read()).unread === 0).toBe(true);
      if (starts === 0) await expect.poll(() => scans.isScanning(ONE), { timeout: 15_000 }).toBe(false);
      const stopped = stop();
      cut.resolve(undefined);
      await stopped;
      station.reopen();
      start();
    }
    expect([looks, await shown(await settled())]).toEqual([2, { 'to-khai': [9] }]);
  });

  it('is tried once more and then passed by, so that the pages behind it are seen', async () => {
    let deaths = 0;
    onLook = () => {
      if (deaths++ < 2) throw new Error('the thread has ended');
    };
    scanner.load({ pages: stack(9, cover('uy-quyen'), 1) });
    await scan();
    await expect.poll(() => scans.isScanning(ONE), { timeout: 15_000 }).toBe(false);
    await expect.poll(() => failures.length).toBeGreaterThan(0);
    await expect.poll(async () => {
      station.clock.advance(1_000);
      return (await read()).unread;
    }).toBe(0);
    expect(await shown(await read())).toEqual({ 'to-khai': [9], 'uy-quyen': [1] });
    expect(failures.splice(0).map(String)).toEqual(expect.arrayContaining(['Error: the thread has ended']));
  });
});
