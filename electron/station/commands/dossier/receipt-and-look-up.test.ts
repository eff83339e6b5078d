// The paper in the citizen's hand and what becomes of it: printing, printing again, the city's word, finding the dossier by it, the screen at the counter.

import { z } from 'zod';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { BIRTH, LAN, MARRIAGE } from '../../../../tests/fakes/test-procedures.ts';
import { FakeScanner, scannedPage } from '../../../../tests/fakes/fake-scanner.ts';
import { atCounter, displayOf, TestStation } from '../../../../tests/fakes/test-station.ts';
import type { CounterId } from '../../../../shared/base/ids.ts';
import { must } from '../../../../shared/base/must.ts';
import type { Caller } from '../../../../shared/contract/command.ts';
import type { Display } from '../../../../shared/contract/display.ts';
import type { Dossier, LookUpResult } from '../../../../shared/contract/dossier.ts';
import { blobHashSchema, printJobIdSchema } from '../../../../shared/contract/primitives.ts';
import { parseReceiptQr } from '../../../../shared/domain/codes/receipt-qr.ts';
import type { ReceiptPaper } from '../../devices/ports.ts';
import { markBlobVerified, nextWaitingBlobs } from '../../store/blobs.ts';
import { applyOfficialCode, keepTakenCodes } from '../../store/city-dossiers.ts';
import { readOperations } from '../../store/event-log.ts';
import { markEnded } from '../../store/print-jobs.ts';
import { markPrinting } from '../../store/print-jobs-line.ts';
import { displayHandlers } from '../display/display-handlers.ts';
import { procedureHandlers } from '../procedure/procedure-handlers.ts';
import { pauseCounter, resumeCounter } from '../queue/pause-counter.ts';
import { readPayload } from '../reader/read-payload.ts';
import { createScanSessions, type ScanSessions } from '../visit/scan-sessions.ts';
import { visitHandlers } from '../visit/visit-handlers.ts';
import { dossierHandlers } from './dossier-handlers.ts';
import { receiptQrOf } from './receipt-paper.ts';

const COUNTER = atCounter(1);
const KIOSK: Caller = { role: 'kiosk' };
/** After which every miss is forgiven. */
const LONG_MS = 3_600_000;
const OFFICIAL = 'H26.149-260713-0042';

let scanner: FakeScanner;
let station: TestStation;
let scans: ScanSessions;
let visits: ReturnType<typeof visitHandlers>;
let dossiers: ReturnType<typeof dossierHandlers>;
beforeEach(() => {
  scanner = new FakeScanner();
  station = new TestStation({ procedures: [BIRTH, MARRIAGE], scanners: new Map([[1, scanner]]) });
  scans = createScanSessions(station.context, (error) => expect.fail(String(error)));
  visits = visitHandlers(scans);
  dossiers = dossierHandlers(scans, [{ year: 2026, closed: [], working: [] }]);
});
afterEach(async () => {
  await scans[Symbol.asyncDispose]();
  await station[Symbol.asyncDispose]();
});

async function opened(person = LAN): Promise<Dossier> {
  const visitId = await station.serve(1);
  await station.call('visit.set-person', visits['visit.set-person'], COUNTER, { visitId, person });
  await station.call('visit.choose-procedure', visits['visit.choose-procedure'], COUNTER, { visitId, procedureCode: BIRTH.code });
  for (const paperId of ['to-khai', 'giay-chung-sinh']) await station.call('visit.check-paper', visits['visit.check-paper'], COUNTER, { visitId, paperId, originals: 1, copies: 2 });
  scanner.load({ pages: [scannedPage(1), scannedPage(2)] });
  await station.call('visit.scan', visits['visit.scan'], COUNTER, { visitId, paperId: 'to-khai', source: 'feeder' });
  await expect.poll(() => scans.isScanning(1 as CounterId)).toBe(false);
  return station.call('dossier.open', dossiers['dossier.open'], COUNTER, { visitId });
}
const print = (dossier: Dossier, caller = COUNTER): Promise<Dossier> => station.call('receipt.print', dossiers['receipt.print'], caller, { dossierId: dossier.dossierId });
const list = async (): Promise<readonly Dossier[]> => (await station.call('dossier.list', dossiers['dossier.list'], COUNTER, { limit: 10 })).dossiers;
const lookUp = (input: Parameters<typeof station.call<'dossier.look-up'>>[3]): Promise<LookUpResult> => station.call('dossier.look-up', dossiers['dossier.look-up'], KIOSK, input);
const display = async (): Promise<Display['view']> => (await station.call('display.read', displayHandlers['display.read'], displayOf(1), {})).view;
const papers = (): readonly ReceiptPaper[] =>
  station.context.database.read((store) => store.all(z.object({ paper: z.string() }), 'SELECT paper FROM print_job WHERE what = \'receipt\' ORDER BY created_at, rowid')).map((row) => JSON.parse(row.paper) as ReceiptPaper);
const cityAcknowledges = (): void => station.context.database.write((store) => store.runOne('UPDATE sync SET acked_seq = (SELECT max(seq) FROM event)'));
const cityGives = (dossier: Dossier, code = OFFICIAL): boolean => station.context.database.write((store) => applyOfficialCode(store, dossier.dossierId, dossier.provisionalCode, code));

function endPrint(dossier: Dossier, state: 'printed' | 'failed' | 'unknown'): void {
  const printJobId = printJobIdSchema.parse(dossier.receipt?.printJobId);
  station.context.database.write((store) => {
    markPrinting(store, printJobId);
    markEnded(store, printJobId, { state, code: state === 'printed' ? null : 'printer.paper-out', mayExist: state !== 'failed', triedAgain: state === 'failed' }, station.clock.now());
  });
}

describe('a receipt', () => {
  it('is queued durably with its words, masked, provisional, and the printer is woken after commit', async () => {
    const dossier = await opened();
    station.told.length = 0;
    station.woken.length = 0;
    const { receipt } = await print(dossier);
    expect(receipt).toMatchObject({ state: 'queued', attempts: 0 });
    expect(station.told.map((told) => told.event)).toEqual(['print.changed', 'dossiers.changed']);
    expect(station.woken).toContain('printer');
    station.reopen();
    const [paper] = papers();
    expect(paper).toEqual({
      unitParent: station.point.unit.parent, unitName: station.point.unit.name, unitAddress: station.point.unit.address, unitPhone: station.point.unit.phone,
      code: dossier.provisionalCode, isProvisional: true, procedureCode: BIRTH.code, procedureName: BIRTH.name, applicantName: LAN.fullName, applicantIdMasked: '001******012',
      papers: [{ name: 'Tờ khai', originals: 1, copies: 2 }, { name: 'Giấy chứng sinh', originals: 1, copies: 2 }],
      receivedAt: dossier.receivedAt, dueAt: dossier.dueAt, counter: 1, officerName: 'Nguyễn Thị Hồng Vân', ticketNumber: 'A001', qr: paper?.qr, copyNumber: 1, isExample: true,
    });
    expect(parseReceiptQr(must(paper, 'a paper').qr)).toMatchObject({ dossierId: dossier.dossierId, code: { code: dossier.provisionalCode } });
    expect(JSON.stringify(paper)).not.toContain(LAN.idNumber);
  });

  it('is not queued twice while one is in the line, by two requests or one', async () => {
    const dossier = await opened();
    const requestId = station.requestId();
    const first = await station.call('receipt.print', dossiers['receipt.print'], COUNTER, { requestId, dossierId: dossier.dossierId });
    expect(await station.call('receipt.print', dossiers['receipt.print'], COUNTER, { requestId, dossierId: dossier.dossierId })).toEqual(first);
    await expect(print(dossier)).rejects.toMatchObject({ code: 'print.wrong-state' });
    expect(papers().length).toBe(1);
  });

  it('after one that is or may be on paper is marked as a further copy; after one that certainly is not, it is the first', async () => {
    const dossier = await opened();
    endPrint(await print(dossier), 'failed');
    station.clock.advance(1000);
    endPrint(await print(dossier), 'unknown');
    station.clock.advance(1000);
    endPrint(await print(dossier, atCounter(2)), 'printed');
    station.clock.advance(1000);
    await print(dossier);
    expect(papers().map((paper) => paper.copyNumber)).toEqual([1, 1, 2, 3]);
  });

  it('asked for anew settles older prints that wait for a decision, with an event each', async () => {
    const dossier = await opened();
    endPrint(await print(dossier), 'failed');
    station.clock.advance(1000);
    await print(dossier);
    const states = station.context.database.read((store) => store.all(z.object({ state: z.string() }), 'SELECT state FROM print_job WHERE what = \'receipt\' ORDER BY created_at'));
    expect(states).toEqual([{ state: 'marked' }, { state: 'queued' }]);
    const settled = station.context.database.read((store) => readOperations(store, 0, 1000)).filter((operation) => operation.type === 'print.ended');
    expect(settled.map((operation) => [operation.actor, operation.body['outcome'], operation.body['code']])).toEqual([['counter-1', 'marked', 'printer.paper-out']]);
  });

  it('carries the official code once there is one', async () => {
    const dossier = await opened();
    cityGives(dossier);
    await print(dossier);
    expect(papers()[0]).toMatchObject({ code: OFFICIAL, isProvisional: false });
    expect(parseReceiptQr(must(papers()[0], 'a paper').qr)?.code.code).toBe(OFFICIAL);
  });

  it('of a dossier that is not there is refused', async () => {
    const dossierId = station.clock.uuid() as Dossier['dossierId'];
    await expect(station.call('receipt.print', dossiers['receipt.print'], COUNTER, { dossierId })).rejects.toMatchObject({ code: 'dossier.not-found' });
  });
});

describe('the city’s word', () => {
  it('moves a dossier from waiting over text received to complete, page by page', async () => {
    const dossier = await opened();
    const state = async (): Promise<unknown> => (await list()).map((own) => [own.cityState, own.pagesAtCity, own.officialCode, own.cityCode]);
    expect(await state()).toEqual([['waiting', 0, null, null]]);
    expect(station.context.database.read((store) => nextWaitingBlobs(store, 10))).toEqual([]);
    cityAcknowledges();
    expect(await state()).toEqual([['text-received', 0, null, null]]);
    const waiting = station.context.database.read((store) => nextWaitingBlobs(store, 10));
    expect(waiting.map((blob) => blob.bytes)).toEqual([2000, 2000]);
    expect([cityGives(dossier), cityGives(dossier), cityGives(dossier, 'H26.149-260713-0043')]).toEqual([true, false, false]);
    for (const [index, blob] of waiting.entries()) {
      const verify = (bytes: number): boolean => station.context.database.write((store) => markBlobVerified(store, blob.sha256, bytes, station.clock.now()));
      expect([verify(1), verify(blob.bytes), verify(blob.bytes)]).toEqual([false, true, false]);
      expect(await state()).toEqual([[index === 0 ? 'text-received' : 'complete', index + 1, OFFICIAL, null]]);
    }
    expect(station.context.database.read((store) => nextWaitingBlobs(store, 10))).toEqual([]);
  });

  it('about dossiers and pages of other stations changes nothing here', async () => {
    const dossier = await opened();
    const other = station.clock.uuid() as Dossier['dossierId'];
    station.context.database.write((store) => {
      expect(applyOfficialCode(store, other, 'T149-K2-000001-0', OFFICIAL)).toBe(false);
      expect(applyOfficialCode(store, dossier.dossierId, 'T149-K2-000001-0', OFFICIAL)).toBe(false);
      expect(markBlobVerified(store, blobHashSchema.parse('a'.repeat(64)), 5, station.clock.now())).toBe(false);
    });
    expect((await list())[0]?.officialCode).toBeNull();
  });

  it('that refuses it is shown as refused, a damaged page as damaged', async () => {
    const dossier = await opened();
    station.context.database.write((store) => store.run(`UPDATE blob SET state = 'damaged' WHERE sha256 = (SELECT min(sha256) FROM blob)`));
    expect((await list())[0]).toMatchObject({ cityState: 'waiting', cityCode: 'page.damaged' });
    cityAcknowledges();
    station.context.database.write((store) =>
      store.run(`INSERT INTO dead_letter (seq, op_id, state, code, detail, answered_at) SELECT seq, op_id, 'rejected', 'x', 'y', 1 FROM dossier JOIN event ON op_id = opened_op WHERE dossier_id = $id`, { id: dossier.dossierId }),
    );
    expect((await list())[0]).toMatchObject({ cityState: 'refused', cityCode: 'city.refused' });
  });

  it('on a page that an earlier dossier sent holds for a second dossier with the same page', async () => {
    await opened();
    cityAcknowledges();
    for (const blob of station.context.database.read((store) => nextWaitingBlobs(store, 10))) station.context.database.write((store) => markBlobVerified(store, blob.sha256, blob.bytes, station.clock.now()));
    await station.finish(1);
    station.clock.advance(1000);
    await opened();
    cityAcknowledges();
    expect((await list()).map((own) => own.cityState)).toEqual(['complete', 'complete']);
  });
});

describe('looking up', () => {
  it('finds a dossier by either code with the number, before and after the official code came', async () => {
    const dossier = await opened();
    const byProvisional = { by: 'code', code: ` ${dossier.provisionalCode.toLowerCase()} `, idNumber: '001 185 000 012' } as const;
    expect(await lookUp(byProvisional)).toEqual({
      code: dossier.provisionalCode, official: false, procedureName: BIRTH.name, status: 2, receivedAt: dossier.receivedAt, dueAt: dossier.dueAt, cityState: 'waiting', supplementBy: null,
    });
    cityGives(dossier);
    expect(await lookUp(byProvisional)).toMatchObject({ code: OFFICIAL, official: true });
    expect(await lookUp({ by: 'code', code: OFFICIAL, idNumber: LAN.idNumber })).toMatchObject({ code: OFFICIAL, official: true });
  });

  it('finds it by the receipt, whichever code was printed, and says no name', async () => {
    const dossier = await opened();
    await print(dossier);
    cityGives(dossier, 'CITY/2026/77');
    const found = await lookUp({ by: 'receipt', text: must(papers()[0], 'a paper').qr });
    expect(found).toMatchObject({ code: 'CITY/2026/77', official: true });
    expect(JSON.stringify(found)).not.toContain('Lan');
    expect(await lookUp({ by: 'code', code: 'city/2026/77', idNumber: LAN.idNumber })).toMatchObject({ official: true });
  });

  it('finds a code that was typed without its dashes', async () => {
    const dossier = await opened();
    for (const typed of [dossier.provisionalCode.replaceAll('-', ''), dossier.provisionalCode.toLowerCase().replaceAll('-', ' ')]) {
      expect(await lookUp({ by: 'code', code: typed, idNumber: LAN.idNumber })).toMatchObject({ code: dossier.provisionalCode });
    }
    cityGives(dossier);
    expect(await lookUp({ by: 'code', code: OFFICIAL.replaceAll('-', ''), idNumber: LAN.idNumber })).toMatchObject({ code: OFFICIAL });
  });

  it('answers the same to an unknown code, a wrong number, a dossier without number, and a receipt that was put together', async () => {
    const dossier = await opened({ ...LAN, idNumber: '' });
    await print(dossier);
    const qr = must(papers()[0], 'a paper').qr;
    const tries = [
      { by: 'code', code: 'T149-K1-000002-0', idNumber: LAN.idNumber }, { by: 'code', code: dossier.provisionalCode, idNumber: '001185000099' }, { by: 'code', code: dossier.provisionalCode, idNumber: '' },
      { by: 'code', code: dossier.provisionalCode, idNumber: ' ' }, { by: 'receipt', text: qr.replace(dossier.provisionalCode, OFFICIAL) }, { by: 'receipt', text: qr.replace(/^MC1:..../, 'MC1:ABCD') },
      { by: 'receipt', text: 'https://example.test' },
    ] as const;
    const answers: unknown[] = [];
    for (const input of tries) {
      answers.push(await lookUp(input).then(() => null, (error: unknown) => error));
      station.clock.advance(LONG_MS);
    }
    expect(answers.map((error) => error instanceof Error && 'code' in error && 'params' in error && [error.code, error.params])).toEqual(tries.map(() => ['dossier.not-found', {}]));
    expect(await lookUp({ by: 'receipt', text: qr })).toMatchObject({ official: false });
  });

  it('makes a window that goes on trying wait longer each time, even for what is right, and says so without what was typed', async () => {
    const dossier = await opened();
    const right = { by: 'code', code: dossier.provisionalCode, idNumber: LAN.idNumber } as const;
    const miss = () => lookUp({ ...right, idNumber: '001185000099' });
    for (let count = 1; count <= 5; count += 1) await expect(miss()).rejects.toMatchObject({ code: 'dossier.not-found' });
    for (const seconds of [10, 20, 40]) {
      for (const ask of [() => lookUp(right), miss]) await expect(ask()).rejects.toMatchObject({ code: 'lookup.wait', params: { seconds } });
      station.clock.advance(seconds * 1000 - 1);
      await expect(lookUp(right)).rejects.toMatchObject({ code: 'lookup.wait', params: { seconds: 1 } });
      station.clock.advance(1);
      expect((await lookUp(right)).code).toBe(dossier.provisionalCode);
      await expect(miss()).rejects.toMatchObject({ code: 'dossier.not-found' });
    }
    expect(station.notes).toEqual([10, 20, 40, 80].map((waitSeconds) => ['lookup.trials', { window: 'kiosk', waitSeconds }]));
    await expect(station.call('dossier.look-up', dossiers['dossier.look-up'], COUNTER, right)).resolves.toMatchObject({ code: dossier.provisionalCode });
  });

  it('never makes slips over a long day add up', async () => {
    for (let slip = 1; slip <= 60; slip += 1) {
      await expect(lookUp({ by: 'receipt', text: 'slip' })).rejects.toMatchObject({ code: 'dossier.not-found' });
      station.clock.advance(150_000);
    }
    expect(station.notes).toEqual([]);
  });

  it('refuses any text without harm', async () => {
    await opened();
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'binary', maxLength: 60 }), fc.string({ maxLength: 20 }), async (text, idNumber) => {
        for (const input of [{ by: 'code', code: text, idNumber }, { by: 'receipt', text }] as const) {
          station.clock.advance(LONG_MS);
          await expect(lookUp(input)).rejects.toMatchObject({ code: 'dossier.not-found' });
        }
      }),
      { numRuns: 40 },
    );
  });
});

describe('the citizen’s screen', () => {
  it('follows the visit from the free counter to the receipt and back', async () => {
    expect(await display()).toEqual({ kind: 'open' });
    await station.call('counter.pause', pauseCounter, COUNTER, { reason: 'break' });
    expect(await display()).toEqual({ kind: 'paused' });
    await station.call('counter.resume', resumeCounter, COUNTER, {});

    const visitId = await station.serve(1);
    expect(await display()).toEqual({ kind: 'serving', number: 'A001', since: station.clock.now() });
    readPayload(station.context, 1 as CounterId, new TextEncoder().encode('001185000012||Nguyễn Thị Lan|30041985|Nữ|Thôn Mẫu, xã Phú Xuyên, Hà Nội|01062021'));
    expect(await display()).toEqual({ kind: 'confirm', number: 'A001', fullName: LAN.fullName, idMasked: '001******012', birthYear: '1985', procedureName: null });
    await station.call('visit.choose-procedure', visits['visit.choose-procedure'], COUNTER, { visitId, procedureCode: BIRTH.code });
    expect(await display()).toMatchObject({ kind: 'confirm', procedureName: BIRTH.name });
    for (const paperId of ['to-khai', 'giay-chung-sinh']) await station.call('visit.check-paper', visits['visit.check-paper'], COUNTER, { visitId, paperId, originals: 1, copies: 0 });
    const dossier = await station.call('dossier.open', dossiers['dossier.open'], COUNTER, { visitId });
    expect(await display()).toEqual({
      kind: 'receipt', number: 'A001', code: dossier.provisionalCode, official: false, procedureName: BIRTH.name, dueAt: dossier.dueAt, printedCode: null, qrText: receiptQrOf(dossier),
    });
    endPrint(await print(dossier), 'printed');
    cityGives(dossier);
    expect(await display()).toMatchObject({ kind: 'receipt', code: OFFICIAL, official: true, printedCode: dossier.provisionalCode, qrText: receiptQrOf({ ...dossier, officialCode: OFFICIAL }) });
    await station.finish(1);
    // For a minute whoever was served may say how it was.
    expect(await display()).toMatchObject({ kind: 'rate', number: 'A001' });
    station.clock.advance(60_001);
    expect(await display()).toEqual({ kind: 'open' });
  });

  it('names the officer and the fields of its counter', async () => {
    expect(await station.call('display.read', displayHandlers['display.read'], displayOf(4), {})).toMatchObject({
      counterId: 4, officerName: 'Phạm Thu Hà', fieldNames: ['Lao động – Bảo trợ xã hội – Người có công', 'Giáo dục – Văn hóa – Lĩnh vực khác'],
    });
  });
});

describe('procedures', () => {
  it('are searched and read through the contract', async () => {
    expect(await station.call('procedure.search', procedureHandlers['procedure.search'], KIOSK, { text: '', field: null, limit: 1 })).toEqual({
      procedures: [{ code: BIRTH.code, name: BIRTH.name, field: 'A', sector: 'Hộ tịch', papers: 3 }], total: 2,
    });
    expect(await station.call('procedure.read', procedureHandlers['procedure.read'], KIOSK, { code: MARRIAGE.code })).toEqual(MARRIAGE);
    await expect(station.call('procedure.read', procedureHandlers['procedure.read'], KIOSK, { code: '9.999999' as typeof BIRTH.code })).rejects.toMatchObject({ code: 'procedure.unknown' });
  });
});

it('a code that two papers carry leads each citizen to the own dossier, and a code that was taken leads there for ever', async () => {
  const first = await opened();
  await station.finish(1);
  const second = await opened({ ...LAN, fullName: 'Trần Văn Hùng', idNumber: '001080000034' });
  cityGives(first);
  cityGives(second, 'H26.149-260713-0043');
  station.context.database.write((store) => keepTakenCodes(store, second.dossierId, [OFFICIAL]));
  expect(await lookUp({ by: 'code', code: OFFICIAL, idNumber: LAN.idNumber })).toMatchObject({ code: OFFICIAL });
  expect(await lookUp({ by: 'code', code: OFFICIAL, idNumber: '001080000034' })).toMatchObject({ code: 'H26.149-260713-0043' });
  expect(await lookUp({ by: 'receipt', text: receiptQrOf({ ...second, officialCode: OFFICIAL }) })).toMatchObject({ code: 'H26.149-260713-0043' });
});

describe('whoever looks after the point', () => {
  const find = async (code: string): Promise<readonly string[]> =>
    (await station.call('dossier.find', dossiers['dossier.find'], { role: 'admin' }, { text: code })).dossiers.map(({ dossierId }) => dossierId);

  it('finds a dossier by any code that was printed for it, however it is typed and however old it is, and no other', async () => {
    const old = await opened();
    cityAcknowledges();
    cityGives(old);
    station.clock.advance(800 * 86_400_000);
    const { provisionalCode } = old;
    for (const code of [provisionalCode, ` ${provisionalCode.toLowerCase()} `, OFFICIAL, OFFICIAL.replaceAll('-', '')]) expect([code, await find(code)]).toEqual([code, [old.dossierId]]);
    expect([await find('T149-K1-999999-X'), await find('không có')]).toEqual([[], []]);
  });
});

it('a receipt or a code read at any counter opens its dossier there, with or without a visit, and refuses nothing', async () => {
  const dossier = await opened();
  cityGives(dossier);
  station.told.length = 0;
  const texts = [receiptQrOf(dossier), receiptQrOf({ ...dossier, officialCode: OFFICIAL }), OFFICIAL, dossier.provisionalCode, `https://motcua.example/tra-cuu?ma=${OFFICIAL}`];
  for (const text of texts) expect(readPayload(station.context, 2 as CounterId, new TextEncoder().encode(text))).toEqual({ kind: 'opened' });
  expect(station.told).toEqual(texts.map(() => ({ event: 'reader.dossier', payload: { counterId: 2, dossierId: dossier.dossierId } })));
});
