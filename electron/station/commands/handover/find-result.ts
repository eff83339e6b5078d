// Finds the dossier of somebody who comes for a result: by what a reader read, by a code or a number as it was typed, or by name among results that lie here.

import { foldedWords } from '../../../../shared/domain/text/fold.ts';
import { dossiersOfIds, type DossierRow } from '../../store/dossiers.ts';
import type { Readable } from '../../store/handle.ts';
import { dossiersWithResults, ownersOf, resultNow } from '../../store/results.ts';
import type { Handler } from '../context.ts';
import { foundBy, foundOf } from '../dossier/found-by.ts';
import { handLine } from './hand-line.ts';
import { liesHere } from './result-view.ts';

/** Letters of a name that are not worth looking for. */
const FEWEST_LETTERS = 2;

/** 'result.find': a list like any other, whose names are cut. */
export const findResult: Handler<'result.find'> = (context, { text }) =>
  context.database.read((store) => {
    const { rows, more } = foundBy(store, text, (words) => foundOf(named(store, words)));
    return { found: rows.map(handLine), more };
  });

function named(store: Readable, text: string): readonly DossierRow[] {
  const wanted = foldedWords(text);
  if (wanted.join('').length < FEWEST_LETTERS) return [];
  const isNamed = (name: string): boolean => {
    const words = foldedWords(name);
    return wanted.every((word) => words.some((own) => own.startsWith(word)));
  };
  const withResults = dossiersWithResults(store);
  // People for whom somebody else filed: they may come themselves.
  const owners = ownersOf(store, withResults).flatMap(({ dossierId, fullName }) => (isNamed(fullName) ? [dossierId] : []));
  return [...dossiersOfIds(store, withResults).filter((row) => isNamed(row.applicantName)), ...dossiersOfIds(store, owners)].filter((row) => liesHere(row, resultNow(store, row)));
}
