// What a person typed, taken apart: each word with the known words it may have been, and everyday phrases with what they mean.

import { isSyllable, withoutTypingKeys } from '../text/typing-keys.ts';
import type { EverydaySpeech } from './everyday-speech.ts';
import { isPerson } from './query-word.ts';
import type { QueryWord } from './query-word.ts';
import { saidPhrases } from './said-phrases.ts';
import { accentedTerms } from './terms.ts';
import type { Term } from './terms.ts';
import { hasAllAccents } from './typed-accents.ts';
import type { KnownSpellings } from './typed-accents.ts';
import type { Vocabulary } from './vocabulary.ts';

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
  /** 'leading': what is to be done; 'phrase': what people say; 'beside': what stands around phrases and tells less than they do; 'alone': all there is. */
  readonly kind: 'leading' | 'phrase' | 'beside' | 'alone';
}

/** More words than this say nothing more. */
const MOST_WORDS = 24;
/** So many words that tell something, and whom it is for tells nothing more: "khai sinh cho cháu ngoại" has nothing of "nước ngoài". */
const ENOUGH_TOLD = 2;
const A_MEANING = 0.95;
const BY_NEIGHBOUR = 0.7;
const REAL_WORD = 0.5;
const MOST_BEGINNINGS = 60;
export interface QueryReader {
  readonly vocabulary: Vocabulary;
  readonly speech: EverydaySpeech;
}

/** Takes a text apart. `text` that ends in a letter may end in the beginning of a word. */
export function queryParts(text: string, reader: QueryReader): readonly QueryPart[] {
  const typed = accentedTerms(text).slice(0, MOST_WORDS);
  const withAccents = hasAllAccents(text, typed, spellingsOf(reader));
  const terms = typed.flatMap((term) => unrun(term, reader));
  const plain = terms.map((term) => wordOf(term, withAccents, reader));
  const repaired = plain.map((word, place) => repair(word, plain[place - 1], plain[place + 1], reader));
  const words = /[\p{L}\p{M}\p{N}]$/u.test(text) ? [...repaired.slice(0, -1), ...repaired.slice(-1).map((word, _, __, last = terms.at(-1)) => begun(word, last, reader))] : repaired;

  const used = new Set<number>();
  const phrases = saidPhrases(words, used, reader.speech).map(({ phrase, places, sureness }): QueryPart => {
    const typed = places.flatMap((at) => words[at] ?? []);
    const meant = phrase.means.map((means): Reading => ({ words: means.map((term) => meantWord(term, reader)), sureness: A_MEANING * sureness }));
    return { kind: phrase.leads ? 'leading' : 'phrase', readings: phrase.only ? meant : [{ words: typed, sureness: 1 }, ...meant], typed };
  });
  const kind = phrases.some(({ typed }) => typed.length > 1) ? 'beside' : 'alone';
  const telling = kind === 'alone' ? phrases : phrases.filter(({ typed }) => !typed.every((word) => isPerson(word, reader.speech)));
  const tells = words.filter((word) => !word.isIgnored && !isPerson(word, reader.speech)).length;
  const runs = unusedRuns(words, used).map((run) => (phrases.length === 0 && tells < ENOUGH_TOLD ? run : run.map((word) => withoutPeople(word, reader.speech))));
  return [...telling, ...runs.map((run): QueryPart => ({ kind, readings: [{ words: run, sureness: 1 }], typed: run }))];
}

/** What stands between the phrases, each run by itself. */
function unusedRuns(words: readonly QueryWord[], used: ReadonlySet<number>): readonly (readonly QueryWord[])[] {
  const runs: QueryWord[][] = [[]];
  for (const [place, word] of words.entries()) {
    if (used.has(place)) runs.push([]);
    else runs.at(-1)?.push(word);
  }
  return runs.filter((run) => run.length > 0);
}

function withoutPeople(word: QueryWord, speech: EverydaySpeech): QueryWord {
  return isPerson(word, speech) ? { ...word, isIgnored: true } : word;
}

function spellingsOf({ vocabulary, speech }: QueryReader): KnownSpellings {
  return {
    has: (accented) => vocabulary.hasSpelling(accented) || speech.spellings.has(accented) || speech.ignored.has(accented) || speech.fillers.has(accented) || speech.people.has(accented),
    of: (folded) => vocabulary.spellings(folded),
  };
}

/** "khaisinh" is two words; everything else is itself. */
function unrun(term: Term, { vocabulary }: QueryReader): readonly Term[] {
  if (vocabulary.has(term.folded) || withoutTypingKeys(term.folded) !== null) return [term];
  return vocabulary.partsOf(term.folded)?.map((folded) => ({ folded, accented: folded })) ?? [term];
}

function wordOf(term: Term, withAccents: boolean, { vocabulary, speech }: QueryReader): QueryWord {
  const own = { word: term.folded, sureness: 1 };
  const accented = withAccents ? term.accented : null;
  const isIgnored = withAccents ? speech.ignored.has(term.accented) || speech.fillers.has(term.accented) : speech.ignored.has(term.folded);
  if (vocabulary.has(term.folded) || speech.people.has(withAccents ? term.accented : term.folded)) return { guesses: [own], accented, isIgnored, begunWith: 0 };
  const meant = withoutTypingKeys(term.folded);
  if (meant !== null) {
    const guesses = vocabulary.has(meant) ? [{ word: meant, sureness: 1 }] : vocabulary.near(meant);
    if (guesses.length > 0) return { guesses, accented: null, isIgnored: speech.ignored.has(meant), begunWith: 0 };
  }
  // Whoever types accents and a syllable has rarely slipped: it is a word that no title has.
  const trust = withAccents && isSyllable(term.folded) ? REAL_WORD : 1;
  const near = vocabulary.near(term.folded).map(({ word, sureness }) => ({ word, sureness: sureness * trust }));
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
function begun(word: QueryWord, term: Term | undefined, { vocabulary, speech }: QueryReader): QueryWord {
  if (term === undefined || word.isIgnored) return word;
  const whole = vocabulary.has(term.folded) || isPerson(word, speech);
  const longer = vocabulary.startingWith(term.folded).slice(0, MOST_BEGINNINGS).map((known) => ({ word: known, sureness: (whole ? 0.4 : 0.6) + (0.35 * term.folded.length) / known.length }));
  if (longer.length === 0) return word;
  // A beginning is likelier than a slip.
  return { ...word, guesses: [...(whole ? word.guesses : []), ...longer, ...(whole ? [] : word.guesses.map((guess) => ({ ...guess, sureness: guess.sureness * 0.8 })))], begunWith: whole ? 0 : term.folded.length };
}

function meantWord(term: Term, { speech }: QueryReader): QueryWord {
  return { guesses: [{ word: term.folded, sureness: 1 }], accented: term.accented, isIgnored: speech.ignored.has(term.accented), begunWith: 0 };
}
