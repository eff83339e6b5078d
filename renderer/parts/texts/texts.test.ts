// Both languages say everything, with the same values in it, and every error code has its sentence.

import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { ERROR_CODES } from '../../../shared/contract/errors.ts';
import { textTables } from './tables.ts';
import { failureSentence, fill } from './texts.ts';
import { textsOf } from './use-texts.tsx';

const folder = path.join(import.meta.dirname, '../../../resources/texts');
const areas = ['admin', 'board', 'calendar', 'care', 'catalogue', 'common', 'counter', 'display', 'errors', 'form', 'fee', 'guide', 'hand', 'head', 'host', 'index766', 'kiosk', 'money', 'recovery', 'report', 'self-test', 'setup', 'staff'] as const;
/** Said by the shell itself, where no page of the program can be shown. */
const shellAreas = ['plain'] as const;
const read = (area: string, language: string) => JSON.parse(readFileSync(path.join(folder, `${area}.${language}.json`), 'utf8')) as Record<string, unknown>;
const placeholders = (sentence: string) => [...sentence.matchAll(/\{(\w+)\}/g)].map((match) => String(match[1])).toSorted().join();

test.each([...areas, ...shellAreas])('%s has the same keys in both languages', (area) => {
  expect(Object.keys(read(area, 'en')).toSorted()).toEqual(Object.keys(read(area, 'vi')).toSorted());
});

test.each([...areas, ...shellAreas])('%s has words for every key, with the same placeholders in both languages', (area) => {
  const [vi, en] = [read(area, 'vi'), read(area, 'en')];
  const wrong = Object.keys(vi).filter((key) => {
    const [own, other] = [vi[key], en[key]];
    if (typeof own !== 'string' || typeof other !== 'string' || own.trim() === '' || other.trim() === '') return true;
    return placeholders(own) !== placeholders(other) || own !== own.normalize('NFC');
  });
  expect(wrong).toEqual([]);
});

test('no key stands in two areas', () => {
  const keys = areas.flatMap((area) => Object.keys(read(area, 'vi')));
  expect(keys.filter((key, index) => keys.indexOf(key) !== index)).toEqual([]);
});

test('every file of screen texts belongs to a known area', () => {
  const found = readdirSync(folder).filter((file) => file.endsWith('.en.json')).map((file) => file.replace('.en.json', ''));
  expect(found.toSorted()).toEqual([...areas, ...shellAreas].toSorted());
});

test('every error code has a sentence, and no sentence is without its code', () => {
  const expected = ERROR_CODES.map((code) => `error.${code}`).toSorted();
  expect(Object.keys(read('errors', 'vi')).toSorted()).toEqual(expected);
});

test('every reason for which the city takes no operation has a sentence, and says what to do', () => {
  const city = path.join(import.meta.dirname, '../../../city');
  const sources = readdirSync(city, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts') && !file.includes('.test.')).map((file) => readFileSync(path.join(city, file), 'utf8')).join('\n');
  const codes = [...sources.matchAll(/rejection\('([a-z.-]+)'/g)].map((match) => String(match[1]));
  expect(codes.length).toBeGreaterThan(8);
  const texts = Object.keys(read('admin', 'vi'));
  expect([...codes, 'operation.held', 'operation.unknown-type', 'operation.unknown-version'].filter((code) => !texts.includes(`dead.${code}`) || !texts.includes(`dead-act.${code}`))).toEqual([]);
});

test.each(['vi', 'en'])('what refuses bad input says what to do about it (%s)', (language) => {
  const counter = read('counter', language);
  expect(read('errors', language)['error.paper.unknown']).toContain(String(counter['counter.intake.outside']));
  for (const field of ['id-number', 'id-length', 'id-century', 'no-such-day']) expect(counter[`counter.person.error.${field}`]).toMatch(/nhập lại|enter it again/u);
  expect(read('errors', language)['error.catalogue.broken']).toMatch(/Chép lại tệp rồi chọn lại|Copy the file again and choose it again/u);
});

test('no text is without a place where it is said', () => {
  const renderer = path.join(import.meta.dirname, '../..');
  const sources = readdirSync(renderer, { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.tsx?$/.test(file) && !file.includes('.test.'))
    .map((file) => readFileSync(path.join(renderer, file), 'utf8'))
    .join('\n');
  // Keys that are put together from a beginning and a value: `common.status.${…}`.
  const beginnings = [...sources.matchAll(/`([a-z][\w.-]*[.-])\$\{/g)].map((match) => String(match[1]));
  const unsaid = areas.flatMap((area) => Object.keys(read(area, 'vi'))).filter((key) => !sources.includes(`'${key}'`) && !beginnings.some((beginning) => key.startsWith(beginning)));
  expect(unsaid).toEqual([]);
});

test('a sentence takes its values, and shows a gap where one is missing', () => {
  expect(fill('Mời số {number} đến quầy {counter}', { number: 'A012', counter: 3 })).toBe('Mời số A012 đến quầy 3');
  expect(fill('Mời số {number}')).toBe('Mời số …');
  expect(fill('{toString}')).toBe('…');
});

test('a failure of another version still gets a sentence', () => {
  const strange = { code: 'no.such' as 'internal', params: {}, traceId: '' };
  expect(failureSentence(textTables.vi, strange)).toBe(textTables.vi['error.internal']);
});

test('times, dates and numbers are written the Vietnamese way in the time of the point', () => {
  const texts = textsOf('vi', () => undefined);
  const at = Date.UTC(2026, 10, 24, 0, 30);
  expect(texts.time(at)).toBe('07:30');
  expect(texts.date(at)).toBe('24/11/2026');
  expect(texts.longDate(at)).toBe('Thứ Ba, 24/11/2026');
  expect(texts.moment(at, at + 3_600_000)).toBe('07:30');
  expect(texts.moment(at, at + 24 * 3_600_000)).toBe('07:30 24/11/2026');
  expect(texts.date(Date.UTC(2026, 10, 24, 17, 0))).toBe('25/11/2026');
  expect(texts.number(12_345)).toBe('12.345');
  expect(textsOf('en', () => undefined).number(12_345)).toBe('12,345');
});

test("a unit's own name falls back to Vietnamese where it has no English one", () => {
  expect(textsOf('en', () => undefined).pick({ name: 'Hộ tịch', nameEn: '' })).toBe('Hộ tịch');
  expect(textsOf('en', () => undefined).pick({ name: 'Hộ tịch', nameEn: 'Civil status' })).toBe('Civil status');
});
