// What a person typed, taken apart: each word with the known words it may have been, and everyday phrases with what they mean.

import { isAccented } from '../text/tones.ts';
import { withoutTypingKeys } from '../text/typing-keys.ts';
import type { EverydaySpeech, SaidPhrase } from './everyday-speech.ts';
import { accentedTerms } from './terms.ts';
import type { Term } from './terms.ts';
import type { Guess, Vocabulary } from './vocabulary.ts';

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

/** One way to understand a part of the text. */
export interface Reading {
  readonly words: readonly QueryWord[];
  readonly sureness: number;
}

/** A run of words that stand for themselves, or a phrase with its meanings: the best reading counts. */
export interface QueryPart {
  readonly readings: readonly Reading[];
  /** The words as typed, by which the part weighs. */
  readonly typed: readonly QueryWord[];
  readonly isPhrase: boolean;
}

/** More words than this say nothing more. */
const MOST_WORDS = 24;
const A_MEANING = 0.95;
const BY_NEIGHBOUR = 0.7;
const MOST_BEGINNINGS = 60;

export interface QueryReader {
  readonly vocabulary: Vocabulary;
  readonly speech: EverydaySpeech;
}

/** Takes a text apart. `text` that ends in a letter may end in the beginning of a word. */
export function queryParts(text: string, reader: QueryReader): readonly QueryPart[] {
  const withAccents = isAccented(text);
  const terms = accentedTerms(text).slice(0, MOST_WORDS).flatMap((term) => unrun(term, reader));
  const plain = terms.map((term) => wordOf(term, withAccents, reader));
  const repaired = plain.map((word, place) => repair(word, plain[place - 1], plain[place + 1], reader));
  const words = /[\p{L}\p{M}\p{N}]$/u.test(text) ? [...repaired.slice(0, -1), ...repaired.slice(-1).map((word, _, __, last = terms.at(-1)) => begun(word, last, reader))] : repaired;

  const parts: QueryPart[] = [];
  let run: QueryWord[] = [];
  const endRun = (): void => {
    if (run.length > 0) parts.push({ readings: [{ words: run, sureness: 1 }], typed: run, isPhrase: false });
    run = [];
  };
  for (let place = 0; place < words.length; ) {
    const said = longestPhrase(words, place, reader.speech);
    if (said === null) {
      const word = words[place];
      if (word !== undefined) run.push(word);
      place += 1;
      continue;
    }
    endRun();
    const typed = words.slice(place, place + said.phrase.words.length);
    const meant = said.phrase.means.map((means): Reading => ({ words: means.map((term) => meantWord(term, reader)), sureness: A_MEANING * said.sureness }));
    parts.push({ readings: said.phrase.only ? meant : [{ words: typed, sureness: 1 }, ...meant], typed, isPhrase: true });
    place += said.phrase.words.length;
  }
  endRun();
  return parts;
}

/** "khaisinh" is two words; everything else is itself. */
function unrun(term: Term, { vocabulary }: QueryReader): readonly Term[] {
  if (vocabulary.has(term.folded) || withoutTypingKeys(term.folded) !== null) return [term];
  return vocabulary.partsOf(term.folded)?.map((folded) => ({ folded, accented: folded })) ?? [term];
}

function wordOf(term: Term, withAccents: boolean, { vocabulary, speech }: QueryReader): QueryWord {
  const own = { word: term.folded, sureness: 1 };
  const accented = withAccents ? term.accented : null;
  const isIgnored = speech.ignored.has(term.folded);
  if (vocabulary.has(term.folded)) return { guesses: [own], accented, isIgnored, begunWith: 0 };
  const meant = withoutTypingKeys(term.folded);
  if (meant !== null) {
    const guesses = vocabulary.has(meant) ? [{ word: meant, sureness: 1 }] : vocabulary.near(meant);
    if (guesses.length > 0) return { guesses, accented: null, isIgnored: speech.ignored.has(meant), begunWith: 0 };
  }
  const near = vocabulary.near(term.folded);
  return { guesses: near.length > 0 ? near : [own], accented: null, isIgnored, begunWith: 0 };
}

/** "ket hom": "hom" is a word, but only "ket hon" ever stands side by side. */
function repair(word: QueryWord, before: QueryWord | undefined, after: QueryWord | undefined, { vocabulary }: QueryReader): QueryWord {
  const own = word.guesses[0]?.word;
  if (own === undefined || own.length < 3 || word.isIgnored || word.accented !== null || word.guesses.length > 1) return word;
  const left = before?.guesses[0]?.word;
  const right = after?.guesses[0]?.word;
  const fits = (candidate: string): boolean => (left !== undefined && vocabulary.hasPair(left, candidate)) || (right !== undefined && vocabulary.hasPair(candidate, right));
  if (fits(own)) return word;
  const better = vocabulary.near(own).filter((guess) => fits(guess.word));
  return { ...word, guesses: [...word.guesses, ...better.map(({ word: known, sureness }) => ({ word: known, sureness: sureness * BY_NEIGHBOUR }))] };
}

/** The last word may be only begun. */
function begun(word: QueryWord, term: Term | undefined, { vocabulary }: QueryReader): QueryWord {
  if (term === undefined || word.isIgnored) return word;
  const whole = vocabulary.has(term.folded);
  const longer = vocabulary.startingWith(term.folded).slice(0, MOST_BEGINNINGS).map((known) => ({ word: known, sureness: (whole ? 0.4 : 0.6) + (0.35 * term.folded.length) / known.length }));
  if (longer.length === 0) return word;
  // A beginning is likelier than a slip.
  return { ...word, guesses: [...(whole ? word.guesses : []), ...longer, ...(whole ? [] : word.guesses.map((guess) => ({ ...guess, sureness: guess.sureness * 0.8 })))], begunWith: whole ? 0 : term.folded.length };
}

function meantWord(term: Term, { speech }: QueryReader): QueryWord {
  return { guesses: [{ word: term.folded, sureness: 1 }], accented: term.accented, isIgnored: speech.ignored.has(term.folded), begunWith: 0 };
}

function longestPhrase(words: readonly QueryWord[], place: number, speech: EverydaySpeech): { readonly phrase: SaidPhrase; readonly sureness: number } | null {
  let best: { phrase: SaidPhrase; sureness: number } | null = null;
  for (const { word } of words[place]?.guesses ?? []) {
    for (const phrase of speech.phrases.get(word) ?? []) {
      if (best !== null && phrase.words.length < best.phrase.words.length) break;
      const sureness = phrase.words.reduce((least, said, index) => Math.min(least, fitOf(words[place + index], said)), 1);
      if (sureness > 0 && (best === null || phrase.words.length > best.phrase.words.length || sureness > best.sureness)) best = { phrase, sureness };
    }
  }
  return best;
}

/** Accents that were typed have to be the phrase's: "mặt" is not "mất". */
function fitOf(word: QueryWord | undefined, said: Term): number {
  if (word === undefined || (word.accented !== null && word.guesses.length === 1 && word.accented !== said.accented)) return 0;
  return word.guesses.find((guess) => guess.word === said.folded)?.sureness ?? 0;
}
