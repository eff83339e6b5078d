// Index 766 on the screen: what is certain and possible, what the portal said, what would move it, and readings that are entered and struck.

import { afterEach, expect, test } from 'vitest';
import { must } from '../../../../shared/base/must.ts';
import { exampleIndex, exampleReadings } from '../../../../tests/gallery/desk/example-index.ts';
import { NOW } from '../../../../tests/gallery/desk/example-point.ts';
import { refusal, scriptedClient, type Script } from '../../../../tests/fakes/scripted-client.ts';
import { stage } from '../../../../tests/fakes/stage.tsx';
import type { Stage } from '../../../../tests/fakes/stage.tsx';
import { IndexSection } from './index-section.tsx';
import { rangeText, typedHundredths } from './points.ts';

let open: Stage | null = null;
afterEach(async () => {
  await open?.end();
  open = null;
});

const reading = must(exampleReadings[0], 'there are readings');
const show = async (script: Script = {}) => {
  const client = scriptedClient({ 'index.read': () => exampleIndex(), ...script });
  open = await stage(<IndexSection now={NOW} />, { client });
  const field = (label: string): HTMLInputElement => must([...open?.root.querySelectorAll<HTMLInputElement>('.reading-form input') ?? []].find((input) => input.labels?.[0]?.textContent.startsWith(label)), `a field ${label}`);
  return { on: open, client, field };
};

test('the total is a stretch, with the portal’s newest reading beside it', async () => {
  const { on } = await show();
  const figures = [...on.root.querySelectorAll('.index-figures .digits')].map((figure) => figure.textContent);
  expect(figures).toEqual([`${rangeText(exampleIndex().low, exampleIndex().high, { language: 'vi' })}/100`, '94,25', '726']);
  expect(on.words()).toContain('hạng 1');
});

test('a reading outside of what we computed says by how much, one of a group that is not all known here is taken', async () => {
  const { on } = await show();
  // Ours is 19,64 of 20, the portal said 19,53: the press report's progress.
  expect(on.words()).toContain('Cổng: 19,53 (đọc 21/11/2026). Thấp hơn ước tính 0,11 điểm.');
  expect(on.words()).toContain('Cổng: 10 (đọc 21/11/2026). Lấy theo số này');
});

test('what can still be done goes before what is lost, and no row of a group that was read whole is open', async () => {
  const { on } = await show();
  expect([...on.root.querySelectorAll<HTMLElement>('.index-moves > li')].map((move) => move.dataset['kind'])).toEqual(['keep', 'send', 'scan', 'late-ended', 'late-open']);
  const rows = [...on.root.querySelectorAll('.index-unknown > li')].map((row) => row.textContent.split(' ')[0]);
  expect(rows).toEqual(['3.6', '1.4', '1.2', '4.4', '1.3']);
});

const rowOf = (on: Stage, id: string): readonly string[] => {
  const found = [...on.root.querySelectorAll('.index-group .head-table tbody tr')].find((row) => row.firstElementChild?.textContent.startsWith(`${id} `) === true);
  return [...must(found, 'the row is there').children].slice(1).map((cell) => cell.textContent);
};

test('a row of which a part is known says which part beside it, and only bounds that are true are points', async () => {
  const { on } = await show();
  expect(rowOf(on, '3.2')).toEqual(['31/424 (7,31%)', '0,29–4/4', 'Ít nhất là chừng này, phần còn lại đọc trên Cổng. Số ghi bên cạnh là dịch vụ có hồ sơ trực tuyến tại máy này, trên các thủ tục danh mục ghi nộp được trực tuyến; máy không thấy hồ sơ nộp thẳng trên Cổng. Mức điểm chưa chắc chắn, cần đối chiếu.']);
  expect(rowOf(on, '3.6')).toEqual(['204/377 (54,11%)', '0–6/6', 'Chưa đủ để tính điểm: nhập số đọc trên Cổng. Số ghi bên cạnh là hồ sơ chưa thấy trả tiền mặt, trên các hồ sơ đã nhập phí tại đây; máy không biết khoản nào qua cổng thanh toán. Mức điểm chưa chắc chắn, cần đối chiếu.']);
  expect(rowOf(on, '3.5')).toEqual(['–', '0–2/2', 'Máy này không biết: nhập số đọc trên Cổng.']);
});

test('1.4 says when last year’s number stands for the portal’s, and what it will be while the period runs', async () => {
  const running = await show();
  expect(rowOf(running.on, '1.4')[2]).toBe('Nhiều nhất là chừng này: máy này chỉ biết một phần, phần còn lại đọc trên Cổng. Hết kỳ mà Cổng chưa có số tiếp nhận của kỳ thì tổng lấy theo năm trước: 9.214 hồ sơ chia 12 là 767,83.');
  await running.on.end();
  const over = await show({ 'index.read': () => exampleIndex(exampleReadings, { period: '2026-Q3', usual: { lastYear: 9214, received: 2303.5, isTaken: true } }) });
  expect(rowOf(over.on, '1.4')[2]).toBe('Chưa biết số tiếp nhận Cổng ghi cho kỳ này nên tổng lấy theo năm trước: 9.214 hồ sơ chia 4 là 2.303,5. Cổng có số riêng thì điểm có thể cao hơn; phần còn lại đọc trên Cổng.');
  await over.on.end();
  const none = await show({ 'index.read': () => exampleIndex(exampleReadings, { usual: null }) });
  expect(rowOf(none.on, '1.4')[2]).not.toContain('năm trước');
});

test('rows that earn nothing stand below those that do, and say so: times by procedure, petitions by kind', async () => {
  const { on } = await show();
  const said = [...on.root.querySelectorAll('.index-shown-only')].map((section) => [section.querySelector('h5')?.textContent, ...[...section.querySelectorAll('tbody tr')].map((row) => [...row.children].map((cell) => cell.textContent).join(' · '))]);
  expect(said).toEqual([
    ['2.2 Thời gian giải quyết trung bình', '2.000815 Chứng thực bản sao từ bản chính · 412 · 39 phút', '1.001193 Đăng ký khai sinh · 96 · 5,75 giờ', '1.004873 Cấp Giấy xác nhận tình trạng hôn nhân · 71 · 2,3 ngày',
      '1.013978 Đăng ký đất đai, tài sản gắn liền với đất, cấp Giấy chứng nhận quyền sử dụng đất lần đầu · 4 · 16 ngày'],
    ['5.1 Phản ánh, kiến nghị theo phân loại', 'Phản ánh · Chậm trễ · 3', 'Kiến nghị · Nơi tiếp dân, thiết bị · 2', 'Phản ánh · Thủ tục, giấy tờ · 1'],
  ]);
  expect([...on.root.querySelectorAll('.index-shown-only p')].map((line) => line.textContent.split('.')[0])).toEqual(['Chỉ để biết, không tính điểm', 'Chỉ để biết, không tính điểm']);
});

test('a period without results and petitions says that there are none', async () => {
  const { on } = await show({ 'index.read': () => exampleIndex([], { averages: [], petitionKinds: [] }) });
  expect(on.words()).toContain('Chưa có hồ sơ nào có kết quả trong kỳ.');
  expect(on.words()).toContain('Chưa có phản ánh, kiến nghị nào trong kỳ.');
});

test('the month in hand comes first, quarter, year and earlier ones at a touch, none of the future', async () => {
  const { on, client } = await show();
  await on.press('Quý');
  await on.press('‹ Quý 3/2026');
  await on.press('Năm');
  expect(client.inputsOf('index.read').map(({ period }) => period)).toEqual(['2026-11', '2026-Q4', '2026-Q3', '2026']);
  expect(on.button('Năm 2027').disabled).toBe(true);
});

test('a reading is sent as it was typed, with a comma, and the number is read again', async () => {
  const { on, client, field } = await show({ 'index.enter-reading': () => ({ reading: { ...reading, points: 94.73 } }) });
  await on.type(field('Điểm'), '94,73');
  await on.type(field('Hạng'), '1');
  await on.press('Lưu số đọc');
  expect(client.inputsOf('index.enter-reading')).toMatchObject([{ period: '2026-11', of: 'total', hundredths: 9473, readOn: '2026-11-24', place: 1 }]);
  expect(client.inputsOf('index.read')).toHaveLength(2);
  expect(on.words()).toContain('Đã lưu: Tổng điểm 94,73 điểm.');
});

test('what is wrong is told beside its field and not sent; a refusal is told in its sentence', async () => {
  const { on, client, field } = await show({ 'index.enter-reading': () => Promise.reject(refusal('reading.in-future', { day: '25/11/2026' })) });
  await on.press('Lưu số đọc');
  expect(on.words()).toContain('Ghi số điểm, ví dụ 19,53.');
  await on.type(field('Điểm'), '100,01');
  expect(on.words()).toContain('lớn hơn mức tối đa 100');
  await on.type(field('Ngày đọc'), '30/02/2026');
  expect(on.words()).toContain('Ghi ngày theo mẫu');
  expect(client.inputsOf('index.enter-reading')).toEqual([]);
  await on.type(field('Điểm'), '90');
  await on.type(field('Ngày đọc'), '25/11/2026');
  await on.press('Lưu số đọc');
  expect(on.words()).toContain('Ngày đọc 25/11/2026 chưa tới');
});

test('a slip is struck by its own button', async () => {
  const { on, client } = await show({ 'index.strike-reading': () => ({ reading: { ...reading, struckAt: NOW } }) });
  await on.press('Gạch bỏ Tổng điểm đọc ngày 10/11/2026');
  expect(client.inputsOf('index.strike-reading')).toMatchObject([{ readingId: reading.readingId }]);
});

test.each([['19,53', 1953], ['19.5', 1950], ['20', 2000], [' 7 ', 700], ['', null], ['1,234', null], ['-1', null], ['abc', null]] as const)('«%s» typed is %s hundredths', (typed, hundredths) => {
  expect(typedHundredths(typed)).toBe(hundredths);
});
