// Every window of the example point in a real browser: it opens with its own address only, shows its screen, and keeps to the policy.
import { expect, test } from './fixture/example-point.ts';

test('every window of the point shows its screen', async ({ point, openWindow }) => {
  for (const windowId of point.windowIds) {
    const page = await openWindow(windowId);
    await expect(page).toHaveTitle(/Phú Xuyên – Một Cửa \(browser host\)/);
    await expect(page.locator('#root')).not.toBeEmpty();
    expect(await page.locator('html').getAttribute('data-role')).toBe(windowId.replace(/^display-\d+$/, 'citizen-display').replace(/-\d+$/, ''));
  }
});

test('a window has no Node, no opener and no bridge of Electron', async ({ openWindow }) => {
  const page = await openWindow('kiosk');
  const found = await page.evaluate(() => ['require', 'process', 'module', 'Buffer', 'motCua'].filter((name) => name in window));
  expect(found).toEqual([]);
});

test('code from text and inline scripts are refused by the policy', async ({ openWindow, misdeeds }) => {
  const page = await openWindow('kiosk');
  const isRefused = await page.evaluate(() => {
    const script = document.createElement('script');
    script.append('window.ranInline = true');
    document.body.append(script);
    const style = document.createElement('style');
    style.append('body { --ran-style: 1 }');
    document.head.append(style);
    try {
      Reflect.apply(setTimeout, window, ['window.ranText = true', 0]);
      return false;
    } catch (error) {
      return error instanceof TypeError;
    }
  });
  expect(isRefused).toBe(true);
  const broke = (directive: string) => misdeeds.filter((line) => line.includes(`broke ${directive}`)).length;
  await expect.poll(() => [broke('require-trusted-types-for') >= 2, broke('style-src-elem') > 0]).toEqual([true, true]);
  expect(await page.evaluate(() => 'ranInline' in window || 'ranText' in window || getComputedStyle(document.body).getPropertyValue('--ran-style') !== '')).toBe(false);
  // What the page still says of it must not be said after the list is emptied.
  await page.close();
  misdeeds.length = 0;
});

test('without an address of its own a window does not open, an address opens once, and opens no other window', async ({ browser, point }) => {
  const context = await browser.newContext();
  const page = await context.newPage();
  const status = async (address: string) => (await page.goto(address))?.status();
  const kiosk = await point.newAddress('kiosk');
  expect(await status(`${new URL(kiosk).origin}/w/kiosk/`)).toBe(403);
  expect(await status(kiosk)).toBe(200);
  expect(await status(kiosk)).toBe(403);
  const other = new URL(await point.newAddress('kiosk'));
  other.searchParams.set('w', 'admin');
  expect(await status(other.href)).toBe(403);
  await context.close();
});
