// What comes back from those who worked on a dossier, and who may take it. The portal's statuses of each are those of facts found in three sources (see status.ts); that a refusal stops a dossier is inferred from them.

import { type DossierStatus, isLegalMove } from './status.ts';

/** 'paper': the result; 'refusal': a paper that says no; 'supplements': nothing yet, papers are wanted. */
export type ResultKind = 'paper' | 'refusal' | 'supplements';

const STATUS_OF: Readonly<Record<ResultKind, DossierStatus>> = { paper: 9, refusal: 8, supplements: 5 };

/** The status that a dossier has once this came back. */
export function statusOfResult(kind: ResultKind): DossierStatus {
  return STATUS_OF[kind];
}

/** The step to take, null where it stands there already, 'illegal' where no step leads there. */
export function stepForResult(from: DossierStatus, kind: ResultKind): DossierStatus | null | 'illegal' {
  const to = STATUS_OF[kind];
  if (from === to) return null;
  return isLegalMove(from, to) ? to : 'illegal';
}

/** True where a paper may lie here for its owner: done, refused at the door, or stopped. */
export function mayHoldResult(status: DossierStatus): boolean {
  return status === 9 || status === 8 || status === 3;
}

/** Somebody who may take a result with nothing but their card. */
export interface Entitled {
  readonly numbers: readonly string[];
}

/** Whether a number is one of theirs. Letters of passports count the same in either case; somebody without a number is known by other papers. */
export function isTheirNumber({ numbers }: Entitled, shown: string): boolean {
  const own = shown.trim().toUpperCase();
  return own !== '' && numbers.some((number) => number !== '' && number.trim().toUpperCase() === own);
}
