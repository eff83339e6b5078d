// Whether a dossier was in time, as index 766 and the periodic reports count it.

import type { EpochMs } from '../../base/ids.ts';
import { wouldCountAsLate } from '../due-date/supplements.ts';
import type { DossierFact } from './facts.ts';

/** 'ended' at a moment; 'waiting' for papers that were asked for once and have not come, which ends its time too; 'open' otherwise. */
export type Ending = { readonly kind: 'ended' | 'waiting'; readonly at: EpochMs } | { readonly kind: 'open' };

/** How a dossier stood at `until`, which is the end of a period or now: what happened later has not happened. Done goes before handed over, and both before refused, withdrawn and stopped. */
export function endingOf({ doneAt, returnedAt, stoppedAt, supplements }: DossierFact, until: EpochMs): Ending {
  const at = [doneAt, returnedAt, stoppedAt].find((moment) => moment !== null && moment < until) ?? null;
  if (at !== null) return { kind: 'ended', at };
  const last = supplements.filter(({ requestedAt }) => requestedAt < until).at(-1);
  return last !== undefined && (last.completedAt === null || last.completedAt >= until) ? { kind: 'waiting', at: last.requestedAt } : { kind: 'open' };
}

/**
 * True where the dossier is late at `until`. An open one is compared by `until` itself. The time between asking for papers and having them is taken off; a second request makes it late, whenever it ends.
 * Without a promised date its time is compared with the longest that the law allows, and without that it is never late. Found in the published counting rules of the index (section 2.1).
 */
export function isLate(fact: DossierFact, until: EpochMs): boolean {
  const asked = fact.supplements.filter(({ requestedAt }) => requestedAt < until);
  if (asked.length > 0 && wouldCountAsLate(asked.length - 1)) return true;
  const ending = endingOf(fact, until);
  const end = ending.kind === 'open' ? until : ending.at;
  const waited = asked.reduce((sum, { requestedAt, completedAt }) => sum + Math.max(0, Math.min(completedAt ?? end, end) - requestedAt), 0);
  if (fact.dueAt !== null) return end - waited > fact.dueAt;
  return fact.statutoryMs !== null && end - fact.receivedAt - waited > fact.statutoryMs;
}
