// Officers who sign in, in a real browser: the first account, a counter that asks, a lock by one key that loses nothing, and whose look it was.
import { expect, test as base } from './fixture/example-point.ts';
import { MAI_HUONG } from './fixture/people.ts';
import { words } from './fixture/words.ts';

/** With a point of its own: accounts that are there once stay, and other tests have nobody to sign in. */
const test = base.extend<object, { pointOfStaff: null }>({ pointOfStaff: [async ({ browserName: _each }, provide) => provide(null), { scope: 'worker' }] });

const [HEADS, LANS] = ['274961', '830517'];

test('a head makes accounts, an officer signs in, locks with a visit under way, and goes on where he was', async ({ openWindow, point, pointOfStaff: _own }) => {
  const admin = await openWindow('admin');
  const add = async (name: string, login: string, pin: string): Promise<void> => {
    await admin.getByRole('button', { name: words('staff.add') }).click();
    await admin.getByRole('textbox', { name: words('staff.name') }).fill(name);
    await admin.getByRole('textbox', { name: words('staff.login') }).fill(login);
    await admin.getByLabel(words('staff.pin'), { exact: true }).fill(pin);
    await admin.getByLabel(words('staff.pin.again')).fill(pin);
    await admin.keyboard.press('Enter');
    await expect(admin.getByRole('cell', { name, exact: true })).toBeVisible();
  };
  await admin.getByRole('tab', { name: words('admin.tab.staff') }).click();
  await expect(admin.getByText(words('staff.unset'))).toBeVisible();
  await add('Trần Thị Mẫu', 'mau', HEADS ?? '');
  await expect(admin.getByRole('button', { name: words('staff.lock') })).toBeVisible();
  await add('Nguyễn Thị Lan', 'lan', LANS ?? '');

  const kiosk = await openWindow('kiosk', { width: 1080, height: 1920 });
  await kiosk.getByRole('button', { name: words('kiosk.home.take') }).click();
  await kiosk.getByRole('button', { name: 'Hộ tịch – Chứng thực' }).click();
  await expect(kiosk.getByRole('heading', { name: words('kiosk.number.title') })).toBeVisible();

  const counter = await openWindow('counter-1', { width: 1024, height: 768 });
  await expect(counter.getByRole('heading', { name: words('staff.sign-in.counter', { counter: 1 }) })).toBeVisible();
  await counter.keyboard.type('lan');
  await counter.keyboard.press('Tab');
  await counter.keyboard.type('111222');
  await counter.keyboard.press('Enter');
  await expect(counter.getByRole('alert').filter({ hasText: words('error.staff.wrong-pin') })).toBeVisible();
  await counter.keyboard.type(LANS ?? '');
  await counter.keyboard.press('Enter');
  await expect(counter.getByRole('button', { name: words('counter.queue.next') })).toBeVisible();

  await counter.keyboard.press('F2');
  await expect(counter.getByText(words('counter.person.wait-card'))).toBeVisible();
  await point.devices.readCard(1, MAI_HUONG);
  await expect(counter.getByRole('heading', { name: 'Nguyễn Thị Mai Hương' })).toBeVisible();
  await counter.keyboard.press('Alt+L');
  await expect(counter.getByRole('heading', { name: words('staff.locked.title') })).toBeVisible();
  await expect(counter.getByText('Mai Hương')).toHaveCount(0);
  await counter.keyboard.type(LANS ?? '');
  await counter.keyboard.press('Enter');
  await expect(counter.getByRole('heading', { name: 'Nguyễn Thị Mai Hương' })).toBeVisible();

  await counter.reload();
  await expect(counter.getByRole('heading', { name: 'Nguyễn Thị Mai Hương' })).toBeVisible();
  expect(await counter.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)).toBe(true);
  await admin.getByRole('button', { name: words('staff.lock') }).click();
  await expect(admin.getByText('Trần Thị Mẫu đang đăng nhập ở đây.')).toBeVisible();
});
