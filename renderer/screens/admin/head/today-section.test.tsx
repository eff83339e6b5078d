// The head's day on the screen: figures, charts whose numbers can be read without seeing them, and dossiers that open.

import { afterEach, expect, test } from 'vitest';
import { exampleForecast, exampleToday } from '../../../../tests/gallery/desk/example-head.ts';
import { examplePoint, NOW } from '../../../../tests/gallery/desk/example-point.ts';
import { refusal, scriptedClient } from '../../../../tests/fakes/scripted-client.ts';
import { stage } from '../../../../tests/fakes/stage.tsx';
import type { Stage } from '../../../../tests/fakes/stage.tsx';
import { niceMax } from '../../../parts/chart/scale.ts';
import { barsOf } from './hours-card.tsx';
import { TodaySection } from './today-section.tsx';

let open: Stage | null = null;
afterEach(async () => {
  await open?.end();
  open = null;
});

const show = async (opened: string[] = [], today = exampleToday(), forecast = exampleForecast()) => {
  const client = scriptedClient({ 'head.today': () => today, 'head.forecast': () => forecast });
  open = await stage(<TodaySection point={examplePoint('admin')} now={NOW} onOpen={(id) => void opened.push(id)} />, { client });
  return { open, client };
};

test('the figures are those of the day, and what wants somebody is marked', async () => {
  const { open: stageOf } = await show();
  const figures = [...stageOf.root.querySelectorAll<HTMLElement>('.head-figures > div')].map((figure) => [figure.querySelector('.digits')?.textContent, figure.dataset['bad']]);
  expect(figures).toEqual([['14', 'true'], ['28', 'false'], ['23', 'false'], ['4', 'false'], ['3', 'true'], ['2', 'true']]);
  expect(stageOf.words()).toContain('Sắp đến hạn: 1');
  expect(stageOf.words()).toContain('trạm T149-K1');
});

test('the day’s work stands by person, says where nobody was signed in, and its sums close', async () => {
  const { open: stageOf } = await show();
  const table = [...stageOf.root.querySelectorAll('table')].find((own) => own.textContent.includes('Không rõ cán bộ'));
  const rows = [...(table?.querySelectorAll('tbody tr, tfoot tr') ?? [])].map((row) => [...row.children].slice(0, 4).map((cell) => cell.textContent));
  expect(rows).toEqual([
    ['Nguyễn Thị Hồng VânQuầy 1, 2', '12', '10', '3'], ['Hoàng Phương Quỳnh AnhQuầy 2', '9', '7', '0'], ['Lê Quốc TrungQuầy 3; lúc đó không ai đăng nhập, tên theo thiết lập', '7', '6', '2'],
    ['Không rõ cán bộCửa sổ quản trị; lúc đó không ai đăng nhập', '0', '0', '1'], ['Tổng cộng', '28', '23', '6'],
  ]);
  expect(stageOf.words()).toContain('Lê Quốc TrungChưa đăng nhập; tên theo thiết lập');
});

test('every number of a chart stands in its table too', async () => {
  const { open: stageOf } = await show();
  const [hours] = [...stageOf.root.querySelectorAll('.chart-numbers table')];
  const rows = [...(hours?.querySelectorAll('tbody tr') ?? [])].map((row) => [...row.children].map((cell) => cell.textContent));
  expect(rows.slice(0, 3)).toEqual([['7h', '29', '24', '19–30'], ['8h', '18', '20', '16–25'], ['9h', '–', '13', '10–16']]);
  expect([...stageOf.root.querySelectorAll('svg:not([aria-hidden="true"])')].every((svg) => svg.closest('[aria-hidden="true"]') !== null)).toBe(true);
});

test('a weekday of which too little is known says so, and so does today', async () => {
  const { open: stageOf } = await show([], exampleToday(), exampleForecast(2));
  expect(stageOf.words()).toContain('mới có 2 ngày cùng thứ, cần ít nhất 4');
  expect(stageOf.root.querySelectorAll('.heat-unknown')).toHaveLength(4);
});

test('a forecast that cannot be read says so in its card with a way to try again, and no card makes up days', async () => {
  const { open: stageOf, client } = await show();
  await stageOf.end();
  client.answer({ 'head.forecast': () => {
    throw refusal('store.disk-full');
  } });
  open = await stage(<TodaySection point={examplePoint('admin')} now={NOW} onOpen={() => undefined} />, { client });
  expect(open.words()).toContain('store.disk-full');
  expect(open.words()).toContain('Chưa đọc được lượng khách thường ngày');
  expect(open.words()).not.toContain('mới có 0 ngày');
  expect(open.root.querySelector('.spinner')).toBeNull();
  client.answer({ 'head.forecast': () => exampleForecast() });
  await open.press('Thử lại');
  expect(open.words()).not.toContain('store.disk-full');
});

test('an overdue dossier opens by its code', async () => {
  const opened: string[] = [];
  const { open: stageOf } = await show(opened);
  await stageOf.press('H26.149-261112-0041');
  expect(opened).toEqual([exampleToday().overdue[0]?.dossierId]);
});

test('the bars have every hour of either, and none of the hours to come has a count', () => {
  const bars = barsOf(exampleToday({ hours: [{ hour: 6, taken: 1, served: 0 }, { hour: 8, taken: 5, served: 0 }] }), exampleForecast());
  expect(bars.map(({ hour, count }) => [hour, count])).toEqual([[6, 1], [7, 0], [8, 5], [9, null], [10, null], [11, null], [12, null], [13, null], [14, null], [15, null]]);
  expect([0, 3, 5, 41, 99, 601].map(niceMax)).toEqual([4, 4, 8, 60, 120, 800]);
});
