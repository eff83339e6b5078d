// The options of a window compared as a whole, so that nothing can be switched on unseen.
import { expect, test } from 'vitest';
import { windowOptions } from './window-options.ts';

const place = { bounds: { x: 1920, y: 0, width: 1080, height: 1920 }, preload: '/app/preload.cjs', devTools: false };

test('a kiosk is made unseen and cannot be minimized', () => {
  expect(windowOptions({ ...place, role: 'kiosk' })).toStrictEqual({
    x: 1920,
    y: 0,
    width: 1080,
    height: 1920,
    show: false,
    title: 'Một Cửa',
    backgroundColor: '#f6f4ef',
    autoHideMenuBar: true,
    minimizable: false,
    webPreferences: { preload: '/app/preload.cjs', devTools: false, spellcheck: false, disableDialogs: true },
  });
});

test.each([
  ['counter', true],
  ['admin', true],
  ['citizen-display', false],
  ['board', false],
] as const)('a %s window can be minimized: %s', (role, minimizable) => {
  expect(windowOptions({ ...place, role })).toMatchObject({ show: false, minimizable });
});
