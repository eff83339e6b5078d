// Finds the dossier of somebody who comes for a result: by what a reader read, by a code or a number as it was typed, or by name among results that lie here.

import { parseIdCard } from '../../../../shared/domain/card/id-card.ts';
import { parseIdNumber } from '../../../../shared/domain/card/id-number.ts';
import { classifyPayload } from '../../../../shared/domain/card/payload.ts';
import { readingsOfCode } from '../../../../shared/domain/codes/dossier-code.ts';
import { foldText } from '../../../../shared/domain/text/fold.ts';
import { dossiersByCode, dossiersOfIds, dossiersOfNumber, type DossierRow } from '../../store/dossiers.ts';
import type { Readable } from '../../store/handle.ts';
import { findByReceipt } from '../../store/lookup.ts';
import { dossiersWithResults, ownersOf, resultOf } from '../../store/results.ts';
import type { Handler } from '../context.ts';
import { handLine } from './hand-line.ts';
import { liesHere } from './result-view.ts';

const MOST = 20;
/** Letters of a name that are not worth looking for. */
const FEWEST_LETTERS = 2;

/** 'result.find': a list like any other, whose names are cut. */
export const findResult: Handler<'result.find'> = (context, { text }) => context.database.read((store) => ({ found: [...new Map(found(store, text).map((row) => [row.dossierId, row])).values()].slice(0, MOST).map(handLine) }));

function found(store: Readable, text: string): readonly DossierRow[] {
  const read = classifyPayload(text);
  if (read.kind === 'receipt') {
    const row = findByReceipt(store, read.receipt.dossierId, read.receipt.code.code);
    return row === null ? [] : [row];
  }
  if (read.kind === 'dossier-code') return dossiersByCode(store, read.code.code);
  const card = read.kind === 'id-card' ? parseIdCard(read.text) : null;
  const number = card?.kind === 'card' ? card.person.idNumber : read.kind === 'id-number' ? read.idNumber : parseIdNumber(text);
  if (number !== null) return [...dossiersOfNumber(store, number), ...ofOwners(store, ({ idNumber }) => idNumber === number)];
  const codes = new Set([...readingsOfCode(text).map(({ code }) => code as string), text.trim().toUpperCase()]);
  const byCode = new Map([...codes].flatMap((code) => dossiersByCode(store, code).map((row) => [row.dossierId, row] as const)));
  return byCode.size > 0 ? [...byCode.values()] : named(store, text);
}

function named(store: Readable, text: string): readonly DossierRow[] {
  const wanted = foldText(text).split(/\s+/u).filter((word) => word !== '');
  if (wanted.join('').length < FEWEST_LETTERS) return [];
  const isNamed = (name: string): boolean => {
    const words = foldText(name).split(/\s+/u);
    return wanted.every((word) => words.some((own) => own.startsWith(word)));
  };
  return [...dossiersOfIds(store, dossiersWithResults(store)).filter((row) => isNamed(row.applicantName)), ...ofOwners(store, ({ fullName }) => isNamed(fullName))].filter((row) => liesHere(row, resultOf(store, row.dossierId)));
}

/** Results of people for whom somebody else filed: they may come for them themselves. */
function ofOwners(store: Readable, isMeant: (owner: { readonly fullName: string; readonly idNumber: string }) => boolean): readonly DossierRow[] {
  return dossiersOfIds(store, ownersOf(store, dossiersWithResults(store)).flatMap((owner) => (isMeant(owner) ? [owner.dossierId] : []))).filter(({ isVoided, isErased }) => !isVoided && !isErased);
}
