// Finding a browser, and closing what was opened.

import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { findBrowser, hasDisplay, openWindow } from './browser.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'mot-cua-browser-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** An executable with this name in a folder of its own. */
function program(name: string, text = '#!/bin/sh\n'): string {
  const file = path.join(mkdtempSync(path.join(folder, 'bin-')), name);
  writeFileSync(file, text);
  chmodSync(file, 0o755);
  return file;
}

it('the one that is named comes first, then the first of the path; what cannot be run is passed over', () => {
  const [named, chromium, edge] = [program('my-browser'), program('chromium'), program('microsoft-edge')];
  const notRunnable = path.join(folder, 'google-chrome');
  writeFileSync(notRunnable, '');
  const PATH = [folder, path.dirname(edge), path.dirname(chromium)].join(path.delimiter);
  expect(findBrowser({ PATH, CHROMIUM_PATH: named }, 'linux')).toBe(named);
  expect(findBrowser({ PATH, CHROMIUM_PATH: path.join(folder, 'absent') }, 'linux')).toBe(edge);
  expect(findBrowser({ PATH: folder }, 'linux')).toBeNull();
  expect(findBrowser({}, 'linux')).toBeNull();
  expect(findBrowser({}, 'win32')).toBeNull();
});

it('on Windows it is looked for where browsers are installed', () => {
  const root = path.join(folder, 'Programs');
  mkdirSync(root);
  const chrome = path.join(root, 'Google\\Chrome\\Application\\chrome.exe');
  writeFileSync(chrome, '');
  chmodSync(chrome, 0o755);
  expect(findBrowser({ ProgramFiles: root, PATH: '' }, 'win32')).toBe(chrome);
});

it.each([
  [{}, 'linux', false], [{ DISPLAY: '' }, 'linux', false], [{ DISPLAY: ':0' }, 'linux', true], [{ WAYLAND_DISPLAY: 'wayland-0' }, 'linux', true], [{}, 'win32', true], [{}, 'darwin', true],
] as const)('a session with %j on %s can show a window: %s', (environment, platform, can) => {
  expect(hasDisplay(environment, platform)).toBe(can);
});

it('a window is opened without address bar in a profile of our own, a kiosk full screen, and closed with the host', async () => {
  const said = path.join(folder, 'said');
  const browser = program('chromium', `#!/bin/sh\necho "$$ $*" > '${said}.part' && mv '${said}.part' '${said}'\nexec sleep 600\n`);
  const window = openWindow(browser, 'http://127.0.0.1:1/open?w=kiosk', { profileFolder: path.join(folder, 'profile'), kiosk: true, asRoot: false });
  await vi.waitFor(() => expect(existsSync(said)).toBe(true), { timeout: 10_000, interval: 5 });
  const [pid, ...args] = readFileSync(said, 'utf8').trim().split(' ');
  expect(args).toEqual(expect.arrayContaining([`--user-data-dir=${path.join(folder, 'profile')}`, '--app=http://127.0.0.1:1/open?w=kiosk', '--kiosk']));
  expect(args).not.toContain('--no-sandbox');
  await window[Symbol.asyncDispose]();
  expect(() => process.kill(Number(pid), 0)).toThrow(/ESRCH/);
  await window[Symbol.asyncDispose]();
});

it('a browser that cannot be started, or has been closed by its user, troubles nobody', async () => {
  const options = { profileFolder: folder, kiosk: false, asRoot: false };
  await openWindow(path.join(folder, 'absent'), 'http://127.0.0.1:1/', options)[Symbol.asyncDispose]();
  await openWindow(program('chromium'), 'http://127.0.0.1:1/', options)[Symbol.asyncDispose]();
});
