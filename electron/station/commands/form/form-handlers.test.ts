// Forms of a dossier: which fit it, what stands in them, and that each print is durable, marked and forgotten as it must be.

import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { openDossier } from '../../../../tests/fakes/opened-dossier.ts';
import { BIRTH, LAN } from '../../../../tests/fakes/test-procedures.ts';
import { atCounter, TestStation } from '../../../../tests/fakes/test-station.ts';
import type { DossierId } from '../../../../shared/base/ids.ts';
import type { CoverPrinter } from '../../../../shared/contract/cover.ts';
import type { DossierForm } from '../../../../shared/contract/form.ts';
import { parseReceiptQr } from '../../../../shared/domain/codes/receipt-qr.ts';
import type { FormPaper } from '../../../../shared/domain/paper/paper-words.ts';
import type { DossierStatus } from '../../../../shared/domain/dossier/status.ts';
import { redactDossier } from '../../store/redaction.ts';
import { dossierLifeHandlers } from '../dossier/dossier-life.ts';
import { formHandlers } from './form-handlers.ts';

const COUNTER = atCounter(1);
const OFFICE: CoverPrinter = { kind: 'system', name: 'van-phong' };
const jobRow = z.object({ what: z.string(), ofId: z.string(), label: z.string(), printer: z.string().nullable(), state: z.string(), paper: z.string() });

let station: TestStation;
beforeEach(() => {
  station = new TestStation({ procedures: [BIRTH] });
});
afterEach(() => station[Symbol.asyncDispose]());

const offer = async (dossierId: DossierId) => (await station.call('form.offer', formHandlers['form.offer'], COUNTER, { dossierId })).forms;
const print = (dossierId: DossierId, form: DossierForm, options: { readonly reason?: string; readonly printer?: CoverPrinter } = {}) =>
  station.call('form.print', formHandlers['form.print'], COUNTER, { dossierId, form, reason: options.reason ?? '', printer: options.printer ?? OFFICE });
const jobs = () => station.context.database.read((store) => store.all(jobRow, `SELECT what, of_id AS ofId, label, printer, state, paper FROM print_job WHERE printer IS NOT NULL OR what = 'form' ORDER BY rowid`));
const papers = (): readonly FormPaper[] => jobs().map(({ paper }) => JSON.parse(paper) as FormPaper);
const came = (state = 'printed') => station.context.database.write((store) => store.run(`UPDATE print_job SET state = $state, may_exist = 1 WHERE state = 'queued'`, { state }));
const move = (dossierId: DossierId, to: DossierStatus, reason: string) => station.call('dossier.move', dossierLifeHandlers['dossier.move'], COUNTER, { dossierId, to, reason });

describe('the receipt on a page', () => {
  it('says what the dossier says, with a provisional code that cannot be taken for an official one', async () => {
    const dossier = await openDossier(station);
    await print(dossier.dossierId, 'receipt');
    const [paper] = papers();
    expect(paper?.values.texts).toMatchObject({
      'mã hồ sơ': `${dossier.provisionalCode} (mã tạm)`, 'ghi chú mã tạm': station.forms.words['paper.receipt.provisional-note'], 'người nộp': LAN.fullName, 'tên thủ tục': BIRTH.name, 'nhận lúc': '09:00 ngày 13/07/2026', 'ngày lập': 'Ngày 13 tháng 07 năm 2026', 'cán bộ': station.point.counters[0]?.officerName,
    });
    expect(paper?.values.texts['số định danh']).toMatch(/^\d{3}\*+\d{3}$/);
    expect(parseReceiptQr(paper?.values.texts['mã QR tra cứu'] ?? '')).toMatchObject({ dossierId: dossier.dossierId });
    expect(paper?.values.lists['giấy tờ']?.map((line) => [line['tt'], line['tên giấy tờ'], line['bản chính'], line['bản photo']])).toEqual([['1', BIRTH.papers[0]?.name, '1', ''], ['2', BIRTH.papers[1]?.name, '1', '']]);
    station.context.database.write((store) => store.run(`INSERT INTO city_dossier (dossier_id, revision, official_code) VALUES ($dossierId, 1, 'H26.149-260713-0001')`, { dossierId: dossier.dossierId }));
    came();
    await print(dossier.dossierId, 'receipt');
    expect(papers()[1]?.values.texts).toMatchObject({ 'mã hồ sơ': 'H26.149-260713-0001', 'ghi chú mã tạm': '' });
  });

  it('counts with those of the roll: the second one in the world says so, whichever printer it comes from', async () => {
    const { dossierId } = await openDossier(station);
    await print(dossierId, 'receipt');
    await expect(print(dossierId, 'receipt')).rejects.toMatchObject({ code: 'print.wrong-state' });
    came('unknown');
    expect((await print(dossierId, 'receipt')).print.state).toBe('queued');
    expect(papers().map(({ copyNumber }) => copyNumber)).toEqual([1, 2]);
    expect(jobs().map(({ what, state, printer }) => [what, state, printer])).toEqual([['receipt', 'marked', 'van-phong'], ['receipt', 'queued', 'van-phong']]);
    expect(station.woken).toContain('printer');
  });

  it('is durable before a printer has it, and is on no roll, which has its own', async () => {
    const { dossierId } = await openDossier(station);
    await expect(print(dossierId, 'receipt', { printer: { kind: 'roll' } })).rejects.toMatchObject({ code: 'form.not-offered' });
    await print(dossierId, 'receipt');
    const left = await station.afterPowerCut(({ database }) => Promise.resolve(database.read((store) => store.all(z.object({ state: z.string() }), `SELECT state FROM print_job WHERE printer = 'van-phong'`))));
    expect(left).toEqual([{ state: 'queued' }]);
  });
});

describe('the forms of its life', () => {
  it('are offered when they fit', async () => {
    const { dossierId } = await openDossier(station);
    expect(await offer(dossierId)).toEqual(['receipt', 'control', 'opinion']);
    await move(dossierId, 4, '');
    await move(dossierId, 5, 'thiếu giấy chứng sinh');
    expect((await offer(dossierId))[0]).toBe('supplement');
    await expect(print(dossierId, 'refusal')).rejects.toMatchObject({ code: 'form.not-offered' });
  });

  it('give the reason that was written, or the one of this paper, and the papers that are missing', async () => {
    const { dossierId } = await openDossier(station);
    await move(dossierId, 4, '');
    await move(dossierId, 5, 'Tờ khai chưa có chữ ký');
    await print(dossierId, 'supplement');
    came();
    await print(dossierId, 'supplement', { reason: 'Bổ sung văn bản ủy quyền', printer: { kind: 'roll' } });
    expect(papers().map(({ form, copyNumber, values }) => [form, copyNumber, values.texts['lý do']])).toEqual([['supplement', 1, 'Tờ khai chưa có chữ ký'], ['supplement', 2, 'Bổ sung văn bản ủy quyền']]);
    expect(jobs().map(({ printer }) => printer)).toEqual(['van-phong', null]);
    await move(dossierId, 3, 'Không đủ điều kiện');
    await print(dossierId, 'refusal');
    expect(papers()[2]?.values.texts).toMatchObject({ 'lý do': 'Không đủ điều kiện' });
    // The city hears of receipts, not of forms.
    expect(station.context.database.read((store) => store.all(z.object({ type: z.string() }), `SELECT type FROM event WHERE type = 'print.ended'`))).toEqual([]);
  });

  it('bear numbers of their own kind, drawn with the act: two counters never draw one twice, and a reprint keeps its number', async () => {
    const [one, other] = [await openDossier(station), await openDossier(station)];
    for (const { dossierId } of [one, other]) await move(dossierId, 4, '');
    await Promise.all([
      move(one.dossierId, 5, 'thiếu giấy'),
      station.call('dossier.move', dossierLifeHandlers['dossier.move'], atCounter(2), { dossierId: other.dossierId, to: 5, reason: 'thiếu giấy' }),
    ]);
    await print(one.dossierId, 'supplement');
    came();
    await print(one.dossierId, 'supplement');
    await print(other.dossierId, 'supplement');
    await move(one.dossierId, 3, 'không đủ điều kiện');
    await print(one.dossierId, 'refusal');
    expect(papers().map(({ values }) => values.texts['số phiếu'])).toEqual(['1/HDHS-K1', '1/HDHS-K1', '2/HDHS-K1', '1/TCHS-K1']);
  });

  it('name who decides, and on form 05 until when the result must be back', async () => {
    const { dossierId } = await openDossier(station);
    await print(dossierId, 'control');
    Object.assign(station.point, { deciding: { ...station.point.deciding, fields: [{ field: BIRTH.field, name: 'Công an xã Mẫu' }] } });
    const other = await openDossier(station);
    await print(other.dossierId, 'control');
    await print(other.dossierId, 'receipt');
    // What was opened under another word stays as it was opened.
    expect(papers().map(({ values: { texts } }) => [texts['cơ quan giải quyết'], texts['hạn trả về trung tâm']])).toEqual([[station.point.unit.name, '14:00 ngày 13/07/2026'], ['Công an xã Mẫu', '14:00 ngày 13/07/2026'], ['Công an xã Mẫu', undefined]]);
    came();
    await print(dossierId, 'control');
    expect(papers().at(-1)?.values.texts['cơ quan giải quyết']).toBe(station.point.unit.name);
  });

  it('leave the number open where a clerk writes it, and draw none', async () => {
    Object.assign(station.point, { formNumbers: { ...station.point.formNumbers, by: 'hand', supplement: '{n}/HDHS' } });
    const { dossierId } = await openDossier(station);
    await move(dossierId, 4, '');
    await move(dossierId, 5, 'thiếu giấy');
    await print(dossierId, 'supplement');
    expect(papers()[0]?.values.texts['số phiếu']).toBe('………/HDHS');
    expect(station.context.database.read((store) => store.all(z.object({ body: z.string() }), `SELECT body FROM event WHERE type = 'dossier.moved'`)).some(({ body }) => body.includes('paperNumber'))).toBe(false);
  });

  it('put several dossiers of one person and day on one receipt, and none of another’s', async () => {
    const first = await openDossier(station);
    await openDossier(station, { person: { ...LAN, idNumber: '001185000013', fullName: 'TRẦN THỊ BA' } });
    const second = await openDossier(station);
    expect(await offer(first.dossierId)).toContain('receipt-many');
    await print(second.dossierId, 'receipt-many');
    expect(papers()[0]?.values.lists['hồ sơ']?.map((line) => line['mã hồ sơ'])).toEqual([`${first.provisionalCode} (mã tạm)`, `${second.provisionalCode} (mã tạm)`]);
    expect([papers()[0]?.values.lists['hồ sơ']?.map((line) => line['đơn vị']), papers()[0]?.values.texts['hình thức thu phí']]).toEqual([[station.point.unit.name, station.point.unit.name], BIRTH.feeText]);
    expect(JSON.stringify(papers())).not.toContain('TRẦN THỊ BA');
    // Whoever prints it has seen both.
    expect(station.context.database.read((store) => store.all(z.object({ id: z.string() }), `SELECT body ->> 'dossierId' AS id FROM event WHERE type = 'access.noted' AND body ->> 'purpose' = 'receipt'`)).map(({ id }) => id).toSorted()).toEqual([first.dossierId, second.dossierId].toSorted());
    // Whose data is erased stands on no paper that is still to come, another's dossier's either.
    station.context.database.write((store) => redactDossier(store, first.dossierId, { reason: 'erased', at: station.clock.now(), upTo: 1_000_000 }));
    expect(jobs()).toEqual([]);
    await expect(print(first.dossierId, 'receipt')).rejects.toMatchObject({ code: 'dossier.voided' });
  });
});

it('a look at a form is on record and shows the page that was asked for, or the last', async () => {
  const { dossierId } = await openDossier(station);
  const asked: unknown[] = [];
  station.forms = { ...station.forms, pictures: (paper, wanted) => {
    asked.push([paper.form, wanted.from]);
    return Promise.resolve({ pages: 2, pictures: wanted.from > 1 ? [] : [new Uint8Array([7])] });
  } };
  station.reopen();
  expect(await station.call('form.preview', formHandlers['form.preview'], COUNTER, { dossierId, form: 'receipt', reason: '', page: 5 })).toEqual({ pages: 2, page: 1, png: Buffer.from([7]).toString('base64'), template: 'shipped', copyNumber: 1 });
  expect(asked).toEqual([['receipt', 5], ['receipt', 1]]);
  expect(station.context.database.read((store) => store.all(z.object({ body: z.string() }), `SELECT body FROM event WHERE type = 'access.noted'`)).at(-1)?.body).toContain('detail');
});

it('the printer that was used last is offered first the next time', async () => {
  const { dossierId } = await openDossier(station);
  await print(dossierId, 'control');
  station.reopen();
  expect((await station.call('form.offer', formHandlers['form.offer'], COUNTER, { dossierId })).printers.chosen).toEqual(OFFICE);
});
