// The working calendar: what is typed wrongly is said beside its field, nothing is sent before it is saved, and a year is sent whole.

import { afterEach, describe, expect, test } from 'vitest';
import { exampleYear } from '../../../../tests/gallery/desk/calendar-pictures.tsx';
import { NOW } from '../../../../tests/gallery/desk/example-point.ts';
import { endless, refusal, scriptedClient } from '../../../../tests/fakes/scripted-client.ts';
import type { ScriptedClient } from '../../../../tests/fakes/scripted-client.ts';
import { stage } from '../../../../tests/fakes/stage.tsx';
import type { Stage } from '../../../../tests/fakes/stage.tsx';
import { daysOf, readTyped, tableOf } from './calendar-draft.ts';
import { CalendarSection } from './calendar-section.tsx';

let open: Stage | null = null;
afterEach(async () => {
  await open?.end();
  open = null;
});

async function calendar(client: ScriptedClient): Promise<Stage> {
  open = await stage(<CalendarSection now={NOW} />, { client });
  return open;
}
const station = (): ScriptedClient => scriptedClient({
  'holidays.read': ({ year }) => (year === 2026 ? exampleYear() : exampleYear({ year, origin: 'none', basis: '', closed: [], working: [] })),
  'holidays.set': ({ year, basis, closed, working }) => exampleYear({ year, basis, closed, working, origin: 'own', setAt: NOW }),
  'holidays.reset': () => exampleYear(),
});

test('the days stand in order with weekday, kind and what is not sure', async () => {
  const screen = await calendar(station());
  const rows = [...screen.root.querySelectorAll('tbody tr')].map((row) => [...row.children].slice(0, 4).map((cell) => cell.textContent.trim()));
  expect(screen.words()).toContain('Máy trạm: T149-K1.');
  expect(rows).toHaveLength(9);
  expect(rows[0]).toEqual(['01/01/2026 Thứ Năm', 'Nghỉ lễ, tết', 'Tết Dương lịchBộ luật Lao động 2019, Điều 112.', 'Theo luật']);
  expect(rows[2]).toEqual(['10/01/2026 Thứ Bảy', 'Đi làm bù', 'Làm bù cho thứ Sáu 02/01 · làm bù cho 02/01/2026Chưa đối chiếu văn bản.', 'Chưa đối chiếu']);
});

test('a changed year is sent whole, once, and says that it is saved', async () => {
  const client = station();
  const screen = await calendar(client);
  expect(screen.button('Lưu lịch năm 2026').disabled).toBe(true);
  await screen.press('Bỏ ngày 24/11/2026');
  await screen.press('Ngày 31/08/2026 đã đối chiếu với thông báo');
  expect(screen.words()).toContain('Có thay đổi chưa lưu.');
  expect(client.inputsOf('holidays.set')).toEqual([]);
  await screen.press('Lưu lịch năm 2026');
  const [sent] = client.inputsOf('holidays.set');
  expect([sent?.year, sent?.closed.length, sent?.working.length, sent?.closed.find(({ day }) => day === '2026-08-31')?.certainty, sent?.closed.some(({ day }) => day === '2026-11-24')]).toEqual([2026, 6, 2, 'announced', false]);
  expect(screen.words()).toContain('Đã lưu lịch năm 2026.');
  expect(screen.words()).not.toContain('Có thay đổi chưa lưu.');
});

test('a refusal of the station is shown, and what was changed is still there to be put right', async () => {
  const client = station();
  client.answer({ 'holidays.set': () => { throw refusal('holidays.swap-unmatched', { day: '31/08/2026', year: 2026 }); } });
  const screen = await calendar(client);
  await screen.press('Bỏ ngày 31/08/2026');
  await screen.press('Lưu lịch năm 2026');
  expect(screen.words()).toContain('Ngày 31/08/2026 được làm bù nhưng chưa ghi là ngày nghỉ hoán đổi.');
  expect(screen.words()).toContain('Có thay đổi chưa lưu.');
});

test('a year without a table says what that means, and takes a day', async () => {
  const client = station();
  const screen = await calendar(client);
  await screen.press('2028');
  expect(screen.words()).toContain('Chưa có lịch nghỉ năm 2028');
  await screen.press('Thêm ngày');
  expect(screen.words()).toContain('Không có ngày này. Ghi ngày/tháng/năm, ví dụ 02/09/2028.');
  await screen.type(screen.find<HTMLInputElement>('.calendar-fields input'), '2/9/2028');
  await screen.type(screen.find<HTMLInputElement>('.calendar-name input'), 'Quốc khánh');
  await screen.press('Thêm ngày');
  await screen.press('Lưu lịch năm 2028');
  expect(client.inputsOf('holidays.set')[0]?.closed).toEqual([{ day: '2028-09-02', name: 'Quốc khánh', kind: 'holiday', certainty: 'announced', note: '' }]);
});

test('what is not saved of a year is still there after a look at another, and is sent with what was seen', async () => {
  const client = station();
  const screen = await calendar(client);
  await screen.press('Bỏ ngày 24/11/2026');
  await screen.press('2027');
  expect(screen.words()).not.toContain('Có thay đổi chưa lưu.');
  await screen.press('2026');
  expect(screen.words()).toContain('Có thay đổi chưa lưu.');
  await screen.press('Lưu lịch năm 2026');
  expect(client.inputsOf('holidays.set')[0]).toMatchObject({ seenAt: null, year: 2026 });
});

test('while the station is silent the section waits', async () => {
  const screen = await calendar(scriptedClient({ 'holidays.read': endless }));
  expect(screen.words()).toContain('Đang đọc…');
});

describe('a typed line', () => {
  const others = daysOf(exampleYear());
  const typed = (day: string, kind: 'holiday' | 'made-up' = 'holiday', insteadOf = '', name = 'x') => readTyped({ day, kind, insteadOf, name }, 2026, others);
  test.each([
    ['30/02/2026', 'day', 'no-such-day'], ['', 'day', 'no-such-day'], ['mai', 'day', 'no-such-day'], ['02/09/2027', 'day', 'other-year'], ['02/09/2026', 'day', 'day-twice'],
  ] as const)('%j is refused beside its field', (day, field, kind) => {
    expect(typed(day)).toEqual({ fault: { field, kind } });
  });

  test('that makes up for a day must name one that is swapped, and be a weekend', () => {
    expect(typed('29/08/2026', 'made-up', '24/11/2026')).toEqual({ fault: { field: 'insteadOf', kind: 'swap-unmatched' } });
    expect(typed('29/08/2026', 'made-up', '')).toEqual({ fault: { field: 'insteadOf', kind: 'no-such-day' } });
    expect(typed('25/08/2026', 'made-up', '31/08/2026')).toEqual({ fault: { field: 'day', kind: 'works-anyway' } });
    expect(typed('29/08/2026', 'made-up', '31/08/2026')).toMatchObject({ line: { day: '2026-08-29', insteadOf: '2026-08-31' } });
    expect(typed('03/09/2026', 'holiday', '', ' ')).toEqual({ fault: { field: 'name', kind: 'no-name' } });
  });

  test('goes there and back without loss', () => {
    expect(tableOf('b', daysOf(exampleYear()))).toEqual({ basis: 'b', closed: exampleYear().closed.toSorted((one, other) => (one.day < other.day ? -1 : 1)), working: exampleYear().working });
  });
});
