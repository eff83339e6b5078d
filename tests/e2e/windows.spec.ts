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
  await page.evaluate(() => {
    const script = document.createElement('script');
    script.textContent = 'window.ranInline = true';
    document.body.append(script);
    // Said by the page's own timer, since what a debugger evaluates is above the policy.
    Reflect.apply(setTimeout, window, ['window.ranText = true', 0]);
  });
  await expect.poll(() => misdeeds.filter((line) => line.includes('broke script-src')).length).toBeGreaterThanOrEqual(2);
  expect(await page.evaluate(() => 'ranInline' in window || 'ranText' in window)).toBe(false);
  misdeeds.length = 0;
});

test('without its key a window does not open, and a key opens no other window', async ({ browser, point }) => {
  const context = await browser.newContext();
  const page = await context.newPage();
  const kiosk = new URL(point.addressOf('kiosk'));
  const bare = await page.goto(`${kiosk.origin}/w/kiosk/`);
  expect(bare?.status()).toBe(403);
  kiosk.searchParams.set('w', 'admin');
  expect((await page.goto(kiosk.href))?.status()).toBe(403);
  await context.close();
});
