// A citizen without the receipt: an officer finds the dossier of last week by half a name, while another visit is open at the counter, and opens it.
import { AxeBuilder } from '@axe-core/playwright';
import type { EpochMs } from '../../../shared/base/ids.ts';
import { businessDayOf } from '../../../shared/domain/time/business-day.ts';
import { expect, test } from '../fixture/example-point.ts';
import { receivedMaritalStatus } from '../fixture/received.ts';
import { words } from '../fixture/words.ts';

test.use({ daysBehind: 7 });

test('an officer finds a dossier of last week by half a name and opens it, and the look is in the log', async ({ openWindow, point }) => {
  const { provisionalCode } = await receivedMaritalStatus(point);

  await point.setDaysBehind(0);
  const counter = await openWindow('counter-1');
  await expect(counter.getByRole('button', { name: words('counter.find.title') })).toBeVisible();
  await counter.keyboard.press('Alt+f');
  const field = counter.getByRole('combobox', { name: words('counter.find.field') });
  await expect(field).toBeFocused();
  await counter.keyboard.type('thu ha');
  const row = counter.getByRole('option').filter({ hasText: 'Lê T. T. H.' });
  await expect(row).toHaveCount(1);
  await expect(row).not.toContainText('Lê Thị Thu Hà');
  await counter.keyboard.press('Enter');
  await expect(counter.getByRole('dialog')).toContainText(provisionalCode);
  await expect(counter.getByRole('dialog')).toContainText('Lê Thị Thu Hà');
  await counter.keyboard.press('Escape');
  await expect(field).toHaveValue('thu ha');
  await expect(row).toHaveCount(1);
  const { violations } = await new AxeBuilder({ page: counter }).setLegacyMode(true).analyze();
  expect(violations.map(({ id }) => id)).toEqual([]);

  await using admin = await point.ask('admin');
  const today = businessDayOf(Date.now() as EpochMs);
  const { entries } = await admin.call('access.list', { from: today, to: today, dossierId: null });
  expect(entries.map(({ purpose }) => purpose)).toContain('detail');
});
