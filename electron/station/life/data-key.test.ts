// The data key: made once, whole, for its owner only; never made anew beside a store, never in the place of another.

import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { isKeyPrivate, loadDataKey, MissingKey } from './data-key.ts';

let folder: string;
beforeEach(() => {
  folder = path.join(mkdtempSync(path.join(tmpdir(), 'mot-cua-key-')), 'data');
});
afterEach(() => rmSync(path.dirname(folder), { recursive: true, force: true }));
const file = (): string => path.join(folder, 'data.key');

it('is made at the first start, kept, and readable by its owner only', () => {
  const key = Buffer.from(loadDataKey(folder, false));
  expect([key.length, key.equals(Buffer.alloc(32)), statSync(file()).mode & 0o777, statSync(folder).mode & 0o777, readdirSync(folder)]).toEqual([32, false, 0o600, 0o700, ['data.key']]);
  expect([Buffer.from(loadDataKey(folder, false)).equals(key), Buffer.from(loadDataKey(folder, true)).equals(key), isKeyPrivate(folder)]).toEqual([true, true, true]);
});

it('of two machines are two', () => {
  expect(Buffer.from(loadDataKey(folder, false)).equals(Buffer.from(loadDataKey(path.join(folder, 'other'), false)))).toBe(false);
});

it('that is missing beside a store is asked for, and nothing is made in its place', () => {
  loadDataKey(folder, false);
  rmSync(file());
  expect(() => loadDataKey(folder, true)).toThrow(MissingKey);
  expect(readdirSync(folder)).toEqual([]);
});

it.each([0, 31, 33])('of %i bytes is not used and not written over', (bytes) => {
  loadDataKey(folder, false);
  writeFileSync(file(), Buffer.alloc(bytes, 1));
  for (const storeExists of [true, false]) expect(() => loadDataKey(folder, storeExists)).toThrow(MissingKey);
  expect(readFileSync(file())).toEqual(Buffer.alloc(bytes, 1));
});

it('that others can read is told', () => {
  loadDataKey(folder, false);
  chmodSync(file(), 0o640);
  expect(isKeyPrivate(folder)).toBe(false);
});
