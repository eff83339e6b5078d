// A result that goes home by post: wished at the reception, handed over, brought back, posted once with the post's number, listed for the post, and known to the city at every step.
import { AxeBuilder } from '@axe-core/playwright';
import { expect, test } from '../fixture/example-point.ts';
import { bringPaper, callAndRead, chooseProcedure, deskAt, dossierAtStation, finish, handOver, heardFromCity, openResult, receive, statusesAtCity, takeIn, takeNumber } from '../fixture/errand.ts';
import { THU_HA } from '../fixture/people.ts';
import { words } from '../fixture/words.ts';

const TRACKING = 'EB123456789VN';

test('a result is posted once, with the number of the post, and the city hears of each step', async ({ openWindow, point }) => {
  const number = await takeNumber(await openWindow('kiosk', { width: 1080, height: 1920 }), 'Hộ tịch – Chứng thực');
  const counter = await openWindow('counter-1');
  const desk = deskAt(counter, 1, point);
  await callAndRead(desk, number, THU_HA);
  await chooseProcedure(desk, 'khai sinh', 'Đăng ký khai sinh');
  await desk.hands.press('Alt+8');
  await counter.getByRole('textbox', { name: words('counter.delivery.phone') }).fill('0900000047');
  await counter.getByRole('button', { name: words('counter.intake.save') }).click();
  await expect(counter.getByRole('dialog')).toHaveCount(0);
  await counter.locator('.paper [data-column="originals"]').first().focus();
  await bringPaper(desk, 1);
  await desk.hands.press('ArrowDown');
  await bringPaper(desk);
  const code = await receive(desk);
  await finish(desk);

  await handOver(desk, code, 'Phòng Văn hóa – Xã hội');
  await takeIn(desk, code, 'paper', { place: 'Hộp bưu chính', number: '12/2026' });
  await statusesAtCity(point, [code], [9]);
  // The city has answered, and the result lies here all the same.
  await expect.poll(async () => (await heardFromCity(point, code))?.status).toBe(9);
  await openResult(desk, code);
  await expect(counter.getByRole('radio', { name: words('hand.return.by-post') })).toBeChecked();
  const send = counter.getByRole('button', { name: words('hand.return.post-do') });
  await expect(send).toBeDisabled();
  const { violations } = await new AxeBuilder({ page: counter }).setLegacyMode(true).analyze();
  expect(violations.map(({ id }) => id)).toEqual([]);
  await counter.getByRole('textbox', { name: words('hand.return.tracking') }).fill('12');
  await send.click();
  await expect(counter.getByRole('alert').filter({ hasText: words('error.result.tracking') })).toBeVisible();
  await counter.getByRole('textbox', { name: words('hand.return.tracking') }).fill(TRACKING);
  await send.click();
  await expect(send).toHaveCount(0);
  await statusesAtCity(point, [code], [10]);
  await counter.keyboard.press('Escape');

  await counter.getByRole('tab', { name: words('hand.tab.given') }).click();
  await expect(counter.getByRole('row', { name: new RegExp(code.replaceAll('.', String.raw`\.`)) })).toContainText(words('hand.given.by-post', { tracking: TRACKING }));
  await counter.getByRole('button', { name: words('hand.given.post-list') }).click();
  await expect(counter.getByRole('dialog').getByRole('img')).toBeVisible();

  const { dossier } = await dossierAtStation(point, code);
  expect(dossier.status).toBe(10);
  await using door = await point.ask('counter-1');
  await expect(door.call('result.return', { dossierId: dossier.dossierId, give: { manner: 'by-post', tracking: TRACKING }, papersBack: [], unpaidReason: '', printer: null })).rejects.toThrow('result.returned');
});
