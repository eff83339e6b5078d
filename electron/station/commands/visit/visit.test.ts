// The draft of a visit: whose it is, what may change it, and that nothing of it is lost or sent.

import { beforeEach, afterEach, describe, expect, it } from 'vitest';
import { atCounter, TestStation } from '../../../../tests/fakes/test-station.ts';
import { BIRTH, LAN, MARRIAGE } from '../../../../tests/fakes/test-procedures.ts';
import { noisyPicture } from '../../../../tests/fakes/noisy-picture.ts';
import { FakeScanner, scannedPage } from '../../../../tests/fakes/fake-scanner.ts';
import type { ProcedureCode, VisitId } from '../../../../shared/base/ids.ts';
import { must } from '../../../../shared/base/must.ts';
import type { Person, Visit } from '../../../../shared/contract/visit.ts';
import { endVisit, holdVisit, resumeVisit } from '../../store/visit-rows.ts';
import { counterOf } from './own-visit.ts';
import { createScanSessions, type ScanSessions } from './scan-sessions.ts';
import { visitHandlers } from './visit-handlers.ts';

const COUNTER = atCounter(1);
const OTHER = atCounter(2);

let scanner: FakeScanner;
let station: TestStation;
let scans: ScanSessions;
let handlers: ReturnType<typeof visitHandlers>;
let visitId: VisitId;

function restart(): void {
  scans = createScanSessions(station.context, (error) => expect.fail(String(error)));
  handlers = visitHandlers(scans);
}
beforeEach(async () => {
  scanner = new FakeScanner();
  station = new TestStation({ procedures: [BIRTH, MARRIAGE], scanners: new Map([[1, scanner]]) });
  restart();
  visitId = await station.serve(1);
  station.told.length = 0;
});
afterEach(async () => {
  await scans[Symbol.asyncDispose]();
  await station[Symbol.asyncDispose]();
});

const read = (): Promise<Visit | null> => station.call('visit.read', handlers['visit.read'], COUNTER, {});
const setPerson = (person: Person, caller = COUNTER): Promise<Visit> => station.call('visit.set-person', handlers['visit.set-person'], caller, { visitId, person });
const choose = (procedureCode: ProcedureCode): Promise<Visit> => station.call('visit.choose-procedure', handlers['visit.choose-procedure'], COUNTER, { visitId, procedureCode });
const check = (paperId: string, originals: number, copies: number): Promise<Visit> =>
  station.call('visit.check-paper', handlers['visit.check-paper'], COUNTER, { visitId, paperId, originals, copies });
async function remove(pageId: Visit['papers'][number]['pages'][number]['pageId']): Promise<Visit> {
  // Here nobody looks for cover sheets.
  station.context.database.write((store) => store.run(`UPDATE page SET code_kind = 'none' WHERE page_id = $pageId`, { pageId }));
  return await station.call('visit.remove-page', handlers['visit.remove-page'], COUNTER, { visitId, pageId });
}

async function scan(paperId: string, ...numbers: readonly number[]): Promise<Visit> {
  scanner.load({ pages: numbers.map((number) => scannedPage(number)) });
  return scanned(paperId);
}
/** Scans what lies in the feeder. */
async function scanned(paperId: string): Promise<Visit> {
  await station.call('visit.scan', handlers['visit.scan'], COUNTER, { visitId, paperId, source: 'feeder' });
  await expect.poll(() => scans.isScanning(counterOf(COUNTER)), { timeout: 15_000 }).toBe(false);
  return must(await read(), 'the visit is open');
}
const papersOf = (visit: Visit | null): readonly (readonly [string, number, number, number])[] =>
  (visit?.papers ?? []).map((paper) => [paper.paperId, paper.originals, paper.copies, paper.pages.length] as const);

describe('a visit', () => {
  it('belongs to the counter that called, and is empty at first', async () => {
    const visit = await read();
    expect(visit).toEqual({
      visitId, ticketId: visit?.ticketId, number: 'A001', startedAt: station.clock.now(), state: 'open', person: null, personSource: null, warnings: [], procedure: null, cases: [], intake: { channel: 'counter', caseName: '', behalf: null, delivery: null, outside: [] }, typing: {}, earlier: 0, papers: [], sheets: [], unread: 0, covers: [],
      scan: { kind: 'idle', paperId: null, pagesSoFar: 0, code: null }, dossierId: null, readerRefusal: null,
    });
    expect(await station.call('visit.read', handlers['visit.read'], OTHER, {})).toBeNull();
  });

  it('is touched by no other counter, not while held, not after its end', async () => {
    await expect(setPerson(LAN, OTHER)).rejects.toMatchObject({ code: 'ticket.other-counter', params: { counter: 1 } });
    station.context.database.write((store) => holdVisit(store, visitId));
    await expect(setPerson(LAN)).rejects.toMatchObject({ code: 'visit.closed' });
    expect(await read()).toBeNull();
    station.context.database.write((store) => resumeVisit(store, visitId, counterOf(OTHER)));
    await expect(setPerson(LAN)).rejects.toMatchObject({ code: 'ticket.other-counter', params: { counter: 2 } });
    station.context.database.write((store) => endVisit(store, visitId, station.clock.now()));
    await expect(setPerson(LAN, OTHER)).rejects.toMatchObject({ code: 'visit.closed' });
    const unknown = station.clock.uuid() as VisitId;
    await expect(station.call('visit.cancel-scan', handlers['visit.cancel-scan'], COUNTER, { visitId: unknown })).rejects.toMatchObject({ code: 'visit.not-found' });
    expect(station.events('visit.changed')).toEqual([]);
  });

  it('survives the end of the process with everything in it', async () => {
    await setPerson(LAN);
    await choose(BIRTH.code);
    await check('to-khai', 1, 2);
    const before = await scan('to-khai', 1, 2);
    station.reopen();
    restart();
    expect(await read()).toEqual({ ...before, scan: { kind: 'idle', paperId: null, pagesSoFar: 0, code: null } });
  });

  it('tells its counter after each change, and never before the change is durable', async () => {
    station.onTold = (told) => {
      if (told.event === 'visit.changed') expect(() => station.context.database.write(() => undefined)).not.toThrow();
    };
    await setPerson(LAN);
    await choose(BIRTH.code);
    expect(station.events('visit.changed').map((told) => told.payload)).toEqual([{ counterId: 1, visitId }, { counterId: 1, visitId }]);
  });
});

describe('the person', () => {
  it('typed by an officer is stored with doubts about what does not fit, numbers without blanks', async () => {
    const visit = await setPerson({ ...LAN, idNumber: '999 085 000 012', birthDate: '1985-02-30' });
    expect([visit.person?.idNumber, visit.personSource, visit.warnings]).toEqual(['999085000012', 'typed', ['id-province', 'id-sex', 'birth-date']]);
  });

  it('is refused with a number that can be nobody’s, and the draft stays as it was', async () => {
    await setPerson(LAN);
    for (const idNumber of ['00118500001', 'B1234567', '001985000012']) await expect(setPerson({ ...LAN, idNumber })).rejects.toMatchObject({ code: 'request.invalid', params: { field: 'idNumber' } });
    expect((await setPerson({ ...LAN, phone: '0900000009' })).person?.idNumber).toBe(LAN.idNumber);
  });

  it('may have no number at all', async () => {
    expect((await setPerson({ ...LAN, idNumber: '' })).warnings).toEqual([]);
  });
});

describe('a repeated request', () => {
  it('gets the same answer and changes nothing, even when the visit has moved on', async () => {
    const requestId = station.requestId();
    const first = await station.call('visit.set-person', handlers['visit.set-person'], COUNTER, { requestId, visitId, person: LAN });
    await setPerson({ ...LAN, fullName: 'Nguyễn Thị Lan Anh' });
    const again = await station.call('visit.set-person', handlers['visit.set-person'], COUNTER, { requestId, visitId, person: LAN });
    expect(again).toEqual(first);
    expect((await read())?.person?.fullName).toBe('Nguyễn Thị Lan Anh');
    await expect(station.call('visit.set-person', handlers['visit.set-person'], COUNTER, { requestId, visitId, person: { ...LAN, phone: '1' } })).rejects.toMatchObject({ code: 'request.reused' });
  });
});

describe('the procedure', () => {
  it('must be in the catalogue and brings its official list', async () => {
    await expect(choose('9.999999' as ProcedureCode)).rejects.toMatchObject({ code: 'procedure.unknown' });
    const visit = await choose(BIRTH.code);
    expect(visit.procedure).toEqual(BIRTH);
    expect(papersOf(visit)).toEqual([['to-khai', 0, 0, 0], ['giay-chung-sinh', 0, 0, 0], ['uy-quyen', 0, 0, 0]]);
  });

  it('named at the kiosk is chosen already', async () => {
    station.context.database.write((store) => store.run('UPDATE visit SET procedure_code = $code', { code: BIRTH.code }));
    expect((await read())?.procedure).toEqual(BIRTH);
  });

  it('may change while only shared papers have pages: those stay, counts of other papers are forgotten', async () => {
    await choose(BIRTH.code);
    await check('to-khai', 1, 0);
    await check('uy-quyen', 0, 3);
    await scan('to-khai', 1);
    expect(papersOf(await choose(MARRIAGE.code))).toEqual([['to-khai', 1, 0, 1], ['tinh-trang-hon-nhan', 0, 0, 0]]);
    expect(papersOf(await choose(BIRTH.code))).toEqual([['to-khai', 1, 0, 1], ['giay-chung-sinh', 0, 0, 0], ['uy-quyen', 0, 0, 0]]);
  });

  it('does not change over pages that it has no place for: nothing is lost silently', async () => {
    await choose(BIRTH.code);
    const { papers } = await scan('giay-chung-sinh', 1, 2);
    await expect(choose(MARRIAGE.code)).rejects.toMatchObject({ code: 'visit.pages-in-the-way', params: { count: 2 } });
    expect((await read())?.procedure?.code).toBe(BIRTH.code);
    for (const page of papers.flatMap((paper) => paper.pages)) await remove(page.pageId);
    expect((await choose(MARRIAGE.code)).procedure?.code).toBe(MARRIAGE.code);
  });

  it('that left the catalogue under an open visit leaves its pages in sight', async () => {
    await choose(BIRTH.code);
    await scan('giay-chung-sinh', 1);
    station.context.database.write((store) => store.run(`UPDATE visit SET procedure_code = '9.999999'`));
    const visit = await read();
    expect([visit?.procedure, papersOf(visit)]).toEqual([null, [['giay-chung-sinh', 0, 0, 1]]]);
  });
});

describe('papers and pages', () => {
  it('are only those of the official list', async () => {
    await expect(check('to-khai', 1, 0)).rejects.toMatchObject({ code: 'visit.no-procedure' });
    await choose(BIRTH.code);
    await expect(check('giay-nghi-phep', 1, 0)).rejects.toMatchObject({ code: 'paper.unknown' });
    expect(papersOf(await check('to-khai', 2, 1))[0]).toEqual(['to-khai', 2, 1, 0]);
  });

  it('are shown to the counter that serves the visit, and to nobody else', async () => {
    await choose(BIRTH.code);
    const pageId = must((await scan('to-khai', 7)).papers[0]?.pages[0], 'one page').pageId;
    const image = await station.call('page.image', handlers['page.image'], COUNTER, { pageId });
    expect([image.mime, Buffer.from(image.base64, 'base64')]).toEqual(['image/jpeg', Buffer.from(scannedPage(7).bytes)]);
    await expect(station.call('page.image', handlers['page.image'], OTHER, { pageId })).rejects.toMatchObject({ code: 'page.not-found' });
    await remove(pageId);
    await expect(station.call('page.image', handlers['page.image'], COUNTER, { pageId })).rejects.toMatchObject({ code: 'page.not-found' });
    await expect(remove(pageId)).rejects.toMatchObject({ code: 'page.not-found' });
  });

  it('that are large are shown small, and as they were scanned in pieces that no window stumbles over', async () => {
    await choose(BIRTH.code);
    const large = noisyPicture(1700, 2300);
    scanner.load({ pages: [{ bytes: large, mime: 'image/png' }] });
    const pageId = must((await scanned('to-khai')).papers[0]?.pages[0], 'one page').pageId;
    const preview = await station.call('page.image', handlers['page.image'], COUNTER, { pageId });
    expect([preview.mime, Buffer.from(preview.base64, 'base64').subarray(0, 3).toString('hex')]).toEqual(['image/jpeg', 'ffd8ff']);
    expect(Buffer.from(preview.base64, 'base64').length).toBeLessThanOrEqual(200 * 1024);
    const pieces: Buffer[] = [];
    for (let from = 0; from < large.length; from += must(pieces.at(-1), 'a piece').length) {
      const { mime, bytes, base64 } = await station.call('page.piece', handlers['page.piece'], COUNTER, { pageId, from });
      expect([mime, bytes, base64.length <= 1_500_000]).toEqual(['image/png', large.length, true]);
      pieces.push(Buffer.from(base64, 'base64'));
    }
    expect(pieces.length).toBeGreaterThan(4);
    expect(Buffer.concat(pieces).equals(large)).toBe(true);
    await expect(station.call('page.piece', handlers['page.piece'], OTHER, { pageId, from: 0 })).rejects.toMatchObject({ code: 'page.not-found' });
  });

  it('that are large and no picture are refused by name, and documents are not sent for a picture', async () => {
    await choose(BIRTH.code);
    scanner.load({ pages: [scannedPage(3, 300_000), { ...scannedPage(4, 300_000), mime: 'application/pdf' }] });
    const [broken, document] = must((await scanned('to-khai')).papers[0], 'the paper').pages.map((page) => page.pageId);
    await expect(station.call('page.image', handlers['page.image'], COUNTER, { pageId: must(broken, 'two pages') })).rejects.toMatchObject({ code: 'page.undrawable' });
    expect(await station.call('page.image', handlers['page.image'], COUNTER, { pageId: must(document, 'two pages') })).toEqual({ mime: 'application/pdf', base64: '' });
  });

  it('that are equal share one file, which stays until the last of them is removed', async () => {
    await choose(BIRTH.code);
    const [first, second] = must((await scan('to-khai', 3, 3)).papers[0], 'the paper').pages;
    const { sha256 } = must(first, 'two pages');
    await remove(must(first, 'two pages').pageId);
    expect((await station.context.blobs.read(sha256)).equals(Buffer.from(scannedPage(3).bytes))).toBe(true);
    await remove(must(second, 'two pages').pageId);
    await expect(station.context.blobs.read(sha256)).rejects.toThrow();
  });

  it('whose file was changed are refused as damaged, not shown', async () => {
    await choose(BIRTH.code);
    const page = must((await scan('to-khai', 7)).papers[0]?.pages[0], 'one page');
    await station.context.blobs.remove(page.sha256);
    await expect(station.call('page.image', handlers['page.image'], COUNTER, { pageId: page.pageId })).rejects.toMatchObject({ code: 'page.damaged' });
  });
});
