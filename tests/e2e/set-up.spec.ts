// The set-up wizard in a real browser, by keys where it can be: a bare step, a printed page that a person looks at, a fault that says its name, a page that is scanned and not kept.
import { expect, test } from './fixture/example-point.ts';
import { MAI_HUONG } from './fixture/people.ts';
import { words } from './fixture/words.ts';

test('a technician tests printer, reader and scanner of a point, and the summary says how each went', async ({ openWindow, point }) => {
  const admin = await openWindow('admin');
  await admin.getByRole('tab', { name: words('admin.tab.health') }).focus();
  await admin.keyboard.press('ArrowRight');
  await expect(admin.getByRole('tab', { name: words('admin.tab.setup') })).toHaveAttribute('aria-selected', 'true');

  const step = (name: string) => admin.getByRole('button', { name });
  await step(words('setup.step.ticket-printer')).press('Enter');
  await expect(admin.getByRole('heading', { name: words('setup.step.ticket-printer') })).toBeFocused();
  await point.devices.setPrinter('paper-out');
  await admin.getByRole('button', { name: words('setup.try.ticket-printer') }).click();
  // The printer's own state says so a moment before the trial has ended: paper that came in that moment would be printed on.
  await expect(admin.locator('.setup-outcome')).toContainText(words('setup.outcome.failed'));
  await expect(admin.locator('.setup-outcome')).toContainText('printer.paper-out');
  await point.devices.setPrinter('ok');
  await expect(admin.getByRole('button', { name: words('setup.try.ticket-printer') })).toBeEnabled();
  await admin.getByRole('button', { name: words('setup.try.ticket-printer') }).press('Enter');
  await expect(admin.getByText(words('setup.ask.ticket-printer'))).toBeVisible();
  await admin.getByRole('button', { name: words('setup.yes') }).press('Enter');
  await expect(admin.getByText(words('setup.outcome.passed'))).toBeVisible();

  await admin.getByRole('button', { name: words('setup.next') }).click();
  await admin.getByRole('button', { name: words('setup.next') }).click();
  await expect(admin.getByRole('heading', { name: words('setup.step.reader') })).toBeVisible();
  await admin.getByRole('button', { name: words('setup.try.reader') }).click();
  await expect(admin.getByText(words('setup.do.reader'))).toBeVisible();
  await point.devices.readCard(1, MAI_HUONG);
  await expect(admin.getByText(words('setup.outcome.passed'))).toBeVisible();
  await expect(admin.getByText(/^Đã nhận từ/)).toContainText(words('setup.payload.id-card'));
  await expect(admin.getByText('Mai Hương')).toHaveCount(0);

  await admin.getByRole('button', { name: words('setup.next') }).click();
  await point.devices.loadSheets(1, 1);
  await admin.getByRole('button', { name: words('setup.try.scanner') }).click();
  await expect(admin.getByRole('img', { name: words('setup.picture') })).toBeVisible();
  await admin.getByRole('button', { name: words('setup.yes') }).click();

  await admin.getByRole('button', { name: words('setup.summary') }).click();
  await expect(admin.getByRole('row').filter({ hasText: words('setup.role.ticket-printer') })).toContainText(words('setup.state.passed'));
  await expect(admin.getByRole('row').filter({ hasText: `${words('setup.role.scanner')} – ${words('setup.counter', { counter: 1 })}` })).toContainText(words('setup.state.passed'));
});
