// The shipped tables are what the station needs them to be, and broken ones stop it.

import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { z } from 'zod';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { procedureSchema } from '../../../shared/contract/procedure.ts';
import { pointProfileSchema } from '../../../shared/contract/point-profile.ts';
import { must } from '../../../shared/base/must.ts';
import type { ProcedureCode } from '../../../shared/base/ids.ts';
import { holidayCalendar } from '../../../shared/domain/due-date/office-calendar.ts';
import { businessDayFrom } from '../../../shared/domain/time/business-day.ts';
import { finished } from '../../../shared/base/steps.ts';
import { loadCatalogue, loadingNames, shippedFile, shippedSpeech } from './load-catalogue.ts';
import { loadHolidays } from './load-holidays.ts';

const RESOURCES = path.join(import.meta.dirname, '../../../resources');
const BIRTH = '1.001193' as ProcedureCode;

describe('the shipped catalogue', () => {
  const catalogue = loadCatalogue(path.join(RESOURCES, 'catalogue'));

  it.each([['chứng thực chữ ký', '2.000884'], ['chung thuc chu k', '2.000884'], ['sao y giấy khai sinh', '2.000815'], ['sao y', '2.000815']])('gives first for «%s» the procedure %s', (text, code) => {
    expect(catalogue.search(text, null, 1).procedures.map((found) => found.code)).toEqual([code]);
  });

  it('has all procedures of the portal, each as the contract wants it, each in a field that takes numbers at the example point', () => {
    const point = pointProfileSchema.parse(JSON.parse(readFileSync(path.join(RESOURCES, 'points/example.json'), 'utf8')));
    const fields = new Set(point.fields.filter((field) => field.takesTickets).map((field) => field.code));
    const { procedures, total } = catalogue.search('', null, 10_000);
    expect(total).toBe(catalogue.size);
    expect(catalogue.size).toBeGreaterThanOrEqual(2600);
    expect(z.array(procedureSchema).parse(procedures)).toEqual(procedures);
    expect(procedures.filter((procedure) => !fields.has(procedure.field))).toEqual([]);
    expect(procedures.map(({ code }) => catalogue.read(code))).toEqual(procedures);
  });

  it('finds a birth registration without accents, in its field only', () => {
    expect(catalogue.search('khai sinh', null, 10).procedures.map((procedure) => procedure.code)).toContain(BIRTH);
    expect(catalogue.search('dang ky khai sinh', null, 1).procedures[0]?.code).toBe(BIRTH);
  });

  it('understands a story once it has learned those that people told, and names before that', () => {
    const folder = path.join(RESOURCES, 'catalogue');
    const starting = finished(loadingNames(shippedFile(folder), shippedSpeech(folder)));
    const first3 = (text: string): readonly string[] => starting.search(text, null, 3).procedures.map(({ code }) => code);
    const story = 'hai đứa thương nhau mấy năm giờ muốn về chung một nhà cho hợp pháp';
    expect([first3(story).includes('1.000894'), first3('đăng ký kết hôn')[0]]).toEqual([false, '1.000894']);
    finished(starting.learn());
    expect([first3(story)[0], first3('đăng ký kết hôn')[0]]).toEqual(['1.000894', '1.000894']);
  });

  it('puts before others what this point receives', () => {
    const plain = catalogue.search('khai sinh', null, 3).procedures.map(({ code }) => code);
    const often = must(plain[2], 'three are found');
    expect(catalogue.search('khai sinh', null, 3, (code) => (code === often ? 400 : 0)).procedures.map(({ code }) => code)).toEqual([often, plain[0], plain[1]]);
    expect(catalogue.search('', null, 1, (code) => (code === often ? 1 : 0)).procedures.map(({ code }) => code)).toEqual([often]);
  });

  it('answers "not there" for a code that it does not have', () => {
    expect(catalogue.read('9.999999' as ProcedureCode)).toBeNull();
  });

  it('answers a question in less than five milliseconds, taking the best of many rounds because other work runs beside', () => {
    const words = ['khai sinh', 'tach thua', 'mo cua hang', 'tro cap', 'giay phep xay dung', 'x', 'dang ky lai ket hon co yeu to nuoc ngoai'];
    const best = words.map((word) => Math.min(...Array.from({ length: 40 }, () => timed(() => catalogue.search(word, null, 20)))));
    expect(Math.max(...best)).toBeLessThan(5);
  });
});

function timed(work: () => unknown): number {
  const started = performance.now();
  work();
  return performance.now() - started;
}

describe('the shipped holidays', () => {
  it('close the office on the days of the law and know two years', () => {
    const calendar = holidayCalendar(loadHolidays(path.join(RESOURCES, 'holidays')));
    expect(calendar.years).toEqual(new Set([2026, 2027]));
    expect(calendar.closed.has(must(businessDayFrom(2026, 9, 2), 'the day exists'))).toBe(true);
    expect(calendar.closed.has(must(businessDayFrom(2026, 11, 24), 'the day exists'))).toBe(true);
    expect(calendar.closed.has(must(businessDayFrom(2026, 9, 3), 'the day exists'))).toBe(false);
  });
});

describe('broken tables', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(path.join(os.tmpdir(), 'tables-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it('stop the station: no catalogue, one that is no JSON, one of another shape', () => {
    expect(() => loadCatalogue(folder)).toThrow();
    writeFileSync(path.join(folder, 'procedures.json'), '{');
    expect(() => loadCatalogue(folder)).toThrow();
    writeFileSync(path.join(folder, 'procedures.json'), '{"procedures":[]}');
    expect(() => loadCatalogue(folder)).toThrow();
  });

  it('stop the station: a holiday table under another year’s name', () => {
    const table = readFileSync(path.join(RESOURCES, 'holidays/2026.json'), 'utf8');
    writeFileSync(path.join(folder, '2027.json'), table);
    expect(() => loadHolidays(folder)).toThrow('2027.json is a table of 2026');
  });
});

