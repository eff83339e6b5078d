// Under which names the money of a visit is under way, and what becomes of it when another person stands at the counter.

import type { StoreApi } from 'zustand/vanilla';
import type { DossierId, VisitId } from '../../../../shared/base/ids.ts';
import type { Intents } from '../../../client/intents.ts';
import { isUndecided } from '../../../client/intents.ts';
import type { CounterUi } from '../counter-ui.ts';

/** The saving of what is typed of a visit's fee. */
export function saveKey(visitId: VisitId): string {
  return `fee:${visitId}`;
}

/** The taking of a visit's money. Not answered, it is asked about again whoever stands here meanwhile. */
export function takeKey(visitId: VisitId): string {
  return `take:${visitId}`;
}

/** The taking of what a dossier owes: it is nobody's visit. */
export function owedKey(dossierId: DossierId): string {
  return `owed:${dossierId}`;
}

/** True for both of a visit. */
export function isFeeKey(key: string): boolean {
  return key.startsWith('fee:') || key.startsWith('take:');
}

/** What was refused for a visit that is not here any more has no dialog to say so: it is told above, and not tried again. */
export function tellRefusedBefore(ui: StoreApi<CounterUi>, intents: Intents, here: VisitId | null): void {
  const isBefore = (key: string): boolean => isFeeKey(key) && (here === null || (key !== saveKey(here) && key !== takeKey(here)));
  const refused = Object.entries(intents.store.getState()).some(([key, intent]) => isBefore(key) && intent.state === 'failed' && !isUndecided(intent));
  if (!refused) return;
  ui.setState({ feeDropped: true });
  intents.forget((key, intent) => isBefore(key) && !isUndecided(intent));
}

/** What the citizen handed over, and why there is no fee, among the words that are kept while they are typed. */
export const HANDED = 'fee.handed';
export const NONE_REASON = 'fee.noneReason';
