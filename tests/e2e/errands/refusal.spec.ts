// Two who are refused: one at the counter before there is a dossier, with form 03 in hand; one whose dossier was worked on, whose refusal is given out as a result is.
import { AxeBuilder } from '@axe-core/playwright';
import { expect, test } from '../fixture/example-point.ts';
import { bringPaper, callAndRead, chooseProcedure, deskAt, dossierAtStation, finish, handOver, heardFromCity, openResult, receive, statusesAtCity, takeIn, takeNumber } from '../fixture/errand.ts';
import { MAI_HUONG, VAN_DUC } from '../fixture/people.ts';
import { words } from '../fixture/words.ts';

const FIELD = 'Hộ tịch – Chứng thực';
const NOT_OURS = 'Không thuộc thẩm quyền giải quyết của xã; xin nộp tại Sở Tư pháp';
const REASON = 'Không đủ điều kiện theo Điều 16 Luật Hộ tịch';

test('who is refused at the counter leaves with form 03, and there is no dossier', async ({ openWindow, point }) => {
  const number = await takeNumber(await openWindow('kiosk', { width: 1080, height: 1920 }), FIELD);
  const counter = await openWindow('counter-1');
  const desk = deskAt(counter, 1, point);
  await callAndRead(desk, number, MAI_HUONG);
  await chooseProcedure(desk, 'khai sinh', 'Đăng ký khai sinh');
  const printed = await point.devices.printed();
  await desk.hands.press('Alt+r');
  await counter.getByRole('radio', { name: words('counter.away.form.refusal') }).check();
  const confirm = counter.getByRole('dialog').getByRole('button', { name: words('counter.away.confirm') });
  // Nobody is sent away without a reason.
  await confirm.click();
  await expect(counter.getByText(words('error.dossier.reason-missing'))).toBeVisible();
  const { violations } = await new AxeBuilder({ page: counter }).setLegacyMode(true).analyze();
  expect(violations.map(({ id }) => id)).toEqual([]);
  await counter.getByRole('textbox', { name: words('counter.away.reason') }).fill(NOT_OURS);
  await counter.getByRole('button', { name: words('counter.away.look') }).click();
  await expect(counter.getByRole('dialog').getByRole('img')).toBeVisible();
  await confirm.click();
  await expect(counter.getByRole('button', { name: words('counter.queue.next') })).toBeEnabled();
  await expect.poll(() => point.devices.printed()).toBe(printed + 1);

  await using door = await point.ask('counter-1');
  const { turnedAway } = await door.call('turn-away.list', { number });
  expect(turnedAway.map(({ form, reason, papers }) => [form, reason, papers])).toEqual([['refusal', NOT_OURS, []]]);
  await expect.poll(async () => (await door.call('turn-away.list', { number })).turnedAway[0]?.print?.state).toBe('printed');
  expect((await door.call('dossier.list', { limit: 50 })).dossiers.filter(({ ticketNumber }) => ticketNumber === number)).toEqual([]);
});

test('a dossier that was refused in work has its reason at the city, and the refusal is given out to whom it is due', async ({ openWindow, point }) => {
  const number = await takeNumber(await openWindow('kiosk', { width: 1080, height: 1920 }), FIELD);
  const counter = await openWindow('counter-1');
  const desk = deskAt(counter, 1, point);
  await callAndRead(desk, number, VAN_DUC);
  await chooseProcedure(desk, 'khai sinh', 'Đăng ký khai sinh');
  await bringPaper(desk, 1);
  await desk.hands.press('ArrowDown');
  await bringPaper(desk);
  const code = await receive(desk);
  await finish(desk);

  await handOver(desk, code, 'Phòng Văn hóa – Xã hội');
  await takeIn(desk, code, 'refusal', { place: 'Kệ 2', reason: REASON });
  await statusesAtCity(point, [code], [8]);
  await expect.poll(async () => (await heardFromCity(point, code))?.status).toBe(8);
  await openResult(desk, code);
  await expect(counter.getByText(words('hand.return.refusal'))).toBeVisible();
  // A stranger's number takes nothing.
  const give = counter.locator('form.hand-act').getByRole('button', { name: words('hand.return.do'), exact: true });
  await counter.getByRole('textbox', { name: words('hand.return.shown') }).fill(MAI_HUONG.split('|')[0] ?? '');
  await give.click();
  await expect(counter.getByRole('alert').filter({ hasText: words('error.result.wrong-person') })).toBeVisible();
  await counter.getByRole('textbox', { name: words('hand.return.shown') }).fill(VAN_DUC.split('|')[0] ?? '');
  await give.click();
  await counter.getByRole('button', { name: words('hand.return.sign'), exact: true }).click();
  await expect(counter.getByText(words('hand.return.signed'))).toBeVisible();

  const { dossier, nextStatuses, history, owedForm } = await dossierAtStation(point, code);
  // Form 03 is owed until somebody has asked for it on paper, and is there to be had.
  expect([dossier.status, nextStatuses, owedForm]).toEqual([8, [], 'refusal']);
  await using door = await point.ask('counter-1');
  const { base64 } = await door.call('form.pdf', { dossierId: dossier.dossierId, form: 'refusal', reason: '', from: 0 });
  expect(Buffer.from(base64, 'base64').subarray(0, 5).toString('latin1')).toBe('%PDF-');
  await door.call('form.print', { dossierId: dossier.dossierId, form: 'refusal', reason: '', printer: { kind: 'roll' } });
  await expect.poll(async () => (await dossierAtStation(point, code)).owedForm).toBeNull();
  expect(history.map(({ text }) => text).join('\n')).toContain(REASON);
  await statusesAtCity(point, [code], [8]);
});
