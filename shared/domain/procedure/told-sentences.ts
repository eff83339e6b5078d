// Sentences in which people tell what happened to them, as examples by procedure: a new sentence is like those that mean the same, though it shares no word with any title.

import { isAccented } from '../text/tones.ts';
import { accentedTerms, termReader } from './terms.ts';
import { followersIn, GrowingPostings, keyIn } from './postings.ts';
import type { Postings } from './postings.ts';

/** By code of a procedure: what people said who needed it. A code that a catalogue does not have serves nobody. */
export type ToldSentences = Readonly<Record<string, readonly string[]>>;

export interface ToldIndex {
  /** Of each procedure, how like its sentences a text is: 0 to about 1; null where nothing in it was ever said. */
  likenessOf(text: string): Float32Array | null;
}

/** Before anything was learned. */
export const NOTHING_TOLD: ToldIndex = { likenessOf: () => null };

/** What something is worth that each sentence of a procedure has, by how seldom the others have it: nothing is counted as rarer than this. */
const RAREST = 0.002;
const ACCENTED_WORTH = 1.5;
/** More words than this say nothing more. */
const MOST_WORDS = 24;
/** Of half of a procedure's sentences: what has it is as like as can be. */
const AS_LIKE_AS_CAN_BE = 0.5;
const STEP = 40;
const KEYS_IN_A_STEP = 2000;

/**
 * Learns the sentences once, in steps between which others may be served: each word without its accents and with them, and each two words side by side.
 * A procedure's title is one sentence more.
 */
export function* learning(procedures: readonly { readonly code: string; readonly name: string }[], told: ToldSentences): Generator<void, ToldIndex> {
  const growing = new GrowingPostings();
  const folded = new Map<string, number>();
  const accented = new Map<string, number>();
  const pairs = new Map<string, Map<string, number>>();
  const sizes = new Float32Array(procedures.length);
  const termsOf = termReader();
  const counts = new SentenceCounts();
  let all = 0;
  for (const [document, { code, name }] of procedures.entries()) {
    if (document % STEP === 0) yield;
    const sentences = told[code];
    if (sentences === undefined) continue;
    for (const sentence of [name, ...sentences]) {
      counts.nextSentence();
      const terms = termsOf(sentence);
      for (const [place, term] of terms.entries()) {
        counts.add(keyIn(folded, term.folded, growing));
        counts.add(keyIn(accented, term.accented, growing));
        const next = terms[place + 1];
        if (next !== undefined) counts.add(keyIn(followersIn(pairs, term.folded), next.folded, growing));
      }
    }
    counts.drain((key, count) => growing.put(key, document, count));
    sizes[document] = sentences.length + 1;
    all += sentences.length + 1;
  }
  yield;
  const postingsOf = growing.frozen();
  /** By key: the most that it could say. */
  const mosts: number[] = [];
  /** Turns counts into what each says; returns how often it was said at all. */
  const weigh = (key: number, worth: number): number => {
    const { documents, weights } = postingsOf(key);
    const said = weights.reduce((sum, count) => sum + count, 0);
    const usual = said / all + RAREST;
    for (let at = 0; at < documents.length; at += 1) weights[at] = worth * Math.log(1 + (weights[at] ?? 0) / (sizes[documents[at] ?? 0] ?? 1) / usual);
    mosts[key] = worth * Math.log(1 + AS_LIKE_AS_CAN_BE / usual);
    return said;
  };
  let done = 0;
  for (const key of folded.values()) weigh(key, 1);
  yield;
  for (const key of accented.values()) weigh(key, ACCENTED_WORTH);
  yield;
  for (const followers of pairs.values())
    for (const [next, key] of followers) {
      if ((done += 1) % KEYS_IN_A_STEP === 0) yield;
      // What only one sentence ever had side by side: there is much of it, and it tells next to nothing.
      if (weigh(key, 1) === 1) followers.delete(next);
    }
  const ofTheUnknown = Math.log(1 + AS_LIKE_AS_CAN_BE / RAREST);
  return {
    likenessOf: (text) => {
      const known = new Set<number>();
      const unknown = new Map<string, number>();
      const look = (key: number | undefined, words: string, worth: number): void => void (key === undefined ? unknown.set(words, worth) : known.add(key));
      const withAccents = isAccented(text);
      const terms = accentedTerms(text).slice(0, MOST_WORDS);
      for (const [place, term] of terms.entries()) {
        look(folded.get(term.folded), term.folded, 1);
        if (withAccents) look(accented.get(term.accented), `with ${term.accented}`, ACCENTED_WORTH);
        const next = terms[place + 1];
        if (next !== undefined) look(pairs.get(term.folded)?.get(next.folded), `${term.folded} ${next.folded}`, 1);
      }
      if (known.size === 0) return null;
      const likeness = new Float32Array(procedures.length);
      let most = 0;
      for (const worth of unknown.values()) most += worth * ofTheUnknown;
      for (const key of known) {
        most += mosts[key] ?? 0;
        addAll(likeness, postingsOf(key));
      }
      return likeness.map((sum) => sum / most);
    },
  };
}

function addAll(likeness: Float32Array, { documents, weights }: Postings): void {
  for (let at = 0; at < documents.length; at += 1) {
    const document = documents[at] ?? 0;
    likeness[document] = (likeness[document] ?? 0) + (weights[at] ?? 0);
  }
}

/** How many sentences of one procedure have each key: what a sentence repeats counts once. */
class SentenceCounts {
  readonly #counts: number[] = [];
  readonly #lastIn: number[] = [];
  #counted: number[] = [];
  #sentence = 0;

  nextSentence(): void {
    this.#sentence += 1;
  }

  add(key: number): void {
    if (this.#lastIn[key] === this.#sentence) return;
    this.#lastIn[key] = this.#sentence;
    const count = this.#counts[key] ?? 0;
    if (count === 0) this.#counted.push(key);
    this.#counts[key] = count + 1;
  }

  /** Hands out what was counted and begins anew. */
  drain(take: (key: number, count: number) => void): void {
    for (const key of this.#counted) {
      take(key, this.#counts[key] ?? 0);
      this.#counts[key] = 0;
    }
    this.#counted = [];
  }
}
