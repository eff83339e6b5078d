// What an officer notes beyond person and papers: that it is durable, that it goes into the dossier and nowhere else, and that earlier dossiers are looked into for a purpose only.

import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { FakeScanner, scannedPage } from '../../../../tests/fakes/fake-scanner.ts';
import { BIRTH, LAN, MARRIAGE } from '../../../../tests/fakes/test-procedures.ts';
import { atCounter, TestStation } from '../../../../tests/fakes/test-station.ts';
import type { BusinessDay, CounterId, VisitId } from '../../../../shared/base/ids.ts';
import { must } from '../../../../shared/base/must.ts';
import type { Dossier } from '../../../../shared/contract/dossier.ts';
import type { CommandInput, CommandOutput } from '../../../../shared/contract/commands.ts';
import type { DossierDetail } from '../../../../shared/contract/dossier-life.ts';
import type { Visit, visitCommands } from '../../../../shared/contract/visit.ts';
import { readOperations } from '../../store/event-log.ts';
import { projectedRows } from '../../../../tests/fakes/projected-rows.ts';
import { reportHandlers } from '../report/report-handlers.ts';
import { pagesOfDossier } from '../../store/dossier-pages.ts';
import { dossierById } from '../../store/dossiers.ts';
import { record } from '../../store/record.ts';
import { dossierHandlers } from '../dossier/dossier-handlers.ts';
import { dossierLifeHandlers } from '../dossier/dossier-life.ts';
import { digitisationOf } from '../signing/digitisation.ts';
import { createScanSessions, SCAN_LIMITS, type ScanSessions } from './scan-sessions.ts';
import { visitHandlers } from './visit-handlers.ts';

const COUNTER = atCounter(1);
/** Filed by post it takes ten working days instead of five; one paper is of one case only. */
const LICENCE = {
  ...MARRIAGE, code: '1.000656' as typeof MARRIAGE.code, name: 'Giấy phép mẫu', channels: [{ channel: 'post' as const, timeLimit: { unit: 'working-day' as const, amount: 10, text: '10 ngày làm việc' }, feeText: null }],
  papers: [{ paperId: 'to-khai', name: 'Tờ khai', originals: 1, copies: 0, required: true, note: '' }, { paperId: 'ho-so-nha', name: 'Bản vẽ', originals: 1, copies: 0, required: true, note: '', cases: ['Nhà ở'] }, { paperId: 'ho-so-xuong', name: 'Bản vẽ xưởng', originals: 1, copies: 0, required: true, note: '', cases: ['Nhà xưởng'] }],
};
const OWNER = { kind: 'organisation', fullName: 'Hợp tác xã Mẫu', number: '0100 109 106', address: 'Thôn Mẫu', phone: '' } as const;
const POST = { recipient: 'Nguyễn Thị Lan', phone: '0900000001', address: 'Thôn Mẫu, xã Phú Xuyên', payer: 'recipient' } as const;

let scanner: FakeScanner;
let station: TestStation;
let scans: ScanSessions;
let visits: ReturnType<typeof visitHandlers>;
let visitId: VisitId;
const start = (): void => {
  scans = createScanSessions(station.context, (error) => expect.fail(String(error)));
  visits = visitHandlers(scans);
};
beforeEach(async () => {
  scanner = new FakeScanner();
  station = new TestStation({ procedures: [BIRTH, MARRIAGE, LICENCE], scanners: new Map([[1, scanner]]) });
  start();
  visitId = await station.serve(1);
});
afterEach(async () => {
  await scans[Symbol.asyncDispose]();
  await station[Symbol.asyncDispose]();
});

type Ask = Exclude<keyof typeof visitCommands, 'scanner.read' | 'scanner.choose' | 'page.image' | 'page.piece' | 'visit.read'>;
function call<Name extends Ask>(name: Name, input: Omit<CommandInput<Name>, 'visitId' | 'requestId'>): Promise<CommandOutput<Name>> {
  return station.call(name, visits[name], COUNTER, { visitId, ...input } as never);
}
const read = async (): Promise<Visit> => must(await station.call('visit.read', visits['visit.read'], COUNTER, {}), 'the visit is open');
const choose = (procedure = BIRTH): Promise<Visit> => call('visit.choose-procedure', { procedureCode: procedure.code });
const check = (paperId: string, more: { readonly originals?: number; readonly certified?: number; readonly copies?: number } = {}): Promise<Visit> => call('visit.check-paper', { paperId, originals: 1, copies: 0, ...more });
const open = (): Promise<Dossier> => station.call('dossier.open', dossierHandlers(scans, [{ year: 2026, closed: [], working: [] }])['dossier.open'], COUNTER, { visitId });
const events = (type: string) => station.context.database.read((store) => readOperations(store, 0, 1000)).filter((operation) => operation.type === type);
async function scan(paperId: string, number: number): Promise<void> {
  scanner.load({ pages: [scannedPage(number)] });
  await call('visit.scan', { paperId, source: 'feeder' });
  await expect.poll(() => scans.isScanning(1 as CounterId)).toBe(false);
}
/** Lan's birth registration with one scanned page. */
async function earlierDossier(): Promise<Dossier> {
  await call('visit.set-person', { person: { ...LAN, phone: '0900000001', email: 'lan@example.vn' } });
  await choose();
  await check('to-khai');
  await scan('giay-chung-sinh', 1);
  const dossier = await open();
  await station.finish(1);
  visitId = await station.serve(1);
  await call('visit.set-person', { person: LAN });
  return dossier;
}

describe('an intake', () => {
  it('asks whoever was authorised for the authorisation, once, and writes whose matter it is into the dossier', async () => {
    await call('visit.set-person', { person: LAN });
    await choose(MARRIAGE);
    const visit = await call('visit.set-behalf', { behalf: { relation: 'authorised', owner: OWNER } });
    expect(visit.procedure?.papers.at(-1)).toMatchObject({ paperId: 'van-ban-uy-quyen', required: true, added: 'behalf' });
    expect(visit.intake.behalf?.owner).toMatchObject({ number: '0100109106' });
    for (const paperId of ['to-khai', 'tinh-trang-hon-nhan']) await check(paperId);
    await expect(open()).rejects.toMatchObject({ code: 'visit.papers-missing', params: { count: 1 } });
    await check('van-ban-uy-quyen', { originals: 0, certified: 2 });
    await open();
    expect(events('dossier.opened').at(-1)?.body).toMatchObject({ intake: { channel: 'counter', limitOf: 'counter', behalf: { relation: 'authorised', owner: { ...OWNER, number: '0100109106' } }, delivery: null } });
    expect(events('dossier.opened').at(-1)?.body['papers']).toContainEqual(expect.objectContaining({ paperId: 'van-ban-uy-quyen', originals: 0, certified: 2 }));
    // The catalogue's own row is taken where it has one.
    await station.finish(1);
    visitId = await station.serve(1);
    await choose(BIRTH);
    const again = await call('visit.set-behalf', { behalf: { relation: 'authorised', owner: OWNER } });
    expect(again.procedure?.papers.map(({ paperId, required }) => [paperId, required])).toEqual([['to-khai', true], ['giay-chung-sinh', true], ['uy-quyen', true]]);
  });

  it.each(['0100109107', '0106', ''])('takes the number of an organisation as its papers have it: “%s”', async (number) => {
    expect((await call('visit.set-behalf', { behalf: { relation: 'representative', owner: { ...OWNER, number } } })).intake.behalf?.owner).toEqual({ ...OWNER, number });
  });

  it('asks for the papers of its case, and holds nothing up for those of a case while none is chosen', async () => {
    await call('visit.set-person', { person: LAN });
    expect((await choose(LICENCE)).cases).toEqual(['Nhà ở', 'Nhà xưởng']);
    expect((await read()).procedure?.papers.map(({ required, note }) => [required, note])).toEqual([[true, ''], [false, 'Nhà ở'], [false, 'Nhà xưởng']]);
    const visit = await call('visit.choose-case', { caseName: 'Nhà xưởng' });
    expect(visit.procedure?.papers.map(({ paperId, required }) => [paperId, required])).toEqual([['to-khai', true], ['ho-so-xuong', true]]);
    await expect(check('ho-so-nha')).rejects.toMatchObject({ code: 'paper.unknown' });
    await expect(call('visit.choose-case', { caseName: 'Nhà kho' })).rejects.toMatchObject({ code: 'procedure.unknown' });
    const other = await call('visit.choose-case', { caseName: 'Trường hợp khác' });
    expect(other.procedure?.papers.map(({ paperId, required }) => [paperId, required])).toEqual([['to-khai', true], ['ho-so-nha', false], ['ho-so-xuong', false]]);
    await call('visit.choose-case', { caseName: 'Nhà xưởng' });
    await scan('ho-so-xuong', 1);
    await expect(call('visit.choose-case', { caseName: 'Nhà ở' })).rejects.toMatchObject({ code: 'visit.pages-in-the-way', params: { count: 1 } });
  });

  it('wants what every case asks for before one is chosen, and has a case whose papers are all of that kind', async () => {
    await call('visit.set-person', { person: LAN });
    const [form, ...rest] = LICENCE.papers;
    const listed = { ...LICENCE, code: '9.999999', papers: [{ ...must(form, 'a form'), cases: ['Nhà kho', 'Nhà ở', 'Nhà xưởng'] }, ...rest] } as typeof LICENCE;
    station.context = { ...station.context, catalogue: { ...station.context.catalogue, read: (code) => (code === listed.code ? listed : null) } };
    expect((await choose(listed)).cases).toEqual(['Nhà kho', 'Nhà ở', 'Nhà xưởng']);
    expect((await read()).procedure?.papers.map(({ required }) => required)).toEqual([true, false, false]);
    expect((await call('visit.choose-case', { caseName: 'Nhà kho' })).procedure?.papers.map(({ paperId, required }) => [paperId, required])).toEqual([['to-khai', true]]);
  });

  it('takes channel, post and whose matter it is while a page belongs to no paper yet, and opens no dossier', async () => {
    await call('visit.set-person', { person: LAN });
    await choose();
    await check('to-khai');
    await scan('giay-chung-sinh', 1);
    station.context.database.write((store) => store.run(`UPDATE page SET paper_id = ''`));
    await call('visit.set-channel', { channel: 'post' });
    await call('visit.set-delivery', { delivery: POST });
    expect((await call('visit.set-behalf', { behalf: { relation: 'parent', owner: OWNER } })).papers.at(-1)).toMatchObject({ paperId: '', pages: [expect.anything()] });
    await expect(open()).rejects.toMatchObject({ code: 'visit.pages-in-the-way', params: { count: 1 } });
  });

  it('promises by the limit of the channel on which it came, and says whose limit that is', async () => {
    await call('visit.set-person', { person: LAN });
    await choose(LICENCE);
    await call('visit.choose-case', { caseName: 'Nhà ở' });
    await call('visit.set-channel', { channel: 'post' });
    await call('visit.set-delivery', { delivery: POST });
    for (const paperId of ['to-khai', 'ho-so-nha']) await check(paperId);
    expect((await open()).dueAt).toBe(Date.parse('2026-07-27T09:00:00+07:00'));
    expect(events('dossier.opened').at(-1)?.body['intake']).toEqual({ channel: 'post', limitOf: 'post', caseName: 'Nhà ở', behalf: null, delivery: POST });
    expect(projectedRows(station.context.database)['dossier']?.[0]).toMatchObject({ channel: 'post', by_post: 1 });
  });

  it('takes a paper outside the list for a reason, which is told with the dossier, and gives it up without its pages only', async () => {
    await call('visit.set-person', { person: LAN });
    await choose();
    await expect(call('visit.add-outside-paper', { name: 'Sổ hộ khẩu', reason: '' })).rejects.toThrow(/reason/u);
    await call('visit.add-outside-paper', { name: 'Đơn xin nghỉ phép', reason: 'Người dân tự nộp kèm' });
    const visit = await call('visit.add-outside-paper', { name: 'Sổ hộ khẩu cũ', reason: 'Cần đối chiếu tên đệm' });
    expect(visit.procedure?.papers.slice(-2).map(({ paperId, added, note }) => [paperId, added, note])).toEqual([['ngoai-danh-muc-1', 'outside', 'Người dân tự nộp kèm'], ['ngoai-danh-muc-2', 'outside', 'Cần đối chiếu tên đệm']]);
    await scan('ngoai-danh-muc-2', 3);
    await expect(call('visit.drop-outside-paper', { paperId: 'ngoai-danh-muc-2' })).rejects.toMatchObject({ code: 'visit.pages-in-the-way' });
    await call('visit.drop-outside-paper', { paperId: 'ngoai-danh-muc-1' });
    for (const paperId of ['to-khai', 'giay-chung-sinh']) await check(paperId);
    const { dossierId } = await open();
    const report = await station.call('report.outside-papers', reportHandlers['report.outside-papers'], { role: 'admin' }, { from: '2026-07-01' as BusinessDay, to: '2026-07-31' as BusinessDay });
    expect([report.total, report.papers.map(({ name, reason, counterId }) => [name, reason, counterId])]).toEqual([1, [['Sổ hộ khẩu cũ', 'Cần đối chiếu tên đệm', 1]]]);
    expect(projectedRows(station.context.database)['outside_paper']).toEqual([{ dossier_id: dossierId, paper_id: 'ngoai-danh-muc-2', name: 'Sổ hộ khẩu cũ', reason: 'Cần đối chiếu tên đệm' }]);
  });
});

describe('words that are being typed', () => {
  it('are there after the station was cut off, are told to no other window, and go with the visit', async () => {
    station.told.length = 0;
    await call('visit.keep-typing', { typing: { 'person.fullName': 'Nguyễn Thị La', phone: '', 'delivery.address': 'Thôn', 'away.reason': 'Thiếu chữ ký', 'fee.handed': '50000' } });
    expect(station.told).toEqual([]);
    await scans[Symbol.asyncDispose]();
    station.reopen();
    start();
    expect((await read()).typing).toEqual({ 'person.fullName': 'Nguyễn Thị La', 'delivery.address': 'Thôn', 'away.reason': 'Thiếu chữ ký', 'fee.handed': '50000' });
    await station.finish(1);
    const left = station.context.database.read((store) => JSON.stringify([store.all({ parse: (row: unknown) => row } as never, 'SELECT * FROM visit'), store.all({ parse: (row: unknown) => row } as never, 'SELECT * FROM request')]));
    expect(left).not.toContain('Nguyễn Thị La');
  });
});

describe('an earlier dossier', () => {
  it('is counted by its person’s number, and read for a purpose that is on record', async () => {
    const dossier = await earlierDossier();
    expect((await read()).earlier).toBe(1);
    expect(events('access.noted')).toEqual([]);
    const details = await call('visit.earlier', { purpose: 'reuse-details' });
    expect(details).toMatchObject({ dossiers: [{ dossierId: dossier.dossierId, procedureName: BIRTH.name }], fields: { phone: '0900000001', email: 'lan@example.vn', address: LAN.address }, papers: [] });
    const { fields, papers } = await call('visit.earlier', { purpose: 'reuse-papers' });
    expect([fields, papers.map(({ paperId, pages }) => [paperId, pages])]).toEqual([null, [['giay-chung-sinh', 1]]]);
    expect(events('access.noted').map(({ aggId, body }) => [aggId, body['purpose']])).toEqual([[dossier.dossierId, 'reuse-details'], [dossier.dossierId, 'reuse-papers']]);
  });

  it('lends its pages to a new one, which says so; taking them away there leaves the first whole', async () => {
    const earlier = await earlierDossier();
    await choose();
    const visit = await call('visit.reuse-paper', { paperId: 'giay-chung-sinh', fromDossier: earlier.dossierId, fromPaper: 'giay-chung-sinh' });
    const paper = must(visit.papers.find(({ paperId }) => paperId === 'giay-chung-sinh'), 'it is on the list');
    expect([paper.reused, paper.pages.length, visit.unread]).toEqual([{ code: earlier.provisionalCode, part: 'paper' }, 1, 0]);
    await check('to-khai');
    const { dossierId } = await open();
    expect(events('dossier.opened').at(-1)?.body['papers']).toContainEqual(expect.objectContaining({ paperId: 'giay-chung-sinh', reusedFrom: earlier.provisionalCode }));
    expect(projectedRows(station.context.database)['dossier']?.find((row) => row['dossier_id'] === dossierId)).toMatchObject({ reuses_papers: 1 });
    expect(projectedRows(station.context.database)['dossier_page']).toHaveLength(2);
  });

  it('lends its result under what it is called, and the new one is digitised out of a result', async () => {
    const earlier = await earlierDossier();
    const { database, identity, clock } = station.context;
    const paper = must(database.read((store) => pagesOfDossier(store, earlier.dossierId))[0], 'it was scanned');
    const { pageId } = paper;
    database.write((store) => {
      record(store, identity, clock, { type: 'dossier.page-removed', aggregate: 'dossier', aggregateId: earlier.dossierId, actor: 'counter-1', baseRev: 1, body: { dossierId: earlier.dossierId, pageId, reason: 'x' } });
      record(store, identity, clock, { type: 'dossier.page-added', aggregate: 'dossier', aggregateId: earlier.dossierId, actor: 'counter-1', baseRev: 1, body: { dossierId: earlier.dossierId, paperId: 'ket-qua', page: { pageId, sha256: paper.sha256, bytes: paper.bytes, mime: paper.mime, scannedAt: paper.scannedAt } } });
    });
    await choose();
    const { papers } = await call('visit.earlier', { purpose: 'reuse-papers' });
    expect(papers.map(({ paperId, name }) => [paperId, name])).toEqual([['ket-qua', BIRTH.result]]);
    const lent = await call('visit.reuse-paper', { paperId: 'giay-chung-sinh', fromDossier: earlier.dossierId, fromPaper: 'ket-qua' });
    expect(lent.papers.map(({ reused }) => reused)).toEqual([null, { code: earlier.provisionalCode, part: 'result' }, null]);
    await check('to-khai');
    const { dossierId } = await open();
    const row = must(database.read((store) => dossierById(store, dossierId)), 'it was opened');
    expect(database.read((store) => digitisationOf(store, row)).papers.map(({ state }) => state)).toEqual([0, 3]);
    expect(events('dossier.opened').at(-1)?.body['papers']).toContainEqual(expect.objectContaining({ reusedFrom: earlier.provisionalCode, reusedResult: true }));
  });

  it.each([['giay-chung-sinh', false], ['ket-qua', true]] as const)('is said to have lent what was taken, “%s”, where one file is a paper of it and its result, and also where that is not there any more', async (fromPaper, isResult) => {
    const { dossierId: fromDossier, provisionalCode: code } = await earlierDossier();
    const { database, identity, clock } = station.context;
    const { sha256, bytes, mime, scannedAt, pageId } = must(database.read((store) => pagesOfDossier(store, fromDossier))[0], 'it was scanned');
    const result = '00000000-0000-4000-8000-000000000009' as typeof pageId;
    const note = (body: Parameters<typeof record>[3]) => database.write((store) => record(store, identity, clock, body));
    const about = { aggregate: 'dossier', aggregateId: fromDossier, actor: 'counter-1', baseRev: 1 } as const;
    note({ ...about, type: 'dossier.page-added', body: { dossierId: fromDossier, paperId: 'ket-qua', page: { pageId: result, sha256, bytes, mime, scannedAt } } });
    await choose();
    const lent = await call('visit.reuse-paper', { paperId: 'giay-chung-sinh', fromDossier, fromPaper });
    expect(lent.papers[1]?.reused).toEqual({ code, part: isResult ? 'result' : 'paper' });
    if (isResult) note({ ...about, type: 'dossier.page-removed', body: { dossierId: fromDossier, pageId: result, reason: 'x' } });
    await check('to-khai');
    const { dossierId } = await open();
    const row = must(database.read((store) => dossierById(store, dossierId)), 'it was opened');
    expect(database.read((store) => digitisationOf(store, row)).papers.map(({ state }) => state)).toEqual([0, isResult ? 3 : 2]);
  });

  it('is said to have lent a page also once that is put to another paper of the new one', async () => {
    const { dossierId: fromDossier, provisionalCode: code } = await earlierDossier();
    const { database, identity, clock } = station.context;
    const { sha256, bytes, mime, scannedAt } = must(database.read((store) => pagesOfDossier(store, fromDossier))[0], 'it was scanned');
    database.write((store) => record(store, identity, clock, {
      type: 'dossier.page-added', aggregate: 'dossier', aggregateId: fromDossier, actor: 'counter-1', baseRev: 1,
      body: { dossierId: fromDossier, paperId: 'ket-qua', page: { pageId: '00000000-0000-4000-8000-000000000009' as never, sha256, bytes, mime, scannedAt } },
    }));
    await choose();
    await check('to-khai');
    await check('giay-chung-sinh');
    const lent = await call('visit.reuse-paper', { paperId: 'giay-chung-sinh', fromDossier, fromPaper: 'ket-qua' });
    const { dossierId } = await open();
    const states = () => database.read((store) => digitisationOf(store, must(dossierById(store, dossierId), 'it was opened')).papers.map(({ state }) => state));
    expect(states()).toEqual([0, 3]);
    const moved = await call('visit.move-page', { pageId: must(lent.papers[1]?.pages[0], 'it was lent').pageId, paperId: 'to-khai' });
    expect([moved.papers.map(({ reused }) => reused?.code), states()]).toEqual([[code, undefined, undefined], [3, 0]]);
    // And back, by whoever has the dossier in front of him.
    const { pageId } = must(moved.papers[0]?.pages[0], 'it was moved');
    await station.call('dossier.move-page', dossierLifeHandlers['dossier.move-page'], COUNTER, { dossierId, pageId, paperId: 'giay-chung-sinh' });
    expect(states()).toEqual([0, 3]);
    // A page that was never lent says nothing of it.
    expect(events('dossier.page-added').map(({ body }) => body['origin'])).toEqual([undefined, 'result', 'result']);
  });

  it('is not said to have lent what was scanned beside it, once that is put to another paper', async () => {
    const { dossierId: fromDossier, provisionalCode } = await earlierDossier();
    await choose();
    await check('to-khai');
    await call('visit.reuse-paper', { paperId: 'giay-chung-sinh', fromDossier, fromPaper: 'giay-chung-sinh' });
    await scan('giay-chung-sinh', 2);
    const [lent, scanned] = must((await read()).papers[1], 'it has both').pages;
    const { dossierId } = await open();
    const { database } = station.context;
    const move = (page: typeof lent): Promise<DossierDetail> => station.call('dossier.move-page', dossierLifeHandlers['dossier.move-page'], COUNTER, { dossierId, pageId: must(page, 'it is there').pageId, paperId: 'to-khai' });
    const reused = { code: provisionalCode, part: 'paper' };
    expect((await move(scanned)).papers.map((paper) => paper.reused)).toEqual([null, reused]);
    expect(database.read((store) => digitisationOf(store, must(dossierById(store, dossierId), 'it was opened')).papers.map(({ state }) => state))).toEqual([1, 2]);
    expect((await move(lent)).papers.map((paper) => paper.reused)).toEqual([reused, null]);
    expect(events('dossier.page-added').map(({ body }) => body['origin'])).toEqual([undefined, 'paper']);
  });

  it('is said to have lent a paper only while a page of it is there', async () => {
    const earlier = await earlierDossier();
    await choose();
    const lent = await call('visit.reuse-paper', { paperId: 'giay-chung-sinh', fromDossier: earlier.dossierId, fromPaper: 'giay-chung-sinh' });
    const page = must(lent.papers.find(({ paperId }) => paperId === 'giay-chung-sinh')?.pages[0], 'it was lent');
    const left = await call('visit.remove-page', { pageId: page.pageId });
    expect(left.papers.map(({ reused }) => reused)).toEqual([null, null, null]);
    for (const paperId of ['to-khai', 'giay-chung-sinh']) await check(paperId);
    const { dossierId } = await open();
    expect(JSON.stringify(events('dossier.opened').at(-1)?.body['papers'])).not.toContain('reusedFrom');
    expect(projectedRows(station.context.database)['dossier']?.find((row) => row['dossier_id'] === dossierId)).toMatchObject({ reuses_papers: 0 });
  });

  it('lends its pages under the papers where they are now, and no paper of which a page is gone', async () => {
    const { dossierId } = await earlierDossier();
    await choose();
    const { pageId } = must(station.context.database.read((store) => pagesOfDossier(store, dossierId))[0], 'it was scanned');
    await station.call('dossier.move-page', dossierLifeHandlers['dossier.move-page'], COUNTER, { dossierId, pageId, paperId: 'to-khai' });
    const lendable = async () => (await call('visit.earlier', { purpose: 'reuse-papers' })).papers.map(({ paperId, name, pages }) => [paperId, name, pages]);
    expect(await lendable()).toEqual([['to-khai', 'Tờ khai', 1]]);
    expect((await call('visit.reuse-paper', { paperId: 'to-khai', fromDossier: dossierId, fromPaper: 'to-khai' })).papers[0]?.pages).toHaveLength(1);
    station.context.database.write((store) => store.run(`UPDATE blob SET state = 'purged'`));
    expect(await lendable()).toEqual([]);
    await expect(call('visit.reuse-paper', { paperId: 'to-khai', fromDossier: dossierId, fromPaper: 'to-khai' })).rejects.toMatchObject({ code: 'reuse.not-there' });
  });

  it.each([['giay-chung-sinh', SCAN_LIMITS.pagesOfPaper, 'scan.paper-full'], ['uy-quyen', SCAN_LIMITS.pagesOfVisit, 'scan.visit-full']] as const)('lends nothing to a visit with %s full, and says which limit it is', async (paperId, pages, code) => {
    const earlier = await earlierDossier();
    await choose();
    station.context.database.write((store) => store.run(`INSERT INTO page (page_id, visit_id, paper_id, position, sha256, bytes, mime, scanned_at)
      SELECT printf('00000000-0000-4000-8000-%012d', value), $visitId, $paperId, value, sha256, bytes, mime, scanned_at FROM json_each($numbers), (SELECT * FROM page LIMIT 1)`, { visitId, paperId, numbers: JSON.stringify(Array.from({ length: pages }, (_, index) => index)) }));
    await expect(call('visit.reuse-paper', { paperId: 'giay-chung-sinh', fromDossier: earlier.dossierId, fromPaper: 'giay-chung-sinh' })).rejects.toMatchObject({ code });
  });

  it('of somebody else, or of a paper that it does not have, lends nothing', async () => {
    const earlier = await earlierDossier();
    await choose();
    await expect(call('visit.reuse-paper', { paperId: 'to-khai', fromDossier: earlier.dossierId, fromPaper: 'to-khai' })).rejects.toMatchObject({ code: 'reuse.not-there' });
    await call('visit.set-person', { person: { ...LAN, idNumber: '001080000034' } });
    expect((await read()).earlier).toBe(0);
    await expect(call('visit.reuse-paper', { paperId: 'giay-chung-sinh', fromDossier: earlier.dossierId, fromPaper: 'giay-chung-sinh' })).rejects.toMatchObject({ code: 'reuse.not-there' });
    await expect(call('visit.reuse-paper', { paperId: 'tinh-trang-hon-nhan', fromDossier: earlier.dossierId, fromPaper: 'giay-chung-sinh' })).rejects.toMatchObject({ code: 'paper.unknown' });
  });
});
