// The slip about a procedure and its codes: at the kiosk and the counter, with a printer and without, and however often somebody presses.

import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { ProcedureCode } from '../../../../shared/base/ids.ts';
import type { Caller } from '../../../../shared/contract/command.ts';
import { procedureSchema } from '../../../../shared/contract/procedure.ts';
import { FORM_FIELDS, strayFields } from '../../../../shared/domain/paper/form.ts';
import { noForms } from '../../../../tests/fakes/no-forms.ts';
import { atCounter, TestStation } from '../../../../tests/fakes/test-station.ts';
import { formPaperSchema } from '../../papers/form-paper.ts';
import { markEnded } from '../../store/print-jobs.ts';
import { takeHomeHandlers } from './take-home-handlers.ts';
import { hoursWords } from './take-home-values.ts';

const KIOSK: Caller = { role: 'kiosk' };
const BURIAL = procedureSchema.parse({
  code: '1.001776', name: 'Hỗ trợ chi phí mai táng', field: 'C', sector: 'Bảo trợ xã hội', timeLimit: { unit: 'working-day', amount: 3, text: '3 ngày làm việc' }, feeText: 'Không thu', result: 'Quyết định hỗ trợ',
  papers: [
    { paperId: 'to-khai', name: 'Tờ khai', originals: 1, copies: 0, required: true, note: '' },
    { paperId: 'uy-quyen', name: 'Văn bản ủy quyền', originals: 1, copies: 1, required: false, note: 'Có chứng thực', cases: ['Trường hợp ủy quyền'] },
    { paperId: 'bao-tu', name: 'Trích lục khai tử', originals: 0, copies: 1, required: true, note: '', cases: ['Trường hợp đã mất'] },
  ],
});
const FOREIGN = { ...BURIAL, code: '2.999999' as ProcedureCode, level: 'other' as const, papers: [], feeText: '', timeLimit: { unit: 'unstated' as const, text: '' } };

let station: TestStation;
beforeEach(() => void (station = new TestStation({ procedures: [BURIAL, FOREIGN, ...Array.from({ length: 6 }, (_, index) => ({ ...BURIAL, code: `3.00000${index}` as ProcedureCode }))] })));
afterEach(() => station[Symbol.asyncDispose]());

const ROLL = { kind: 'roll' } as const;
const print = (more: { readonly code?: string; readonly caseName?: string; readonly printer?: { readonly kind: 'roll' } | { readonly kind: 'system'; readonly name: string } } = {}, caller: Caller = KIOSK) =>
  station.call('take-home.print', takeHomeHandlers['take-home.print'], caller, { code: BURIAL.code, caseName: '', printer: ROLL, ...more } as { code: ProcedureCode; caseName: string; printer: typeof ROLL });
const jobs = () =>
  station.context.database.read((store) => store.all(z.object({ what: z.string(), ofId: z.string(), label: z.string(), paper: z.string(), printer: z.string().nullable() }), 'SELECT what, of_id AS ofId, label, paper, printer FROM print_job ORDER BY rowid'));
const papers = () => jobs().map(({ paper }) => formPaperSchema.parse(JSON.parse(paper)));
const ended = (printJobId: Awaited<ReturnType<typeof print>>['print']['printJobId'], state: 'printed' | 'failed') =>
  station.context.database.write((store) => markEnded(store, printJobId, { state, code: state === 'failed' ? 'printer.offline' : null, mayExist: state === 'printed', triedAgain: state === 'failed' }, station.clock.now()));

describe('the codes', () => {
  const read = (code: string, caseName = '') => station.call('take-home.read', takeHomeHandlers['take-home.read'], KIOSK, { code: code as ProcedureCode, caseName });

  it('say papers, time, fee, place, hours and the month of the catalogue, with nothing left out', async () => {
    const { codes, leftOut } = await read(BURIAL.code);
    expect([codes.length, leftOut]).toEqual([1, 0]);
    for (const words of ['Hỗ trợ chi phí mai táng', '1. Tờ khai (1 bản chính)', 'GIẤY TỜ RIÊNG – Trường hợp ủy quyền:', '3 ngày làm việc', 'Không thu', station.point.unit.name, 'thứ Hai đến thứ Sáu', 'tháng 7/2026']) expect(codes[0]).toContain(words);
    expect(codes[0]).not.toContain('http');
  });

  it('of a chosen case hold that case only', async () => {
    const { codes } = await read(BURIAL.code, 'Trường hợp đã mất');
    expect(codes[0]).toContain('2. Trích lục khai tử');
    expect(codes[0]).not.toContain('ủy quyền');
  });

  it.each([['of a procedure', '9.999999', ''], ['of a case', BURIAL.code, 'Trường hợp khác hẳn']])('%s that the catalogue does not have are refused', async (_what, code, caseName) => {
    await expect(read(code, caseName)).rejects.toMatchObject({ code: 'procedure.unknown' });
    await expect(print({ code, caseName })).rejects.toMatchObject({ code: 'procedure.unknown' });
    expect(jobs()).toEqual([]);
  });
});

describe('the slip', () => {
  it('is on record before a printer has it, whole and with the unit at its head', async () => {
    const { print: queued } = await print();
    expect(queued).toMatchObject({ state: 'queued', code: null });
    expect(jobs().map(({ what, ofId, label, printer }) => ({ what, ofId, label, printer }))).toEqual([{ what: 'form', ofId: `take-home/kiosk/${BURIAL.code}`, label: BURIAL.code, printer: null }]);
    expect([station.woken, station.events('print.changed').length]).toEqual([['printer'], 1]);
    const [paper] = papers();
    expect(strayFields('take-home', paper?.values ?? { texts: {}, lists: {} })).toEqual([]);
    expect(FORM_FIELDS['take-home'].texts.filter((name) => paper?.values.texts[name] === undefined)).toEqual([]);
    expect(paper).toMatchObject({ form: 'take-home', copyNumber: 1, values: { texts: { 'tên đơn vị': station.point.unit.name, 'mã thủ tục': BURIAL.code, 'thời hạn giải quyết': '3 ngày làm việc', 'phí, lệ phí': 'Không thu', 'kết quả': 'Quyết định hỗ trợ', 'ngày danh mục': 'Theo danh mục thủ tục tháng 7/2026.' } } });
    expect(paper?.values.lists['giấy tờ']).toEqual([
      { tt: '1', 'tên giấy tờ': 'Tờ khai', 'bản chính': '1', 'bản sao': '' },
      { tt: '', 'tên giấy tờ': 'GIẤY TỜ RIÊNG – Trường hợp ủy quyền:' }, { tt: '2', 'tên giấy tờ': 'Văn bản ủy quyền (nếu có). Ghi chú: Có chứng thực', 'bản chính': '1', 'bản sao': '1' },
      { tt: '', 'tên giấy tờ': 'GIẤY TỜ RIÊNG – Trường hợp đã mất:' }, { tt: '3', 'tên giấy tờ': 'Trích lục khai tử', 'bản chính': '', 'bản sao': '1' },
    ]);
  });

  it('of what another office decides names no place and no papers, and says whom to ask', async () => {
    await print({ code: FOREIGN.code });
    const values = papers()[0]?.values;
    expect(values?.lists).toEqual({ 'giấy tờ': [] });
    expect(['nơi nộp', 'ghi chú giấy tờ', 'phí, lệ phí'].map((field) => values?.texts[field])).toEqual([
      '', 'Thủ tục này không do xã giải quyết; cán bộ tại quầy hướng dẫn nơi nộp và giấy tờ cần mang.', 'trang chính thức chưa nêu rõ, xin hỏi cán bộ',
    ]);
  });

  it('is queued once while it is on its way, and its print can be asked for; no other print can', async () => {
    const { print: first } = await print();
    expect((await print()).print.printJobId).toBe(first.printJobId);
    expect(jobs()).toHaveLength(1);
    const printed = (printJobId: typeof first.printJobId) => station.call('take-home.printed', takeHomeHandlers['take-home.printed'], KIOSK, { printJobId });
    ended(first.printJobId, 'failed');
    expect(await printed(first.printJobId)).toMatchObject({ state: 'failed', code: 'printer.offline' });
    station.context.database.write((store) => store.run(`UPDATE print_job SET of_id = 'a dossier/control'`));
    await expect(printed(first.printJobId)).rejects.toMatchObject({ code: 'print.not-found' });
  });

  it('comes again at the kiosk after half a minute, never marked as a reprint, and an older one that failed does not come out as well', async () => {
    ended((await print()).print.printJobId, 'failed');
    await expect(print()).rejects.toMatchObject({ code: 'take-home.wait', params: { seconds: 30 } });
    station.clock.advance(30_000);
    await print();
    const states = station.context.database.read((store) => store.all(z.object({ state: z.string() }), 'SELECT state FROM print_job ORDER BY rowid')).map(({ state }) => state);
    expect([states, papers().map(({ copyNumber }) => copyNumber)]).toEqual([['marked', 'queued'], [1, 1]]);
  });

  it('is limited at the kiosk over all procedures, and not at a counter', async () => {
    for (let index = 0; index < 6; index += 1) await print({ code: `3.00000${index}` });
    await expect(print()).rejects.toMatchObject({ code: 'take-home.wait', params: { seconds: 300 } });
    ended((await print({}, atCounter(1))).print.printJobId, 'printed');
    await print({ printer: { kind: 'system', name: 'office' } }, atCounter(1));
    expect(jobs().slice(-2).map(({ ofId, printer }) => [ofId, printer])).toEqual([[`take-home/counter-1/${BURIAL.code}`, null], [`take-home/counter-1/${BURIAL.code}`, 'office']]);
  });

  it('is refused where the machine has no printer of tickets, and a kiosk has no way to another', async () => {
    await expect(print({ printer: { kind: 'system', name: 'office' } })).rejects.toMatchObject({ code: 'caller.refused' });
    station.context = { ...station.context, forms: { ...noForms(), hasRoll: false } };
    await expect(print()).rejects.toMatchObject({ code: 'printer.absent' });
    expect(jobs()).toEqual([]);
  });
});

it.each([
  [[1, 2, 3, 4, 5], 'thứ Hai đến thứ Sáu, 07:00–11:30, 13:30–17:00'],
  [[6, 1, 3], 'thứ Hai, thứ Tư, thứ Bảy, 07:00–11:30, 13:30–17:00'],
  [[7], 'Chủ nhật, 07:00–11:30, 13:30–17:00'],
])('the hours of %j are said as %j', (weekdays, words) => {
  expect(hoursWords({ weekdays, periods: [{ from: '07:00', to: '11:30' }, { from: '13:30', to: '17:00' }], sameDayUntil: '15:00' }, noForms().words)).toBe(words);
});
