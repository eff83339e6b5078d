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
  /** It is over by the city's word, and nobody here knows since when; it counts as neither returned nor still to return. */
  readonly isEndUnknown: boolean;
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
  readonly foot: { readonly dossiers: number; readonly sets: number; readonly returned: number; readonly notReturned: number; readonly endUnknown: number };
}

/** What a book says of itself that its lines do not. */
export interface BookFault {
  readonly kind: 'number' | 'dossiers' | 'sets' | 'returned' | 'not-returned' | 'end-unknown' | 'parts';
  readonly expected: number;
  readonly found: number;
}

/** Every sum of a book that does not close, and the first number that is out of turn; none for ours. */
export function bookFaults({ lines, foot }: DossierBook): readonly BookFault[] {
  const returned = lines.filter(({ returnedAt }) => returnedAt !== null).length;
  const endUnknown = lines.filter(isUnknown).length;
  const outOfTurn = lines.findIndex(({ number }, index) => number !== index + 1);
  const sums: readonly (readonly [BookFault['kind'], number, number])[] = [
    ['dossiers', lines.length, foot.dossiers], ['sets', lines.reduce((sum, { sets }) => sum + sets, 0), foot.sets], ['returned', returned, foot.returned], ['not-returned', lines.length - returned - endUnknown, foot.notReturned],
    ['end-unknown', endUnknown, foot.endUnknown], ['parts', foot.returned + foot.notReturned + foot.endUnknown, foot.dossiers],
  ];
  return [
    ...(outOfTurn === -1 ? [] : [{ kind: 'number' as const, expected: outOfTurn + 1, found: lines[outOfTurn]?.number ?? 0 }]),
    ...sums.flatMap(([kind, expected, found]): BookFault[] => (expected === found ? [] : [{ kind, expected, found }])),
  ];
}

function isUnknown({ returnedAt, isEndUnknown }: BookEntry): boolean {
  return isEndUnknown && returnedAt === null;
}

/** Numbers the entries and sums them up: dossiers = returned + not returned + ended at a time that nobody here knows. */
export function dossierBook(entries: readonly BookEntry[]): DossierBook {
  const sorted = [...entries].sort((one, other) => one.receivedAt - other.receivedAt || (one.code < other.code ? -1 : 1));
  const lines = sorted.map((entry, index) => ({ ...entry, number: index + 1 }));
  const returned = lines.filter(({ returnedAt }) => returnedAt !== null).length;
  const endUnknown = lines.filter(isUnknown).length;
  return { lines, foot: { dossiers: lines.length, sets: lines.reduce((sum, { sets }) => sum + sets, 0), returned, notReturned: lines.length - returned - endUnknown, endUnknown } };
}
