// Sentences in which people tell what happened to them, as examples by procedure: a new sentence is like those that mean the same, though it shares no word with any title.

import { isAccented } from '../text/tones.ts';
import { accentedTerms, termReader } from './terms.ts';
import type { Term } from './terms.ts';
import { GrowingPostings } from './postings.ts';
import type { Postings } from './postings.ts';

/** By code of a procedure: what people said who needed it. A code that a catalogue does not have serves nobody. */
export type ToldSentences = Readonly<Record<string, readonly string[]>>;

export interface ToldIndex {
  /** Of each procedure, how like its sentences a text is: 0 to about 1; null where nothing in it was ever said. */
  likenessOf(text: string): Float32Array | null;
  /** Whether somebody said a word with just these accents. */
  hasWord(accented: string): boolean;
}

/** What something is worth that each sentence of a procedure has, by how seldom the others have it: nothing is counted as rarer than this. */
const RAREST = 0.002;
const ACCENTED_WORTH = 1.5;
/** More words than this say nothing more. */
const MOST_WORDS = 24;
/** Of half of a procedure's sentences: what has it is as like as can be. */
const AS_LIKE_AS_CAN_BE = 0.5;
/** What a mark is of, before its letters; nothing before a word without its accents. */
const ACCENTED = '´';
const PAIR = '+';
const STEP = 40;
const MARKS_IN_A_STEP = 2000;

/** Learns the sentences once, in steps between which others may be served. A procedure's title is one sentence more. */
export function* learning(procedures: readonly { readonly code: string; readonly name: string }[], told: ToldSentences): Generator<void, ToldIndex> {
  const growing = new GrowingPostings();
  const keys = new Map<string, number>();
  const sizes = new Float32Array(procedures.length);
  const termsOf = termReader();
  let all = 0;
  for (const [document, { code, name }] of procedures.entries()) {
    if (document % STEP === 0) yield;
    const sentences = told[code];
    if (sentences === undefined) continue;
    const counts = new Map<string, number>();
    for (const sentence of [name, ...sentences]) for (const mark of marksOf(termsOf(sentence), true)) counts.set(mark, (counts.get(mark) ?? 0) + 1);
    for (const [mark, count] of counts) {
      let key = keys.get(mark);
      if (key === undefined) keys.set(mark, (key = growing.newKey()));
      growing.put(key, document, count);
    }
    sizes[document] = sentences.length + 1;
    all += sentences.length + 1;
  }
  yield;
  const postingsOf = growing.frozen();
  /** By key: the most that a mark could say. */
  const mosts = new Float32Array(keys.size);
  let done = 0;
  for (const [mark, key] of keys) {
    if ((done += 1) % MARKS_IN_A_STEP === 0) yield;
    const { documents, weights } = postingsOf(key);
    const said = weights.reduce((sum, count) => sum + count, 0);
    // Two words that only one sentence ever had side by side: many, and they tell next to nothing.
    if (said === 1 && mark.startsWith(PAIR)) keys.delete(mark);
    const usual = said / all + RAREST;
    for (const [place, document] of documents.entries()) weights[place] = worthOf(mark) * Math.log(1 + (weights[place] ?? 0) / (sizes[document] ?? 1) / usual);
    mosts[key] = worthOf(mark) * Math.log(1 + AS_LIKE_AS_CAN_BE / usual);
  }
  const ofTheUnknown = Math.log(1 + AS_LIKE_AS_CAN_BE / RAREST);
  return {
    hasWord: (accented) => keys.has(`${ACCENTED}${accented}`),
    likenessOf: (text) => {
      const likeness = new Float32Array(procedures.length);
      let most = 0;
      let isKnown = false;
      for (const mark of marksOf(accentedTerms(text).slice(0, MOST_WORDS), isAccented(text))) {
        const key = keys.get(mark);
        most += key === undefined ? worthOf(mark) * ofTheUnknown : (mosts[key] ?? 0);
        if (key === undefined) continue;
        isKnown = true;
        addAll(likeness, postingsOf(key));
      }
      return isKnown ? likeness.map((sum) => sum / most) : null;
    },
  };
}

function addAll(likeness: Float32Array, { documents, weights }: Postings): void {
  for (let at = 0; at < documents.length; at += 1) {
    const document = documents[at] ?? 0;
    likeness[document] = (likeness[document] ?? 0) + (weights[at] ?? 0);
  }
}

function worthOf(mark: string): number {
  return mark.startsWith(ACCENTED) ? ACCENTED_WORTH : 1;
}

/** Each word without its accents, with them where they are typed, and each two words side by side; each once. */
function marksOf(terms: readonly Term[], withAccents: boolean): ReadonlySet<string> {
  const marks = new Set<string>();
  for (const [place, { folded, accented }] of terms.entries()) {
    marks.add(folded);
    if (withAccents) marks.add(`${ACCENTED}${accented}`);
    const next = terms[place + 1];
    if (next !== undefined) marks.add(`${PAIR}${folded} ${next.folded}`);
  }
  return marks;
}
