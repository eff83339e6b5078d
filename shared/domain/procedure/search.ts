// Finding a procedure by what a person types: parts of words in any order, without accents, by everyday phrases, or by its code.

import type { FieldCode } from '../../base/ids.ts';
import { accentedWords, foldedWords } from '../text/fold.ts';
import type { FoldedText, IndexedProcedure, ProcedureIndex, SearchableProcedure } from './search-index.ts';

export interface ProcedureQuery {
  readonly text: string;
  /** Only procedures of this queue field; null for all. */
  readonly field: FieldCode | null;
  readonly limit: number;
}

export interface ProcedureMatches<P> {
  /** Best first; at most the limit. */
  readonly found: readonly P[];
  /** How many there are without the limit. */
  readonly total: number;
}

/** More words than this say nothing more. */
const MOST_WORDS = 40;

/**
 * Searches without a network and always gives the same answer to the same question. Without text it gives the catalogue's order. A text of digits is
 * a code first. Every word has to be found somewhere; where nothing holds them all, what holds the most is given, if that is at least two thirds.
 * Where the text has a whole everyday phrase in it ("sao y" in "sao y giấy khai sinh"), what is called so stands first, whatever else was typed.
 */
export function searchProcedures<P extends SearchableProcedure>(index: ProcedureIndex<P>, query: ProcedureQuery): ProcedureMatches<P> {
  const entries = index.entries.filter((entry) => query.field === null || entry.procedure.field === query.field);
  const words = foldedWords(query.text).slice(0, MOST_WORDS);
  if (words.length === 0) return matches(entries, query.limit);

  const byCode = entriesByCode(entries, query.text);
  if (byCode.length > 0) return matches(byCode, query.limit);

  const told = words.filter((word) => !index.ignored.has(word));
  const needed = told.length > 0 ? told : words;
  const scored = entries.map((entry, order) => ({
    entry, order, held: heldWords(entry, needed), told: phraseToldIn(entry, words), score: scoreOf(entry, words, needed, query.text),
  }));
  const most = Math.max(0, ...scored.map(({ held }) => held));
  const isEnough = most > 0 && most * 3 >= needed.length * 2;
  const best = scored
    .filter(({ held, told: phrase }) => (isEnough && held === most) || phrase > 0)
    .sort((a, b) => b.told - a.told || b.score - a.score || a.order - b.order);
  return matches(best.map(({ entry }) => entry), query.limit);
}

function matches<P>(entries: readonly IndexedProcedure<P>[], limit: number): ProcedureMatches<P> {
  return { found: entries.slice(0, limit).map((entry) => entry.procedure), total: entries.length };
}

/** '1.001193', '1001193', or the beginning of the part behind the dot. */
function entriesByCode<P extends SearchableProcedure>(entries: readonly IndexedProcedure<P>[], text: string): readonly IndexedProcedure<P>[] {
  const typed = text.trim();
  if (!/^\d[\d.]{2,}$/.test(typed)) return [];
  const digits = typed.replaceAll('.', '');
  return entries.filter(({ procedure }) => procedure.code.replace('.', '').startsWith(digits) || procedure.code.slice(2).startsWith(digits));
}

function heldWords<P>(entry: IndexedProcedure<P>, words: readonly string[]): number {
  return words.filter((word) => wordScore(entry, word) > 0).length;
}

/** Where a word is found best: in the title before everyday speech before the full title before the sector; a whole word before a beginning. */
function wordScore<P>(entry: IndexedProcedure<P>, word: string): number {
  const inSaid = Math.max(0, ...entry.said.map((said) => fitOf(said, word)));
  return Math.max(fitOf(entry.name, word) * 4, inSaid * 3, fitOf(entry.officialName, word) * 2, fitOf(entry.sector, word));
}

function fitOf(text: FoldedText, word: string): number {
  if (text.words.includes(word)) return 2;
  return text.words.some((candidate) => candidate.startsWith(word)) ? 1 : 0;
}

/** Words that tell nothing count only where the whole typed text stands in a title or phrase. */
function scoreOf<P>(entry: IndexedProcedure<P>, words: readonly string[], needed: readonly string[], text: string): number {
  const phrases = [words.join(' '), needed.join(' ')];
  const phrase = Math.max(...phrases.flatMap((typed) => [titleScore(entry.name.folded, typed), ...entry.said.map((said) => saidScore(said.folded, typed))]));
  const wordsHeld = needed.reduce((sum, word) => sum + wordScore(entry, word), 0);
  const title = new Set(entry.name.words);
  const titleShare = needed.filter((word) => title.has(word)).length / Math.max(1, title.size);
  const accents = accentedWords(text).filter((word) => entry.accentedName.some((candidate) => candidate.startsWith(word))).length;
  return phrase + wordsHeld + Math.round(titleShare * 10) + accents;
}

/** Words of the longest everyday phrase that the typed text holds as a whole; a text that stands in a title as it was typed outweighs every phrase. One word alone tells too little. */
function phraseToldIn<P>(entry: IndexedProcedure<P>, words: readonly string[]): number {
  const typed = ` ${words.join(' ')} `;
  if (words.length > 1 && titleScore(entry.name.folded, words.join(' ')) > 0) return MOST_WORDS + 1;
  return Math.max(0, ...entry.said.filter((said) => said.words.length > 1 && typed.includes(` ${said.words.join(' ')} `)).map((said) => said.words.length));
}

function titleScore(title: string, typed: string): number {
  if (title === typed) return 100;
  if (title.startsWith(`${typed} `)) return 40;
  return ` ${title}`.includes(` ${typed}`) ? 25 : 0;
}

/** A whole everyday phrase says almost as much as a title; a part of one says less than a part of a title. */
function saidScore(said: string, typed: string): number {
  if (said === typed) return 90;
  return ` ${said}`.includes(` ${typed}`) ? 20 : 0;
}
