// Searching procedures: typed carelessly, in everyday words, by code; the same answer every time.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { FieldCode, ProcedureCode } from '../../base/ids.ts';
import { searchProcedures } from './search.ts';
import { procedureIndex } from './search-index.ts';
import type { SearchableProcedure } from './search-index.ts';

const procedure = (code: string, name: string, field = 'A', sector = 'Hộ tịch', officialName?: string): SearchableProcedure => ({
  code: code as ProcedureCode, name, field: field as FieldCode, sector, officialName,
});
const CATALOGUE = [
  procedure('2.000815', 'Chứng thực bản sao từ bản chính', 'A', 'Chứng thực', 'Chứng thực bản sao từ bản chính giấy tờ, văn bản do cơ quan cấp'),
  procedure('1.001193', 'Đăng ký khai sinh'),
  procedure('2.000635', 'Cấp bản sao Trích lục hộ tịch, bản sao Giấy khai sinh'),
  procedure('1.000894', 'Đăng ký kết hôn'),
  procedure('1.004884', 'Đăng ký lại khai sinh'),
  procedure('1.012784', 'Tách thửa hoặc hợp thửa đất', 'B', 'Đất đai'),
  procedure('1.001612', 'Đăng ký thành lập hộ kinh doanh', 'D', 'Hộ kinh doanh'),
  procedure('1.013950', 'Chuyển hình thức giao đất, cho thuê đất', 'B', 'Đất đai'),
];
const INDEX = procedureIndex(CATALOGUE, {
  ignored: ['xin', 'làm', 'giấy', 'cho', 'thủ tục', 'tôi', 'cần'],
  phrases: [
    { code: '2.000815' as ProcedureCode, said: ['sao y', 'công chứng giấy tờ'] },
    { code: '1.001612' as ProcedureCode, said: ['mở cửa hàng', 'giấy phép kinh doanh'] },
    { code: '1.012784' as ProcedureCode, said: ['tách sổ đỏ'] },
    { code: '9.999999' as ProcedureCode, said: ['không có trong danh mục'] },
  ],
});
const codes = (text: string, field: string | null = null): readonly string[] =>
  searchProcedures(INDEX, { text, field: field as FieldCode | null, limit: 50 }).found.map((found) => found.code);

describe('a search', () => {
  it.each([
    ['khai sinh', ['1.001193', '1.004884', '2.000635']],
    ['KHAI  SINH!', ['1.001193', '1.004884', '2.000635']],
    ['sinh khai', ['1.001193', '1.004884', '2.000635']],
    ['Tôi cần làm giấy khai sinh', ['1.001193', '1.004884', '2.000635']],
    ['dang ky khai sinh', ['1.001193', '1.004884']],
    ['dk', []],
    ['kh si', ['1.001193', '2.000635', '1.004884']],
    ['ket hon', ['1.000894']],
    ['sao y', ['2.000815']],
    ['sao y giấy khai sinh', ['2.000815', '2.000635']],
    ['tôi muốn sao y bằng tốt nghiệp của con', ['2.000815']],
    ['sao yến', []],
    ['mo cua hang', ['1.001612']],
    ['tách sổ', ['1.012784']],
    ['đất', ['1.012784', '1.013950']],
    ['văn bản', ['2.000815']],
    ['1.001193', ['1.001193']],
    ['1001193', ['1.001193']],
    ['0011', ['1.001193']],
    ['1.0', ['1.001193', '1.000894', '1.004884', '1.012784', '1.001612', '1.013950']],
    ['khai sinh con', ['1.001193', '1.004884', '2.000635']],
    ['khai sinh vũ trụ', []],
    ['phi thuyền vũ trụ', []],
    ['không có trong danh mục', []],
  ])('for %j finds %j', (text, expected) => {
    expect(codes(text)).toEqual(expected);
  });

  it('without text gives the catalogue’s order, also within one field', () => {
    expect(codes('')).toEqual(CATALOGUE.map((entry) => entry.code));
    expect(codes('  ?! ', 'B')).toEqual(['1.012784', '1.013950']);
  });

  it('stays within a field, counts all and gives no more than asked', () => {
    expect(codes('đăng ký', 'D')).toEqual(['1.001612']);
    const { found, total } = searchProcedures(INDEX, { text: 'khai sinh', field: null, limit: 2 });
    expect([found.map((entry) => entry.code), total]).toEqual([['1.001193', '1.004884'], 3]);
  });

  it('prefers the accents that were typed', () => {
    const index = procedureIndex([procedure('1.000001', 'Bán nhà'), procedure('1.000002', 'Bản nhà')], { ignored: [], phrases: [] });
    expect(searchProcedures(index, { text: 'bản', field: null, limit: 2 }).found.map((entry) => entry.code)).toEqual(['1.000002', '1.000001']);
  });

  it('finds every procedure first by its own title, typed with or without accents', () => {
    for (const { name, code } of CATALOGUE) {
      expect(codes(name)[0]).toBe(code);
      expect(codes(name.normalize('NFD').replaceAll(/\p{M}/gu, '').toUpperCase())[0]).toBe(code);
    }
  });

  it('answers any text, twice the same, without throwing', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 200 }), fc.integer({ min: 1, max: 50 }), (text, limit) => {
      const query = { text, field: null, limit };
      const first = searchProcedures(INDEX, query);
      expect(searchProcedures(INDEX, query)).toEqual(first);
      expect(first.found.length).toBe(Math.min(limit, first.total));
    }), { numRuns: 500 });
  });
});
