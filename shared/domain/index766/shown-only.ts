// The rows of the index that are shown and earn nothing: the average time of each procedure (2.2), and petitions by their kind (5.1).

import type { Scope } from './dossier-counts.ts';
import type { DossierFact, PetitionFact } from './facts.ts';

/** One procedure of 2.2: how many results came in the period, and how long they took on average. */
interface AverageTime {
  readonly procedureCode: string;
  readonly dossiers: number;
  readonly meanMs: number;
}

/**
 * 2.2: of each procedure the time from receipt to result less the waits for papers, of the dossiers whose result came in the period; by number of dossiers. Nights and days off are in it (own reading: the
 * sources name the row, its 0 points and that it is shown by procedure, and measure elapsed time less waits everywhere else).
 */
export function averageTimes({ finished }: Scope): readonly AverageTime[] {
  return [...Map.groupBy(finished, ({ procedureCode }) => procedureCode)]
    .map(([procedureCode, own]): AverageTime => ({ procedureCode, dossiers: own.length, meanMs: Math.round(own.reduce((sum, fact) => sum + timeOf(fact), 0) / own.length) }))
    .sort((one, other) => other.dossiers - one.dossiers || (one.procedureCode < other.procedureCode ? -1 : 1));
}

function timeOf({ receivedAt, doneAt, returnedAt, waits }: DossierFact): number {
  const end = doneAt ?? returnedAt ?? receivedAt;
  const waited = waits.reduce((sum, { requestedAt, completedAt }) => sum + Math.max(0, Math.min(completedAt ?? end, end) - requestedAt), 0);
  return Math.max(0, end - receivedAt - waited);
}

/** 5.1: how many petitions there were of each kind about each thing, the most first. */
export function petitionsByKind(petitions: readonly PetitionFact[]): readonly (Pick<PetitionFact, 'kind' | 'about'> & { readonly count: number })[] {
  return [...Map.groupBy(petitions, ({ kind, about }) => `${kind} ${about}`).values()]
    .flatMap((own) => own.slice(0, 1).map(({ kind, about }) => ({ kind, about, count: own.length })))
    .sort((one, other) => other.count - one.count || (`${one.kind} ${one.about}` < `${other.kind} ${other.about}` ? -1 : 1));
}
