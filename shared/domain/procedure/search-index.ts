// The catalogue made ready for searching: which word and which pair of words stands in which procedure, and how much that says.

import type { FieldCode, ProcedureCode } from '../../base/ids.ts';
import { Vocabulary } from './vocabulary.ts';
import type { EverydaySpeech } from './everyday-speech.ts';
import { termReader } from './terms.ts';
import type { Term } from './terms.ts';
import { frozenPostings, put } from './postings.ts';
import type { GrowingPostings, Postings } from './postings.ts';

/** What the search looks at; the catalogue's entries have more. */
export interface SearchableProcedure {
  readonly code: ProcedureCode;
  readonly name: string;
  /** Full title, where `name` is a shorter one. */
  readonly officialName?: string | undefined;
  readonly field: FieldCode | null;
  readonly sector: string;
  /** Who decides it: the commune alone, the commune among others, somebody else; 'commune' where nobody says. */
  readonly level?: 'commune' | 'shared' | 'other' | undefined;
  readonly result?: string | undefined;
  readonly papers?: readonly { readonly name: string }[] | undefined;
}

/** The folded words of a title, and the share of it that each is; the first words weigh more. Side by side: they are walked at every keystroke. */
export interface TitleShares {
  readonly words: readonly string[];
  readonly shares: Float32Array;
}

/** Rarity of a folded word among the titles; the rarer, the more it tells. */
type Rarity = ReadonlyMap<string, number>;

export interface ProcedureIndex<P> {
  /** In the catalogue's order, which breaks ties. */
  readonly procedures: readonly P[];
  /** By word with its accents. */
  readonly words: ReadonlyMap<string, Postings>;
  /** By two folded words that stand side by side. */
  readonly pairs: ReadonlyMap<string, Postings>;
  readonly vocabulary: Vocabulary;
  readonly rarity: Rarity;
  readonly titles: readonly TitleShares[];
  /** Of each procedure, what its sector and level make of a match, before anybody has counted what the point receives. */
  readonly lifts: Float32Array;
  readonly speech: EverydaySpeech;
}

/** How much a word says by where it stands. A paper or a result names a procedure, but many procedures share papers. */
const WEIGHTS = { title: 1, result: 0.6, sector: 0.4, paper: 0.3 } as const;
const LEVEL_LIFTS = { commune: 1, shared: 0.97, other: 0.84 } as const;
/** Words of one paper that are looked at; behind them stand its conditions. */
const PAPER_WORDS = 16;
/** Words of a title behind which each next one says less. */
const TITLE_SHARPNESS = 10;

/** Folds a catalogue once; the cost of a start, not of a keystroke. */
export function procedureIndex<P extends SearchableProcedure>(procedures: readonly P[], speech: EverydaySpeech): ProcedureIndex<P> {
  const words = new Map<string, GrowingPostings>();
  const pairs = new Map<string, GrowingPostings>();
  const titleCounts = new Map<string, number>();
  const anyCounts = new Map<string, number>();
  const titlePairs = new Map<string, number>();
  const termsOf = termReader();

  for (const [document, procedure] of procedures.entries()) {
    const title = titleOf(procedure);
    const seen = new Set<string>();
    const texts: readonly (readonly [string, number])[] = [
      [title, WEIGHTS.title],
      [procedure.result ?? '', WEIGHTS.result],
      [procedure.sector, WEIGHTS.sector],
      ...(procedure.papers ?? []).map((paper) => [paper.name.split(/\s+/u).slice(0, PAPER_WORDS).join(' '), WEIGHTS.paper] as const),
    ];
    for (const [text, weight] of texts) {
      const terms = termsOf(text);
      for (const [place, term] of terms.entries()) {
        put(words, term.accented, document, weight);
        seen.add(term.folded);
        const next = terms[place + 1];
        if (next !== undefined) put(pairs, `${term.folded} ${next.folded}`, document, weight);
      }
    }
    const folded = termsOf(title).map((term) => term.folded);
    for (const word of new Set(folded)) count(titleCounts, word);
    for (const word of seen) count(anyCounts, word);
    for (const pair of new Set(folded.slice(1).map((word, place) => `${folded[place] ?? ''} ${word}`))) count(titlePairs, pair);
  }

  const rarity = new Map([...anyCounts].map(([word, all]) => [word, rarityOf(titleCounts.get(word) ?? all, procedures.length)]));
  return {
    procedures,
    words: frozenPostings(words),
    pairs: frozenPostings(pairs),
    vocabulary: new Vocabulary([...words.keys()], anyCounts, titlePairs, speech),
    rarity,
    titles: procedures.map((procedure) => titleShares(termsOf(procedure.name.replaceAll(/\([^()]*\)/gu, ' ')), rarity)),
    lifts: Float32Array.from(procedures, (procedure) => LEVEL_LIFTS[procedure.level ?? 'commune'] * speech.liftOf(procedure.sector)),
    speech,
  };
}

function titleOf({ name, officialName }: SearchableProcedure): string {
  return officialName === undefined ? name : `${name} ; ${officialName}`;
}

function count(counts: Map<string, number>, word: string): void {
  counts.set(word, (counts.get(word) ?? 0) + 1);
}

function rarityOf(documents: number, all: number): number {
  return Math.log(1 + (all + 1) / (documents + 1));
}

function titleShares(title: readonly Term[], rarity: Rarity): TitleShares {
  const weights = new Map<string, number>();
  for (const [place, word] of title.map(({ folded }) => folded).entries()) {
    if (!weights.has(word)) weights.set(word, (rarity.get(word) ?? 0) / (1 + place / TITLE_SHARPNESS));
  }
  const all = [...weights.values()].reduce((sum, weight) => sum + weight, 0);
  return { words: [...weights.keys()], shares: Float32Array.from(weights.values(), (weight) => (all === 0 ? 0 : weight / all)) };
}
