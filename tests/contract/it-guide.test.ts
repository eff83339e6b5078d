// The guide for IT teams says the same in both languages, leads nowhere that is not there, and names every code that an IT team can meet.

import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { root } from '../../build/checks/spawn.ts';
import { ERROR_CODES } from '../../shared/contract/errors.ts';

const docs = path.join(root, 'docs');
const guides = { vi: readFileSync(path.join(docs, 'it-guide.md'), 'utf8'), en: readFileSync(path.join(docs, 'it-guide.en.md'), 'utf8') };

/** Areas whose sentences say all to the officer or the citizen in front of the screen: nobody in IT is called for them. */
const DAILY_WORK = /^(field|series|ticket|counter|queue|visit|procedure|paper|page|dossier|card|lookup|print|scan|scanner|reuse|supplement|handover|result|post|take-home)\./u;

/** What stands between grave accents. */
const codeWords = (text: string): readonly string[] => [...text.matchAll(/`([^`\n]+)`/gu)].map(([, word]) => word ?? '');

/** How a guide is built: each anchor with the number of its heading's mark, and each table with its rows and columns. */
function shapeOf(text: string): readonly string[] {
  const shape: string[] = [];
  let table: string[] = [];
  for (const line of [...text.split('\n'), '']) {
    if (line.startsWith('|')) {
      table.push(line);
      continue;
    }
    if (table.length > 0) shape.push(`table of ${table.length} rows, ${(table[0]?.match(/(?<!\\)\|/gu) ?? []).length - 1} columns`);
    table = [];
    const [mark] = /^(#+ |\d+\. |```|<a id="[a-z-]+">)/u.exec(line) ?? [];
    if (mark !== undefined) shape.push(mark);
  }
  return shape;
}

/** Commands, paths, keys and codes: the same in every language. */
const literal = (text: string): readonly string[] => codeWords(text).filter((word) => !/[À-ỹ…]/u.test(word)).toSorted();

/** Links of a guide that lead nowhere. */
function brokenLinks(text: string): readonly string[] {
  return [...text.matchAll(/\]\(([^)]+)\)/gu)].map(([, target]) => target ?? '').filter((target) => {
    const [file = '', anchor] = target.split('#');
    if (file === '') return !text.includes(`<a id="${anchor}">`);
    return !existsSync(path.join(docs, file));
  });
}

const missingCodes = (text: string): readonly string[] => {
  const words = codeWords(text);
  const named = (code: string): boolean => words.includes(code) || words.some((word) => word.endsWith('.…') && code.startsWith(word.slice(0, -1)));
  return ERROR_CODES.filter((code) => !DAILY_WORK.test(code) && !named(code));
};

it('both have the same sections, lists and tables in the same order', () => {
  expect(shapeOf(guides.vi)).toEqual(shapeOf(guides.en));
  expect(shapeOf(guides.vi).filter((part) => part.startsWith('<a id')).length).toBeGreaterThan(12);
});

it('both name the same commands, paths, keys and codes', () => {
  expect(literal(guides.vi)).toEqual(literal(guides.en));
});

it.each(Object.entries(guides))('%s: every link leads somewhere', (_language, text) => {
  expect(brokenLinks(text)).toEqual([]);
  expect(brokenLinks(`${text}[x](nowhere.md) [y](#nowhere)`)).toEqual(['nowhere.md', '#nowhere']);
});

it.each(Object.entries(guides))('%s: every code that calls for somebody in IT is there, and none that the program does not know', (_language, text) => {
  expect(missingCodes(text)).toEqual([]);
  expect(missingCodes(text.replaceAll('`store.locked`', ''))).toEqual(['store.locked']);
  const table = text.slice(text.indexOf('<a id="what-to-do">'), text.indexOf('<a id="gateway">'));
  const areas = new Set(ERROR_CODES.map((code) => code.split('.')[0]));
  const looksLikeCode = codeWords(table).filter((word) => /^[a-z-]+\.[a-z-]+$/u.test(word) && areas.has(word.split('.')[0] ?? ''));
  expect(looksLikeCode.filter((word) => !(ERROR_CODES as readonly string[]).includes(word) && !['store.rebuild-refused', 'station.log', 'shell.log', 'backup.folder', 'city.pin', 'payment.account', 'payment.reversal'].includes(word))).toEqual([]);
});
