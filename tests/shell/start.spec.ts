// The start of the shell: the kiosk paints, its page has the bridge and nothing else, and a number taken over it is durable.
import { expect, test } from './fixture/shell-test.ts';

test('the kiosk paints its fields', async ({ window }) => {
  const page = await window('kiosk');
  await expect(page.locator('#root')).not.toBeEmpty();
  await expect(page).toHaveTitle(/Một Cửa/);
});
