// Earlier dossiers of the person at the counter, for whoever has said why he wants them.

import type { DossierId } from '../../../shared/base/ids.ts';
import type { Earlier } from '../../../shared/contract/intake.ts';
import { dossiersOfNumber } from './dossiers.ts';
import type { Readable } from './handle.ts';

/** More than these nobody reads through while a citizen waits. */
const MOST = 10;

/** How many dossiers of one number this station has, `but` for one; 0 without a number. Those whose person was erased, and those that were given up, are nobody's. */
export function countEarlier(store: Readable, idNumber: string, but: DossierId | null): number {
  return dossiersOfNumber(store, idNumber).filter(({ dossierId }) => dossierId !== but).length;
}

export type EarlierDossier = Earlier['dossiers'][number];

/** Newest first, each with the name that stands there now: whoever takes something over sees whose it is. */
export function earlierDossiers(store: Readable, idNumber: string): readonly EarlierDossier[] {
  return dossiersOfNumber(store, idNumber).slice(0, MOST).map(({ dossierId, officialCode, provisionalCode, applicantName, procedureName, receivedAt }) => ({ dossierId, code: officialCode ?? provisionalCode, fullName: applicantName, procedureName, receivedAt }));
}
