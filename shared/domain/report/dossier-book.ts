// The book of dossiers (form 06 of Circular 01/2018/TT-VPCP, A4): one line a dossier in the order of receipt, with sums at its foot that close.

import type { EpochMs } from '../../base/ids.ts';

/** What the book says of one dossier. It names people: whoever shows or exports it notes the access. */
export interface BookEntry {
  readonly code: string;
  readonly procedureName: string;
  readonly sets: number;
  readonly applicant: string;
  readonly addressAndPhone: string;
  readonly authority: string;
  readonly receivedAt: EpochMs;
  readonly dueAt: EpochMs | null;
  readonly returnedAt: EpochMs | null;
  /** How the result is fetched: at the counter, by post, online. */
  readonly manner: string;
  readonly note: string;
}

export interface BookLine extends BookEntry {
  /** From 1, in the order of receipt; the same for the same entries, however they came. */
  readonly number: number;
}

export interface DossierBook {
  readonly lines: readonly BookLine[];
  readonly foot: { readonly dossiers: number; readonly sets: number; readonly returned: number; readonly notReturned: number };
}

/** Numbers the entries and sums them up: dossiers = returned + not returned. */
export function dossierBook(entries: readonly BookEntry[]): DossierBook {
  const sorted = [...entries].sort((one, other) => one.receivedAt - other.receivedAt || (one.code < other.code ? -1 : 1));
  const lines = sorted.map((entry, index) => ({ ...entry, number: index + 1 }));
  const returned = lines.filter(({ returnedAt }) => returnedAt !== null).length;
  return { lines, foot: { dossiers: lines.length, sets: lines.reduce((sum, { sets }) => sum + sets, 0), returned, notReturned: lines.length - returned } };
}
