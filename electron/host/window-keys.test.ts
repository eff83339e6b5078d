// Keys and cookies of windows: good over restarts, of no use elsewhere, and never made from less than a whole secret.

import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { WindowKeys } from './window-keys.ts';

let folder: string;
beforeEach(() => {
  folder = path.join(mkdtempSync(path.join(tmpdir(), 'mot-cua-keys-')), 'data');
});
afterEach(() => rmSync(path.dirname(folder), { recursive: true, force: true }));

const secretFile = (): string => path.join(folder, 'host.secret');
const cookie = (keys: WindowKeys, windowId: string): string => keys.cookieOf(windowId).split(';')[0] ?? '';

it('stay the same over restarts of one machine, and are another machine’s never', () => {
  const first = WindowKeys.of(folder);
  const again = WindowKeys.of(folder);
  expect([again.keyOf('kiosk'), again.cookieOf('kiosk')]).toEqual([first.keyOf('kiosk'), first.cookieOf('kiosk')]);
  const other = WindowKeys.of(path.join(folder, 'other'));
  expect([other.isKey('kiosk', first.keyOf('kiosk')), other.isCookie('kiosk', cookie(first, 'kiosk'))]).toEqual([false, false]);
});

it('are of one window and of one use', () => {
  const keys = WindowKeys.of(folder);
  expect([keys.isKey('kiosk', keys.keyOf('kiosk')), keys.isCookie('kiosk', cookie(keys, 'kiosk'))]).toEqual([true, true]);
  expect([keys.isKey('admin', keys.keyOf('kiosk')), keys.isCookie('admin', cookie(keys, 'kiosk'))]).toEqual([false, false]);
  expect([keys.isKey('kiosk', cookie(keys, 'kiosk').split('=')[1] ?? ''), keys.isCookie('kiosk', `mot-cua-window=${keys.keyOf('kiosk')}`)]).toEqual([false, false]);
});

it('come from a secret that only the owner can read', () => {
  WindowKeys.of(folder);
  expect([readFileSync(secretFile()).length, statSync(secretFile()).mode & 0o777, statSync(folder).mode & 0o777]).toEqual([32, 0o600, 0o700]);
});

it.each([0, 1, 31, 33])('are never made from a secret of %i bytes: a crash that cut it leads to a new one', (bytes) => {
  WindowKeys.of(folder);
  writeFileSync(secretFile(), Buffer.alloc(bytes));
  const keys = WindowKeys.of(folder);
  expect(keys.keyOf('kiosk')).not.toBe(new WindowKeys(Buffer.alloc(bytes)).keyOf('kiosk'));
  expect([readFileSync(secretFile()).length, statSync(secretFile()).mode & 0o777, existsSync(`${secretFile()}.new`)]).toEqual([32, 0o600, false]);
  expect(WindowKeys.of(folder).keyOf('kiosk')).toBe(keys.keyOf('kiosk'));
});
