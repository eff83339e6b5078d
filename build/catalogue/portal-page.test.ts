// A file of pages is taken whole or not at all, and the sentence says where it is wrong.

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { authorityOf, levelOf, portalPages, readText } from './portal-page.ts';
import { queriesOf, searchableOf } from './searchable.ts';
import { readSteps } from './steps.ts';

const page = (code: string, extra: object = {}): object => ({
  code, name: 'Thủ tục đăng ký khai sinh', field: 'Hộ tịch', levels: 'Cấp xã', channels: '', papers: '', steps: '- Nộp hồ sơ', result: '', ...extra,
});
const lines = (...pages: readonly object[]): string => pages.map((one) => `${JSON.stringify(one)}\n`).join('');
const MANY = lines(...Array.from({ length: 300 }, (_, index) => page(`1.${String(index).padStart(6, '0')}`, { steps: `Bước ${index} ${'x'.repeat((index * 7919) % 97)}` })));

let folder: string;
beforeEach(() => void (folder = mkdtempSync(path.join(os.tmpdir(), 'pages-'))));
afterEach(() => rmSync(folder, { recursive: true }));
const fileOf = (bytes: Uint8Array | string): string => {
  const file = path.join(folder, 'pages');
  writeFileSync(file, bytes);
  return file;
};

describe('a file of pages', () => {
  it('is read plain and packed', () => {
    expect(portalPages(readText(fileOf(MANY)), 'f')).toHaveLength(300);
    expect(portalPages(readText(fileOf(gzipSync(MANY))), 'f')).toHaveLength(300);
  });

  it('cut in half is refused behind its last whole line', () => {
    const packed = gzipSync(MANY);
    const cut = fileOf(packed.subarray(0, packed.length / 2));
    expect(() => readText(cut)).toThrow(/breaks off behind line [1-9]\d{0,2}: the file is not whole/u);
    expect(() => portalPages(readText(fileOf(MANY.slice(0, MANY.length / 2))), 'f')).toThrow(/^f, line \d+ is not whole: /u);
    expect(() => readText(fileOf(packed.subarray(0, 15)))).toThrow('breaks off');
  });

  it('with a wrong field, a wrong code or a code twice is refused by line and field', () => {
    expect(() => portalPages(lines(page('1.000001'), page('1.000002', { papers: 7 })), 'f')).toThrow('f, line 2: the field "papers"');
    expect(() => portalPages(lines(page('1.000001'), page('1.2')), 'f')).toThrow('f, line 2: the field "code"');
    expect(() => portalPages(lines(page('1.000001'), page('1.000001')), 'f')).toThrow('f, line 2: 1.000001 stands twice');
    expect(() => portalPages('\n', 'f')).toThrow('holds no page');
  });

  it('says who decides', () => {
    expect(['Cấp xã', 'Cấp tỉnh, Cấp xã', 'Cấp bộ'].map((levels) => levelOf({ levels } as Parameters<typeof levelOf>[0]))).toEqual(['commune', 'shared', 'other']);
  });

  it('keeps its steps whole, one a line', () => {
    expect(readSteps('- Bước 1: Nộp.\ntiếp theo\n\n+ Bước 2: Nhận.\nKhông có thông tin')).toEqual(['- Bước 1: Nộp. tiếp theo', '+ Bước 2: Nhận.']);
  });
});

it.each([
  [{ authority: 'Công an cấp Xã', office: 'Công an huyện' }, 'Công an cấp Xã'],
  [{ authority: '', office: 'Chi cục Hải quan\u00a0khu vực.' }, 'Chi cục Hải quan khu vực'],
  [{ authority: 'Không có thông tin', office: 'Không có thông tin' }, null],
  [{ authority: 'Sở Xây dựng, Uỷ ban Nhân dân cấp xã, phường, thị trấn' }, null],
  [{ office: 'Uỷ ban Nhân dân cấp xã' }, null],
  [{ office: 'Chủ tịch UBND cấp xã' }, null],
  [{ office: 'Chủ tịch Ủy ban nhân dân xã' }, null],
  [{ office: 'UBND cấp huyện' }, null],
  [{}, null],
])('who decides by %j is %j', (extra, authority) => {
  const [read] = portalPages(lines(page('1.000001', extra)), 'f');
  expect(read === undefined ? 'no page' : authorityOf(read)).toBe(authority);
});

describe('what is searched', () => {
  it('is a file of pages or a catalogue, and nothing else', () => {
    expect(searchableOf(lines(page('1.000001')), 'f')[0]).toMatchObject({ code: '1.000001', name: 'Đăng ký khai sinh', level: 'commune' });
    expect(() => searchableOf('{"code":"1.00', 'f')).toThrow('f, line 1 is not whole');
    expect(() => searchableOf('{"version":2}', 'f')).toThrow(/^f: source: /u);
    expect(() => searchableOf('', 'f')).toThrow('the catalogue is not whole');
  });

  it('is asked by texts or by objects with a query', () => {
    expect(queriesOf('["a", {"query": "b", "codes": []}]', 'q')).toEqual(['a', 'b']);
    expect(() => queriesOf('["a", 7]', 'q')).toThrow('q: entry 2');
    expect(() => queriesOf('[', 'q')).toThrow('q is no JSON');
  });
});
