// What the keeper takes away where others write as well: one name, never a tree, and never what a link leads to.

import { existsSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { KeeperFiles } from '../keeper/keeper-files.ts';
import { placesOf } from '../notes.ts';
import { machineDisk } from './disk.ts';

let folder: string;
beforeEach(() => void (folder = mkdtempSync(path.join(tmpdir(), 'mot-cua-disk-'))));
afterEach(() => rmSync(folder, { recursive: true, force: true }));

it('an order is removed, and nothing happens where there is none', () => {
  const { order } = placesOf(folder);
  writeFileSync(order, '{}');
  const files = new KeeperFiles(machineDisk, placesOf(folder), () => undefined);
  files.removeOrder();
  files.removeOrder();
  expect(existsSync(order)).toBe(false);
});

it('a folder that somebody laid in the place of an order stays with all in it', () => {
  const { order } = placesOf(folder);
  mkdirSync(order);
  writeFileSync(path.join(order, 'kept'), 'x');
  new KeeperFiles(machineDisk, placesOf(folder), () => undefined).removeOrder();
  expect(existsSync(path.join(order, 'kept'))).toBe(true);
});

it('of a link the name goes, and what it leads to stays', () => {
  const { order } = placesOf(folder);
  mkdirSync(path.join(folder, 'elsewhere'));
  writeFileSync(path.join(folder, 'elsewhere', 'kept'), 'x');
  symlinkSync(path.join(folder, 'elsewhere'), order);
  new KeeperFiles(machineDisk, placesOf(folder), () => undefined).removeOrder();
  expect([existsSync(order), existsSync(path.join(folder, 'elsewhere', 'kept'))]).toEqual([false, true]);
});
