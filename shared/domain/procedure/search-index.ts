// The catalogue made ready for searching: every title, everyday phrase and code folded once.

import type { FieldCode, ProcedureCode } from '../../base/ids.ts';
import { accentedWords, foldedWords, foldText } from '../text/fold.ts';

/** What the search looks at; the catalogue's entries have more. */
export interface SearchableProcedure {
  readonly code: ProcedureCode;
  readonly name: string;
  /** Full title, where `name` is a shorter one. */
  readonly officialName?: string | undefined;
  readonly field: FieldCode;
  readonly sector: string;
}

/** Everyday speech: what people say instead of a title, and words that tell nothing about it ("xin", "làm", "giấy"). */
export interface Vocabulary {
  readonly ignored: readonly string[];
  readonly phrases: readonly { readonly code: ProcedureCode; readonly said: readonly string[] }[];
}

/** A text in the forms in which it is compared. */
export interface FoldedText {
  readonly folded: string;
  readonly words: readonly string[];
}

export interface IndexedProcedure<P> {
  readonly procedure: P;
  readonly name: FoldedText;
  readonly accentedName: readonly string[];
  readonly said: readonly FoldedText[];
  readonly officialName: FoldedText;
  readonly sector: FoldedText;
}

export interface ProcedureIndex<P> {
  /** In the catalogue's order, which breaks ties: what a point meets most stands first. */
  readonly entries: readonly IndexedProcedure<P>[];
  readonly ignored: ReadonlySet<string>;
}

/** Folds a catalogue and its vocabulary; phrases of codes that the catalogue does not have are left out. */
export function procedureIndex<P extends SearchableProcedure>(procedures: readonly P[], vocabulary: Vocabulary): ProcedureIndex<P> {
  const said = new Map(vocabulary.phrases.map((phrase) => [phrase.code, phrase.said.map(foldedTextOf)]));
  return {
    entries: procedures.map((procedure) => ({
      procedure,
      name: foldedTextOf(procedure.name),
      accentedName: accentedWords(procedure.name),
      said: said.get(procedure.code) ?? [],
      officialName: foldedTextOf(procedure.officialName ?? ''),
      sector: foldedTextOf(procedure.sector),
    })),
    ignored: new Set(vocabulary.ignored.flatMap(foldedWords)),
  };
}

function foldedTextOf(text: string): FoldedText {
  return { folded: foldText(text), words: foldedWords(text) };
}
