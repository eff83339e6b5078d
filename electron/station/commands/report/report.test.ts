// The periodic report out of a real store: a dossier goes from received to done through its columns, and every sum closes at each step.

import { afterEach, beforeEach, expect, it } from 'vitest';
import { z } from 'zod';
import { openDossier } from '../../../../tests/fakes/opened-dossier.ts';
import { BIRTH } from '../../../../tests/fakes/test-procedures.ts';
import { atCounter, TestStation } from '../../../../tests/fakes/test-station.ts';
import { must } from '../../../../shared/base/must.ts';
import type { BlobHash, BusinessDay, DossierId, EpochMs, PageId } from '../../../../shared/base/ids.ts';
import { reportSchema } from '../../../../shared/contract/report.ts';
import { strayFields } from '../../../../shared/domain/paper/form.ts';
import type { FormPaper } from '../../../../shared/domain/paper/paper-words.ts';
import type { DossierStatus } from '../../../../shared/domain/dossier/status.ts';
import { businessDayOf } from '../../../../shared/domain/time/business-day.ts';
import { openingOf } from '../../store/dossiers.ts';
import { record } from '../../store/record.ts';
import { dossierLifeHandlers, moveDossierHandler } from '../dossier/dossier-life.ts';
import { reportHandlers } from './report-handlers.ts';

const JULY = { from: '2026-07-01' as BusinessDay, to: '2026-07-31' as BusinessDay };
const AUGUST = { from: '2026-08-01' as BusinessDay, to: '2026-08-31' as BusinessDay };

let station: TestStation;
beforeEach(() => {
  station = new TestStation({ procedures: [{ ...BIRTH, timeLimit: { unit: 'working-day', amount: 3, text: '' } }] });
});
afterEach(() => station[Symbol.asyncDispose]());

async function report(period = JULY) {
  const made = reportSchema.parse(await station.call('report.read', reportHandlers['report.read'], { role: 'admin' }, period));
  expect(made.faults).toEqual([]);
  expect(made.rows.every(({ sector }) => sector === BIRTH.sector)).toBe(true);
  return Object.fromEntries(Object.entries(made.total).filter(([, count]) => count > 0));
}
async function move(dossierId: DossierId, ...steps: readonly DossierStatus[]): Promise<void> {
  for (const to of steps) {
    station.clock.advance(3_600_000);
    await station.call('dossier.move', dossierLifeHandlers['dossier.move'], atCounter(1), { dossierId, to, reason: 'x' });
  }
}
const days = (count: number): void => station.clock.advance(count * 86_400_000);

it('a dossier is received and open, and early when it is done before its day', async () => {
  const { dossierId } = await openDossier(station);
  expect(await report()).toEqual({ received: 1, receivedDirect: 1, open: 1, openInTime: 1 });
  await move(dossierId, 4, 9);
  expect(await report()).toEqual({ received: 1, receivedDirect: 1, done: 1, doneEarly: 1 });
});

it('one that is late is late open and late done, also where its result is handed over much later', async () => {
  const { dossierId } = await openDossier(station);
  days(7);
  expect(await report()).toEqual({ received: 1, receivedDirect: 1, open: 1, openLate: 1 });
  await move(dossierId, 4, 9);
  days(9);
  await move(dossierId, 10);
  expect(await report()).toEqual({ received: 1, receivedDirect: 1, done: 1, doneLate: 1 });
});

it('one that waits for papers is counted as the production systems do, and goes on when they are there', async () => {
  const { dossierId } = await openDossier(station);
  await move(dossierId, 4, 5);
  expect(await report()).toEqual({ received: 1, receivedDirect: 1, done: 1, doneInTime: 1 });
  await move(dossierId, 4);
  expect(await report()).toEqual({ received: 1, receivedDirect: 1, open: 1, openInTime: 1 });
});

it('one whose papers came at the city is no longer waiting here, and says that nobody here knows since when', async () => {
  const { dossierId } = await openDossier(station);
  await move(dossierId, 4, 5);
  station.context.database.write((store) => store.run('INSERT INTO city_dossier (dossier_id, revision, status) VALUES ($dossierId, 9, 4)', { dossierId }));
  expect(await station.call('report.read', reportHandlers['report.read'], { role: 'admin' }, JULY)).toMatchObject({ unknownEnds: 1, total: { done: 0, open: 1 } });
});

it('one that waited has the wait taken off once, also where the city has moved its date by it', async () => {
  const { dossierId, dueAt } = await openDossier(station);
  await move(dossierId, 4, 5);
  days(4);
  await move(dossierId, 4);
  station.context.database.write((store) => store.run('INSERT INTO city_dossier (dossier_id, revision, due_at) VALUES ($dossierId, 9, $moved)', { dossierId, moved: (dueAt ?? 0) + 4 * 86_400_000 }));
  days(6);
  expect(await report()).toEqual({ received: 1, receivedDirect: 1, open: 1, openLate: 1 });
});

it('one whose own date was moved by the wait is late after the moved date: the wait is not taken off twice', async () => {
  const { dossierId, dueAt } = await openDossier(station);
  const inCalendar = (to: DossierStatus) => station.call('dossier.move', moveDossierHandler([{ year: 2026, closed: [], working: [] }]), atCounter(1), { dossierId, to, reason: 'x' });
  await inCalendar(4);
  await inCalendar(5);
  days(4);
  await inCalendar(4);
  const moved = station.context.database.read((store) => must(store.get(z.object({ due: z.int() }), 'SELECT due_at AS due FROM dossier WHERE dossier_id = $dossierId', { dossierId }), 'the dossier').due);
  expect(moved).toBeGreaterThan(must(dueAt, 'a date') + 86_400_000);
  station.clock.advance(moved - station.clock.now() - 3_600_000);
  expect(await report()).toMatchObject({ openInTime: 1 });
  station.clock.advance(2 * 3_600_000);
  expect(await report()).toMatchObject({ openLate: 1 });
});

it('one whose opening was sent again with another date has its wait taken off that date', async () => {
  const { dossierId, dueAt } = await openDossier(station);
  station.context.database.write((store) => {
    const { context } = station;
    const body = { ...must(openingOf(store, dossierId), 'it was opened'), dueAt: (must(dueAt, 'a date') + 86_400_000) as EpochMs };
    record(store, context.identity, context.clock, { type: 'dossier.opened', aggregate: 'dossier', aggregateId: dossierId, actor: 'counter-1', body });
  });
  await move(dossierId, 4, 5);
  days(5);
  await move(dossierId, 4);
  expect(await report()).toMatchObject({ openInTime: 1 });
});

it('one of July that is open in August is carried over, and one that was given up is in no report', async () => {
  const { dossierId } = await openDossier(station);
  days(30);
  expect(await report(AUGUST)).toEqual({ received: 1, carriedOver: 1, open: 1, openLate: 1 });
  await station.call('dossier.void', dossierLifeHandlers['dossier.void'], atCounter(1), { dossierId, reason: 'nhầm' });
  expect(await report(AUGUST)).toEqual({});
});

it('one that the city ended says that nobody here knows when', async () => {
  const { dossierId } = await openDossier(station);
  station.context.database.write((store) => store.run('INSERT INTO city_dossier (dossier_id, revision, status) VALUES ($dossierId, 3, 9)', { dossierId }));
  expect(await station.call('report.read', reportHandlers['report.read'], { role: 'admin' }, JULY)).toMatchObject({ unknownEnds: 1, total: { open: 1 } });
});

it('the book says of one that the city ended that nobody here knows when, and counts it neither as returned nor as still to return', async () => {
  const returned = await openDossier(station);
  const ready = await openDossier(station);
  for (const [{ dossierId }, status] of [[returned, 10], [ready, 9]] as const) station.context.database.write((store) => store.run('INSERT INTO city_dossier (dossier_id, revision, status) VALUES ($dossierId, 3, $status)', { dossierId, status }));
  const book = await station.call('report.book', reportHandlers['report.book'], { role: 'admin' }, JULY);
  expect(book.lines.map(({ note, returnedAt }) => [note, returnedAt])).toEqual([['Đã kết thúc, không rõ ngày', null], ['', null]]);
  expect(book).toMatchObject({ foot: { dossiers: 2, returned: 0, notReturned: 1, endUnknown: 1 }, faults: [] });
});

it('a period that ends before it begins, or is longer than a year and a bit, is refused at the door', async () => {
  await expect(report({ from: JULY.to, to: JULY.from })).rejects.toThrow();
  await expect(report({ from: JULY.from, to: '2028-07-31' as BusinessDay })).rejects.toThrow();
});

it('the book has every dossier of its days with its person, its sums close, and who took it is on record', async () => {
  const first = await openDossier(station);
  await move(first.dossierId, 4, 9, 10);
  const second = await openDossier(station);
  station.clock.set('2026-08-03T09:00:00+07:00');
  await openDossier(station);
  const book = await station.call('report.book', reportHandlers['report.book'], { role: 'admin' }, JULY);
  expect(book.lines).toMatchObject([
    { number: 1, code: first.provisionalCode, procedureName: BIRTH.name, sets: 1, applicant: 'Nguyễn Thị Lan', addressAndPhone: 'Thôn Mẫu, xã Phú Xuyên, Hà Nội', receivedAt: first.receivedAt, dueAt: first.dueAt },
    { number: 2, code: second.provisionalCode, returnedAt: null },
  ]);
  expect(book.lines[0]?.returnedAt).toBe(first.receivedAt + 3 * 3_600_000);
  expect(book).toMatchObject({ foot: { dossiers: 2, sets: 2, returned: 1, notReturned: 1, endUnknown: 0 }, faults: [] });
  const noted = station.context.database.read((store) => store.all(z.object({ body: z.string() }), `SELECT body FROM event WHERE type = 'access.noted' AND body ->> 'purpose' = 'export'`));
  expect(noted).toHaveLength(1);
});

it('the book as a PDF is one file in pieces by the form’s template, with what the book says', async () => {
  const { dossierId, provisionalCode } = await openDossier(station);
  await move(dossierId, 4, 9, 10);
  const asked: FormPaper[] = [];
  const bytes = Uint8Array.from({ length: 1_048_576 + 5 }, (_, index) => index % 251);
  station.context = { ...station.context, forms: { ...station.context.forms, pdf: (paper) => (asked.push(paper), Promise.resolve({ kind: 'pdf', pages: 1, widthPoints: 842, heightPoints: 595, pdf: bytes })) } };
  const piece = (at: number, fetchId: string | null = null) => station.call('report.book-pdf', reportHandlers['report.book-pdf'], { role: 'admin' }, { ...JULY, at, fetchId });
  const first = await piece(0);
  const second = await piece(1_048_576, first.fetchId);
  expect(Buffer.concat([Buffer.from(first.base64, 'base64'), Buffer.from(second.base64, 'base64')]).equals(bytes)).toBe(true);
  expect(first).toMatchObject({ name: 'so-theo-doi-mau-06_2026-07-01_2026-07-31.pdf', bytes: bytes.length, faults: [] });
  // Both pieces are of one drawing.
  expect(asked).toHaveLength(1);
  expect(asked[0]).toMatchObject({ form: 'book', values: { texts: { 'từ ngày': '01/07/2026', 'tổng số hồ sơ': '1', 'đã trả': '1', 'chưa trả': '0', 'không rõ ngày': '0' }, lists: { 'hồ sơ': [{ tt: '1', 'mã hồ sơ': provisionalCode, 'người nộp': 'Nguyễn Thị Lan' }] } } });
  expect(strayFields('book', asked[0]?.values ?? { texts: {}, lists: {} })).toEqual([]);
});

it('the report as a PDF has a line for each field and one of totals, whose sums close, and comes in pieces of one file', async () => {
  const opened: DossierId[] = [];
  for (let own = 0; own < 6; own += 1) opened.push((await openDossier(station)).dossierId);
  const [early, ...others] = opened;
  await move(must(early, 'one was opened'), 4, 9);
  days(7);
  for (const dossierId of others.slice(0, 2)) await move(dossierId, 4, 9);
  for (let own = 0; own < 4; own += 1) await openDossier(station);
  const asked: FormPaper[] = [];
  const bytes = Uint8Array.from({ length: 1_048_576 + 5 }, (_, index) => index % 251);
  station.context = { ...station.context, forms: { ...station.context.forms, pdf: (paper) => (asked.push(paper), Promise.resolve({ kind: 'pdf', pages: 1, widthPoints: 842, heightPoints: 595, pdf: bytes })) } };
  const piece = (at: number, fetchId: string | null) => station.call('report.pdf', reportHandlers['report.pdf'], { role: 'admin' }, { ...JULY, at, fetchId });
  const first = await piece(0, null);
  const second = await piece(1_048_576, first.fetchId);
  expect(Buffer.concat([Buffer.from(first.base64, 'base64'), Buffer.from(second.base64, 'base64')]).equals(bytes)).toBe(true);
  expect(first).toMatchObject({ name: 'II.06a_2026-07-01_2026-07-31.pdf', bytes: bytes.length, faults: [] });
  expect(asked).toHaveLength(1);
  const values = must(asked[0], 'it was drawn').values;
  const counts = { 'tiếp nhận': '10', 'trực tuyến': '0', 'trực tiếp': '10', 'kỳ trước': '0', 'đã giải quyết': '3', 'trước hạn': '1', 'đúng hạn': '0', 'quá hạn': '2', 'đang giải quyết': '7', 'trong hạn': '4', 'đang quá hạn': '3' };
  expect(values.lists['lĩnh vực']).toEqual([{ tt: '1', 'tên lĩnh vực': BIRTH.sector, ...counts }, { tt: '', 'tên lĩnh vực': 'Tổng cộng', ...counts }]);
  expect(values.texts).toMatchObject({ 'từ ngày': '01/07/2026', 'đến ngày': '31/07/2026', 'tổng tiếp nhận': '10', 'tổng đã giải quyết': '3', 'tổng đang giải quyết': '7', 'không rõ ngày': '', 'tỷ lệ trực tuyến': '0/10 (0%)', 'tỷ lệ giải quyết': '3/10 (30%)', 'tỷ lệ chuyển khoản': '–', 'tỷ lệ số hóa': '0/3 (0%)', 'tỷ lệ hài lòng': '–' });
  expect(strayFields('report', values)).toEqual([]);
});

it('the shares of digitisation and of contentment stand beside the others, out of the same files and the same slips as elsewhere', async () => {
  const [whole, bare, inWork] = [await openDossier(station), await openDossier(station), await openDossier(station)];
  const { database, identity, clock } = station.context;
  for (const { dossierId } of [whole, bare]) await move(dossierId, 4, 9);
  for (const { dossierId } of [whole, inWork]) {
    for (const paperId of ['to-khai', 'giay-chung-sinh', 'ket-qua']) {
      const page = { pageId: clock.uuid() as PageId, sha256: 'a'.repeat(64) as BlobHash, bytes: 10, mime: 'image/jpeg' as const, scannedAt: clock.now() };
      database.write((store) => record(store, identity, clock, { type: 'dossier.page-added', aggregate: 'dossier', aggregateId: dossierId, actor: 'counter-1', baseRev: 1, body: { dossierId, paperId, page } }));
    }
  }
  const day = businessDayOf(clock.now());
  const rate = (dossierId: DossierId, level: string) => database.write((store) => store.run(`INSERT INTO rating (ticket_id, day, counter_id, level, via, rated_at) SELECT ticket_id, $day, 1, $level, 'citizen-display', 1 FROM visit WHERE dossier_id = $dossierId`, { dossierId, level, day }));
  rate(whole.dossierId, 'very-satisfied');
  rate(bare.dossierId, 'satisfied');
  rate(inWork.dossierId, 'dissatisfied');
  const { told } = await station.call('report.read', reportHandlers['report.read'], { role: 'admin' }, JULY);
  // One that is in work has no result yet, whatever was scanned for it.
  expect(told).toMatchObject({ digitised: { part: 1, whole: 2, share: 50 }, content: { part: 2, whole: 3, share: 66.67 } });
  expect((await station.call('report.read', reportHandlers['report.read'], { role: 'admin' }, AUGUST)).told).toMatchObject({ digitised: { part: 0, whole: 0, share: null }, content: { part: 0, whole: 0, share: null } });
});

it('two windows that fetch the book at once get a file each, and one that was left halfway is given up', async () => {
  await openDossier(station);
  let made = 0;
  station.context = { ...station.context, forms: { ...station.context.forms, pdf: () => Promise.resolve({ kind: 'pdf', pages: 1, widthPoints: 842, heightPoints: 595, pdf: new Uint8Array(1_048_576 + 5).fill((made += 1)) }) } };
  const piece = (at: number, fetchId: string | null) => station.call('report.book-pdf', reportHandlers['report.book-pdf'], { role: 'admin' }, { ...JULY, at, fetchId });
  const one = await piece(0, null);
  const other = await piece(0, null);
  const ends = [await piece(1_048_576, one.fetchId), await piece(1_048_576, other.fetchId)];
  expect(ends.map(({ base64 }) => Buffer.from(base64, 'base64')[0])).toEqual([1, 2]);
  await expect(piece(0, one.fetchId)).rejects.toMatchObject({ code: 'report.fetch-gone' });
  const left = await piece(0, null);
  station.clock.advance(5 * 60_000 + 1);
  await expect(piece(1_048_576, left.fetchId)).rejects.toMatchObject({ code: 'report.fetch-gone' });
});
