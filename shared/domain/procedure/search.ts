// Finding a procedure by what a person types: careless, without accents, in everyday words, by its papers or result, or by its code.

import type { FieldCode, ProcedureCode } from '../../base/ids.ts';
import { addPart } from './score.ts';
import { queryParts } from './query-words.ts';
import type { QueryPart } from './query-words.ts';
import type { ProcedureIndex, SearchableProcedure, TitleShares } from './search-index.ts';

export interface ProcedureQuery {
  readonly text: string;
  /** Only procedures of this queue field; null for all. */
  readonly field: FieldCode | null;
  readonly limit: number;
  /** How often this point has received a procedure; what it receives goes before what it never sees. */
  readonly received?: ((code: ProcedureCode) => number) | undefined;
}

export interface ProcedureMatches<P> {
  /** Best first; at most the limit. */
  readonly found: readonly P[];
  /** How many there are without the limit. */
  readonly total: number;
}

/** Of what was typed, the least share that the best procedure has to hold for anything to be shown, or the least that it has to say: about two usual words. */
const LEAST_SHARE = 0.24;
const LEAST_WEIGHT = 4;
/** What holds less than this part of the best is not shown. */
const TAIL = 0.5;
/** How much of a score hangs on the title being about nothing else. */
const TITLE_PART = 0.28;
const RECEIVED_PART = 0.15;
/** What a likeness to sentences that people told is worth beside a share: little for two words that tell something, and all of it from six on, less what is already a title. Few words name a thing; many tell what happened. */
const TOLD = { growth: 1 / 10, most: 2 } as const;
/** A text that is no more like anything that was ever told than this, and holds nothing of a title, finds nothing. */
const LEAST_LIKENESS = 0.3;

/**
 * Searches without a network and always gives the same answer to the same question: equal matches stand in the catalogue's order. Without text it
 * gives what the point receives most, then the catalogue's order. A code, or the digits of one, is looked for as a code first.
 */
export function searchProcedures<P extends SearchableProcedure>(index: ProcedureIndex<P>, query: ProcedureQuery): ProcedureMatches<P> {
  const isWanted = (procedure: P): boolean => query.field === null || procedure.field === query.field;
  const received = query.received ?? (() => 0);
  const byCode = ofCode(index.procedures.filter(isWanted), query.text);
  if (byCode.length > 0) return matches(byCode, query.limit);
  const parts = queryParts(query.text, index);
  if (parts.length === 0) {
    const usual = index.procedures.filter(isWanted).map((procedure, order) => ({ procedure, order, count: received(procedure.code) }));
    return matches(usual.sort((a, b) => b.count - a.count || a.order - b.order).map(({ procedure }) => procedure), query.limit);
  }

  const shares = new Float32Array(index.procedures.length);
  const whole = parts.reduce((sum, part) => sum + addPart(index, part, shares), 0);
  const words = askedWords(parts);
  let best = 0;
  for (const [order, procedure] of index.procedures.entries()) {
    shares[order] = whole === 0 || !isWanted(procedure) ? 0 : ((shares[order] ?? 0) / whole) * (index.lifts[order] ?? 1);
    best = Math.max(best, shares[order] ?? 0);
  }
  let named = 0;
  for (const [order, share] of shares.entries()) {
    // What holds less cannot come near the best, whatever its title is like.
    const asked = share < best * TAIL * (1 - TITLE_PART) ? 0 : askedOf(index.titles[order], words);
    named = Math.max(named, share * asked);
    shares[order] = share * (1 - TITLE_PART + TITLE_PART * asked);
  }
  const told = toldOf(index, query.text, parts, isWanted);
  if (best < LEAST_SHARE && best * whole < LEAST_WEIGHT && told.best < LEAST_LIKENESS) return { found: [], total: 0 };
  // A title that was asked for by its own words needs no stories.
  const worth = told.worth * (1 - named * named);
  let top = 0;
  for (let order = 0; order < shares.length; order += 1) top = Math.max(top, (shares[order] = (shares[order] ?? 0) + worth * (told.likeness?.[order] ?? 0)));
  const scored: { procedure: P; order: number; score: number }[] = [];
  for (const [order, procedure] of index.procedures.entries()) {
    const score = shares[order] ?? 0;
    if (score * (1 + RECEIVED_PART) < top * TAIL) continue;
    scored.push({ procedure, order, score: score * (1 + RECEIVED_PART * (1 - 1 / (1 + Math.log2(1 + received(procedure.code))))) });
  }
  scored.sort((a, b) => b.score - a.score || a.order - b.order);
  const least = (scored[0]?.score ?? 0) * TAIL;
  return matches(scored.filter(({ score }) => score >= least).map(({ procedure }) => procedure), query.limit);
}

/** How like each wanted procedure's sentences the text is, and what that is worth beside a share. */
function toldOf<P extends SearchableProcedure>(index: ProcedureIndex<P>, text: string, parts: readonly QueryPart[], isWanted: (procedure: P) => boolean): { readonly likeness: Float32Array | null; readonly best: number; readonly worth: number } {
  const telling = parts.reduce((sum, { typed }) => sum + typed.filter(({ isIgnored }) => !isIgnored).length, 0);
  const worth = Math.min(TOLD.most, Math.max(0, telling - 1) ** 2 * TOLD.growth);
  const likeness = worth === 0 ? null : index.told.likenessOf(text);
  let best = 0;
  if (likeness !== null)
    for (const [order, procedure] of index.procedures.entries()) {
      likeness[order] = isWanted(procedure) ? (likeness[order] ?? 0) * (index.lifts[order] ?? 1) : 0;
      best = Math.max(best, likeness[order] ?? 0);
    }
  return { likeness, best, worth };
}

function matches<P>(procedures: readonly P[], limit: number): ProcedureMatches<P> {
  return { found: procedures.slice(0, limit), total: procedures.length };
}

/** '1.001193' anywhere in the text (also with a local tail, '1.001193.000.00.00.H26'), '1001193', or the beginning of the part behind the dot. */
function ofCode<P extends SearchableProcedure>(procedures: readonly P[], text: string): readonly P[] {
  const whole = /(?<!\d)\d\.\d{6}(?!\d)/u.exec(text)?.[0];
  if (whole !== undefined) return procedures.filter(({ code }) => code === whole);
  const typed = text.trim();
  if (!/^\d[\d.]{2,}$/u.test(typed)) return [];
  const digits = typed.replaceAll('.', '');
  return procedures.filter(({ code }) => code.replace('.', '').startsWith(digits) || code.slice(2).startsWith(digits));
}

/** The share of a title that was asked for. */
function askedOf(title: TitleShares | undefined, asked: ReadonlySet<string>): number {
  let sum = 0;
  if (title !== undefined) for (let place = 0; place < title.words.length; place += 1) if (asked.has(title.words[place] ?? '')) sum += title.shares[place] ?? 0;
  return sum;
}

/** Every folded word that any reading of the text stands for. */
function askedWords(parts: readonly QueryPart[]): ReadonlySet<string> {
  return new Set(parts.flatMap(({ readings }) => readings.flatMap(({ words }) => words.flatMap(({ guesses }) => guesses.map(({ word }) => word)))));
}
