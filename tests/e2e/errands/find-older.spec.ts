// A citizen without the receipt: an officer finds the dossier of last week by half a name, while another visit is open at the counter, and opens it.
import { AxeBuilder } from '@axe-core/playwright';
import type { FieldCode } from '../../../shared/base/ids.ts';
import { must } from '../../../shared/base/must.ts';
import { expect, test } from '../fixture/example-point.ts';
import { words } from '../fixture/words.ts';

test.use({ daysBehind: 7 });

test('an officer finds a dossier of last week by half a name and opens it, and the look is in the log', async ({ openWindow, point }) => {
  await using kiosk = await point.ask('kiosk');
  await using door = await point.ask('counter-1');
  const { ticketId } = await kiosk.call('ticket.issue', { field: 'A' as FieldCode, priority: 'none', procedureCode: null });
  const visitId = must((await door.call('queue.next', {})).visitId, 'somebody was waiting');
  const { procedures } = await door.call('procedure.search', { text: 'giay doc than', field: null, limit: 1 });
  const procedure = await door.call('procedure.read', { code: must(procedures[0], 'the catalogue has it').code });
  await door.call('visit.set-person', { visitId, person: { idNumber: '001190000047', oldIdNumber: '', fullName: 'Lê Thị Thu Hà', birthDate: '', sex: 'female', address: '', issuedOn: '', phone: '' } });
  await door.call('visit.choose-procedure', { visitId, procedureCode: procedure.code });
  for (const { paperId } of procedure.papers) await door.call('visit.check-paper', { visitId, paperId, originals: 1, copies: 0 });
  await door.call('fee.save', { visitId, orders: [], manner: 'none', reason: 'Thành phố miễn lệ phí' });
  const { provisionalCode } = await door.call('dossier.open', { visitId });
  await door.call('ticket.finish', { ticketId });

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
  const today = new Date(Date.now() + 7 * 3_600_000).toISOString().slice(0, 10);
  const { entries } = await admin.call('access.list', { from: today as never, to: today as never, dossierId: null });
  expect(entries.map(({ purpose }) => purpose)).toContain('detail');
});
