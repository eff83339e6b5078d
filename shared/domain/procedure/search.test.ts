// Searching procedures: typed carelessly, in everyday words, by code; the same answer every time.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { FieldCode, ProcedureCode } from '../../base/ids.ts';
import { queryParts } from './query-words.ts';
import { searchProcedures } from './search.ts';
import { everydaySpeech } from './everyday-speech.ts';
import { procedureIndex } from './search-index.ts';
import type { SearchableProcedure } from './search-index.ts';

const procedure = (code: string, name: string, field = 'A', sector = 'Hộ tịch', officialName?: string): SearchableProcedure => ({
  code: code as ProcedureCode, name, field: field as FieldCode, sector, officialName,
});
const CATALOGUE = [
  procedure('2.000815', 'Chứng thực bản sao từ bản chính', 'A', 'Chứng thực', 'Chứng thực bản sao từ bản chính giấy tờ, văn bản do cơ quan cấp'),
  { ...procedure('1.001193', 'Đăng ký khai sinh'), papers: [{ name: 'Giấy chứng sinh do cơ sở y tế cấp' }] },
  { ...procedure('2.000635', 'Cấp bản sao sổ hộ tịch'), result: 'Trích lục khai sinh' },
  procedure('1.000894', 'Đăng ký kết hôn'),
  procedure('1.004884', 'Đăng ký lại khai sinh'),
  procedure('1.012784', 'Tách thửa hoặc hợp thửa đất', 'B', 'Đất đai'),
  procedure('1.001612', 'Đăng ký thành lập hộ kinh doanh', 'D', 'Hộ kinh doanh'),
  procedure('1.013950', 'Chuyển hình thức giao đất, cho thuê đất', 'B', 'Đất đai'),
];
const SPEECH = everydaySpeech({
  ignored: ['xin', 'làm', 'giấy', 'cho', 'thủ tục', 'tôi', 'cần'],
  fillers: ['do', 'theo'],
  people: ['mẹ', 'cháu', 'gái', 'ngoại'],
  mishaps: ['mất'],
  meanings: [
    { said: ['sao y', 'công chứng giấy tờ'], means: ['chứng thực bản sao'] },
    { said: ['mở cửa hàng', 'giấy phép kinh doanh'], means: ['thành lập hộ kinh doanh'] },
    { said: ['tách sổ'], means: ['tách thửa đất'] },
    { said: ['bố mất'], means: ['khai tử'] },
    { said: ['photo'], means: ['chứng thực bản sao'], leads: true },
    { said: ['chó', 'chó mèo'], means: ['khai báo vật nuôi'] },
    { said: ['mất giấy cưới'], means: ['đăng ký kết hôn'] },
    { said: ['nhập khẩu'], means: ['đăng ký kết hôn'], only: true },
  ],
  sectors: [{ names: ['hải quan'], lift: 0.5 }],
});
const INDEX = procedureIndex(CATALOGUE, SPEECH);
const codes = (text: string, field: string | null = null): readonly string[] =>
  searchProcedures(INDEX, { text, field: field as FieldCode | null, limit: 50 }).found.map((found) => found.code);
const first = (text: string): string | undefined => codes(text)[0];

const TOLD = procedureIndex(CATALOGUE, everydaySpeech(
  { ignored: [], fillers: [], people: [], mishaps: [], meanings: [], sectors: [] },
  { '1.000894': ['hai đứa về ở với nhau muốn có tờ giấy ghi tên vợ chồng', 'hai đứa về ở với nhau rồi ra xã ghi tên'], '1.001612': ['tính mở quầy bán tạp hóa trước nhà', 'bán bún vỉa hè có phải báo xã không'] },
));
const codesOf = (text: string, index: typeof INDEX): readonly string[] => searchProcedures(index, { text, field: null, limit: 3 }).found.map(({ code }) => code);

describe('a whole sentence', () => {
  const UNTOLD = procedureIndex(CATALOGUE, everydaySpeech({ ignored: [], fillers: [], people: [], mishaps: [], meanings: [], sectors: [] }));

  it.each([
    ['muốn về ở với nhau có tên vợ chồng', '1.000894'],
    ['hai dua ve o voi nhau ghi ten', '1.000894'],
    ['có phải báo xã quầy bán tạp hóa', '1.001612'],
  ])('«%s» finds what people needed who said the like, though no title has a word of it', (text, code) => {
    expect(codesOf(text, UNTOLD)).not.toContain(code);
    expect(codesOf(text, TOLD)[0]).toBe(code);
  });

  it('finds it in its own field only', () => {
    expect(searchProcedures(TOLD, { text: 'có phải báo xã quầy bán tạp hóa', field: 'A' as FieldCode, limit: 3 }).found.map(({ code }) => code)).not.toContain('1.001612');
  });

  it('leaves a title that is typed at its place, and two words to titles alone', () => {
    expect(codesOf('chứng thực bản sao từ bản chính', TOLD)[0]).toBe('2.000815');
    expect(codesOf('bán bún', TOLD)).toEqual(codesOf('bán bún', UNTOLD));
  });

  it('that is like nothing finds nothing', () => {
    expect(codesOf('trời hôm nay sao mà nóng quá', TOLD)).toEqual([]);
  });

  it('that has a word or two of what was told, and nothing else, finds nothing either', () => {
    expect(TOLD.told.likenessOf('trời nóng quá đi phải ngồi quầy nước dưới bóng mát uống hoài')).not.toBe(null);
    expect(codesOf('trời nóng quá đi phải ngồi quầy nước dưới bóng mát uống hoài', TOLD)).toEqual([]);
  });

  it('stands behind where it is of a sector that hardly anybody asks for', () => {
    const both = [procedure('1.000001', 'Một việc', 'D', 'Hải quan'), procedure('1.000002', 'Hai việc', 'D', 'Kinh doanh')];
    const said = ['chở hàng về bán ngoài chợ', 'bán hàng ngoài chợ'];
    const index = procedureIndex(both, everydaySpeech({ ignored: [], fillers: [], people: [], mishaps: [], meanings: [], sectors: [{ names: ['hải quan'], lift: 0.5 }] }, { '1.000001': said, '1.000002': said }));
    expect(codesOf('chở hàng về bán ngoài chợ', index)[0]).toBe('1.000002');
  });
});

describe('a search', () => {
  it.each([
    ['as written', 'khai sinh', '1.001193'],
    ['in capitals and with noise', 'KHAI  SINH!', '1.001193'],
    ['in another order', 'sinh khai', '1.001193'],
    ['among words that tell nothing', 'Tôi cần làm giấy khai sinh', '1.001193'],
    ['without accents', 'dang ky khai sinh', '1.001193'],
    ['with a word that nobody knows', 'khai sinh vũ trụ', '1.001193'],
    ['as beginnings of words', 'dang ky kh', '1.001193'],
    ['with a slip', 'dang ky ket hom', '1.000894'],
    ['with two letters swapped', 'dang ky kte hon', '1.000894'],
    ['as Telex keys', 'ddawng kys keets hoon', '1.000894'],
    ['as VNI keys', 'd9a8ng ky1 ke61t ho6n', '1.000894'],
    ['run together', 'kethon', '1.000894'],
    ['as another region spells it', 'đăng kí kết hôn', '1.000894'],
    ['in everyday words', 'sao y', '2.000815'],
    ['in everyday words with more behind them', 'tôi muốn sao y bằng tốt nghiệp', '2.000815'],
    ['in everyday words with others between them', 'mở một cửa hàng', '1.001612'],
    ['for somebody', 'khai sinh cho mẹ', '1.001193'],
    ['for somebody of whom no title speaks', 'khai sinh cho gái', '1.001193'],
    ['with the mishap before the paper', 'mất giấy cưới', '1.000894'],
    ['with the mishap behind the paper', 'giấy cưới mất rồi', '1.000894'],
    ['with what the paper suffered', 'giấy cưới bị mất', '1.000894'],
    ['in everyday words without accents', 'mo cua hang', '1.001612'],
    ['in everyday words typed by Telex', 'mowr cuwar hangf', '1.001612'],
    ['in words that mean something else to an office', 'nhập khẩu', '1.000894'],
    ['by a paper', 'giấy chứng sinh', '1.001193'],
    ['by its result', 'trích lục', '2.000635'],
    ['by words of the full title', 'văn bản', '2.000815'],
    ['by its code', '1.001193', '1.001193'],
    ['by its code with the local tail', '1.001193.000.00.00.H26', '1.001193'],
    ['by its code without the dot', '1001193', '1.001193'],
    ['by the beginning of a code', '0011', '1.001193'],
  ])('finds what is typed %s: %j', (_how, text, expected) => {
    expect(first(text)).toBe(expected);
  });

  it.each(['phi thuyền vũ trụ', 'xyzzy'])('finds nothing for %j', (text) => {
    expect(codes(text)).toEqual([]);
  });

  it('takes a whole word with its accents for no beginning: "phố" is not "photo"', () => {
    const index = procedureIndex([...CATALOGUE, procedure('1.000010', 'Đổi tên phố')], SPEECH);
    const leads = (text: string): boolean => queryParts(text, index).some(({ kind }) => kind === 'leading');
    expect(['đổi tên phố', 'doi ten pho', 'đổi tên photo'].map(leads)).toEqual([false, true, true]);
  });

  it('takes accents at their word: "mặt" is not "mất"', () => {
    const index = procedureIndex([...CATALOGUE, procedure('1.000656', 'Đăng ký khai tử')], SPEECH);
    const found = (text: string): string | undefined => searchProcedures(index, { text, field: null, limit: 1 }).found[0]?.code;
    expect([found('bố mất'), found('bo mat'), found('bố mặt')]).toEqual(['1.000656', '1.000656', undefined]);
  });

  it('is not led by whom it is for where enough else was said: «cháu ngoại» has nothing of «nước ngoài»', () => {
    const index = procedureIndex([procedure('2.000528', 'Đăng ký khai sinh có yếu tố nước ngoài'), ...CATALOGUE], SPEECH);
    expect(searchProcedures(index, { text: 'khai sinh cháu ngoại', field: null, limit: 1 }).found[0]?.code).toBe('1.001193');
  });

  it('hears no animal in "cho" without its accents', () => {
    const index = procedureIndex([...CATALOGUE, procedure('1.000009', 'Khai báo vật nuôi')], SPEECH);
    const isFound = (text: string): boolean => searchProcedures(index, { text, field: null, limit: 9 }).found.some(({ code }) => code === '1.000009');
    expect(['ket hon cho chau', 'ket hon cho me', 'chó', 'chó mèo'].map(isFound)).toEqual([false, false, true, true]);
  });

  it('puts the commune’s own procedures before others of the same words, and sectors that nobody asks for last', () => {
    const titles = [procedure('1.000001', 'Cấp giấy phép nuôi ong'), procedure('1.000002', 'Cấp giấy phép nuôi ong', 'A', 'Hải quan'), procedure('1.000003', 'Cấp giấy phép nuôi ong')];
    const index = procedureIndex(titles.map((title, place) => ({ ...title, level: place === 0 ? ('other' as const) : ('commune' as const) })), SPEECH);
    expect(searchProcedures(index, { text: 'nuôi ong', field: null, limit: 3 }).found.map(({ code }) => code)).toEqual(['1.000003', '1.000001', '1.000002']);
  });

  it('puts what the point receives before what it does not, but not before what was asked for', () => {
    const found = (text: string, often: string): readonly string[] =>
      searchProcedures(INDEX, { text, field: null, limit: 2, received: (code) => (code === often ? 500 : 0) }).found.map(({ code }) => code);
    expect(found('khai sinh', '1.004884')[0]).toBe('1.004884');
    expect(found('đăng ký kết hôn', '1.001193')[0]).toBe('1.000894');
    expect(found('', '1.012784')).toEqual(['1.012784', '2.000815']);
  });

  it('without text gives the catalogue’s order, also within one field', () => {
    expect(codes('')).toEqual(CATALOGUE.map((entry) => entry.code));
    expect(codes('  ?! ', 'B')).toEqual(['1.012784', '1.013950']);
  });

  it('stays within a field, counts all and gives no more than asked', () => {
    expect(codes('đăng ký', 'D')).toEqual(['1.001612']);
    const all = searchProcedures(INDEX, { text: 'khai sinh', field: null, limit: 50 });
    const { found, total } = searchProcedures(INDEX, { text: 'khai sinh', field: null, limit: 1 });
    expect([found, total]).toEqual([all.found.slice(0, 1), all.total]);
    expect(total).toBeGreaterThan(1);
  });

  it('prefers the accents that were typed', () => {
    const index = procedureIndex([procedure('1.000001', 'Bán nhà'), procedure('1.000002', 'Bản nhà')], SPEECH);
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
