// A birth: received with its papers, worked on by another office, announced, and given out to the parent who shows the card; it ends with the hand on the slip.
import { AxeBuilder } from '@axe-core/playwright';
import { must } from '../../../shared/base/must.ts';
import { expect, test } from '../fixture/example-point.ts';
import { bringPaper, callAndRead, chooseProcedure, deskAt, dossierAtStation, finish, handOver, heardFromCity, openResult, receive, statusesAtCity, takeIn, takeNumber } from '../fixture/errand.ts';
import { MAI_HUONG } from '../fixture/people.ts';
import { inkOf } from '../fixture/seen.ts';
import { words } from '../fixture/words.ts';

test('a birth is registered, and ends with the certificate given out and signed for by hand', async ({ openWindow, point }) => {
  const number = await takeNumber(await openWindow('kiosk', { width: 1080, height: 1920 }), 'Hộ tịch – Chứng thực');
  const counter = await openWindow('counter-1');
  const desk = deskAt(counter, 1, point);
  await callAndRead(desk, number, MAI_HUONG);
  await chooseProcedure(desk, 'khai sinh', 'Đăng ký khai sinh');
  await bringPaper(desk, 2);
  await desk.hands.press('ArrowDown');
  await bringPaper(desk, 1);
  const code = await receive(desk);
  await finish(desk);
  await statusesAtCity(point, [code], [2]);

  await handOver(desk, code, 'Phòng Văn hóa – Xã hội');
  await takeIn(desk, code, 'paper', { place: 'Kệ 3', number: '31/2026' });
  await statusesAtCity(point, [code], [9]);
  await openResult(desk, code);
  await expect(counter.getByText(words('hand.return.here', { place: 'Kệ 3' }))).toBeVisible();
  const printed = await point.devices.printed();
  await point.devices.readCard(1, MAI_HUONG);
  await expect(counter.getByRole('textbox', { name: words('hand.return.shown') })).toHaveValue('001185000012');
  await counter.locator('form.hand-act').getByRole('button', { name: words('hand.return.do'), exact: true }).click();
  await statusesAtCity(point, [code], [10]);
  // The slip to sign is on paper, and until it is signed the dossier says so.
  await expect.poll(() => point.devices.printed()).toBe(printed + 1);
  expect(await inkOf(await point.devices.paper(printed + 1))).toBeGreaterThan(5000);
  const sign = counter.getByRole('button', { name: words('hand.return.sign'), exact: true });
  await expect(sign).toBeVisible();
  const { violations } = await new AxeBuilder({ page: counter }).setLegacyMode(true).analyze();
  expect(violations.map(({ id }) => id)).toEqual([]);
  await counter.keyboard.press('Escape');

  // Who comes back to it finds it among those without a signature.
  await counter.getByRole('tab', { name: words('hand.tab.given') }).click();
  const row = counter.getByRole('row', { name: new RegExp(code.replaceAll('.', String.raw`\.`)) });
  await expect(row).toContainText(words('hand.given.unsigned'));
  await row.getByRole('button', { name: `${words('hand.return.sign')} ${code}` }).click();
  await sign.click();
  await expect(counter.getByText(words('hand.return.signed'))).toBeVisible();
  await counter.keyboard.press('Escape');
  await expect(row).toContainText(words('hand.given.signed'));

  const { dossier, nextStatuses } = await dossierAtStation(point, code);
  expect([dossier.status, nextStatuses, dossier.pages]).toEqual([10, [], 3]);
  await using door = await point.ask('counter-1');
  const { returned } = await door.call('result.read', { dossierId: dossier.dossierId });
  expect(must(returned, 'it was given out')).toMatchObject({ manner: 'by-hand', toName: 'Nguyễn Thị Mai Hương', isSigned: true });
  await expect(door.call('result.sign', { dossierId: dossier.dossierId })).rejects.toThrow('result.signed');
  await expect.poll(async () => (await heardFromCity(point, code))?.status).toBe(10);
  await statusesAtCity(point, [code], [10]);
});
