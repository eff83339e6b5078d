// A certificate that is weeks late, on a point whose clocks are put on: the citizen's own days for a missing paper move its date, the office's days count, on every list, and an apology does not take them away.
import { AxeBuilder } from '@axe-core/playwright';
import { must } from '../../../shared/base/must.ts';
import { expect, test } from '../fixture/example-point.ts';
import type { ExamplePoint } from '../fixture/example-point.ts';
import { deskAt, dossierAtStation, heardFromCity, statusesAtCity } from '../fixture/errand.ts';
import { receivedMaritalStatus } from '../fixture/received.ts';
import { fetched } from '../fixture/seen.ts';
import { words } from '../fixture/words.ts';

/** Days before today on which it was received, and on which the missing paper came: so many that no row of days off fills them. */
const [RECEIVED, BROUGHT] = [60, 46];
const REASON = 'Chờ xã nơi cư trú trước đây trả lời xác minh';

/** Receives a dossier whose citizen must bring another paper, and gives its code once the city has said it. */
async function received(point: ExamplePoint): Promise<string> {
  const { dossierId } = await receivedMaritalStatus(point);
  await using desk = await point.ask('counter-1');
  await desk.call('dossier.move', { dossierId, to: 4, reason: '' });
  await desk.call('dossier.move', { dossierId, to: 5, reason: 'Thiếu bản sao quyết định ly hôn' });
  return await desk.until('the code of the city', async () => (await desk.call('dossier.read', { dossierId })).dossier.officialCode);
}

test.use({ daysBehind: RECEIVED });

test('a dossier is as late as the office was, not by the wait for papers, and an apology leaves it so', async ({ openWindow, point }) => {
  const code = await received(point);
  const atStation = () => dossierAtStation(point, code);
  await statusesAtCity(point, [code], [5]);
  const { dossier: { dossierId, dueAt: promised } } = await atStation();

  await point.setDaysBehind(BROUGHT);
  await using door = await point.ask('counter-1');
  await expect.poll(async () => (await door.call('dossier.due-lists', {})).asOf).toBeGreaterThan(Date.now() - (BROUGHT + 1) * 86_400_000);
  await door.call('dossier.move', { dossierId, to: 4, reason: '' });
  await statusesAtCity(point, [code], [4]);
  const moved = must((await atStation()).dossier.dueAt, 'it has a date');
  expect(moved).toBeGreaterThan(must(promised, 'it had a date'));

  await point.setDaysBehind(0);
  const overdue = async () => (await door.call('dossier.due-lists', {})).overdue.map(({ code: listed, lateAt, dueAt, workingDaysLate }) => ({ code: listed, lateAt, dueAt, isDaysLate: workingDaysLate > 5 }));
  await expect.poll(overdue).toEqual([{ code, lateAt: moved, dueAt: moved, isDaysLate: true }]);
  const counter = await openWindow('counter-1');
  const desk = deskAt(counter, 1, point);
  await expect(counter.getByRole('region', { name: words('counter.due.heading') })).toContainText(words('counter.due.counts', { today: '0', overdue: '1' }));
  await desk.hands.press('Alt+h');
  const { workingDaysLate } = must((await door.call('dossier.due-lists', {})).overdue[0], 'it is overdue');
  const row = counter.getByRole('dialog').getByRole('button', { name: new RegExp(code.replaceAll('.', String.raw`\.`)) });
  await expect(row).toContainText(words('head.due.days-late', { days: String(workingDaysLate) }));

  const { violations } = await new AxeBuilder({ page: counter }).setLegacyMode(true).analyze();
  expect(violations.map(({ id }) => id)).toEqual([]);

  // The apology promises another day, and the days that the office took stay.
  await row.click();
  await counter.getByRole('button', { name: words('care.new-date.open') }).click();
  await counter.getByRole('textbox', { name: words('care.new-date.reason') }).fill(REASON);
  await counter.getByRole('button', { name: words('care.new-date.confirm') }).click();
  await expect(counter.getByRole('radio', { name: words('form.name.apology') })).toBeChecked();
  const { bytes } = await fetched(counter, () => counter.getByRole('button', { name: words('form.pdf') }).click());
  expect(bytes.subarray(0, 5).toString('latin1')).toBe('%PDF-');
  await expect(counter.getByText(words('form.drawing'))).toHaveCount(0);
  const again = must((await atStation()).dossier.dueAt, 'it has another date');
  expect(again).toBeGreaterThan(Date.now());
  await expect.poll(async () => (await heardFromCity(point, code))?.dueAt).toBe(again);
  expect(await overdue()).toEqual([{ code, lateAt: moved, dueAt: again, isDaysLate: true }]);
  // Who heads the point sees the same days.
  const admin = await openWindow('admin');
  await admin.getByRole('tab', { name: words('admin.tab.today'), exact: true }).click();
  await expect(admin.getByRole('row', { name: new RegExp(code.replaceAll('.', String.raw`\.`)) })).toContainText(words('head.due.days-late', { days: String(workingDaysLate) }));
});
