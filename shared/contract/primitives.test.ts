// Words of people: whatever a window sends becomes text that can be stored, sealed and sent on.

import fc from 'fast-check';
import { expect, it } from 'vitest';
import { wordsSchema } from './primitives.ts';

it('a half of a character that came alone is replaced, so that every text can be sealed', () => {
  expect(wordsSchema(20).parse('\ud83d A')).toBe('\ufffd A');
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 20 }).map((text) => `${text}\udc00`), (text) => {
      const parsed = wordsSchema(40).safeParse(text);
      expect(parsed.success && parsed.data.isWellFormed()).toBe(true);
    }),
  );
});
