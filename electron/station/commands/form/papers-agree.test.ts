// Papers say what the dossier says: what was brought and is missing, whose matter it is, and by whose limit the date was counted.

import { afterEach, beforeEach, expect, it } from 'vitest';
import { z } from 'zod';
import { FakeScanner, scannedPage } from '../../../../tests/fakes/fake-scanner.ts';
import { LAN, MARRIAGE } from '../../../../tests/fakes/test-procedures.ts';
import { atCounter, TestStation } from '../../../../tests/fakes/test-station.ts';
import type { CounterId, DossierId } from '../../../../shared/base/ids.ts';
import { must } from '../../../../shared/base/must.ts';
import type { Behalf } from '../../../../shared/contract/intake.ts';
import type { Person } from '../../../../shared/contract/visit.ts';
import type { DossierForm } from '../../../../shared/contract/form.ts';
import type { FormPaper } from '../../../../shared/domain/paper/paper-words.ts';
import { openingOf } from '../../store/dossiers.ts';
import { missingPapers } from '../dossier/brought-papers.ts';
import { dossierHandlers } from '../dossier/dossier-handlers.ts';
import { dossierLifeHandlers } from '../dossier/dossier-life.ts';
import { createScanSessions } from '../visit/scan-sessions.ts';
import { visitHandlers } from '../visit/visit-handlers.ts';
import { formHandlers } from './form-handlers.ts';

const COUNTER = atCounter(1);
const ONE = { originals: 1, copies: 0, required: true, note: '' };
/** By post it takes ten working days; a paper is of one case only. */
const LICENCE = {
  ...MARRIAGE, code: '1.000656' as typeof MARRIAGE.code, name: 'Giấy phép mẫu', channels: [{ channel: 'post' as const, timeLimit: { unit: 'working-day' as const, amount: 10, text: '10 ngày làm việc' }, feeText: null }],
  papers: [{ ...ONE, paperId: 'to-khai', name: 'Tờ khai' }, { ...ONE, paperId: 'ban-ve-nha', name: 'Bản vẽ nhà', cases: ['Nhà ở'] }, { ...ONE, paperId: 'ban-ve-xuong', name: 'Bản vẽ xưởng', cases: ['Nhà xưởng'] }],
};
const OWNER = { kind: 'organisation', fullName: 'Hợp tác xã Mẫu', number: '0100109106', address: 'Thôn Mẫu', phone: '' } as const;

let scanner: FakeScanner;
let station: TestStation;
beforeEach(() => {
  scanner = new FakeScanner();
  station = new TestStation({ procedures: [LICENCE], scanners: new Map([[1, scanner]]) });
});
afterEach(() => station[Symbol.asyncDispose]());

/** By post, for the cooperative or for himself, for a house: the form only scanned, the drawing as a certified copy, the authorisation in the original. */
async function opened(behalf: Behalf | null = { relation: 'authorised', owner: OWNER }, person: Person = LAN): Promise<DossierId> {
  await using scans = createScanSessions(station.context, (error) => expect.fail(String(error)));
  const visits = visitHandlers(scans);
  const visitId = await station.serve(1);
  await station.call('visit.set-person', visits['visit.set-person'], COUNTER, { visitId, person });
  await station.call('visit.choose-procedure', visits['visit.choose-procedure'], COUNTER, { visitId, procedureCode: LICENCE.code });
  await station.call('visit.choose-case', visits['visit.choose-case'], COUNTER, { visitId, caseName: 'Nhà ở' });
  await station.call('visit.set-channel', visits['visit.set-channel'], COUNTER, { visitId, channel: 'post' });
  await station.call('visit.set-behalf', visits['visit.set-behalf'], COUNTER, { visitId, behalf });
  scanner.load({ pages: [scannedPage(1)] });
  await station.call('visit.scan', visits['visit.scan'], COUNTER, { visitId, paperId: 'to-khai', source: 'feeder' });
  await expect.poll(() => scans.isScanning(1 as CounterId)).toBe(false);
  await station.call('visit.check-paper', visits['visit.check-paper'], COUNTER, { visitId, paperId: 'ban-ve-nha', originals: 0, certified: 2, copies: 0 });
  if (behalf !== null) await station.call('visit.check-paper', visits['visit.check-paper'], COUNTER, { visitId, paperId: 'van-ban-uy-quyen', originals: 1, copies: 0 });
  const { dossierId } = await station.call('dossier.open', dossierHandlers(scans, [{ year: 2026, closed: [], working: [] }])['dossier.open'], COUNTER, { visitId });
  await station.finish(1);
  return dossierId;
}
async function valuesOf(dossierId: DossierId, form: DossierForm): Promise<FormPaper['values']> {
  await station.call('form.print', formHandlers['form.print'], COUNTER, { dossierId, form, reason: '', printer: { kind: 'system', name: 'van-phong' } });
  const jobs = station.context.database.read((store) => store.all(z.object({ paper: z.string() }), `SELECT paper FROM print_job WHERE printer = 'van-phong' ORDER BY rowid`));
  return (JSON.parse(must(jobs.at(-1), 'it was just queued').paper) as FormPaper).values;
}
const namesIn = (values: FormPaper['values'], list: string) => values.lists[list]?.map((line) => line['tên giấy tờ']);

it('the receipt names what came as scanned pages only, and the limit of the channel by which the date was counted', async () => {
  const values = await valuesOf(await opened(), 'receipt');
  expect(values.lists['giấy tờ']?.map((line) => [line['tên giấy tờ'], line['bản chính'], line['bản chứng thực']])).toEqual([['Tờ khai', '', ''], ['Bản vẽ nhà', '', '2'], ['Văn bản ủy quyền', '1', '']]);
  expect(values.texts['thời hạn giải quyết']).toBe('10 ngày làm việc');
});

it('a paper says the limit that held at reception, also where another catalogue holds since', async () => {
  const dossierId = await opened();
  const before = station.context.catalogue;
  const switchedAt = station.clock.now() + 1;
  const now = { ...LICENCE, channels: [] };
  station.context = { ...station.context, catalogue: { ...before, read: (code, receivedAt) => (receivedAt !== undefined && receivedAt < switchedAt ? before.read(code) : now) } };
  expect((await valuesOf(dossierId, 'control')).texts['thời hạn giải quyết']).toBe('10 ngày làm việc');
});

it('the receipt says where the owner lives where somebody acts for another, and says no second address to whoever acts for himself', async () => {
  expect((await valuesOf(await opened(), 'receipt')).texts['địa chỉ người được nộp thay']).toBe(OWNER.address);
  expect((await valuesOf(await opened(null), 'receipt')).texts['địa chỉ người được nộp thay']).toBe('');
});

it('the e-mail that somebody gave stands on the forms that are for him, and nothing where nobody gave one', async () => {
  expect((await valuesOf(await opened(null, { ...LAN, email: 'lan@example.vn' }), 'receipt')).texts['email']).toBe('lan@example.vn');
  expect((await valuesOf(await opened(), 'receipt')).texts['email']).toBe('');
});

it('the call for more papers asks for none that was received, none of another case, and for those that the case and the errand want', async () => {
  const dossierId = await opened();
  for (const to of [4, 5] as const) await station.call('dossier.move', dossierLifeHandlers['dossier.move'], COUNTER, { dossierId, to, reason: 'bổ sung' });
  expect(namesIn(await valuesOf(dossierId, 'supplement'), 'giấy tờ')).toEqual([]);
  // As if neither the drawing nor the authorisation had been there.
  const missing = station.context.database.read((store) => {
    const opening = must(openingOf(store, dossierId), 'it was opened');
    return missingPapers(station.context, store, { ...opening, papers: opening.papers.slice(0, 1) });
  });
  expect(missing.map(({ name }) => name)).toEqual(['Bản vẽ nhà', 'Văn bản ủy quyền']);
});

it('the receipt of several dossiers says whose matter each is, and by which limit', async () => {
  await opened();
  const values = await valuesOf(await opened(), 'receipt-many');
  expect(values.lists['hồ sơ']?.map((line) => [line['chủ hồ sơ'], line['thời hạn']])).toEqual([[OWNER.fullName, '10 ngày làm việc'], [OWNER.fullName, '10 ngày làm việc']]);
});
