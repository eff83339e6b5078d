// The main job on the real screens: a number at the kiosk, a call, a card, a procedure, scanned papers, a dossier, a receipt, the city.
import { expect, test } from './fixture/example-point.ts';
import { MAI_HUONG } from './fixture/people.ts';
import { words } from './fixture/words.ts';

test('a citizen takes a number in two touches and leaves with a receipt; the city has the dossier', async ({ openWindow, point }) => {
  const kiosk = await openWindow('kiosk', { width: 1080, height: 1920 });
  await kiosk.getByRole('button', { name: words('kiosk.home.take') }).click();
  await kiosk.getByRole('button', { name: 'Hộ tịch – Chứng thực' }).click();
  await expect(kiosk.getByRole('heading', { name: words('kiosk.number.title') })).toBeVisible();
  const number = (await kiosk.getByText(/^A\d{3}$/).first().textContent()) ?? '';
  await expect(kiosk.getByText(words('kiosk.print.done'))).toBeVisible();

  const board = await openWindow('board', { width: 1920, height: 1080 });
  const counter = await openWindow('counter-1');
  const display = await openWindow('display-1', { width: 1366, height: 768 });
  await counter.getByRole('button', { name: words('counter.queue.next') }).click();
  await expect(board.getByText(number).first()).toBeVisible();
  await expect(counter.getByText(words('counter.person.wait-card'))).toBeVisible();

  await point.devices.readCard(1, MAI_HUONG);
  await expect(counter.getByRole('heading', { name: 'Nguyễn Thị Mai Hương' })).toBeVisible();
  await expect(display.getByText('Nguyễn Thị Mai Hương')).toBeVisible();
  await expect(display.getByText('001******012')).toBeVisible();
  await expect(display.getByText('001185000012')).toHaveCount(0);
  await counter.getByRole('button', { name: words('counter.person.confirm') }).click();

  await counter.getByRole('combobox', { name: words('counter.procedure.search') }).fill('ban sao trich luc');
  await expect(counter.getByText(words('counter.procedure.found', { count: 1 }))).toBeVisible();
  await counter.keyboard.press('Enter');
  await counter.getByRole('button', { name: /^Thêm một Bản chính của Tờ khai/ }).click();
  await point.devices.loadSheets(1, 2);
  await counter.getByRole('button', { name: /^Quét Tờ khai/ }).click();
  await expect(counter.getByRole('list', { name: words('counter.papers.pages', { count: 2 }) })).toBeVisible();

  // Two copies of an extract, paid in cash, by keys alone.
  await counter.keyboard.press('F11');
  await expect(counter.getByText(words('fee.title'))).toBeVisible();
  await counter.keyboard.type('2');
  await expect(counter.getByText(words('fee.dong', { amount: '16.000' })).first()).toBeVisible();
  await counter.getByRole('textbox', { name: words('fee.handed') }).fill('20000');
  await expect(counter.getByText(words('fee.change', { amount: '4.000' }))).toBeVisible();
  await counter.keyboard.press('Enter');
  await expect(counter.getByText(words('fee.receipt', { symbol: 'MAU/26P', volume: '01', number: '' }))).toBeVisible();
  await counter.keyboard.press('F12');
  await expect(counter.getByText(words('counter.receive.print.printed'))).toBeVisible();
  await expect(counter.getByText(/T149-K1-\d{6}-[0-9A-Z]/).first()).toBeVisible();
  await expect(display.getByText(words('display.receipt.title'))).toBeVisible();
  await expect(counter.getByText(words('care.lag.short-there')).first()).toBeVisible();
  await expect(counter.getByText(/H26\.149-\d{6}-\d{4}/).first()).toBeVisible();

  await counter.getByRole('button', { name: words('counter.queue.finish') }).click();
  await expect(counter.getByRole('button', { name: words('counter.queue.next') })).toBeEnabled();
  await expect(display.getByText('Nguyễn Thị Mai Hương')).toHaveCount(0);
});

test('a torn card is refused where the officer looks, and the next reading is taken', async ({ openWindow, point }) => {
  const kiosk = await openWindow('kiosk', { width: 1080, height: 1920 });
  await kiosk.getByRole('button', { name: words('kiosk.home.take') }).click();
  await kiosk.getByRole('button', { name: 'Đất đai – Xây dựng' }).click();
  await expect(kiosk.getByText(/^B\d{3}$/).first()).toBeVisible();

  const counter = await openWindow('counter-3');
  await counter.getByRole('button', { name: words('counter.queue.next') }).click();
  await expect(counter.getByText(words('counter.person.wait-card'))).toBeVisible();
  await point.devices.readCard(3, MAI_HUONG, 'torn');
  await expect(counter.getByText(words('error.card.torn'))).toBeVisible();
  await point.devices.readCard(3, MAI_HUONG);
  await expect(counter.getByRole('heading', { name: 'Nguyễn Thị Mai Hương' })).toBeVisible();
});

test('with the printer out of paper the number stays on the screen and counts', async ({ openWindow, point }) => {
  await point.devices.setPrinter('paper-out');
  const kiosk = await openWindow('kiosk', { width: 1080, height: 1920 });
  await expect(async () => {
    await kiosk.reload();
    await kiosk.getByRole('button', { name: words('kiosk.home.take') }).click();
    await expect(kiosk.getByText(words('kiosk.printer-out.title'))).toBeVisible({ timeout: 1000 });
  }).toPass();
  await kiosk.getByRole('button', { name: 'Đăng ký kinh doanh' }).click();
  const number = (await kiosk.getByText(/^D\d{3}$/).first().textContent()) ?? '';
  await expect(kiosk.getByText(words('kiosk.print.paper-out')).first()).toBeVisible();
  await point.devices.setPrinter('ok');
  const counter = await openWindow('counter-5');
  await expect(counter.getByText(number).first()).toBeVisible();
});
