// A marital-status certificate: a paper is asked for after the reception, another citizen is served meanwhile, the answer comes in a later turn and shifts the date; another office answers late, which is said with an apology; then the result is given out.
import { expect, test } from '../fixture/example-point.ts';
import { bringPaper, callAndRead, chooseProcedure, deskAt, dossierAtStation, finish, heardFromCity, moveTo, openFromList, openResult, receive, statusesAtCity, takeIn, takeNumber } from '../fixture/errand.ts';
import { MAI_HUONG, THU_HA } from '../fixture/people.ts';
import { fetched } from '../fixture/seen.ts';
import { words } from '../fixture/words.ts';

const FIELD = 'Hộ tịch – Chứng thực';
const LATE = 'Chờ xã nơi cư trú trước đây trả lời xác minh';

test('a missing paper comes in another turn, another office answers late, and the certificate is given out', async ({ openWindow, point }) => {
  const kiosk = await openWindow('kiosk', { width: 1080, height: 1920 });
  const number = await takeNumber(kiosk, FIELD);
  const counter = await openWindow('counter-1');
  const desk = deskAt(counter, 1, point);
  await callAndRead(desk, number, THU_HA);
  await chooseProcedure(desk, 'giay doc than', 'Cấp Giấy xác nhận tình trạng hôn nhân');
  await bringPaper(desk, 1);
  // The council charges nothing, which the officer says once and why.
  await desk.hands.press('F11');
  await expect(counter.getByText(words('fee.title'))).toBeVisible();
  await desk.hands.press('F4');
  await expect(counter.getByLabel(words('fee.none-reason'))).toBeFocused();
  await desk.hands.type('Thành phố miễn lệ phí');
  await desk.hands.press('F4');
  await expect(counter.locator('.fee-bar-words')).toHaveText(words('fee.bar.none'));
  const code = await receive(desk);
  await finish(desk);
  const before = await dossierAtStation(point, code);

  await openFromList(desk, code);
  await moveTo(desk, 4);
  await statusesAtCity(point, [code], [4]);
  await moveTo(desk, 5, 'Thiếu bản sao quyết định ly hôn');
  // Its paper, form 02, stands ready at once, and stays so when the city has answered.
  await expect(counter.getByRole('radio', { name: words('form.name.supplement') })).toBeChecked();
  await statusesAtCity(point, [code], [5]);
  await expect.poll(async () => (await heardFromCity(point, code))?.status).toBe(5);
  const asked = await fetched(counter, () => counter.getByRole('button', { name: words('form.pdf') }).click());
  expect(asked.bytes.subarray(0, 5).toString('latin1')).toBe('%PDF-');
  await counter.keyboard.press('Escape');
  await counter.keyboard.press('Escape');

  // Somebody else is served while the paper is looked for.
  await callAndRead(desk, await takeNumber(kiosk, FIELD), MAI_HUONG);
  await desk.hands.press('F9');
  await counter.getByRole('button', { name: words('counter.abandon.confirm-finish') }).click();
  await expect(counter.getByRole('button', { name: words('counter.queue.next') })).toBeEnabled();

  expect((await dossierAtStation(point, code)).waits.map(({ completedAt }) => completedAt)).toEqual([null]);
  await openFromList(desk, code);
  await moveTo(desk, 4);
  const after = await dossierAtStation(point, code);
  expect([after.dossier.status, after.waits.length, after.promisedAt]).toEqual([4, 1, before.dossier.dueAt]);
  expect(after.waits[0]?.completedAt).not.toBeNull();
  expect(after.dossier.dueAt ?? 0).toBeGreaterThanOrEqual(before.dossier.dueAt ?? Number.POSITIVE_INFINITY);
  await statusesAtCity(point, [code], [4]);

  // The other office does not answer in time: the citizen gets another date, with an apology on paper.
  await counter.getByRole('button', { name: words('care.new-date.open') }).click();
  await counter.getByRole('textbox', { name: words('care.new-date.reason') }).fill(LATE);
  await counter.getByRole('button', { name: words('care.new-date.confirm') }).click();
  await expect(counter.getByRole('radio', { name: words('form.name.apology') })).toBeChecked();
  const apology = await fetched(counter, () => counter.getByRole('button', { name: words('form.pdf') }).click());
  expect(apology.bytes.subarray(0, 5).toString('latin1')).toBe('%PDF-');
  const promised = await dossierAtStation(point, code);
  expect(promised.newDates.map(({ dueBefore, reason }) => [dueBefore, reason])).toEqual([[after.dossier.dueAt, LATE]]);
  expect(promised.dossier.dueAt ?? 0).toBeGreaterThan(after.dossier.dueAt ?? Number.POSITIVE_INFINITY);
  // The city takes the date that the citizen holds.
  await expect.poll(async () => (await heardFromCity(point, code))?.dueAt).toBe(promised.dossier.dueAt);
  await counter.keyboard.press('Escape');
  await counter.keyboard.press('Escape');

  // It is in work without a list: the commune's own officer has it.
  await desk.hands.press('Shift+F12');
  await takeIn(desk, code, 'paper', { place: 'Kệ 1', number: '07/XNTTHN' });
  await statusesAtCity(point, [code], [9]);
  await openResult(desk, code);
  await counter.getByRole('textbox', { name: words('hand.return.shown') }).fill(THU_HA);
  await counter.locator('form.hand-act').getByRole('button', { name: words('hand.return.do'), exact: true }).click();
  await counter.getByRole('button', { name: words('hand.return.sign'), exact: true }).click();
  await expect(counter.getByText(words('hand.return.signed'))).toBeVisible();
  await statusesAtCity(point, [code], [10]);
});
