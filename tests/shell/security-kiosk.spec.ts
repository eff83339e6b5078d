// Ways out of a kiosk that hands find: keys, the wheel, a dropped file, a right click, printing. None changes where the page is, what is beside it, or how large it is.
import type { ElectronApplication, Page } from '@playwright/test';
import { words } from '../e2e/fixture/words.ts';
import { expect, test } from './fixture/shell-test.ts';

test.use({ wishes: { windows: [{ windowId: 'kiosk', caller: { role: 'kiosk' } }], practice: false } });

/** All that an escape would change. */
async function standing(app: ElectronApplication, page: Page): Promise<unknown> {
  return {
    url: page.url(),
    page: await page.evaluate(() => [document.documentElement.dataset['marked'], visualViewport?.scale, devicePixelRatio, innerWidth, innerHeight, location.hash]),
    shell: await app.evaluate(({ BrowserWindow, webContents }) => ({
      windows: BrowserWindow.getAllWindows().length,
      contents: webContents.getAllWebContents().length,
      tools: webContents.getAllWebContents().some((contents) => contents.isDevToolsOpened()),
      zoom: webContents.getAllWebContents().map((contents) => contents.getZoomFactor()),
    })),
  };
}
/** The kiosk's page, once it fills its display: what is compared later must not still be growing. */
async function ready(app: ElectronApplication, window: (role: 'kiosk') => Promise<Page>): Promise<Page> {
  const page = await window('kiosk');
  const { width, height } = await app.evaluate(({ screen }) => screen.getPrimaryDisplay().bounds);
  await expect.poll(() => page.evaluate(() => [innerWidth, innerHeight])).toEqual([width, height]);
  await expect(page.getByRole('button', { name: words('kiosk.home.take') })).toBeVisible();
  await page.evaluate(() => {
    const keys: string[] = [];
    Object.assign(globalThis, { keys });
    addEventListener('keydown', (event) => keys.push(`${event.ctrlKey ? 'Control+' : ''}${event.altKey ? 'Alt+' : ''}${event.shiftKey ? 'Shift+' : ''}${event.metaKey ? 'Meta+' : ''}${event.code}`), true);
    Object.assign(document.documentElement.dataset, { marked: 'yes' });
  });
  return page;
}

const CHORDS = [
  'F1', 'F3', 'F5', 'F6', 'F7', 'F11', 'F12', 'Control+KeyN', 'Control+KeyT', 'Control+KeyW', 'Control+KeyR', 'Control+Shift+KeyR', 'Control+KeyP', 'Control+KeyL', 'Control+KeyO', 'Control+KeyS', 'Control+KeyU', 'Control+KeyH', 'Control+KeyJ', 'Control+KeyF', 'Control+KeyG', 'Control+Shift+KeyN',
  'Control+Shift+KeyI', 'Control+Shift+KeyJ', 'Control+Shift+KeyC', 'Control+Shift+Delete', 'Control+Equal', 'Control+Minus', 'Control+Digit0', 'Control+F4', 'Control+Tab', 'Alt+F4', 'Alt+ArrowLeft', 'Alt+ArrowRight', 'Alt+Home', 'Alt+Space', 'Alt+KeyD', 'Alt+Enter', 'Meta+KeyQ', 'Meta+KeyL', 'Meta+KeyW', 'ContextMenu', 'Control+Escape', 'Control+Shift+Escape',
] as const;

test('keys that browse, open, print or look inside reach no kiosk, and typing does', async ({ app, window }) => {
  const page = await ready(app, window);
  const before = await standing(app, page);
  for (const chord of CHORDS) await page.keyboard.press(chord);
  for (const key of ['KeyA', 'Digit7', 'Enter', 'Backspace']) await page.keyboard.press(key);
  expect(await standing(app, page)).toEqual(before);
  const keys = await page.evaluate(() => Reflect.get(globalThis, 'keys') as string[]);
  // The modifier alone may be heard; the chord may not.
  expect(keys.filter((key) => !/^(Control|Alt|Shift|Meta)?\+?(Control|Alt|Shift|Meta)?\+?(ControlLeft|AltLeft|ShiftLeft|MetaLeft)$/.test(key))).toEqual(['KeyA', 'Digit7', 'Enter', 'Backspace']);
});

test('wheel and fingers do not change the size of things, a right click and printing open nothing', async ({ app, window }) => {
  const page = await ready(app, window);
  const before = await standing(app, page);
  const dialogs: string[] = [];
  page.on('dialog', (dialog) => {
    dialogs.push(dialog.type());
    void dialog.dismiss();
  });
  await page.mouse.move(200, 200);
  await page.keyboard.down('Control');
  for (let turn = 0; turn < 5; turn += 1) await page.mouse.wheel(0, -300);
  await page.keyboard.up('Control');
  await page.mouse.click(5, 5, { button: 'right' });
  await page.mouse.click(5, 5, { button: 'middle' });
  await page.evaluate(() => print());
  const line = await page.context().newCDPSession(page);
  await line.send('Input.synthesizePinchGesture', { x: 300, y: 300, scaleFactor: 3, gestureSourceType: 'touch' }).catch(() => undefined);
  expect([await standing(app, page), dialogs]).toEqual([before, []]);
});

test('a file that is dropped on it is not shown', async ({ app, window }) => {
  const page = await ready(app, window);
  const before = await standing(app, page);
  const line = await page.context().newCDPSession(page);
  const data = { items: [{ mimeType: 'text/uri-list', data: 'file:///etc/passwd' }], files: ['/etc/hostname'], dragOperationsMask: 19 };
  for (const type of ['dragEnter', 'dragOver', 'drop'] as const) await line.send('Input.dispatchDragEvent', { type, x: 300, y: 300, data });
  await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))));
  expect(await standing(app, page)).toEqual(before);
});
