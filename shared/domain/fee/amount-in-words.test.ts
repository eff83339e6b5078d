// Amounts in words: what people write on receipts, and that every amount can be read back out of its words.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { amountInWords } from './amount-in-words.ts';

const VALUES: Readonly<Record<string, number>> = {
  không: 0, một: 1, mốt: 1, hai: 2, ba: 3, bốn: 4, tư: 4, năm: 5, lăm: 5, sáu: 6, bảy: 7, tám: 8, chín: 9, mười: 10,
};
const SCALES: Readonly<Record<string, number>> = { mươi: 10, trăm: 100, nghìn: 1000, triệu: 1_000_000, tỷ: 1_000_000_000 };

/** Reads words back by a way of its own: digits wait for the next scale, and a scale takes all that is smaller. */
function readWords(text: string): number {
  const parts: number[] = [];
  for (const word of text.split(' ')) {
    if (word === 'linh' || word === 'đồng') continue;
    const scale = SCALES[word];
    if (scale === undefined) {
      const value = VALUES[word];
      if (value === undefined) throw new Error(`unknown word ${word}`);
      parts.push(value);
      continue;
    }
    let taken = 0;
    // 'trăm' and 'mươi' belong to the digit before them; a larger scale takes its whole group.
    if (scale < 1000) taken = parts.pop() ?? 0;
    else while (parts.length > 0 && (parts.at(-1) ?? 0) < scale) taken += parts.pop() ?? 0;
    if (scale === 1_000_000_000) while (parts.length > 0) taken += parts.pop() ?? 0;
    parts.push(taken * scale);
  }
  return parts.reduce((sum, part) => sum + part, 0);
}

describe('an amount in words', () => {
  it.each([
    [0, 'không đồng'], [1, 'một đồng'], [4, 'bốn đồng'], [5, 'năm đồng'], [10, 'mười đồng'], [11, 'mười một đồng'], [14, 'mười bốn đồng'], [15, 'mười lăm đồng'],
    [20, 'hai mươi đồng'], [21, 'hai mươi mốt đồng'], [24, 'hai mươi tư đồng'], [25, 'hai mươi lăm đồng'], [55, 'năm mươi lăm đồng'], [91, 'chín mươi mốt đồng'],
    [100, 'một trăm đồng'], [101, 'một trăm linh một đồng'], [104, 'một trăm linh bốn đồng'], [105, 'một trăm linh năm đồng'], [110, 'một trăm mười đồng'], [115, 'một trăm mười lăm đồng'],
    [2000, 'hai nghìn đồng'], [8000, 'tám nghìn đồng'], [50_000, 'năm mươi nghìn đồng'], [125_000, 'một trăm hai mươi lăm nghìn đồng'], [1005, 'một nghìn không trăm linh năm đồng'],
    [10_500, 'mười nghìn năm trăm đồng'], [21_015, 'hai mươi mốt nghìn không trăm mười lăm đồng'], [200_000, 'hai trăm nghìn đồng'], [400_000, 'bốn trăm nghìn đồng'],
    [1_000_000, 'một triệu đồng'], [1_050_000, 'một triệu không trăm năm mươi nghìn đồng'], [3_000_021, 'ba triệu không trăm hai mươi mốt đồng'], [24_104_005, 'hai mươi tư triệu một trăm linh bốn nghìn không trăm linh năm đồng'],
    [1_000_000_000, 'một tỷ đồng'], [2_500_000_000, 'hai tỷ năm trăm triệu đồng'], [1_000_000_001, 'một tỷ không trăm linh một đồng'], [999_999_999_999, 'chín trăm chín mươi chín tỷ chín trăm chín mươi chín triệu chín trăm chín mươi chín nghìn chín trăm chín mươi chín đồng'],
    [1_005_000_000_000, 'một nghìn không trăm linh năm tỷ đồng'],
  ])('%i is %s', (amount, words) => {
    expect(amountInWords(amount)).toBe(words);
  });

  it.each([-1, 0.5, Number.NaN, Number.POSITIVE_INFINITY, 2 ** 53])('is not made of %d', (amount) => {
    expect(amountInWords(amount)).toBeNull();
  });

  it('can be read back, whatever it is', () => {
    fc.assert(fc.property(fc.oneof(fc.integer({ min: 0, max: 100_000 }), fc.integer({ min: 0, max: 999_999_999_999 })), (amount) => {
      expect(readWords(amountInWords(amount) ?? '')).toBe(amount);
    }), { numRuns: 2000 });
  });
});
