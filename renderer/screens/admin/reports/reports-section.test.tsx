// Periodic reports: the months that can be asked for, a table whose columns are the form's, and a file that says the same as the screen and opens as a spreadsheet.

import { unzipSync, strFromU8 } from 'fflate';
import { afterEach, expect, test } from 'vitest';
import { must } from '../../../../shared/base/must.ts';
import type { BusinessDay } from '../../../../shared/base/ids.ts';
import { TABLE_COLUMNS } from '../../../../shared/domain/report/dossier-table.ts';
import { exampleReport, reportPictures } from '../../../../tests/gallery/desk/report-pictures.tsx';
import { NOW } from '../../../../tests/gallery/desk/example-point.ts';
import { scriptedClient } from '../../../../tests/fakes/scripted-client.ts';
import { stage } from '../../../../tests/fakes/stage.tsx';
import type { Stage } from '../../../../tests/fakes/stage.tsx';
import type { Texts } from '../../../parts/texts/use-texts.tsx';
import type { Book } from '../../../../shared/contract/report.ts';
import { BOOK_COLUMNS, bookFile } from './book-file.ts';
import { reportFile, reportFileName, reportSheet } from './report-file.ts';
import { monthsBefore, ReportsSection } from './reports-section.tsx';

let open: Stage | null = null;
afterEach(async () => {
  await open?.end();
  open = null;
});
/** Texts by their keys and values: what stands where is what is looked at. */
const KEYS = { language: 'vi', number: String, t: (key: string, values: Readonly<Record<string, unknown>> = {}) => [key, ...Object.values(values).map(String)].join(' ') } as unknown as Texts;

test('the months are this one and the three before it, also over the new year', () => {
  expect(monthsBefore('2027-02-15' as BusinessDay)).toEqual([
    { from: '2027-02-01', to: '2027-02-28' }, { from: '2027-01-01', to: '2027-01-31' }, { from: '2026-12-01', to: '2026-12-31' }, { from: '2026-11-01', to: '2026-11-30' },
  ]);
});

test('the month in hand is asked for first, another at a touch', async () => {
  const client = scriptedClient({ 'report.read': (period) => exampleReport(period) });
  open = await stage(<ReportsSection now={NOW} unit="Xã Phú Xuyên" />, { client });
  await open.press('Tháng 10/2026');
  expect(client.inputsOf('report.read')).toEqual([{ from: '2026-11-01', to: '2026-11-30' }, { from: '2026-10-01', to: '2026-10-31' }]);
});

test('the table has thirteen columns, and its last line is the sum of the lines above', async () => {
  open = await stage(<ReportsSection now={NOW} unit="Xã Phú Xuyên" />, { client: scriptedClient({ 'report.read': () => exampleReport() }) });
  const rows = [...open.root.querySelectorAll('.report-table tbody tr, .report-table tfoot tr')].map((row) => [...row.children].map((cell) => cell.textContent));
  expect(open.words()).toContain('Máy trạm: T149-K1.');
  expect(TABLE_COLUMNS).toHaveLength(11);
  const numbers = rows.map((row) => row.slice(-11).map((cell) => Number(cell.replaceAll('.', ''))));
  const total = must(numbers.pop(), 'the line of totals');
  expect(total).toEqual(TABLE_COLUMNS.map((_, column) => numbers.reduce((sum, row) => sum + (row[column] ?? 0), 0)));
});

test('the shares stand in sentences with what they are shares of, and what this station cannot see is named apart', async () => {
  const told = { online: { part: 2604, whole: 2906, share: 89.61 }, done: { part: 2731, whole: 2906, share: 93.98 }, inTime: { part: 0, whole: 0, share: null }, transfer: { part: 3825, whole: 4323, share: 88.48 }, digitised: { part: 598, whole: 694, share: 86.17 }, content: { part: 0, whole: 0, share: null }, faults: [{ kind: 'does-not-close', difference: 1 }] } as const;
  open = await stage(<ReportsSection now={NOW} unit="Xã Phú Xuyên" />, { client: scriptedClient({ 'report.read': () => exampleReport({ told: { ...told, faults: [...told.faults] } }) }) });
  expect([...open.root.querySelectorAll('.report-rates li')].map((line) => line.textContent)).toEqual([
    'Nộp trực tuyến: 2.604 trên 2.906 hồ sơ tiếp nhận trong kỳ, 89,61%.', 'Đã giải quyết: 2.731 trên 2.906 hồ sơ phải giải quyết, kể cả từ kỳ trước chuyển sang, 93,98%.', 'Giải quyết trước và đúng hạn: 0 trên 0 hồ sơ đã giải quyết, –.',
    'Trả phí, lệ phí bằng chuyển khoản VietQR: 3.825 trên 4.323 hồ sơ có phí, lệ phí, 88,48%.', 'Trả qua cổng thanh toán của Cổng Dịch vụ công (chỉ số này mới tính vào mục 3.6 của Bộ chỉ số 766): máy trạm không thấy, xin xem trên Cổng.',
    'Số hóa đủ giấy tờ và kết quả tại máy trạm: 598 trên 694 hồ sơ có kết quả trong kỳ, 86,17%. Máy trạm không thấy kết quả điện tử cấp ở nơi khác.', 'Hài lòng và rất hài lòng: 0 trên 0 lượt đánh giá, phiếu góp ý trong kỳ, –.',
  ]);
  expect(open.words()).toContain('lệch 1 hồ sơ');
});

test('a report whose sums do not close is not handed on', async () => {
  const fault = must(reportPictures.find(({ name }) => name === 'admin-reports-fault'), 'a picture');
  open = await stage(fault.screen, { client: must(fault.client, 'a client')() });
  expect(open.words()).toContain('Số liệu không khớp ở «Hộ tịch» (Tiếp nhận: tổng số): phải là 726 nhưng đang là 727.');
  expect(open.button('Xuất tệp Excel').disabled).toBe(true);
});

test('the file holds the numbers of the screen as numbers', async () => {
  const report = exampleReport();
  const parts = unzipSync(new Uint8Array(await (await reportFile(report, 'Xã Phú Xuyên & bạn', KEYS)).arrayBuffer()));
  const sheet = strFromU8(must(parts['xl/worksheets/sheet1.xml'], 'a sheet'));
  const said = [...sheet.matchAll(/<c r="([A-Z]+)(\d+)"[^>]*?(?: t="(\w+)")?[^>]*><v>([^<]*)<\/v>/g)].map(([, column, row, type, value]) => ({ column, row: Number(row), type, value: Number(value) }));
  const lastRow = 5 + report.rows.length + 1;
  const totals = said.filter(({ row, column, type }) => row === lastRow && type !== 's' && column !== 'B').map(({ value }) => value);
  expect(totals).toEqual(TABLE_COLUMNS.map((column) => report.total[column]));
  expect(reportFileName(report)).toBe('II.06a_2026-11-01_2026-11-30.xlsx');
  expect(strFromU8(must(parts['xl/sharedStrings.xml'], 'texts'))).toContain('Xã Phú Xuyên &amp; bạn');
  expect(reportSheet({ ...report, unknownEnds: 3 }, 'x', KEYS)).toHaveLength(reportSheet(report, 'x', KEYS).length + 2);
});

const BOOK: Book = {
  station: 'T149-K1', from: '2026-11-01' as BusinessDay, to: '2026-11-30' as BusinessDay, asOf: NOW, foot: { dossiers: 2, sets: 3, returned: 1, notReturned: 1, endUnknown: 0 }, faults: [],
  lines: [1, 2].map((number) => ({ number, code: `H26.149-261124-000${number}`, procedureName: 'Đăng ký khai sinh', sets: number, applicant: '=Trần Thị Ngọc Ánh', addressAndPhone: 'Thôn Đồng Lạc', authority: 'UBND xã', receivedAt: NOW, dueAt: NOW, returnedAt: number === 1 ? NOW : null, isEndUnknown: false, manner: 'Trực tiếp', note: '' })),
};

test('the book has the thirteen columns of its form, its sums as numbers, and no words that a spreadsheet would compute', async () => {
  const texts = { ...KEYS, time: () => '08:40', date: () => '24/11/2026' };
  const parts = unzipSync(new Uint8Array(await (await bookFile(BOOK, 'Xã Phú Xuyên', texts)).arrayBuffer()));
  const sheet = strFromU8(must(parts['xl/worksheets/sheet1.xml'], 'a sheet'));
  expect(BOOK_COLUMNS).toHaveLength(13);
  const numbers = [...sheet.matchAll(/<c r="([A-Z]+)(\d+)"(?![^>]* t="s")[^>]*><v>([^<]*)<\/v>/g)].map(([, column, row, value]) => [`${column ?? ''}${row ?? ''}`, Number(value)]);
  expect(numbers).toEqual([['A6', 1], ['D6', 1], ['A7', 2], ['D7', 2], ['B8', 2], ['B9', 3], ['B10', 1], ['B11', 1], ['B12', 0]]);
  expect(sheet).not.toContain('<f>');
  expect(strFromU8(must(parts['xl/sharedStrings.xml'], 'texts'))).toContain('=Trần Thị Ngọc Ánh');
});

test('the book is asked for only at a press, and one whose sums do not close is not handed on', async () => {
  const client = scriptedClient({ 'report.read': () => exampleReport(), 'report.book': () => ({ ...BOOK, faults: [{ kind: 'sets', expected: 3, found: 4 }] }) });
  open = await stage(<ReportsSection now={NOW} unit="Xã Phú Xuyên" />, { client });
  expect(client.inputsOf('report.book')).toEqual([]);
  await open.press('Xuất sổ mẫu 06 (Excel)');
  expect(client.inputsOf('report.book')).toEqual([{ from: '2026-11-01', to: '2026-11-30' }]);
  expect(open.words()).toContain('Tổng của sổ không khớp (3 ≠ 4)');
});

test('the PDF is fetched piece by piece until it is whole', async () => {
  const whole = 'abcdefg';
  const client = scriptedClient({ 'report.read': () => exampleReport(), 'report.book-pdf': ({ at }) => ({ name: 'so.pdf', fetchId: '00000000-0000-4000-8000-000000000009', bytes: whole.length, base64: btoa(whole.slice(at, at + 3)), faults: [] }) });
  open = await stage(<ReportsSection now={NOW} unit="Xã Phú Xuyên" />, { client });
  await open.press('Xuất sổ mẫu 06 (PDF)');
  await open.settle();
  expect(client.inputsOf('report.book-pdf').map(({ at, fetchId }) => [at, fetchId === null])).toEqual([[0, true], [3, false], [6, false]]);
  expect(open.words()).toContain('Đã lưu tệp so.pdf.');
});

test('the report is fetched as a PDF piece by piece, and neither file is to be had while its sums do not close', async () => {
  const whole = 'abcdefg';
  const client = scriptedClient({ 'report.read': () => exampleReport(), 'report.pdf': ({ at }) => ({ name: 'II.06a.pdf', fetchId: '00000000-0000-4000-8000-000000000009', bytes: whole.length, base64: btoa(whole.slice(at, at + 4)), faults: [] }) });
  open = await stage(<ReportsSection now={NOW} unit="Xã Phú Xuyên" />, { client });
  await open.press('Xuất tệp PDF');
  await open.settle();
  expect(client.inputsOf('report.pdf').map(({ from, at, fetchId }) => [from, at, fetchId === null])).toEqual([['2026-11-01', 0, true], ['2026-11-01', 4, false]]);
  expect(open.words()).toContain('Đã lưu tệp II.06a.pdf.');
  await open.end();
  const fault = { row: null, kind: 'done-parts', column: 'done' as const, expected: 3, found: 4 };
  open = await stage(<ReportsSection now={NOW} unit="Xã Phú Xuyên" />, { client: scriptedClient({ 'report.read': () => exampleReport({ faults: [fault] }) }) });
  expect([open.button('Xuất tệp Excel').disabled, open.button('Xuất tệp PDF').disabled]).toEqual([true, true]);
});

test('the shares that a commune tells the press stand above the table, with two decimals', async () => {
  const { total } = exampleReport();
  const press = { ...total, received: 3583, receivedOnline: 3179, receivedDirect: 304, carriedOver: 100, done: 3100, doneEarly: 3100, doneInTime: 0, doneLate: 0, open: 483, openInTime: 483, openLate: 0 };
  open = await stage(<ReportsSection now={NOW} unit="Xã Phú Xuyên" />, { client: scriptedClient({ 'report.read': () => exampleReport({ rows: [{ sector: 'Hộ tịch', counts: press }], total: press }) }) });
  expect(open.words()).toContain('Nộp trực tuyến: 3.179 trên 3.483 hồ sơ tiếp nhận trong kỳ, 91,27%.Đã giải quyết: 3.100 trên 3.583 hồ sơ phải giải quyết, kể cả từ kỳ trước chuyển sang, 86,52%.');
});
