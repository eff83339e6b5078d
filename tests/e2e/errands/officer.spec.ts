// An officer's hands on the keyboard and nothing else: a whole errand with its fee counted in keys, and half a word that outlives its window.
import { expect, test } from '../fixture/example-point.ts';
import { bringPaper, callAndRead, chooseProcedure, deskAt, finish, receive, receiptNumber, statusesAtCity, takeNumber } from '../fixture/errand.ts';
import { handsOn, PACE } from '../fixture/hands.ts';
import { MAI_HUONG } from '../fixture/people.ts';
import { words } from '../fixture/words.ts';

const MOST_SECONDS = 90;
/** What is waited for is told as it was, and is not in the ninety seconds: no test may judge a machine. What fails is fifteen times what a busy machine of two cores took, more than any slow one was seen to need: pauses of the program's own. */
const MOST_WAITED_SECONDS = 180;
const FIELD = 'Hộ tịch – Chứng thực';

test('card, procedure, five pages, fee and receipt take an officer at most ninety seconds, and the citizen two touches', async ({ openWindow, point }) => {
  const kiosk = await openWindow('kiosk', { width: 1080, height: 1920 });
  let touches = 0;
  const touch = async (name: string): Promise<void> => {
    touches += 1;
    await kiosk.getByRole('button', { name }).click();
  };
  await touch(words('kiosk.home.take'));
  await touch(FIELD);
  await expect(kiosk.getByRole('heading', { name: words('kiosk.number.title') })).toBeVisible();
  await expect(kiosk.getByText(words('kiosk.print.done'))).toBeVisible();
  expect(touches).toBe(2);
  const number = (await kiosk.getByText(/^A\d{3}$/).first().textContent()) ?? '';

  const counter = await openWindow('counter-1');
  const desk = deskAt(counter, 1, point);
  const { hands } = desk;
  hands.think();
  hands.wait(PACE.card);
  await callAndRead(desk, number, MAI_HUONG);
  hands.think();
  await chooseProcedure(desk, 'trich luc', 'Trích lục');
  hands.think();
  hands.wait(PACE.feeder + 5 * PACE.sheet);
  await bringPaper(desk, 5);

  hands.think();
  await hands.press('F11');
  await expect(counter.getByLabel(words('fee.quantity', { unit: 'hồ sơ' }))).toBeFocused();
  await hands.type('2');
  await expect(counter.getByText(words('fee.dong', { amount: '16.000' })).first()).toBeVisible();
  const handed = counter.getByRole('textbox', { name: words('fee.handed') });
  // Along the fields, as hands that know nothing better do.
  while (!(await handed.evaluate((field) => field === document.activeElement))) await hands.press('Tab');
  hands.think();
  hands.wait(PACE.bankNotes);
  await hands.type('20000');
  await expect(counter.getByText(words('fee.change', { amount: '4.000' }))).toBeVisible();
  await hands.press('Enter');
  expect(await receiptNumber(desk)).toBeGreaterThan(0);
  hands.think();
  const official = await receive(desk);
  hands.think();
  await finish(desk);

  const wait = hands.letWait();
  test.info().annotations.push({ type: 'pace', description: `${String(hands.keys())} keys, ${hands.seconds().toFixed(1)} s; the program let wait ${wait.seconds.toFixed(1)} s by this machine's clock, ${wait.longest.toFixed(1)} s at most at once` });
  expect(wait.seconds).toBeLessThanOrEqual(MOST_WAITED_SECONDS);
  expect(hands.seconds()).toBeLessThanOrEqual(MOST_SECONDS);
  // Fewer keys than these would have reached nothing.
  expect(hands.keys()).toBeGreaterThan(20);
  await statusesAtCity(point, [official], [2]);
});

test('half a word in a field is there again in the window that opens after the first was killed', async ({ openWindow, point }) => {
  await takeNumber(await openWindow('kiosk', { width: 1080, height: 1920 }), FIELD);
  const counter = await openWindow('counter-2');
  const hands = handsOn(counter);
  await expect(counter.getByRole('button', { name: words('counter.queue.next') })).toBeEnabled();
  await hands.press('F2');
  await expect(counter.getByRole('button', { name: words('counter.person.type') })).toBeFocused();
  await hands.press('Enter');
  const name = counter.getByLabel(words('counter.person.full-name'));
  await expect(name).toBeFocused();
  await hands.type('TRẦN VĂN MẪ');
  await expect(name).toHaveValue('TRẦN VĂN MẪ');
  // The last letters are on their way for a moment: only once the station has them may the window go.
  await using door = await point.ask('counter-2');
  await expect.poll(async () => Object.values((await door.call('visit.read', {}))?.typing ?? {})).toContain('TRẦN VĂN MẪ');
  await counter.context().close();
  const again = await openWindow('counter-2');
  await expect(again.getByLabel(words('counter.person.full-name'))).toHaveValue('TRẦN VĂN MẪ');
});
