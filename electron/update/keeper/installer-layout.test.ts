// Versions by the system's installer: what is run for which version, what is kept, and that an installation that the power interrupted is done again.

import { appendFileSync, chmodSync, mkdtempSync, readdirSync, renameSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { machineDisk } from '../files/disk.ts';
import { placesOf } from '../notes.ts';
import { installerLayout } from './installer-layout.ts';
import type { Installed } from './plan.ts';

const first: Installed = { version: '1.0.0', sequence: 0, storeSchema: 120, folder: 'first' };
const next: Installed = { version: '1.1.0', sequence: 11, storeSchema: 130, folder: '1.1.0-abcdef01' };
let folder: string;
let runs: string[];
let answer: () => Promise<void>;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'mot-cua-installer-'));
  writeFileSync(path.join(folder, 'payload'), 'x');
  runs = [];
  answer = () => Promise.resolve();
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));
const layout = (kind: 'deb' | 'nsis' = 'deb', uid = process.getuid?.() ?? null) =>
  installerLayout({
    disk: machineDisk, places: placesOf(folder), kind, uid,
    execute: (command, args) => {
      runs.push([path.basename(command), ...args.map((word) => (word.startsWith(folder) ? path.basename(word) : word))].join(' '));
      return answer();
    },
  });
const payloadFile = (): { readonly payloadFile: string } => ({ payloadFile: path.join(folder, 'payload') });

it('leaves alone what a person installed, and knows that there is no way back to it before its installer is kept', async () => {
  await layout().activate(first);
  expect([runs, layout().has(first), layout().inPlace()]).toEqual([[], false, null]);
  await layout().prepare(first, payloadFile());
  layout().declare(first);
  await layout().activate(first);
  expect([runs, layout().has(first), layout().inPlace()]).toEqual([[], true, first]);
});

it.each([['deb', 'dpkg --install --force-downgrade --force-confold 1.1.0-abcdef01.deb', 'dpkg --install --force-downgrade --force-confold first.deb'], ['nsis', '1.1.0-abcdef01.exe /S --updated', 'first.exe /S --updated']] as const)(
  'installs with %s, goes back by the older installer, and runs neither twice', async (kind, there, back) => {
    for (const version of [first, next]) await layout(kind).prepare(version, payloadFile());
    for (const version of [next, next, first, first]) await layout(kind).activate(version);
    expect([runs, layout(kind).inPlace()]).toEqual([[there, back], first]);
    layout(kind).tidy([first]);
    expect(readdirSync(placesOf(folder).kept).sort()).toEqual(kind === 'deb' ? ['active', 'first.deb', 'first.deb.json'] : ['active', 'first.exe', 'first.exe.json']);
  },
);

it('runs an installer again that did not come to its end', async () => {
  for (const version of [first, next]) await layout().prepare(version, payloadFile());
  await layout().activate(first);
  answer = () => Promise.reject(new Error('the power went'));
  await expect(layout().activate(next)).rejects.toThrow('the power went');
  expect(layout().inPlace()).toBeNull();
  answer = () => Promise.resolve();
  await layout().activate(next);
  expect([runs.length, layout().inPlace()]).toEqual([3, next]);
});

it('keeps an installer for itself alone, whoever could write what was copied', async () => {
  chmodSync(path.join(folder, 'payload'), 0o666);
  await layout().prepare(next, payloadFile());
  expect(statSync(path.join(placesOf(folder).kept, '1.1.0-abcdef01.deb')).mode & 0o777).toBe(0o600);
});

const keeper = (): string => placesOf(folder).keeper;
const kept = (): string => placesOf(folder).kept;
const installer = (): string => path.join(kept(), '1.1.0-abcdef01.deb');
it.each<[string, () => void]>([
  ['that its group may write', () => chmodSync(installer(), 0o620)],
  ['that all may write', () => chmodSync(installer(), 0o602)],
  ['in a folder that others may write', () => chmodSync(kept(), 0o777)],
  ['below a folder that the group may write', () => chmodSync(keeper(), 0o770)],
  ['that is a link', () => {
    renameSync(installer(), path.join(folder, 'other'));
    symlinkSync(path.join(folder, 'other'), installer());
  }],
  ['behind a folder that is a link', () => {
    renameSync(kept(), path.join(folder, 'other'));
    symlinkSync(path.join(folder, 'other'), kept());
  }],
])('refuses to run an installer %s, and still knows what is in place', async (_name, spoil) => {
  for (const version of [first, next]) await layout().prepare(version, payloadFile());
  await layout().activate(first);
  spoil();
  await expect(layout().activate(next)).rejects.toThrow("is not the keeper's own");
  expect([runs.length, layout().inPlace()]).toEqual([1, first]);
});

it('refuses to run an installer of another owner; where the system has no owners, it runs', async () => {
  await layout().prepare(next, payloadFile());
  await expect(layout('deb', (process.getuid?.() ?? 0) + 1).activate(next)).rejects.toThrow("is not the keeper's own");
  expect(runs).toEqual([]);
  await layout('deb', null).activate(next);
  expect(runs.length).toBe(1);
});

it.each<[string, () => void]>([
  ['that was cut or grew', () => appendFileSync(installer(), 'x')],
  ['of which a byte changed', () => writeFileSync(installer(), 'y')],
  ['whose record is damaged', () => writeFileSync(`${installer()}.json`, '{')],
  ['whose record is gone', () => rmSync(`${installer()}.json`)],
])('runs no installer %s since it was kept, and knows that it is no way back', async (_name, spoil) => {
  for (const version of [first, next]) await layout().prepare(version, payloadFile());
  await layout().activate(first);
  expect(layout().has(next)).toBe(true);
  spoil();
  expect(layout().has(next)).toBe(false);
  await expect(layout().activate(next)).rejects.toMatchObject({ name: 'BundleRefused', fault: 'wrong-hash' });
  expect([runs.length, layout().inPlace()]).toEqual([1, first]);
  // Kept once more, it is one again.
  await layout().prepare(next, payloadFile());
  await layout().activate(next);
  expect(layout().inPlace()).toEqual(next);
});

it('keeps nothing that is not what was signed, and leaves no half of a copy behind', async () => {
  await expect(layout().prepare(next, { ...payloadFile(), sha256: 'a'.repeat(64) })).rejects.toMatchObject({ fault: 'wrong-hash' });
  expect([layout().has(next), readdirSync(kept())]).toEqual([false, []]);
});
