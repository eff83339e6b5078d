// The shell's small file: over restarts, cut short, and written by a stranger.

import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { EpochMs } from '../../shared/base/ids.ts';
import { ShellMemory } from './shell-memory.ts';

let folder: string;
beforeEach(() => {
  folder = path.join(mkdtempSync(path.join(tmpdir(), 'mot-cua-shell-')), 'data');
});
afterEach(() => rmSync(path.dirname(folder), { recursive: true, force: true }));

const file = (): string => path.join(folder, 'shell-state.json');
const noise: unknown[] = [];
const open = (): ShellMemory => new ShellMemory(folder, (error) => noise.push(error));
const kiosk = { mark: { id: 7, label: 'ELO', area: { x: 0, y: 0, width: 1080, height: 1920 } }, bounds: null };

it('remembers windows and wrong PINs over restarts, for its owner’s eyes only', () => {
  const first = open();
  expect([first.windowOf('kiosk'), first.pin]).toEqual([null, { wrong: 0, until: 0 }]);
  first.keepWindow('kiosk', kiosk);
  first.keepPin({ wrong: 3, until: 1_700_000_000_000 as EpochMs });
  const again = open();
  expect([again.windowOf('kiosk'), again.pin, again.windowOf('__proto__'), again.windowOf('constructor')]).toEqual([kiosk, { wrong: 3, until: 1_700_000_000_000 }, null, null]);
  expect([statSync(file()).mode & 0o777, readdirSync(folder)]).toEqual([0o600, ['shell-state.json']]);
});

it('does not write what it knows already', () => {
  const memory = open();
  memory.keepWindow('kiosk', kiosk);
  rmSync(file());
  memory.keepWindow('kiosk', structuredClone(kiosk));
  expect(existsSync(file())).toBe(false);
});

it.each([
  ['cut short', '{"version":1,"windows":{"kiosk":'], ['empty', ''], ['of a later version', '{"version":2}'], ['with a key too many', '{"version":1,"windows":{},"pin":{"wrong":0,"until":0},"role":"admin"}'],
  ['with a window of another name', '{"version":1,"windows":{"../x":{}},"pin":{"wrong":0,"until":0}}'], ['with a place out of this world', '{"version":1,"windows":{"k":{"mark":{"id":1,"label":"","area":{"x":1e9,"y":0,"width":1,"height":1}},"bounds":null}},"pin":{"wrong":0,"until":0}}'],
  ['far too long', ' '.repeat(300_000)],
])('a file %s is put aside whole, and everything begins anew', (_name, text) => {
  open().keepWindow('kiosk', kiosk);
  writeFileSync(file(), text);
  expect(open().windowOf('kiosk')).toBeNull();
  expect([readFileSync(`${file()}.damaged`, 'utf8') === text, existsSync(file())]).toEqual([true, false]);
});

it('never throws, whatever stands in the file', () => {
  open().keepWindow('kiosk', kiosk);
  fc.assert(
    fc.property(fc.oneof(fc.json(), fc.string({ unit: 'binary' })), (text) => {
      writeFileSync(file(), text);
      open().windowOf('kiosk');
    }),
    { numRuns: 300 },
  );
});

it('a disk that takes nothing is told, and the work goes on', () => {
  noise.length = 0;
  writeFileSync(path.join(path.dirname(folder), 'data'), 'a file where the folder should be');
  const memory = open();
  memory.keepWindow('kiosk', kiosk);
  expect([memory.windowOf('kiosk'), noise.length > 0]).toEqual([kiosk, true]);
});
