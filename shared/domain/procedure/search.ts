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
  const asked = askedWords(parts);
  let best = 0;
  for (const [order, procedure] of index.procedures.entries()) {
    shares[order] = whole === 0 || !isWanted(procedure) ? 0 : ((shares[order] ?? 0) / whole) * (index.lifts[order] ?? 1);
    best = Math.max(best, shares[order] ?? 0);
  }
  if (best < LEAST_SHARE && best * whole < LEAST_WEIGHT) return { found: [], total: 0 };
  // What holds less cannot come near the best, whatever its title is like.
  const worthALook = best * TAIL * (1 - TITLE_PART);
  const scored: { procedure: P; order: number; score: number }[] = [];
  for (const [order, procedure] of index.procedures.entries()) {
    const share = shares[order] ?? 0;
    if (share < worthALook) continue;
    const often = 1 + RECEIVED_PART * (1 - 1 / (1 + Math.log2(1 + received(procedure.code))));
    scored.push({ procedure, order, score: share * (1 - TITLE_PART + TITLE_PART * askedOf(index.titles[order], asked)) * often });
  }
  scored.sort((a, b) => b.score - a.score || a.order - b.order);
  const least = (scored[0]?.score ?? 0) * TAIL;
  return matches(scored.filter(({ score }) => score >= least).map(({ procedure }) => procedure), query.limit);
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
