// Finds pages of the guide by a few letters, with or without accents.

import { foldedWords } from '../../../shared/domain/text/fold.ts';
import type { GuidePage } from './guide-pages.ts';

/** All pages for no letters; else those that have every word or its beginning, the ones with it in the title first. `shown` gives the sentences of a page as they are read. */
export function searchGuide(pages: readonly GuidePage[], text: string, language: 'vi' | 'en', shown: (sentence: string) => string): readonly GuidePage[] {
  const asked = foldedWords(text);
  if (asked.length === 0) return pages;
  const has = (words: readonly string[]): boolean => asked.every((word) => words.some((each) => each.startsWith(word)));
  const scored = pages.map((page) => {
    const { title, words, before, steps, notes } = page[language];
    const named = foldedWords(`${title} ${words}`);
    const score = has(foldedWords(title)) ? 3 : has(named) ? 2 : has([...named, ...foldedWords([...before, ...steps, ...notes].map(shown).join(' '))]) ? 1 : 0;
    return { page, score };
  });
  return scored.filter(({ score }) => score > 0).toSorted((one, other) => other.score - one.score).map(({ page }) => page);
}
