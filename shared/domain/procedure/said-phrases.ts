// The everyday phrases in what was typed, also where other words stand between theirs.

import type { EverydaySpeech, SaidPhrase } from './everyday-speech.ts';
import { isPerson } from './query-word.ts';
import type { QueryWord } from './query-word.ts';
import type { Term } from './terms.ts';

/** Words that may stand between two words of a phrase, and what each takes from its sureness; as many that tell nothing may stand there for nothing ("ba tôi mất"). */
const MOST_BETWEEN = 2;
const BETWEEN = 0.85;
/** A phrase that is less sure than this was not said. */
const SURE_ENOUGH = 0.5;

export interface Said {
  readonly phrase: SaidPhrase;
  readonly places: readonly number[];
  readonly sureness: number;
}

interface How {
  /** Words that may stand between two words of a phrase ("nâng thêm một tầng"); each makes it less sure. */
  readonly between: number;
  /** Words that tell nothing, or whose it is, that may stand there besides. */
  readonly empty: number;
  /** Only phrases of so many words. */
  readonly least: number;
}

interface Place extends How {
  readonly words: readonly QueryWord[];
  readonly place: number;
  readonly used: ReadonlySet<number>;
}

/** Every phrase that was said; their places are marked as used. What stands side by side was said first: "mẹ tôi mất căn cước" is about a lost card, "mẹ tôi mất" about a death. */
export function saidPhrases(words: readonly QueryWord[], used: Set<number>, speech: EverydaySpeech): readonly Said[] {
  const ways: readonly How[] = [{ between: 0, empty: 0, least: 2 }, { between: 0, empty: MOST_BETWEEN, least: 1 }, { between: MOST_BETWEEN, empty: MOST_BETWEEN, least: 1 }];
  return ways.flatMap((how) => phrasesIn(words, how, used, speech));
}

/** Phrases from left to right, each word in one of them at most; their places are marked as used. */
function phrasesIn(words: readonly QueryWord[], how: How, used: Set<number>, speech: EverydaySpeech): readonly Said[] {
  const all: Said[] = [];
  for (let place = 0; place < words.length; place += 1) {
    const said = used.has(place) ? null : longestPhrase({ words, place, used, ...how }, speech);
    if (said === null) continue;
    all.push(said);
    for (const at of said.places) used.add(at);
  }
  return all;
}

/** The longest phrase that begins here. */
function longestPhrase(where: Place, speech: EverydaySpeech): Said | null {
  let best: Said | null = null;
  for (const { word } of where.words[where.place]?.guesses ?? []) {
    for (const phrase of speech.phrases.get(word) ?? []) {
      const said = phrase.words.length < where.least ? null : saidFrom(where, phrase, speech);
      if (said !== null && (best === null || worth(said) > worth(best))) best = said;
    }
  }
  return best;
}

/** Without accents "cho" is for somebody, rarely a dog, and "cho me" never a dog and a cat. */
function isSmallTalk(word: QueryWord | undefined, speech: EverydaySpeech): boolean {
  return word !== undefined && word.accented === null && (word.isIgnored || isPerson(word, speech));
}

function worth({ phrase, sureness }: Said): number {
  return phrase.words.length * sureness;
}

function saidFrom({ words, place, between, empty, used }: Place, phrase: SaidPhrase, speech: EverydaySpeech): Said | null {
  const places: number[] = [];
  let sureness = 1;
  let at = place;
  for (const said of phrase.words) {
    let skipped = 0;
    let emptySkipped = 0;
    let fit = 0;
    while ((fit = used.has(at) ? 0 : fitOf(words[at], said)) === 0) {
      const word = words[at];
      if (word === undefined || places.length === 0) return null;
      if (emptySkipped < empty && (word.isIgnored || isPerson(word, speech))) emptySkipped += 1;
      else skipped += 1;
      if (skipped > between) return null;
      at += 1;
    }
    sureness = Math.min(sureness, fit) * BETWEEN ** skipped;
    if (sureness < SURE_ENOUGH) return null;
    places.push(at);
    at += 1;
  }
  return places.every((taken) => isSmallTalk(words[taken], speech)) ? null : { phrase, places, sureness };
}

/** Accents that were typed have to be the phrase's: "mặt" is not "mất", and a whole "phố" is not the beginning of "photo". */
function fitOf(word: QueryWord | undefined, said: Term): number {
  if (word === undefined || (word.accented !== null && word.begunWith === 0 && word.accented !== said.accented)) return 0;
  return word.guesses.find((guess) => guess.word === said.folded)?.sureness ?? 0;
}
