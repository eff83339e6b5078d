// What dossiers a text means that somebody typed or a reader read: a receipt, a code, a card, a number; and whatever the caller makes of other words.

import { parseIdCard } from '../../../../shared/domain/card/id-card.ts';
import { parseIdNumber } from '../../../../shared/domain/card/id-number.ts';
import { classifyPayload } from '../../../../shared/domain/card/payload.ts';
import { readingsOfCode } from '../../../../shared/domain/codes/dossier-code.ts';
import { MOST_MORE } from '../../../../shared/contract/dossier.ts';
import { dossiersByCode, dossiersOfIds, dossiersOfNumber, openingOf, type DossierRow } from '../../store/dossiers.ts';
import { dossiersByWords } from '../../store/find-dossiers.ts';
import { wholeNumber } from '../../store/find-words.ts';
import type { Readable } from '../../store/handle.ts';
import { findByReceipt } from '../../store/lookup.ts';

/** More than these nobody reads through. */
export const MOST_FOUND = 20;

/** The first of all that was found; `more` is how many others there are, counted up to `MOST_MORE`. */
export interface Found {
  readonly rows: readonly DossierRow[];
  readonly more: number;
}

/** Each once. */
export function foundOf(rows: readonly DossierRow[]): Found {
  const own = [...new Map(rows.map((row) => [row.dossierId, row])).values()];
  return { rows: own.slice(0, MOST_FOUND), more: Math.min(MOST_MORE, Math.max(0, own.length - MOST_FOUND)) };
}

/** A whole code means its dossier alone, a whole number all of its person: those that they filed and those that somebody filed for them, the newest first. */
export function foundBy(store: Readable, text: string, byWords: (words: string) => Found): Found {
  const read = classifyPayload(text);
  if (read.kind === 'receipt') {
    const row = findByReceipt(store, read.receipt.dossierId, read.receipt.code.code);
    return foundOf(row === null ? [] : [row]);
  }
  const card = read.kind === 'id-card' ? parseIdCard(read.text) : null;
  const number = card?.kind === 'card' ? card.person.idNumber : read.kind === 'id-number' ? read.idNumber : (parseIdNumber(text) ?? oldNumber(text));
  if (number !== null) return foundOf(ofNumber(store, number));
  const codes = new Set([...(read.kind === 'dossier-code' ? [read.code.code as string] : []), ...readingsOfCode(text).map(({ code }) => code as string), text.trim().toUpperCase()]);
  const byCode = [...codes].flatMap((code) => dossiersByCode(store, code));
  return byCode.length > 0 ? foundOf(byCode) : byWords(text);
}

/** Nine digits, as numbers were before 2016. */
function oldNumber(text: string): string | null {
  const digits = text.replaceAll(/[\s.]/gu, '');
  return /^\d{9}$/.test(digits) ? digits : null;
}

function ofNumber(store: Readable, number: string): readonly DossierRow[] {
  const named = dossiersOfIds(store, dossiersByWords(store, wholeNumber(number), MOST_MORE)).filter((row) => isTheirs(store, row, number));
  return [...dossiersOfNumber(store, number), ...named].filter(({ isVoided, isErased }) => !isVoided && !isErased).toSorted((one, other) => other.receivedAt - one.receivedAt);
}

/** A number that stood there by a slip leads nowhere once it was corrected. */
function isTheirs(store: Readable, row: DossierRow, number: string): boolean {
  const opening = openingOf(store, row.dossierId);
  const owner = opening?.intake?.behalf?.owner ?? null;
  return row.applicantId === number || (row.fields.oldIdNumber ?? opening?.applicant.oldIdNumber) === number || (owner?.kind === 'person' && owner.idNumber === number);
}
