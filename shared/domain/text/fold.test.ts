// Folding of Vietnamese: every letter of the alphabet, both ways of writing accents, and text of any kind.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { accentedWords, foldedWords, foldText } from './fold.ts';

describe('folded text', () => {
  it.each([
    ['Đăng ký khai sinh', 'dang ky khai sinh'],
    ['ĐẤT ĐAI', 'dat dai'],
    ['  Giấy   chứng-nhận (QSDĐ)  ', 'giay chung nhan qsdd'],
    ['Thủ tục: kết hôn', 'thu tuc ket hon'],
    ['1.001193', '1 001193'],
    ['ẮẰẲẴẶ ẤẦẨẪẬ ẾỀỂỄỆ ỐỒỔỖỘ ỚỜỞỠỢ ỨỪỬỮỰ ÝỲỶỸỴ ỈĨỊ', 'aaaaa aaaaa eeeee ooooo ooooo uuuuu yyyyy iii'],
    ['ＨỘ ＴỊＣＨ', 'ho tich'],
    ['—…!', ''],
    ['', ''],
  ])('of %j is %j', (text, expected) => {
    expect(foldText(text)).toBe(expected);
  });

  it('is the same for composed and decomposed accents', () => {
    const written = 'Nguyễn Thị Hường, Phú Xuyên, Đường số 5';
    expect(foldText(written.normalize('NFD'))).toBe(foldText(written.normalize('NFC')));
  });

  it('does not change when folded again, for any text', () => {
    fc.assert(fc.property(fc.string({ unit: 'grapheme' }), (text) => {
      expect(foldText(foldText(text))).toBe(foldText(text));
    }), { numRuns: 2000 });
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => {
      expect(foldText(foldText(text))).toBe(foldText(text));
    }), { numRuns: 5000 });
  });

  it('has no empty words', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => {
      expect([...foldedWords(text), ...accentedWords(text)]).not.toContain('');
    }));
  });
});

describe('words with accents', () => {
  it('keep them, in one form', () => {
    expect(accentedWords('Đất ĐAI'.normalize('NFD'))).toEqual(['đất', 'đai']);
  });
});
