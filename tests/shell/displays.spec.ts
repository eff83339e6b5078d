// Two displays: each window on its own, the hall's board hidden while its display is unplugged, and back on it afterwards.
import type { ElectronApplication, Page } from '@playwright/test';
import { expect, shellWindowOf, test } from './fixture/shell-test.ts';

test.use({
  screens: ['1920x1080', '1920x1080 label=hall'],
  wishes: { windows: [{ windowId: 'kiosk', caller: { role: 'kiosk' } }, { windowId: 'board', caller: { role: 'board' } }], practice: false },
});

const left = { x: 0, y: 0, width: 1920, height: 1080 };
const right = { ...left, x: 1920 };

test('each window fills its own display; an unplugged one takes its window with it, and brings it back', async ({ app, window, displays, lines }) => {
  const [kiosk, board] = [await window('kiosk'), await window('board')];
  await expect.poll(() => placeOf(app, kiosk)).toEqual({ ...left, isVisible: true });
  await expect.poll(() => placeOf(app, board)).toEqual({ ...right, isVisible: true });
  await expect.poll(() => paintedOf(board)).toEqual(right);

  await displays.unplug();
  await expect.poll(() => app.evaluate(({ screen }) => screen.getAllDisplays().length)).toBe(1);
  await expect.poll(() => placeOf(app, board), { message: 'the board does not lie over the kiosk' }).toMatchObject({ isVisible: false });
  await expect.poll(() => lines.some((line) => line.includes('"display.gone"'))).toBe(true);
  expect(await placeOf(app, kiosk)).toEqual({ ...left, isVisible: true });
  await expect.poll(() => paintedOf(kiosk)).toEqual(left);

  await displays.plug();
  await expect.poll(() => placeOf(app, board)).toEqual({ ...right, isVisible: true });
  await expect.poll(() => paintedOf(board)).toEqual(right);
  await expect.poll(() => lines.some((line) => line.includes('"display.back"'))).toBe(true);
  expect(await placeOf(app, kiosk)).toEqual({ ...left, isVisible: true });
});

/** Where the shell says that the window of a page is. */
async function placeOf(app: ElectronApplication, page: Page): Promise<unknown> {
  const window = await shellWindowOf(app, page);
  return window.evaluate((each) => ({ ...each.getBounds(), isVisible: each.isVisible() }));
}

/** Where the page itself finds to be painted. */
async function paintedOf(page: Page): Promise<unknown> {
  return page.evaluate(() => ({ x: screenX, y: screenY, width: innerWidth, height: innerHeight }));
}
