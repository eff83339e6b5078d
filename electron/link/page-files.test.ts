// Which file an address of a page means: inside the folder and a plain name, or none.

import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { resolvePageFile } from './page-files.ts';

let top: string;
let folder: string;
beforeAll(() => {
  top = mkdtempSync(path.join(tmpdir(), 'mot-cua-files-'));
  folder = path.join(top, 'pages');
  mkdirSync(path.join(folder, 'assets'), { recursive: true });
  for (const name of ['index.html', 'assets/main-a1.js', '.env', 'assets/.map', 'a b.html', 'tệp.html', 'a\\b.html', 'C:x.html']) writeFileSync(path.join(folder, name), '');
  // A neighbour whose name begins with the folder's own.
  mkdirSync(`${folder}-old`);
  writeFileSync(path.join(`${folder}-old`, 'index.html'), '');
  symlinkSync(path.join(`${folder}-old`, 'index.html'), path.join(folder, 'neighbour.html'));
  symlinkSync(path.join(folder, 'index.html'), path.join(folder, 'within.html'));
});
afterAll(() => rmSync(top, { recursive: true, force: true }));

it('gives files of the folder, also by an encoded name or a link that stays inside', () => {
  expect(['index.html', 'assets/main-a1.js', 'assets%2Fmain-a1.js', 'within.html'].map((rest) => resolvePageFile(folder, rest))).toEqual(
    ['index.html', 'assets/main-a1.js', 'assets/main-a1.js', 'index.html'].map((name) => path.join(folder, name)),
  );
});

it.each([
  '', '/', '/index.html', 'index.html/', 'assets//main-a1.js', '.', '..', '../pages/index.html', '../pages-old/index.html', 'assets/../index.html', '%2e%2e/pages/index.html', '%2e%2e%2fpages%2findex.html', '..\\pages\\index.html', '%5c', 'index.html%00',
  '%00index.html', 'index.html\u0000', '.env', 'assets/.map', 'neighbour.html', 'absent.html', '%', '%zz', '%c0%ae%c0%ae/x', 'index.html?x', 'index.html#x', 'tệp.html', 'a b.html', 'a\\b.html', 'C:x.html', 'C:/index.html', 'file:///etc/passwd',
])('gives nothing for %j', (rest) => {
  expect(resolvePageFile(folder, rest)).toBeNull();
});

it('gives nothing where the folder itself is gone', () => {
  expect(resolvePageFile(path.join(top, 'absent'), 'index.html')).toBeNull();
});

it('never throws and never leaves the folder, whatever is asked', () => {
  const part = fc.constantFrom('..', '.', '/', '\\', '%2e', '%2f', '%5c', '%00', 'assets', 'index.html', 'pages-old', '~', ':', '\u202e');
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.array(part, { maxLength: 8 }).map((parts) => parts.join(''))), (rest) => {
      const file = resolvePageFile(folder, rest);
      expect(file === null || file.startsWith(folder + path.sep)).toBe(true);
    }),
  );
});
