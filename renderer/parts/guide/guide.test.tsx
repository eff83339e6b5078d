// The guide says only what is there: each key is a key of the counter, each word on the screen one of the program's, each picture a file of the package; and it is found without accents.

import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, expect, test } from 'vitest';
import content from '../../../resources/guide/pages.json';
import { GUIDE_SHOTS } from '../../../tests/gallery/guide-shots.ts';
import { scriptedClient } from '../../../tests/fakes/scripted-client.ts';
import { stage, type Stage } from '../../../tests/fakes/stage.tsx';
import { intentOfKey } from '../../screens/counter/keys/counter-keys.ts';
import { COUNTER_KEYS } from '../../screens/counter/keys/keys-dialog.tsx';
import { textTables } from '../texts/tables.ts';
import { GuidePanel } from './guide-panel.tsx';
import { GUIDE_ROLES, parseGuide, partsOf, type GuidePage } from './guide-pages.ts';
import { GUIDE_PICTURES } from './guide-pictures.ts';
import { searchGuide } from './search-guide.ts';

const pages = parseGuide(content);
const folder = path.join(import.meta.dirname, '../../../resources/guide/pictures');
const sentences = ({ vi, en }: GuidePage): readonly string[] => [vi, en].flatMap(({ title, before, steps, notes }) => [title, ...before, ...steps, ...notes]);
const said = pages.flatMap((page) => sentences(page).flatMap(partsOf));

let open: Stage | null = null;
afterEach(async () => {
  await open?.end();
  open = null;
});

/** 'Alt 7', 'Shift F8', 'F2', or a key that the papers' list has for itself. */
function isKey(key: string): boolean {
  if (COUNTER_KEYS.some(([drawn]) => drawn === key)) return true;
  const [, alt, shift, name = ''] = /^(Alt )?(Shift )?(\w+)$/.exec(key) ?? [];
  return intentOfKey({ key: name, code: /^\d$/.test(name) ? `Digit${name}` : `Key${name}`, altKey: alt !== undefined, shiftKey: shift !== undefined, ctrlKey: false, metaKey: false }) !== null;
}

test('every key that a page names does something at the counter', () => {
  const keys = said.filter(({ kind }) => kind === 'key').map(({ text }) => text);
  expect(keys.length).toBeGreaterThan(30);
  expect(keys.filter((key) => !isKey(key))).toEqual([]);
  expect(isKey('F5')).toBe(false);
});

test('every word of the screen that a page quotes is one, whole, in both languages', () => {
  const keys = said.filter(({ kind }) => kind === 'words').map(({ text }) => text);
  expect(keys.length).toBeGreaterThan(80);
  for (const table of Object.values(textTables)) expect(keys.filter((key) => !Object.hasOwn(table, key) || /[{}]/.test(String(table[key as keyof typeof table])))).toEqual([]);
  // Written out by hand it could grow old unseen.
  expect(said.filter(({ kind, text }) => kind === 'plain' && text.includes('«'))).toEqual([]);
});

test('both languages have the same steps, and each role has its pages', () => {
  expect(pages.filter(({ vi, en }) => vi.steps.length !== en.steps.length || vi.notes.length !== en.notes.length).map(({ id }) => id)).toEqual([]);
  expect(new Set(pages.map(({ id }) => id)).size).toBe(pages.length);
  for (const role of GUIDE_ROLES) expect(pages.filter(({ roles }) => roles.includes(role)).length, role).toBeGreaterThan(3);
});

test('every picture is a small file of a screen of the gallery, and none lies there unseen', () => {
  const files = readdirSync(folder).map((file) => path.parse(file).name).toSorted();
  expect(files).toEqual(GUIDE_PICTURES.toSorted());
  expect(Object.keys(GUIDE_SHOTS).toSorted()).toEqual(files);
  expect([...new Set(pages.flatMap(({ picture }) => (picture === undefined ? [] : [picture])))].toSorted()).toEqual(files);
  const sizes = files.map((name) => readFileSync(path.join(folder, `${name}.webp`)));
  expect(sizes.filter((bytes) => bytes.length > 90_000 || bytes.toString('latin1', 8, 12) !== 'WEBP')).toEqual([]);
});

test.each([['het giay', 'no-paper'], ['mat mang', 'no-network'], ['goi', 'call-next'], ['tra ket qua', 'return-result'], ['uy quyen', 'on-behalf'], ['sao luu', 'copies']])('«%s» finds %s first', (text, id) => {
  expect(searchGuide(pages, text, 'vi', (sentence) => sentence)[0]?.id).toBe(id);
});

test('is read by whoever opens it, and says when nothing is found', async () => {
  open = await stage(<GuidePanel whose="officer" />, { client: scriptedClient({}) });
  expect(open.words()).toContain('Gọi người tiếp theo');
  expect(open.words()).toContain('«Gọi số tiếp theo»');
  await open.press('Đội hỗ trợ');
  expect(open.words()).toContain('Giúp người dân lấy số');
  expect(open.words()).not.toContain('Gọi người tiếp theo');
});
