// Whether the accents of a text are all there: "bao hiêm y tê" has some, and taken at its word it would be about nothing at all.

import { foldText } from '../text/fold.ts';
import { isAccented } from '../text/tones.ts';
import type { Term } from './terms.ts';

export interface KnownSpellings {
  /** Whether a word is ever written so. */
  has(accented: string): boolean;
  /** How a folded word is written with its accents. */
  of(folded: string): readonly string[];
}

/** Of so many words hardly ever none has a tone. */
const ENOUGH_TO_HAVE_A_TONE = 4;

/**
 * False where no accent is typed, and where some word but the last lacks one that it has wherever it is known: then all words are to be read without.
 * The last word may still be in the making.
 */
export function hasAllAccents(text: string, terms: readonly Term[], known: KnownSpellings): boolean {
  if (!isAccented(text)) return false;
  if (terms.length >= ENOUGH_TO_HAVE_A_TONE && terms.every(({ accented }) => !/\p{M}$/u.test(accented))) return false;
  const whole = /[\p{L}\p{M}\p{N}]$/u.test(text) ? terms.slice(0, -1) : terms;
  return !whole.some(({ accented, folded }) => !known.has(accented) && known.of(folded).some((spelling) => lacksMarksOf(accented, spelling)));
}

/** "hiêm" of "hiểm", "hiem" of either; not "hiêm" of "hiêm". Both with their tone behind. */
function lacksMarksOf(typed: string, spelling: string): boolean {
  const [letters, tone] = apart(typed);
  const [itsLetters, itsTone] = apart(spelling);
  if (typed === spelling || letters.length !== itsLetters.length || (tone !== '' && tone !== itsTone)) return false;
  return letters.every((letter, place) => letter === itsLetters[place] || letter === foldText(itsLetters[place] ?? ''));
}

function apart(word: string): readonly [readonly string[], string] {
  const tone = /\p{M}$/u.exec(word)?.[0] ?? '';
  return [[...word.slice(0, word.length - tone.length)], tone];
}
