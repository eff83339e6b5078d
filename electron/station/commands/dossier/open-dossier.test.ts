// Opening a dossier: what it needs, that all of it lands together or nothing does, and that no code is given twice.

import { z } from 'zod';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { FakeScanner, scannedPage } from '../../../../tests/fakes/fake-scanner.ts';
import { BIRTH, LAN, MARRIAGE } from '../../../../tests/fakes/test-procedures.ts';
import { atCounter, TestStation } from '../../../../tests/fakes/test-station.ts';
import type { BusinessDay, CounterId, VisitId } from '../../../../shared/base/ids.ts';
import { must } from '../../../../shared/base/must.ts';
import type { Dossier } from '../../../../shared/contract/dossier.ts';
import { parseDossierCode } from '../../../../shared/domain/codes/dossier-code.ts';
import { logEvents } from '../../../../shared/wire/log-events.ts';
import { readOperations } from '../../store/event-log.ts';
import { findBrokenSeal } from '../../store/seals.ts';
import { addLease, OWN } from '../../store/leases.ts';
import { createScanSessions, type ScanSessions } from '../visit/scan-sessions.ts';
import { visitHandlers } from '../visit/visit-handlers.ts';
import { dossierHandlers } from './dossier-handlers.ts';

const COUNTER = atCounter(1);
const HOLIDAYS = [{ year: 2026, closed: [], working: [] }];

let scanner: FakeScanner;
let station: TestStation;
let scans: ScanSessions;
let visits: ReturnType<typeof visitHandlers>;
let dossiers: ReturnType<typeof dossierHandlers>;

function start(): void {
  scans = createScanSessions(station.context, (error) => expect.fail(String(error)));
  visits = visitHandlers(scans);
  dossiers = dossierHandlers(scans, HOLIDAYS);
}
beforeEach(() => {
  scanner = new FakeScanner();
  station = new TestStation({ procedures: [BIRTH, MARRIAGE], scanners: new Map([[1, scanner]]) });
  start();
});
afterEach(async () => {
  await scans[Symbol.asyncDispose]();
  await station[Symbol.asyncDispose]();
});

const setPerson = (visitId: VisitId): unknown => station.call('visit.set-person', visits['visit.set-person'], COUNTER, { visitId, person: LAN });
const choose = (visitId: VisitId, procedure = BIRTH): unknown => station.call('visit.choose-procedure', visits['visit.choose-procedure'], COUNTER, { visitId, procedureCode: procedure.code });
const check = (visitId: VisitId, paperId: string): unknown => station.call('visit.check-paper', visits['visit.check-paper'], COUNTER, { visitId, paperId, originals: 1, copies: 0 });
const open = (visitId: VisitId, caller = COUNTER): Promise<Dossier> => station.call('dossier.open', dossiers['dossier.open'], caller, { visitId });
async function scan(visitId: VisitId, paperId: string, ...numbers: readonly number[]): Promise<void> {
  scanner.load({ pages: numbers.map((number) => scannedPage(number)) });
  await station.call('visit.scan', visits['visit.scan'], COUNTER, { visitId, paperId, source: 'feeder' });
  await expect.poll(() => scans.isScanning(1 as CounterId)).toBe(false);
}
/** A visit that lacks nothing: both required papers, one of them only scanned. */
async function readyVisit(...pages: readonly number[]): Promise<VisitId> {
  const visitId = await station.serve(1);
  await setPerson(visitId);
  await choose(visitId);
  await check(visitId, 'to-khai');
  await scan(visitId, 'giay-chung-sinh', ...(pages.length > 0 ? pages : [1, 2]));
  return visitId;
}
const openings = (): readonly unknown[] => station.context.database.read((store) => readOperations(store, 0, 1000)).filter((operation) => operation.type === 'dossier.opened');
const countOf = (table: string): number => must(station.context.database.read((store) => store.get(z.object({ count: z.int() }), `SELECT count(*) AS count FROM ${table}`)), 'a count').count;

describe('opening a dossier', () => {
  it('refuses what is missing, in the order in which an officer fills it in', async () => {
    const visitId = await station.serve(1);
    await expect(open(visitId)).rejects.toMatchObject({ code: 'visit.no-person' });
    await setPerson(visitId);
    await expect(open(visitId)).rejects.toMatchObject({ code: 'visit.no-procedure' });
    await choose(visitId);
    await expect(open(visitId)).rejects.toMatchObject({ code: 'visit.papers-missing', params: { count: 2 } });
    await check(visitId, 'to-khai');
    await expect(open(visitId)).rejects.toMatchObject({ code: 'visit.papers-missing', params: { count: 1 } });
    await scan(visitId, 'giay-chung-sinh', 1);
    await expect(open(visitId, atCounter(2))).rejects.toMatchObject({ code: 'ticket.other-counter' });
    expect(openings()).toEqual([]);
    expect((await open(visitId)).cityState).toBe('waiting');
    await expect(open(visitId)).rejects.toMatchObject({ code: 'dossier.already-open' });
    await expect(setPerson(visitId)).rejects.toMatchObject({ code: 'dossier.already-open' });
  });

  it('waits for a scan that still runs', async () => {
    const visitId = await readyVisit();
    scanner.load({ pages: [], end: 'hang' });
    await station.call('visit.scan', visits['visit.scan'], COUNTER, { visitId, paperId: 'uy-quyen', source: 'feeder' });
    await expect(open(visitId)).rejects.toMatchObject({ code: 'scanner.busy' });
  });

  it('refuses while pages are there that the list has no place for', async () => {
    const visitId = await readyVisit();
    station.context.database.write((store) => store.run(`UPDATE page SET paper_id = 'giay-la'`));
    await expect(open(visitId)).rejects.toMatchObject({ code: 'visit.pages-in-the-way', params: { count: 2 } });
  });

  it('gives a provisional code, a due date and the masked number; the log has everything the city needs', async () => {
    const visitId = await readyVisit();
    station.told.length = 0;
    station.woken.length = 0;
    const dossier = await open(visitId);
    expect(dossier.provisionalCode).toMatch(/^T149-K1-000001-[0-9A-Z]$/);
    expect(dossier).toEqual({
      dossierId: dossier.dossierId, provisionalCode: dossier.provisionalCode, officialCode: null, procedureCode: BIRTH.code, procedureName: BIRTH.name,
      applicantName: LAN.fullName, applicantIdMasked: '001******012', ticketNumber: 'A001', counterId: 1, status: 2, receivedAt: station.clock.now(), dueAt: Date.parse('2026-07-13T17:00:00+07:00'),
      pages: 2, pagesAtCity: 0, cityState: 'waiting', cityCode: null, receipt: null,
      lag: { events: 1, pages: 2, letters: 0, since: station.clock.now(), city: null, heardAt: null },
    });
    const { pages, ...visit } = await scannedPapers(visitId);
    expect(openings()).toEqual([
      expect.objectContaining({
        aggType: 'dossier', aggId: dossier.dossierId, actor: 'counter-1',
        body: logEvents['dossier.opened'].parse({
          officialCode: null, dossierId: dossier.dossierId, visitId, ticketNumber: 'A001', provisionalCode: dossier.provisionalCode, procedureCode: BIRTH.code, procedureName: BIRTH.name,
          applicant: { ...LAN, source: 'typed' },
          papers: [
            { paperId: 'to-khai', name: 'Tờ khai', originals: 1, copies: 0, pages: [] },
            { paperId: 'giay-chung-sinh', name: 'Giấy chứng sinh', originals: 0, copies: 0, pages },
          ],
          counterId: 1, officerName: 'Nguyễn Thị Hồng Vân', receivedAt: dossier.receivedAt, dueAt: dossier.dueAt, status: 2,
        }),
      }),
    ]);
    expect(visit).toMatchObject({ state: 'dossier-opened', dossierId: dossier.dossierId });
    expect(station.told.map((told) => told.event)).toEqual(['visit.changed', 'dossiers.changed']);
    expect(station.woken).toEqual(['sync']);
    expect(station.context.database.read((store) => store.all(z.object({ state: z.string() }), 'SELECT state FROM blob'))).toEqual([{ state: 'waiting' }, { state: 'waiting' }]);
  });

  async function scannedPapers(visitId: VisitId): Promise<{ readonly pages: unknown; readonly state: unknown; readonly dossierId: unknown }> {
    const visit = must(await station.call('visit.read', visits['visit.read'], COUNTER, {}), 'it is open');
    expect(visit.visitId).toBe(visitId);
    return { pages: visit.papers[1]?.pages.map(({ pageId, sha256, bytes, mime, scannedAt }) => ({ pageId, sha256, bytes, mime, scannedAt })), state: visit.state, dossierId: visit.dossierId };
  }

  it('asked for twice by one request opens one dossier and answers the same', async () => {
    const visitId = await readyVisit();
    const requestId = station.requestId();
    const first = await station.call('dossier.open', dossiers['dossier.open'], COUNTER, { requestId, visitId });
    expect(await station.call('dossier.open', dossiers['dossier.open'], COUNTER, { requestId, visitId })).toEqual(first);
    expect([openings().length, countOf('dossier')]).toEqual([1, 1]);
  });
});

describe('a dossier and its outbox line', () => {
  const FAULTS = [
    ['the event', 'BEFORE INSERT ON event'], ['the code', 'BEFORE INSERT ON running_number'], ['the dossier', 'BEFORE INSERT ON dossier'], ['its pages', 'BEFORE INSERT ON dossier_page'],
    ['the pages’ way', 'BEFORE UPDATE ON blob'], ['the visit', 'BEFORE UPDATE ON visit'], ['the answer', 'BEFORE INSERT ON request'],
  ] as const;
  it.each(FAULTS)('land together or not at all when %s cannot be written', async (_what, moment) => {
    const visitId = await readyVisit();
    const before = ['event', 'dossier', 'dossier_page', 'request', 'running_number'].map(countOf);
    const condition = moment.endsWith('running_number') ? `WHEN NEW.name = 'provisional-code'` : '';
    station.context.database.write((store) => store.run(`CREATE TRIGGER planted ${moment} ${condition} BEGIN SELECT RAISE(ABORT, 'planted'); END`));
    station.told.length = 0;
    await expect(open(visitId)).rejects.toThrow('planted');
    expect(['event', 'dossier', 'dossier_page', 'request', 'running_number'].map(countOf)).toEqual(before);
    expect([station.told, must(await station.call('visit.read', visits['visit.read'], COUNTER, {}), 'it is open').state]).toEqual([[], 'open']);

    station.context.database.write((store) => store.run('DROP TRIGGER planted'));
    expect((await open(visitId)).provisionalCode).toContain('-000001-');
    expect(station.context.database.read((store) => findBrokenSeal(store, station.context.identity))).toBeNull();
  });
});

describe('provisional codes', () => {
  it('are never given twice, also over a restart, and each reads back as what it is', async () => {
    const codes: string[] = [];
    for (let round = 0; round < 4; round += 1) {
      codes.push((await open(await readyVisit(round * 2, round * 2 + 1))).provisionalCode);
      await station.finish(1);
      station.reopen();
      start();
    }
    expect(new Set(codes).size).toBe(4);
    expect(codes.map((code) => parseDossierCode(code))).toMatchObject([1, 2, 3, 4].map((number) => ({ kind: 'provisional', parts: { commune: 'T149', station: 'K1', number } })));
  });
});

describe('official codes', () => {
  const lend = (lo: number, hi: number, more: { readonly day?: string; readonly incarnation?: number; readonly agency?: string } = {}): void => {
    const { day = '2026-07-13', incarnation = 1, agency = 'H26.149' } = more;
    station.context.database.write((store) =>
      addLease(store, { leaseId: station.clock.uuid(), series: `code/${agency}`, day: day as BusinessDay, lo, hi, incarnation, holder: OWN, state: 'open', at: station.clock.now() }),
    );
  };
  const opened = async (): Promise<string | null> => {
    const dossier = await open(await readyVisit());
    await station.finish(1);
    return dossier.officialCode;
  };

  it('are there at once out of the city\'s numbers of the day, on the screen, in the event and in the look-up, beside the provisional one', async () => {
    lend(101, 102);
    const dossier = await open(await readyVisit());
    expect([dossier.officialCode, dossier.provisionalCode.slice(0, 14)]).toEqual(['H26.149-260713-0101', 'T149-K1-000001']);
    expect(openings()).toMatchObject([{ typeVersion: 3, body: { officialCode: dossier.officialCode, provisionalCode: dossier.provisionalCode } }]);
    for (const code of [dossier.officialCode, dossier.provisionalCode]) {
      expect(await station.call('dossier.look-up', dossiers['dossier.look-up'], { role: 'kiosk' }, { by: 'code', code: code ?? '', idNumber: LAN.idNumber })).toMatchObject({ code: dossier.officialCode, official: true });
    }
  });

  it('lose no number to a dossier that could not be opened', async () => {
    lend(101, 102);
    const visitId = await readyVisit();
    station.context.database.write((store) => store.run(`CREATE TRIGGER planted BEFORE INSERT ON request BEGIN SELECT RAISE(ABORT, 'planted'); END`));
    await expect(open(visitId)).rejects.toThrow('planted');
    station.context.database.write((store) => store.run('DROP TRIGGER planted'));
    expect((await open(visitId)).officialCode).toBe('H26.149-260713-0101');
  });

  it('pass over a number that a dossier here has already, so that it keeps no later one from being opened', async () => {
    const first = await open(await readyVisit());
    await station.finish(1);
    station.context.database.write((store) => store.run(`INSERT INTO city_dossier (dossier_id, official_code) VALUES ($dossierId, 'H26.149-260713-0101')`, { dossierId: first.dossierId }));
    lend(101, 103);
    expect([await opened(), await opened()]).toEqual(['H26.149-260713-0102', 'H26.149-260713-0103']);
  });

  it('F22: are left to the city when the day\'s numbers are used up, of another day or of an older life of this store', async () => {
    lend(7, 7);
    lend(8, 9, { day: '2026-07-14' });
    lend(20, 30, { incarnation: 2 });
    expect([await opened(), await opened()]).toEqual(['H26.149-260713-0007', null]);
  });

  it('F22: take the new day and the new agency at midnight in Hà Nội', async () => {
    lend(1, 5);
    lend(1, 5, { day: '2026-07-14', agency: 'H26.700' });
    station.clock.set('2026-07-13T23:59:00+07:00');
    expect(await opened()).toBe('H26.149-260713-0001');
    station.clock.set('2026-07-14T00:00:30+07:00');
    expect(await opened()).toBe('H26.700-260714-0001');
  });

  it('are never of a day before one that had a code already, and never of a day that is in doubt', async () => {
    lend(1, 5);
    lend(1, 5, { day: '2026-07-14' });
    station.clock.set('2026-07-14T09:00:00+07:00');
    expect(await opened()).toBe('H26.149-260714-0001');
    station.clock.set('2026-07-13T09:00:00+07:00');
    expect(await opened()).toBeNull();
    station.clock.set('2026-07-14T10:00:00+07:00');
    station.isClockSuspect = true;
    expect(await opened()).toBeNull();
    station.isClockSuspect = false;
    expect(await opened()).toBe('H26.149-260714-0002');
  });
});

describe('the due date', () => {
  it.each([
    ['a same-day procedure before 15:00', BIRTH, '2026-07-13T14:59', '2026-07-13T17:00'],
    ['a same-day procedure after 15:00', BIRTH, '2026-07-13T15:01', '2026-07-14T17:00'],
    ['five working days over a weekend', MARRIAGE, '2026-07-13T09:00', '2026-07-20T09:00'],
    ['a limit that runs into a year without a holiday table', MARRIAGE, '2026-12-30T09:00', null],
  ] as const)('of %s is what the office can keep', async (_what, procedure, receivedAt, dueAt) => {
    station.clock.set(`${receivedAt}:00+07:00`);
    const visitId = await station.serve(1);
    await setPerson(visitId);
    await choose(visitId, procedure);
    for (const paper of procedure.papers) await check(visitId, paper.paperId);
    expect((await open(visitId)).dueAt).toBe(dueAt === null ? null : Date.parse(`${dueAt}:00+07:00`));
  });
});
