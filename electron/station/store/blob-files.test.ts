// Pages on disk: whole or not there, readable with the data key only, and nothing half-written left.

import { readdirSync, readFileSync, writeFileSync, mkdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { BusinessDay } from '../../../shared/base/ids.ts';
import { blobHashSchema, businessDaySchema } from '../../../shared/contract/primitives.ts';
import { storeFolder, type StoreFolder } from '../../../tests/fakes/store-folder.ts';
import { BlobFiles, DamagedBlob } from './blob-files.ts';

let folder: StoreFolder;
let blobs: BlobFiles;
beforeEach(() => {
  folder = storeFolder();
  blobs = new BlobFiles(folder.path, folder.key);
});
afterEach(() => folder[Symbol.dispose]());

const page = Buffer.from('a page of an invented person, '.repeat(200));
const files = () => readdirSync(folder.path, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile()).map((entry) => path.join(entry.parentPath, entry.name));
const only = () => files()[0] ?? expect.fail('no file');

it('a page is read as it was stored, under the hash of its plain bytes; the same page twice is one file', async () => {
  const [one, again] = [await blobs.store(page), await blobs.store(page)];
  expect([one, again]).toEqual([createHash('sha256').update(page).digest('hex'), one]);
  expect(files()).toHaveLength(1);
  expect((await blobs.read(one)).equals(page)).toBe(true);
});

it('any bytes come back, also none and when stored at once', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.uint8Array({ maxLength: 300 }), { maxLength: 6 }), async (pages) => {
      const hashes = await Promise.all(pages.map(async (bytes) => await blobs.store(bytes)));
      for (const [index, hash] of hashes.entries()) expect(new Uint8Array(await blobs.read(hash))).toEqual(pages[index]);
    }),
    { numRuns: 15 },
  );
});

it('neither name nor content of a file says what it holds, and another key reads nothing', async () => {
  const hash = await blobs.store(page);
  expect(only()).not.toContain(hash.slice(0, 16));
  expect(readFileSync(only()).includes('invented')).toBe(false);
  await expect(new BlobFiles(folder.path, Buffer.alloc(32, 8)).read(hash)).rejects.toThrow(DamagedBlob);
});

it('a file that is cut, changed anywhere, empty or gone is damaged, never a wrong page', async () => {
  const hash = await blobs.store(page);
  const whole = readFileSync(only());
  const name = only();
  const faults = [whole.subarray(0, -1), whole.subarray(0, 20), Buffer.alloc(0), Buffer.concat([whole, Buffer.of(0)]), ...[0, 1, 13, 29, whole.length - 1].map((at) => Buffer.from(whole.map((byte, index) => (index === at ? byte ^ 1 : byte))))];
  for (const fault of faults) {
    writeFileSync(name, fault);
    await expect(blobs.read(hash)).rejects.toThrow(DamagedBlob);
  }
  rmSync(name);
  await expect(blobs.read(hash)).rejects.toThrow(DamagedBlob);
});

it('what a crash left half-written is swept away, whole pages stay', async () => {
  const hash = await blobs.store(page);
  writeFileSync(`${only()}.0123456789ab.tmp`, 'half');
  expect([await blobs.sweep(), await blobs.sweep(), files().length, (await blobs.read(hash)).length]).toEqual([1, 0, 1, page.length]);
});

const day = (text: string): BusinessDay => businessDaySchema.parse(text);

it('a whole page without a row is set aside, one with a row stays', async () => {
  const known = await blobs.store(page);
  await blobs.store(Buffer.from('other'));
  expect(await blobs.settleUnknown([known], day('2026-11-23'))).toEqual({ setAside: 1, broughtBack: 0 });
  expect((await blobs.read(known)).equals(page)).toBe(true);
  expect([files().filter((file) => file.includes('unclaimed')).length, files().length, await blobs.settleUnknown([known], day('2026-11-24'))]).toEqual([1, 2, { setAside: 0, broughtBack: 0 }]);
});

it('a page that was set aside is no damaged page: whoever asks for it by its hash gets it, and it is back in its place', async () => {
  const hash = await blobs.store(page);
  await blobs.store(Buffer.from('other'));
  await blobs.settleUnknown([], day('2026-11-22'));
  mkdirSync(path.join(folder.path, 'unclaimed', '2026-11-21'));
  writeFileSync(path.join(folder.path, 'unclaimed', 'notes'), '');
  expect((await blobs.read(hash)).equals(page)).toBe(true);
  expect(await blobs.settleUnknown([hash], day('2026-11-24'))).toEqual({ setAside: 0, broughtBack: 0 });
});

it('a page that was set aside because an older store stood here comes back with the newer store, or when it is scanned again', async () => {
  const other = Buffer.from('other');
  const [one, two] = [await blobs.store(page), await blobs.store(other)];
  expect(await blobs.settleUnknown([], day('2026-11-23'))).toEqual({ setAside: 2, broughtBack: 0 });
  await blobs.store(other);
  expect(await blobs.settleUnknown([one, two], day('2026-11-24'))).toEqual({ setAside: 0, broughtBack: 1 });
  expect([(await blobs.read(one)).equals(page), (await blobs.read(two)).equals(other)]).toEqual([true, true]);
});

it('what was set aside goes for good when its day is long past, and nothing else does', async () => {
  const kept = await blobs.store(page);
  await blobs.store(Buffer.from('first'));
  await blobs.settleUnknown([kept], day('2026-10-23'));
  await blobs.store(Buffer.from('second'));
  await blobs.settleUnknown([kept], day('2026-10-24'));
  mkdirSync(path.join(folder.path, 'unclaimed', 'notes'));
  expect([await blobs.removeUnclaimed(day('2026-10-24')), await blobs.removeUnclaimed(day('2026-10-24')), files().length]).toEqual([1, 0, 2]);
  expect(await blobs.removeUnclaimed(day('2026-10-25'))).toBe(1);
  expect([files().length, (await blobs.read(kept)).length, readdirSync(path.join(folder.path, 'unclaimed'))]).toEqual([1, page.length, ['notes']]);
});

it('a page that cannot be written leaves nothing behind', async () => {
  const hash = await blobs.store(page);
  const name = only();
  rmSync(name);
  mkdirSync(name);
  await expect(blobs.store(page)).rejects.toThrow();
  expect([files(), blobHashSchema.parse(hash)]).toEqual([[], hash]);
});

it('a removal waits for the row that is being written, and then does not happen', async () => {
  const rows = new Set<string>();
  const hash = await blobs.store(page);
  const stored = blobs.storeThen(page, (own) => void rows.add(own));
  const removed = blobs.removeUnless(hash, (own) => rows.has(own));
  await Promise.all([stored, removed]);
  expect((await blobs.read(hash)).equals(page)).toBe(true);
  rows.clear();
  await blobs.removeUnless(hash, (own) => rows.has(own));
  expect(files()).toEqual([]);
});
