// One word of what a person typed, with all that it may have been.

import type { EverydaySpeech } from './everyday-speech.ts';
import type { Guess } from './vocabulary.ts';

/** One typed or meant word. */
export interface QueryWord {
  /** The likeliest first. */
  readonly guesses: readonly Guess[];
  /** With its accents, where whoever typed it types accents; null where any accent will do. */
  readonly accented: string | null;
  readonly isIgnored: boolean;
  /** Letters of a word that is still being typed; 0 for a whole one. */
  readonly begunWith: number;
}

/** Whom something is for: "cha", "cháu"; without accents any word that may be one. */
export function isPerson(word: QueryWord, { people }: EverydaySpeech): boolean {
  return word.accented === null ? word.guesses.some(({ word: known, sureness }) => sureness === 1 && people.has(known)) : people.has(word.accented);
}
