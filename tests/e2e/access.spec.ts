// Each kind of window looked at by axe: what a person with a screen reader, little sight or no mouse would stumble over.
import { AxeBuilder } from '@axe-core/playwright';
import { expect, test } from './fixture/example-point.ts';

for (const windowId of ['kiosk', 'counter-1', 'display-1', 'board', 'admin']) {
  test(`axe finds nothing on ${windowId}`, async ({ openWindow }) => {
    const page = await openWindow(windowId, windowId === 'kiosk' ? { width: 1080, height: 1920 } : { width: 1366, height: 768 });
    await expect(page.locator('main').first()).toBeVisible();
    const { violations } = await new AxeBuilder({ page }).setLegacyMode(true).analyze();
    expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.target.join(' ')).join(', ')}`)).toEqual([]);
  });
}
