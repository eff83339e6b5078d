// What each component of the index counts over dossiers and procedures. Each returns a count whose causes name what was missed.

import type { EpochMs } from '../../base/ids.ts';
import type { DossierFact, Period, ProcedureFact } from './facts.ts';
import type { PeriodKind } from './period.ts';
import { roundHalfUp, type Count } from './score.ts';
import { endingOf, isLate } from './timing.ts';

/** Dossiers and procedures of one period, sorted out once. */
export interface Scope {
  readonly received: readonly DossierFact[];
  /** Received or ended in the period: what its progress is measured by. */
  readonly handled: readonly DossierFact[];
  /** Done or handed over by the end of the period, and handled in it: one in work can have no result yet (own reading). */
  readonly finished: readonly DossierFact[];
  readonly procedures: readonly ProcedureFact[];
  readonly until: EpochMs;
}

/** Sorts facts by a period; `asOf` is now where the period is not over; what happened at that moment has happened. */
export function scopeOf(dossiers: readonly DossierFact[], procedures: readonly ProcedureFact[], { from, to }: Period, asOf: EpochMs): Scope {
  const until = Math.min(to, asOf + 1) as EpochMs;
  const isInside = (at: EpochMs): boolean => at >= from && at < to;
  const handled = dossiers.filter((fact) => {
    const ending = endingOf(fact, until);
    return fact.receivedAt < until && (isInside(fact.receivedAt) || (ending.kind === 'ended' && isInside(ending.at)));
  });
  const isFinished = ({ doneAt, returnedAt }: DossierFact): boolean => [doneAt, returnedAt].some((at) => at !== null && at < until);
  return { received: handled.filter(({ receivedAt }) => isInside(receivedAt)), handled, finished: handled.filter(isFinished), procedures, until };
}

/** Dossiers that are good, of those given; the rest are the causes. */
export function countDossiers(among: readonly DossierFact[], isGood: (fact: DossierFact) => boolean): Count {
  const causes = among.filter((fact) => !isGood(fact)).map(({ code }) => code);
  return { numerator: among.length - causes.length, denominator: among.length, causes };
}

function countProcedures(among: readonly ProcedureFact[], isGood: (procedure: ProcedureFact) => boolean): Count {
  const causes = among.filter((procedure) => !isGood(procedure)).map(({ procedureCode }) => procedureCode);
  return { numerator: among.length - causes.length, denominator: among.length, causes };
}

/** 1.1: procedures whose decision was published in time, of those that had one in the period. */
export function publishedInTime({ procedures }: Scope): Count {
  return countProcedures(procedures.filter(({ wasPublishedInTime }) => wasPublishedInTime !== null), ({ wasPublishedInTime }) => wasPublishedInTime === true);
}

/** 1.2: procedures that were made public in time, of those that had to be. */
export function disclosedInTime({ procedures }: Scope): Count {
  return countProcedures(procedures.filter(({ wasDisclosedInTime }) => wasDisclosedInTime !== null), ({ wasDisclosedInTime }) => wasDisclosedInTime === true);
}

/** 1.3: procedures whose page says everything that it must. */
export function complete({ procedures }: Scope): Count {
  return countProcedures(procedures.filter(({ isComplete }) => isComplete !== null), ({ isComplete }) => isComplete === true);
}

/**
 * 1.4: at the portal, of what was received. `receivedByPortal` is its own number where it is known, and `receivedUsually` stands for it where it is not: the larger of that and ours is the denominator. Where
 * nothing was received here, nothing is missing either.
 */
export function atPortal({ received }: Scope, receivedByPortal: number | null, receivedUsually: number | null): Count {
  const { numerator, causes } = countDossiers(received, ({ isAtPortal }) => isAtPortal);
  const instead = received.length === 0 ? 0 : (receivedUsually ?? 0);
  return { numerator, denominator: Math.max(received.length, receivedByPortal ?? instead), causes };
}

/** What the portal takes for its own number of 1.4 where it has none: last year's, ÷ 12 for a month and ÷ 4 for a quarter; found in the published counting rules, which name nothing for a year. Null where there is nothing to divide. */
export function usualReceived(kind: PeriodKind, lastYear: number): number | null {
  return kind === 'year' || lastYear === 0 ? null : roundHalfUp(lastYear / (kind === 'month' ? 12 : 4), 2);
}

/** 2.1: done in time or still in time, of what was handled. */
export function inTime({ handled, until }: Scope): Count {
  return countDossiers(handled, (fact) => !isLate(fact, until));
}

/** 3.1: procedures offered online, in part or from end to end. */
export function onlineServices({ procedures }: Scope): Count {
  return countProcedures(procedures, ({ isOnline }) => isOnline);
}

/** 3.2: online services that had at least one online dossier. */
export function usedServices({ procedures, received }: Scope): Count {
  const used = new Set(received.filter(({ channel }) => channel === 'online').map(({ procedureCode }) => procedureCode));
  return countProcedures(procedures.filter(({ isOnline }) => isOnline), ({ procedureCode }) => used.has(procedureCode));
}

/** 3.3: filed online and, where a paper comes out of it, with the electronic result linked; one in work has none yet and is none. The share is multiplied by that of 1.4. */
export function filedOnline(scope: Scope, synced: Count): Count {
  const { received } = scope;
  const yields = yielding(scope);
  const { numerator, denominator, causes } = countDossiers(received, (fact) => fact.channel === 'online' && (!yields.has(fact.procedureCode) || fact.hasResultFile));
  return { numerator: synced.denominator === 0 ? numerator : (numerator * synced.numerator) / synced.denominator, denominator, causes };
}

/** 3.5: procedures with a fee whose fees are at the portal. */
export function feesAtPortal({ procedures }: Scope): Count {
  return countProcedures(procedures.filter(({ hasFee }) => hasFee), ({ isFeeAtPortal }) => isFeeAtPortal);
}

/** 3.5b: procedures with a fee that were paid online at least once. */
export function paidProcedures({ procedures, received }: Scope): Count {
  const paid = new Set(received.filter(({ payment }) => payment !== 'none').map(({ procedureCode }) => procedureCode));
  return countProcedures(procedures.filter(({ hasFee }) => hasFee), ({ procedureCode }) => paid.has(procedureCode));
}

/** 3.6: paid through a gateway, of the dossiers of procedures with a fee that were charged anything; one without an entered fee is none of them, unless it was paid. A transfer to the unit's own account is none. */
export function paidOnline({ procedures, received }: Scope): Count {
  const withFee = new Set(procedures.filter(({ hasFee }) => hasFee).map(({ procedureCode }) => procedureCode));
  const charged = received.filter(({ procedureCode, fees, payment }) => withFee.has(procedureCode) && (fees.length === 0 ? payment !== 'none' : fees.some((fee) => fee > 0)));
  return countDossiers(charged, ({ payment }) => payment !== 'none');
}

/** 4.1: with an electronic result, of what is finished and yields a paper. */
export function electronicResults(scope: Scope): Count {
  const yields = yielding(scope);
  return countDossiers(scope.finished.filter(({ procedureCode }) => yields.has(procedureCode)), ({ hasResultFile }) => hasResultFile);
}

/** 4.2: papers and result both as files, of what is finished. */
export function digitised(scope: Scope): Count {
  const yields = yielding(scope);
  return countDossiers(scope.finished, (fact) => fact.hasPapersScanned && (!yields.has(fact.procedureCode) || fact.hasResultFile));
}

/** Finished ones whose result has no file, of procedures out of which a paper comes. */
export function withoutResult(scope: Scope): readonly DossierFact[] {
  const yields = yielding(scope);
  return scope.finished.filter(({ procedureCode, hasResultFile }) => yields.has(procedureCode) && !hasResultFile);
}

/** 4.3: with at least one paper taken from what is held already. */
export function reused({ received }: Scope): Count {
  return countDossiers(received, ({ reusesPapers }) => reusesPapers);
}

/** 4.4: with something out of, or into, the personal store. */
export function withStore({ received }: Scope): Count {
  return countDossiers(received, ({ usesPersonalStore }) => usesPersonalStore);
}

/** 4.5a: procedures that use the population data. */
export function populationProcedures({ procedures }: Scope): Count {
  return countProcedures(procedures, ({ usesPopulationData }) => usesPopulationData);
}

/** 4.5b: dossiers of verified accounts. */
export function populationDossiers({ received }: Scope): Count {
  return countDossiers(received, ({ hasVerifiedAccount }) => hasVerifiedAccount);
}

/** 5.4: 100 % less the share that is late and the share that was complained of: one that is both is taken off twice, as the formula is written, and no more than everything. */
export function content({ handled, until }: Scope): Count {
  const late = handled.filter((fact) => isLate(fact, until));
  const disliked = handled.filter(({ isComplainedOf }) => isComplainedOf);
  return { numerator: Math.max(0, handled.length - late.length - disliked.length), denominator: handled.length, causes: [...new Set([...late, ...disliked].map(({ code }) => code))] };
}

function yielding({ procedures }: Scope): ReadonlySet<string> {
  return new Set(procedures.filter(({ yieldsPaper }) => yieldsPaper).map(({ procedureCode }) => procedureCode));
}
