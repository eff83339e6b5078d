// The options of a window compared as a whole, so that nothing can be switched on unseen.
import { expect, test } from 'vitest';
import { windowOptions } from './window-options.ts';

const place = { bounds: { x: 1920, y: 0, width: 1080, height: 1920 }, preload: '/app/preload.cjs', devTools: false };

test('a kiosk fills its screen and cannot be left', () => {
  expect(windowOptions({ ...place, role: 'kiosk' })).toStrictEqual({
    x: 1920,
    y: 0,
    width: 1080,
    height: 1920,
    show: false,
    title: 'Một Cửa',
    backgroundColor: '#f6f4ef',
    autoHideMenuBar: true,
    kiosk: true,
    fullscreen: true,
    minimizable: false,
    webPreferences: { preload: '/app/preload.cjs', devTools: false, spellcheck: false, disableDialogs: true },
  });
});

test.each([
  ['counter', false],
  ['admin', false],
  ['citizen-display', true],
  ['board', true],
] as const)('a %s window fills the screen: %s', (role, fullscreen) => {
  expect(windowOptions({ ...place, role })).toMatchObject({ kiosk: false, fullscreen, minimizable: !fullscreen });
});
