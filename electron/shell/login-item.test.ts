// Start at log-in on both systems: made once, changed nothing the second time, taken away again.

import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { startAtLogin } from './login-item.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'mot-cua-login-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const calls: unknown[] = [];
function windows(isOn: boolean) {
  calls.length = 0;
  return { getLoginItemSettings: () => ({ openAtLogin: isOn }), setLoginItemSettings: (settings: unknown) => void calls.push(settings) };
}

it('on Linux an entry is made, left alone the second time, and taken away', () => {
  const set = (wanted: boolean, program = '/opt/Mot Cua/mot-cua'): boolean => startAtLogin({ wanted, platform: 'linux', app: windows(false), program, configFolder: folder });
  const file = path.join(folder, 'autostart', 'vn.motcua.desktop.desktop');
  expect([set(false), set(true), set(true), calls]).toEqual([false, true, false, []]);
  expect(readFileSync(file, 'utf8')).toContain('\nExec="/opt/Mot Cua/mot-cua" --autostart\n');
  expect([set(true, '/opt/other'), set(false), set(false), existsSync(file)]).toEqual([true, true, false, false]);
});

it('a path cannot write more into the entry than a path', () => {
  startAtLogin({ wanted: true, platform: 'linux', app: windows(false), program: '/opt/a"b`c$d%e', configFolder: folder });
  expect(readFileSync(path.join(folder, 'autostart', 'vn.motcua.desktop.desktop'), 'utf8')).toContain(String.raw`Exec="/opt/a\\"b\\` + '`' + String.raw`c\\$d%%e" --autostart`);
});

it.each([[true, false, [{ openAtLogin: true, args: ['--autostart'] }]], [true, true, []], [false, true, [{ openAtLogin: false, args: ['--autostart'] }]], [false, false, []]])('on Windows, wanted %s and being %s', (wanted, isOn, expected) => {
  const app = windows(isOn);
  startAtLogin({ wanted, platform: 'win32', app, program: 'C:\\x.exe', configFolder: folder });
  expect(calls).toEqual(expected);
});
