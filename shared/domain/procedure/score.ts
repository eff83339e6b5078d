// How well each procedure of an index answers one part of what was typed.

import { assertNever } from '../../base/assert-never.ts';
import type { ProcedureIndex } from './search-index.ts';
import type { QueryWord } from './query-word.ts';
import type { QueryPart, Reading } from './query-words.ts';

/** What is left of a match where the letters agree and the accents do not. */
const OTHER_ACCENT = 0.72;
const PAIR_SHARE = 0.7;
const IGNORED_SHARE = 0.15;
const IGNORED_MOST = 2;
/** A phrase that is held only in part says less than its part: its words stand for one thing. Words of a run each stand for themselves. */
const PART_HELD = 1.2;
const PAIR_GUESSES = 3;
const BESIDE = 0.85;
const LEADING = 2;
const PHRASE_WEIGHT = { least: 3.5, most: 10 } as const;

/** Adds to `total` what the part says for each procedure; returns the most that it could have said. */
export function addPart<P>(index: ProcedureIndex<P>, part: QueryPart, total: Float32Array): number {
  const weight = weightOf(index, part);
  const best = new Float32Array(total.length);
  for (const reading of part.readings) keepBetter(best, heldOf(index, reading), reading.sureness, part.kind === 'phrase' || part.kind === 'leading' ? PART_HELD : 1);
  for (let document = 0; document < total.length; document += 1) total[document] = (total[document] ?? 0) + weight * (best[document] ?? 0);
  return weight;
}

function weightOf<P>(index: ProcedureIndex<P>, part: QueryPart): number {
  const sum = part.typed.reduce((all, word) => all + wordWeight(index, word), 0);
  const phrase = Math.min(PHRASE_WEIGHT.most, Math.max(PHRASE_WEIGHT.least, sum));
  switch (part.kind) {
    case 'leading':
      return phrase * LEADING;
    case 'phrase':
      return phrase;
    case 'beside':
      return sum * BESIDE;
    case 'alone':
      return sum;
    default:
      return assertNever(part.kind);
  }
}

function keepBetter(best: Float32Array, held: Float32Array, sureness: number, power: number): void {
  for (let document = 0; document < best.length; document += 1) {
    const share = held[document] ?? 0;
    // Most hold nothing, and a power is dear.
    if (share > (best[document] ?? 0)) best[document] = Math.max(best[document] ?? 0, sureness * share ** power);
  }
}

/** Of each procedure, the share of a reading that it holds: its words, and more where they stand side by side. */
function heldOf<P>(index: ProcedureIndex<P>, { words }: Reading): Float32Array {
  const sum = new Float32Array(index.procedures.length);
  const scratch = new Float32Array(index.procedures.length);
  let whole = 0;
  for (const [place, word] of words.entries()) {
    const weight = wordWeight(index, word);
    whole += weight;
    addBest(sum, scratch, weight, wordFits(index, word));
    const next = words[place + 1];
    if (next === undefined) continue;
    const pairWeight = (PAIR_SHARE * (weight + wordWeight(index, next))) / 2;
    whole += pairWeight;
    addBest(sum, scratch, pairWeight, pairFits(index, word, next));
  }
  if (whole > 0) for (let document = 0; document < sum.length; document += 1) sum[document] = (sum[document] ?? 0) / whole;
  return sum;
}

type Fit = readonly [NonNullable<ReturnType<ProcedureIndex<unknown>['wordPostings']>>, number];

/** Each procedure gets the best of the fits once. `scratch` is all zero before and after. */
function addBest(sum: Float32Array, scratch: Float32Array, weight: number, fits: readonly Fit[]): void {
  for (const [{ documents, weights }, sureness] of fits) {
    for (let at = 0; at < documents.length; at += 1) {
      const document = documents[at] ?? 0;
      const fit = (weights[at] ?? 0) * sureness * weight;
      const before = scratch[document] ?? 0;
      if (fit > before) {
        scratch[document] = fit;
        sum[document] = (sum[document] ?? 0) + fit - before;
      }
    }
  }
  for (const [{ documents }] of fits) for (const document of documents) scratch[document] = 0;
}

function wordFits<P>({ wordPostings, vocabulary }: ProcedureIndex<P>, word: QueryWord): readonly Fit[] {
  return word.guesses.flatMap((guess) =>
    vocabulary.spellings(guess.word).flatMap((spelling): readonly Fit[] => {
      const postings = wordPostings(spelling);
      const accents = word.accented === null || word.begunWith > 0 || spelling === word.accented ? 1 : OTHER_ACCENT;
      return postings === undefined ? [] : [[postings, guess.sureness * accents]];
    }),
  );
}

function pairFits<P>({ pairPostings }: ProcedureIndex<P>, first: QueryWord, second: QueryWord): readonly Fit[] {
  const seconds = second.guesses.slice(0, second.begunWith > 0 ? undefined : PAIR_GUESSES);
  return first.guesses.slice(0, PAIR_GUESSES).flatMap((before) =>
    seconds.flatMap((after): readonly Fit[] => {
      const postings = pairPostings(before.word, after.word);
      return postings === undefined ? [] : [[postings, before.sureness * after.sureness]];
    }),
  );
}

/** A rare word tells more than a usual one, a begun one no more than its letters, an ignored one next to nothing. */
function wordWeight<P>({ rarity, procedures }: ProcedureIndex<P>, word: QueryWord): number {
  const unknown = Math.log(1 + procedures.length) * 0.6;
  const [first] = word.guesses;
  let weight = first === undefined ? unknown : (rarity.get(first.word) ?? unknown);
  if (word.begunWith > 0) weight = Math.min(weight, 1 + word.begunWith * 0.6);
  return word.isIgnored ? Math.min(weight, IGNORED_MOST) * IGNORED_SHARE : weight;
}
