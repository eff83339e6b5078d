// Accents that are only half typed are not believed.

import { describe, expect, it } from 'vitest';
import { accentedTerms } from './terms.ts';
import { hasAllAccents } from './typed-accents.ts';
import type { KnownSpellings } from './typed-accents.ts';

const WORDS = accentedTerms('bảo hiểm y tế giấy chứng nhận đất đai thuê khai sinh cho con tê');
const KNOWN: KnownSpellings = {
  has: (accented) => WORDS.some((word) => word.accented === accented),
  of: (folded) => WORDS.filter((word) => word.folded === folded).map((word) => word.accented),
};
const all = (text: string): boolean => hasAllAccents(text, accentedTerms(text), KNOWN);

describe('accents', () => {
  it.each([
    ['bảo hiểm y tế', 'typed as known'],
    ['đất đai cho con', 'where a word is known without any'],
    ['bảo hiễm y tế', 'where one is another, and not left out'],
    ['bảo hiểm y tế cho cún', 'where a word is not known at all'],
    ['chứng nhận đấ', 'where only the last word lacks one: it is still being typed'],
  ])('of «%s» are all there: %s', (text) => {
    expect(all(text)).toBe(true);
  });

  it.each([
    ['bao hiem y te', 'none is typed'],
    ['bảo hiêm y tế', 'a tone is left out'],
    ['bảo hiem y tế', 'a word has none'],
    ['chưng nhận đất', 'a tone is left out of the first'],
    ['đât đai ', 'the last word is done'],
    ['thuê cho con tê', 'of four words none has a tone'],
  ])('of «%s» are not all there: %s', (text) => {
    expect(all(text)).toBe(false);
  });
});
