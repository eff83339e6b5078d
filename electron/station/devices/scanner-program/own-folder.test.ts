// The folder for pages on their way out of a scanning program: what cannot be removed now is removed later, and no scan fails for it.

import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import type * as FsPromises from 'node:fs/promises';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, expect, test, vi } from 'vitest';
import { OwnFolder } from './own-folder.ts';

vi.mock('node:fs/promises', async (original) => {
  const real = await original<typeof FsPromises>();
  return { ...real, rm: vi.fn(real.rm) };
});

const root = mkdtempSync(path.join(tmpdir(), 'mot-cua-own-folder-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));

test('a page that somebody holds open is removed by a later tidying, and costs nothing until then', async () => {
  const folder = new OwnFolder(path.join(root, 'pages'));
  await folder.renew();
  writeFileSync(path.join(folder.path, '0001.jpg'), 'page');
  vi.mocked(rm).mockRejectedValueOnce(Object.assign(new Error('busy'), { code: 'EBUSY' }));
  await folder.tidy();
  expect(readdirSync(folder.path)).toEqual(['0001.jpg']);
  await folder.tidy();
  expect(existsSync(folder.path)).toBe(false);
});

test('what a killed run of before left is gone before the first scan', async () => {
  const before = new OwnFolder(path.join(root, 'before'));
  await before.renew();
  writeFileSync(path.join(before.path, '0001.jpg'), 'page');
  await new OwnFolder(before.path).tidy();
  expect(existsSync(before.path)).toBe(false);
});
