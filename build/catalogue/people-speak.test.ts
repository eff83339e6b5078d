// How people speak, over the shipped catalogue: sets of queries, of which only the first was looked at while the search was tuned.

import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { synonymFileSchema, toldFileSchema } from '../../shared/contract/catalogue-file.ts';
import { everydaySpeech } from '../../shared/domain/procedure/everyday-speech.ts';
import { searchProcedures } from '../../shared/domain/procedure/search.ts';
import { procedureIndex } from '../../shared/domain/procedure/search-index.ts';
import type { ProcedureIndex, SearchableProcedure } from '../../shared/domain/procedure/search-index.ts';
import { searchableOf } from './searchable.ts';

interface Query {
  readonly query: string;
  /** Each of them is right. */
  readonly codes: readonly string[];
}

const read = (name: string): string => readFileSync(new URL(`../../${name}`, import.meta.url), 'utf8');
const setOf = (name: string): readonly Query[] => JSON.parse(read(`tests/fixtures/search/${name}.json`)) as readonly Query[];
const SPEECH = synonymFileSchema.parse(JSON.parse(read('resources/catalogue/synonyms.json')));
const TOLD = toldFileSchema.parse(JSON.parse(read('resources/catalogue/told.json')));
const PROCEDURES = searchableOf(read('resources/catalogue/procedures.json'), 'procedures.json');
const INDEX = procedureIndex(PROCEDURES, everydaySpeech(SPEECH, TOLD));

function shareFound(index: ProcedureIndex<SearchableProcedure>, set: readonly Query[]): { readonly share: number; readonly missed: readonly string[] } {
  const missed = set.filter(({ query, codes }) => !searchProcedures(index, { text: query, field: null, limit: 3 }).found.some(({ code }) => codes.includes(code)));
  return { share: 1 - missed.length / set.length, missed: missed.map(({ query }) => query) };
}

describe('the search', () => {
  it('has each phrase of everyday speech in one place: a second would say something else of the same words', () => {
    const said = SPEECH.meanings.flatMap((meaning) => meaning.said);
    expect(said.filter((phrase, place) => said.indexOf(phrase) !== place)).toEqual([]);
  });

  it('is asked at least 200 things that it was not tuned on, over at least 120 procedures', () => {
    const heldOut = setOf('held-out');
    const tuned = new Set(setOf('tuning').map(({ query }) => query));
    expect(heldOut.length).toBeGreaterThanOrEqual(200);
    expect(new Set(heldOut.flatMap(({ codes }) => codes)).size).toBeGreaterThanOrEqual(120);
    expect(heldOut.filter(({ query }) => tuned.has(query)).length / heldOut.length).toBeLessThan(0.03);
    const known = new Set(PROCEDURES.map(({ code }) => code as string));
    expect(heldOut.flatMap(({ codes }) => codes).filter((code) => !known.has(code))).toEqual([]);
  });

  it.each(['tuning', 'held-out', 'sentences'])('has the right procedure among its first three for at least 95 of 100 queries of the set "%s"', (name) => {
    expect(shareFound(INDEX, setOf(name)).share).toBeGreaterThanOrEqual(0.95);
  });

  it('was told no sentence by which it is judged', () => {
    const told = new Set(Object.values(TOLD).flat().map((sentence) => sentence.toLowerCase()));
    expect([...setOf('held-out'), ...setOf('sentences')].filter(({ query }) => told.has(query.toLowerCase()))).toEqual([]);
  });

  it('owes whole sentences in roundabout words to those that it was told: without them it finds far fewer', () => {
    const untold = procedureIndex(PROCEDURES, everydaySpeech(SPEECH));
    expect(shareFound(INDEX, setOf('sentences')).share - shareFound(untold, setOf('sentences')).share).toBeGreaterThan(0.1);
  });

  it('understands accents that are only half typed', () => {
    const withoutTones = setOf('tuning').map(({ query, codes }) => ({ query: query.normalize('NFD').replaceAll(/[\u0300\u0301\u0303\u0309\u0323]/gu, '').normalize('NFC'), codes }));
    expect(shareFound(INDEX, withoutTones).share).toBeGreaterThanOrEqual(0.95);
  });

  it.each(['ba tôi mất hôm qua', 'bố em mất rồi giờ làm gì', 'mẹ tôi vừa mất'])('understands «%s» as a death', (text) => {
    expect(searchProcedures(INDEX, { text, field: null, limit: 3 }).found.map(({ code }) => code)).toContain('1.000656');
  });

  it.each(['mẹ tôi mất căn cước', 'mẹ tôi bị mất căn cước'])('does not take «%s» for a death', (text) => {
    expect(searchProcedures(INDEX, { text, field: null, limit: 3 }).found.map(({ code }) => code)).not.toContain('1.000656');
  });

  it('owes much of that to everyday speech: without it the same queries find less', () => {
    const without = procedureIndex(PROCEDURES, everydaySpeech({ ...SPEECH, meanings: [] }));
    expect(shareFound(without, setOf('held-out')).share).toBeLessThan(0.9);
  });
});
