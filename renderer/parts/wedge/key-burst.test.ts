// A reader in keyboard mode is recognised, and no person at a keyboard is taken for one, however fast.

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { KeyBurst, type StrokeMeaning } from './key-burst.ts';

const CODES = [
  '001185000012|012345678|NGUYEN TH? HONG ANH|15031985|N?|THON DA CHAT|10052021',
  'MC1:0192A00000047000800000000000000C:H26.149-261124-0012',
  'MCP1:V:0192A00000047000800000000000000C:TO-KHAI:7',
  '00020101021238570010A000000727012700069704030113001101234567802',
  'DN4010000000000|4E677579E1BB856E205468E1BB8B|',
  '0100000001|4E677579E1BB856E205468E1BB8B|',
  ']Q3001185000012||NGUYEN',
];

function typed(text: string, gaps: readonly number[], burst = new KeyBurst(), start = 1_000): StrokeMeaning[] {
  let at = start;
  return [...text].map((character, index) => {
    at += index === 0 ? 0 : (gaps[(index - 1) % gaps.length] ?? 0);
    return burst.take({ character, at, isRepeat: false });
  });
}
const isRecognised = (meanings: readonly StrokeMeaning[]): boolean => meanings.includes('code');

describe('a reader', () => {
  test.each(CODES)('that types %j is known within its first seventeen keys, and all that follows is the code’s', (code) => {
    for (const gap of [0, 1, 4, 8, 20, 45]) {
      const meanings = typed(code, [gap]);
      const at = meanings.indexOf('code');
      expect(at).toBeGreaterThan(10);
      expect(at).toBeLessThan(17);
      expect(meanings.slice(0, at).filter((meaning) => meaning === 'first')).toEqual(['first']);
      expect(new Set(meanings.slice(at + 1))).toEqual(new Set(['rest']));
    }
  });

  test('is known at any pace a reader has, with Shift before each sign', () => {
    fc.assert(fc.property(fc.constantFrom(...CODES), fc.array(fc.double({ min: 0, max: 49, noNaN: true }), { minLength: 3, maxLength: 40 }), (code, gaps) => {
      const burst = new KeyBurst();
      let at = 5_000;
      const meanings = [...code].flatMap((character, index) => {
        at += gaps[index % gaps.length] ?? 0;
        return [burst.take({ character: null, at, isRepeat: false }), burst.take({ character, at, isRepeat: false })];
      });
      expect(isRecognised(meanings)).toBe(true);
    }));
  });

  test('is known again for the next code, and what a person types after it is a person’s', () => {
    const burst = new KeyBurst();
    const [card = ''] = CODES;
    expect(isRecognised(typed(card, [8], burst))).toBe(true);
    expect(typed('Nguyen', [120], burst, 60_000)).toEqual(['first', ...Array.from({ length: 5 }, () => 'first')]);
    expect(isRecognised(typed(card, [8], burst, 90_000))).toBe(true);
  });
});

test('keys that a person types right after a code are the person’s, at any pace of people', () => {
  const burst = new KeyBurst();
  const [card = ''] = CODES;
  typed(card, [8], burst);
  const end = 1_000 + (card.length - 1) * 8;
  expect(typed('NGUYEN', [150], burst, end + 150)).toEqual(Array.from({ length: 6 }, () => 'first'));
});

describe('a person', () => {
  test('who types the very words of a code is none, at any pace of people', () => {
    // 240 words a minute, which nobody holds over a dozen digits: 50 ms would be it, 60 and more on average is what there is.
    const human = fc.array(fc.double({ min: 0, max: 300, noNaN: true }), { minLength: 11, maxLength: 60 }).filter((gaps) => {
      let sum = 0;
      return gaps.every((gap, index) => {
        sum += gap;
        return index < 10 || sum / (index + 1) >= 60;
      });
    });
    fc.assert(fc.property(fc.constantFrom(...CODES), human, (code, gaps) => {
      const text = code.slice(0, gaps.length + 1);
      expect(isRecognised(typed(text, gaps))).toBe(false);
    }), { numRuns: 500 });
  });

  test('who keeps a steady pace that is fast for people is none, though no gap is long', () => {
    for (const code of CODES) for (const gap of [52, 60, 70, 79]) expect(isRecognised(typed(code, [gap]))).toBe(false);
  });

  test('whose fingers roll, so that pairs of keys come at once, is none', () => {
    for (const code of CODES) expect(isRecognised(typed(code, [4, 130, 4, 150]))).toBe(false);
  });

  test('is none however fast, with an ID number, a date, a phone number, a name or a dossier’s code', () => {
    for (const text of ['001185000012', '15031985', '0912345678', 'TRAN VAN BINH', 'H26.149-261124-0012', '001185000012 001185000012', '1.001193']) {
      expect(isRecognised(typed(text, [1]))).toBe(false);
    }
  });

  test('who leans on a key is none', () => {
    const burst = new KeyBurst();
    const meanings = [...'000201000201|'].map((character, index) => burst.take({ character, at: index * 5, isRepeat: index > 0 }));
    expect(isRecognised(meanings)).toBe(false);
  });

  test('who uses other keys in between is none', () => {
    const burst = new KeyBurst();
    const keys = [...'001185', 'BACKSPACE', ...'000012|'];
    expect(isRecognised(keys.map((character, index) => burst.take({ character, at: index * 5, isRepeat: false })))).toBe(false);
  });
});

test('no keys in no order make it throw, and a code is found behind them once they have stopped', () => {
  const stroke = fc.record({ character: fc.option(fc.oneof(fc.constantFrom(...'0123456789|:MCP1VD'), fc.string({ maxLength: 3 })), { nil: null }), gap: fc.double({ min: -50, max: 500, noNaN: true }), isRepeat: fc.boolean() });
  fc.assert(fc.property(fc.array(stroke, { maxLength: 60 }), (strokes) => {
    const burst = new KeyBurst();
    let at = 0;
    for (const { character, gap, isRepeat } of strokes) burst.take({ character, at: (at += gap), isRepeat });
    expect(isRecognised(typed(CODES[0] ?? '', [8], burst, at + 10_000))).toBe(true);
  }));
});
