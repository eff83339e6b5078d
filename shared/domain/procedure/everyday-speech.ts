// What people say instead of what a title says, in words and phrases of the language: bound to no procedure, so it serves any catalogue.

import { foldText } from '../text/fold.ts';
import { accentedTerms, termReader } from './terms.ts';
import type { Term } from './terms.ts';
import type { ToldSentences } from './told-sentences.ts';

/** As it stands in resources/catalogue/synonyms.json. */
export interface SpeechTable {
  /** Words that tell nothing about what somebody wants: "xin", "làm", "cho tôi". */
  readonly ignored: readonly string[];
  /** More of them, only where they are typed with accents: without, "do" is also "đỏ". */
  readonly fillers: readonly string[];
  /** Each of `said` may mean each of `means`. With `only`, people never mean the words as they stand; what `leads` says what is to be done, whatever it is done to. */
  readonly meanings: readonly { readonly said: readonly string[]; readonly means: readonly string[]; readonly only?: boolean | undefined; readonly leads?: boolean | undefined }[];
  /** Whom something is for. Beside a phrase they tell nothing: a death is registered, whoever's it was. */
  readonly people: readonly string[];
  /** What happens to a paper. People name the paper before it or behind it: "mất giấy phép" is also "giấy phép bị mất". */
  readonly mishaps: readonly string[];
  /** Sectors by words in their name, and how much of a match is left: what people hardly ever ask for at a commune is less than 1. */
  readonly sectors: readonly { readonly names: readonly string[]; readonly lift: number }[];
}

export interface SaidPhrase {
  readonly words: readonly Term[];
  readonly means: readonly (readonly Term[])[];
  readonly only: boolean;
  readonly leads: boolean;
}

export interface EverydaySpeech {
  /** As typed with accents, and folded for those who type none. */
  readonly ignored: ReadonlySet<string>;
  /** Only as typed with accents. */
  readonly fillers: ReadonlySet<string>;
  readonly people: ReadonlySet<string>;
  /** Phrases by their first folded word, the longest first. */
  readonly phrases: ReadonlyMap<string, readonly SaidPhrase[]>;
  /** Every folded word of the phrases: they are known words though no title has them. */
  readonly words: ReadonlySet<string>;
  /** The same with their accents. */
  readonly spellings: ReadonlySet<string>;
  readonly liftOf: (sector: string) => number;
  readonly told: ToldSentences;
}

/** What stands between a paper and its mishap. */
const SUFFERED = 'bị';

export function everydaySpeech(table: SpeechTable, told: ToldSentences = {}): EverydaySpeech {
  const termsOf = termReader();
  const byText = new Map<string, { words: readonly Term[]; means: (readonly Term[])[]; only: boolean; leads: boolean }>();
  const mishaps = new Set(table.mishaps.flatMap((text) => termsOf(text).map((term) => term.accented)));
  const suffered = termsOf(SUFFERED);
  for (const { said, means, only, leads } of table.meanings) {
    const meant = means.map(termsOf);
    for (const words of said.flatMap((text) => eachWay(termsOf(text), { mishaps, suffered }))) {
      const key = words.map((word) => word.accented).join(' ');
      const known = byText.get(key) ?? { words, means: [], only: false, leads: false };
      known.means.push(...meant);
      known.only ||= only ?? false;
      known.leads ||= leads ?? false;
      byText.set(key, known);
    }
  }
  const phrases = new Map<string, SaidPhrase[]>();
  for (const phrase of byText.values()) {
    const first = phrase.words[0]?.folded;
    if (first === undefined) continue;
    const known = phrases.get(first);
    if (known === undefined) phrases.set(first, [phrase]);
    else known.push(phrase);
  }
  for (const known of phrases.values()) known.sort((a, b) => b.words.length - a.words.length);
  const lifts = table.sectors.map(({ names, lift }) => ({ names: names.map(foldText), lift }));
  return {
    told,
    fillers: new Set(table.fillers.flatMap((text) => accentedTerms(text).map((term) => term.accented))),
    people: new Set(table.people.flatMap((text) => accentedTerms(text).flatMap((term) => [term.accented, term.folded]))),
    ignored: new Set(table.ignored.flatMap((text) => accentedTerms(text).flatMap((term) => [term.accented, term.folded]))),
    phrases,
    words: new Set([...byText.values()].flatMap(({ words }) => words.map((word) => word.folded))),
    spellings: new Set([...byText.values()].flatMap(({ words }) => words.map((word) => word.accented))),
    liftOf: (sector) => {
      const folded = ` ${foldText(sector)} `;
      return lifts.find(({ names }) => names.some((name) => folded.includes(` ${name} `)))?.lift ?? 1;
    },
  };
}

/** A phrase, and where it begins with a mishap the same with the mishap behind: "mất sổ", "sổ mất", "sổ bị mất". */
function eachWay(words: readonly Term[], { mishaps, suffered }: { readonly mishaps: ReadonlySet<string>; readonly suffered: readonly Term[] }): readonly (readonly Term[])[] {
  const [first, ...rest] = words;
  return first !== undefined && rest.length > 0 && mishaps.has(first.accented) ? [words, [...rest, first], [...rest, ...suffered, first]] : [words];
}
