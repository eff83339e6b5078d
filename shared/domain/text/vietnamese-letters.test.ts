// The letters that a test page must show.

import { expect, it } from 'vitest';
import { VIETNAMESE_LETTERS, VIETNAMESE_ROWS } from './vietnamese-letters.ts';

it('are 134: 67 small ones and their capitals, no two alike', () => {
  expect([VIETNAMESE_LETTERS.length, new Set(VIETNAMESE_LETTERS).size, VIETNAMESE_ROWS.flat().length]).toEqual([134, 134, 67]);
});

it('are each one character of Unicode, composed, within the blocks that Vietnamese uses', () => {
  for (const letter of VIETNAMESE_LETTERS) {
    expect([...letter], letter).toHaveLength(1);
    expect(letter.normalize('NFC')).toBe(letter);
    expect(letter, letter).toMatch(/^[\u00C0-\u01B0\u1EA0-\u1EF9]$/);
  }
  // Every letter of the block that Unicode keeps for Vietnamese is there.
  expect(VIETNAMESE_LETTERS.filter((letter) => letter >= '\u1EA0')).toHaveLength(90);
});

it('are the letters that people write', () => {
  const words = 'Điểm phục vụ hành chính công: người dân được hướng dẫn, nộp hồ sơ, nhận kết quả; khẩn, ưu tiên, thửa đất, quyển sổ, nghiêng ngả, kỹ lưỡng';
  const accented = [...words.normalize('NFC')].filter((letter) => /[^\p{ASCII}]/u.test(letter));
  expect(accented.filter((letter) => !VIETNAMESE_LETTERS.includes(letter))).toEqual([]);
  expect(VIETNAMESE_ROWS[0]).toEqual(['à', 'á', 'ả', 'ã', 'ạ']);
});
