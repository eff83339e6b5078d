// The catalogue made ready for searching: which word and which pair of words stands in which procedure, and how much that says.

import type { FieldCode, ProcedureCode } from '../../base/ids.ts';
import { finished } from '../../base/steps.ts';
import { Vocabulary } from './vocabulary.ts';
import type { EverydaySpeech } from './everyday-speech.ts';
import { termReader } from './terms.ts';
import type { Term } from './terms.ts';
import { learning, NOTHING_TOLD } from './told-sentences.ts';
import type { ToldIndex } from './told-sentences.ts';
import { followersIn, GrowingPostings, keyIn } from './postings.ts';
import type { Postings } from './postings.ts';

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
  readonly wordPostings: (accented: string) => Postings | undefined;
  /** By two folded words that stand side by side. */
  readonly pairPostings: (first: string, second: string) => Postings | undefined;
  readonly vocabulary: Vocabulary;
  readonly rarity: Rarity;
  readonly titles: readonly TitleShares[];
  /** Of each procedure, what its sector and level make of a match, before anybody has counted what the point receives. */
  readonly lifts: Float32Array;
  readonly speech: EverydaySpeech;
  readonly told: ToldIndex;
}

/** How much a word says by where it stands. A paper or a result names a procedure, but many procedures share papers. */
const WEIGHTS = { title: 1, result: 0.6, sector: 0.4, paper: 0.3 } as const;
const LEVEL_LIFTS = { commune: 1, shared: 0.97, other: 0.84 } as const;
/** Words of one paper that are looked at; behind them stand its conditions. */
const PAPER_WORDS = 16;
/** Words of a title behind which each next one says less. */
const TITLE_SHARPNESS = 10;

/** Procedures that are folded in one step. */
const STEP = 40;

/** Folds a catalogue once, in steps between which others may be served: a new catalogue comes while people type. It knows no stories yet. */
export function* indexing<P extends SearchableProcedure>(procedures: readonly P[], speech: EverydaySpeech): Generator<void, ProcedureIndex<P>> {
  const growing = new GrowingPostings();
  const words = new Map<string, number>();
  const pairs = new Map<string, Map<string, number>>();
  const titleCounts = new Map<string, number>();
  const anyCounts = new Map<string, number>();
  const termsOf = termReader();

  for (const [document, procedure] of procedures.entries()) {
    if (document % STEP === 0) yield;
    const title = titleOf(procedure);
    const seen = new Set<string>();
    const texts: readonly (readonly [string, number])[] = [
      [title, WEIGHTS.title],
      [procedure.result ?? '', WEIGHTS.result],
      [procedure.sector, WEIGHTS.sector],
      ...(procedure.papers ?? []).map((paper) => [paper.name.split(/\s+/u).slice(0, PAPER_WORDS).join(' '), WEIGHTS.paper] as const),
    ];
    for (const [text, weight] of texts) {
      if (text === '') continue;
      const terms = termsOf(text);
      for (const [place, term] of terms.entries()) {
        growing.put(keyIn(words, term.accented, growing), document, weight);
        seen.add(term.folded);
        const next = terms[place + 1];
        if (next !== undefined) growing.put(keyIn(followersIn(pairs, term.folded), next.folded, growing), document, weight);
      }
    }
    for (const word of new Set(termsOf(title).map((term) => term.folded))) count(titleCounts, word);
    for (const word of seen) count(anyCounts, word);
  }
  yield;
  const postingsOf = growing.frozen();
  yield;
  const found = (key: number | undefined): Postings | undefined => (key === undefined ? undefined : postingsOf(key));
  const pairPostings = (first: string, second: string): Postings | undefined => found(pairs.get(first)?.get(second));

  const rarity = new Map([...anyCounts].map(([word, all]) => [word, rarityOf(titleCounts.get(word) ?? all, procedures.length)]));
  yield;
  const vocabulary = new Vocabulary([...words.keys()], anyCounts, (first, second) => pairPostings(first, second)?.weights.includes(WEIGHTS.title) ?? false, speech);
  const titles: TitleShares[] = [];
  for (const [document, procedure] of procedures.entries()) {
    if (document % STEP === 0) yield;
    titles.push(titleShares(termsOf(procedure.name.replaceAll(/\([^()]*\)/gu, ' ')), rarity));
  }
  return {
    procedures,
    told: NOTHING_TOLD,
    wordPostings: (accented) => found(words.get(accented)),
    pairPostings,
    vocabulary,
    rarity,
    titles,
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

/** The same index with the sentences that people told, in steps too: it costs as much again as the rest, and a start need not wait for it. */
export function* withStories<P extends SearchableProcedure>(index: ProcedureIndex<P>): Generator<void, ProcedureIndex<P>> {
  return { ...index, told: yield* learning(index.procedures, index.speech.told) };
}

/** All of it at once. */
export function procedureIndex<P extends SearchableProcedure>(procedures: readonly P[], speech: EverydaySpeech): ProcedureIndex<P> {
  return finished(withStories(finished(indexing(procedures, speech))));
}
