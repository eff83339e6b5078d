// The words that a catalogue and everyday speech know, and which of them a carelessly typed word may have been.

import { editsBetween, forgivenEdits, soundKey } from '../text/near-words.ts';
import { foldText } from '../text/fold.ts';
import type { EverydaySpeech } from './everyday-speech.ts';

/** A known folded word that a typed one may stand for, and how sure that is (1: it is that word). */
export interface Guess {
  readonly word: string;
  readonly sureness: number;
}

const ONE_EDIT = 0.75;
const TWO_EDITS = 0.45;
const SAME_SOUND = 0.8;
const MOST_GUESSES = 6;
const MOST_PARTS = 4;
const SHORTEST_RUN = 5;

export class Vocabulary {
  /** Folded word to its spellings with accents. */
  readonly #spellings = new Map<string, string[]>();
  readonly #accented: ReadonlySet<string>;
  readonly #counts: ReadonlyMap<string, number>;
  readonly #isTitlePair: (first: string, second: string) => boolean;
  readonly #known: readonly string[];
  readonly #bySound = new Map<string, string[]>();
  readonly #speech: EverydaySpeech;

  constructor(accentKeys: readonly string[], counts: ReadonlyMap<string, number>, isTitlePair: (first: string, second: string) => boolean, speech: EverydaySpeech) {
    for (const key of accentKeys) append(this.#spellings, foldText(key).replaceAll(' ', ''), key);
    this.#accented = new Set(accentKeys);
    this.#counts = counts;
    this.#isTitlePair = isTitlePair;
    this.#speech = speech;
    this.#known = [...new Set([...counts.keys(), ...speech.words])];
    for (const word of this.#known) append(this.#bySound, soundKey(word), word);
  }

  has(word: string): boolean {
    return this.#counts.has(word) || this.#speech.words.has(word) || this.#speech.ignored.has(word);
  }

  spellings(word: string): readonly string[] {
    return this.#spellings.get(word) ?? [];
  }

  /** Whether a word stands somewhere with just these accents. */
  hasSpelling(accented: string): boolean {
    return this.#accented.has(accented);
  }

  /** Whether two folded words stand side by side in some title. */
  hasPair(first: string, second: string): boolean {
    return this.#isTitlePair(first, second);
  }

  /** Known words that begin with these letters. */
  startingWith(letters: string): readonly string[] {
    return this.#known.filter((word) => word.length > letters.length && word.startsWith(letters));
  }

  /** Known words that sound or look like this one, the likeliest first; not the word itself. */
  near(word: string): readonly Guess[] {
    const most = forgivenEdits(word.length);
    const guesses = new Map<string, number>();
    const guess = (known: string, sureness: number): void => {
      if (known !== word) guesses.set(known, Math.max(sureness, guesses.get(known) ?? 0));
    };
    for (const known of this.#bySound.get(soundKey(word)) ?? []) guess(known, SAME_SOUND);
    if (most > 0) {
      for (const known of this.#known) {
        if (known.length < 2 || Math.abs(known.length - word.length) > most) continue;
        const edits = editsBetween(word, known, most);
        if (edits <= most) guess(known, edits <= 1 ? ONE_EDIT : TWO_EDITS);
      }
    }
    return [...guesses]
      .map(([known, sureness]) => ({ word: known, sureness }))
      .sort((a, b) => b.sureness - a.sureness || (this.#counts.get(b.word) ?? 0) - (this.#counts.get(a.word) ?? 0) || (a.word < b.word ? -1 : 1))
      .slice(0, MOST_GUESSES);
  }

  /** "khaisinh" as its words, where all of them are known and stand side by side somewhere; null where it is no such run. */
  partsOf(run: string): readonly string[] | null {
    if (run.length < SHORTEST_RUN) return null;
    const walk = (rest: string, parts: readonly string[]): readonly string[] | null => {
      if (rest === '') return parts.length > 1 ? parts : null;
      if (parts.length === MOST_PARTS) return null;
      for (let length = Math.min(rest.length, 6); length >= 2; length -= 1) {
        const part = rest.slice(0, length);
        const before = parts.at(-1);
        if (!this.has(part) || (before !== undefined && !this.hasPair(before, part))) continue;
        const found = walk(rest.slice(length), [...parts, part]);
        if (found !== null) return found;
      }
      return null;
    };
    return walk(run, []);
  }
}

function append(map: Map<string, string[]>, key: string, value: string): void {
  const known = map.get(key);
  if (known === undefined) map.set(key, [value]);
  else known.push(value);
}
