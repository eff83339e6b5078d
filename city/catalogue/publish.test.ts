// What stations would refuse is not published: the sentence says what to do, and nothing lies there afterwards.

import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { publishCatalogue } from './publish.ts';
import type { PublishedCatalogue, PublishOrder } from './publish.ts';

const SHIPPED = readFileSync(path.join(import.meta.dirname, '../../resources/catalogue/procedures.json'), 'utf8');
const FILE = JSON.parse(SHIPPED) as { readonly version: number; readonly procedures: readonly { readonly code: string }[] };
let folder: string;
let made: number;
beforeEach(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'published-'));
  made = 0;
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function publish(text: string | Uint8Array, more: Partial<PublishOrder> = {}): Promise<PublishedCatalogue> {
  const file = path.join(folder, `given-${(made += 1)}.json`);
  writeFileSync(file, text);
  return publishCatalogue({ folder: path.join(folder, 'out'), file, commune: null, edition: null, ends: null, isTrial: false, ...more });
}
function lying(place = 'all'): readonly string[] {
  mkdirSync(path.join(folder, 'out', place), { recursive: true });
  return readdirSync(path.join(folder, 'out', place)).toSorted();
}
const changed = (change: object): string => JSON.stringify({ ...FILE, ...change });

it('goes out whole, byte by byte, under the next edition of those who get it', async () => {
  expect(await publish(SHIPPED)).toMatchObject({ edition: 1, procedures: FILE.procedures.length, changes: null });
  expect(await publish(SHIPPED.replace('"Đăng ký khai sinh"', '"Khai sinh"'), { commune: 'T149' })).toMatchObject({ edition: 2, changes: { new: 0, changed: 1, ended: 0 } });
  expect(await publish(SHIPPED, { isTrial: true })).toMatchObject({ edition: 2 });
  expect([lying(), lying('T149'), readFileSync(path.join(folder, 'out/all/1.json'), 'utf8') === SHIPPED]).toEqual([['1.json'], ['2.json'], true]);
});

const bad: readonly (readonly [string, string | Uint8Array, RegExp])[] = [
  ['cut in half', SHIPPED.slice(0, SHIPPED.length / 2), /not whole.*copy the file again/],
  ['empty', '', /not whole.*copy the file again/],
  ['of a version that nobody reads', changed({ version: 3 }), /version 3, and stations read version 2: make it with/],
  ['with a code twice', changed({ procedures: [...FILE.procedures, FILE.procedures[0]] }), /stands twice: leave only the right one/],
  ['with a field that is not as wanted', changed({ procedures: [{ ...FILE.procedures[0], feeText: 8000 }] }), /feeText.*put that right/],
  ['packed', gzipSync(SHIPPED), /no UTF-8 text.*publish the plain file/],
  ['with a byte order mark', `\uFEFF${SHIPPED}`, /byte order mark.*without one/],
  ['too large', Buffer.alloc(9 * 1024 * 1024, 32), /at most 8388608/],
];
it.each(bad)('%s is refused', async (_what, text, sentence) => {
  await expect(publish(text)).rejects.toThrow(sentence);
  expect(lying()).toEqual([]);
});

it('is refused with an edition that stations have passed, with older data, and without many procedures unless that is meant', async () => {
  await publish(SHIPPED, { edition: 7 });
  await expect(publish(SHIPPED, { edition: 7 })).rejects.toThrow('leave --edition out to take 8');
  await expect(publish(changed({ asOf: '2020-01' }))).rejects.toThrow('stations take nothing older');
  const few = changed({ procedures: FILE.procedures.slice(0, 300), titles: [] });
  const ends = FILE.procedures.length - 300;
  await expect(publish(few)).rejects.toThrow(`if they have all ended, say --ends ${ends}`);
  expect(lying()).toEqual(['7.json']);
  expect(await publish(few, { ends })).toMatchObject({ edition: 8, changes: { ended: ends } });
});

it('does not mind one that lies there broken, which is then no measure', async () => {
  lying();
  cpSync(path.join(import.meta.dirname, 'publish.test.ts'), path.join(folder, 'out/all/4.json'));
  expect(await publish(SHIPPED)).toMatchObject({ edition: 5, changes: null });
});
