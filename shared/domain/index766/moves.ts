// What would move the index: each possible act tried on the facts, and the rows counted again. Nothing is promised that the formula does not give.

import type { EpochMs } from '../../base/ids.ts';
import type { ComponentId } from './components.ts';
import { scopeOf, withoutResult } from './dossier-counts.ts';
import type { DossierFact, Period } from './facts.ts';
import { pointsOf, type IndexFacts, type IndexSettings } from './index766.ts';
import type { WorkingDays } from './petitions.ts';
import { roundHalfUp } from './score.ts';
import { endingOf, isLate } from './timing.ts';

/**
 * 'send': not at the city yet, so not at the portal either. 'scan': done, and the result has no file. 'keep': in work, in time, due before the period ends: the points are lost if they are late. 'late-open': late and still in work: their points are gone,
 * and a later period counts them again if they end in it. 'late-ended': gone.
 */
export type MoveKind = 'send' | 'scan' | 'keep' | 'late-open' | 'late-ended';

/** `points` is what the act gives ('send', 'scan'), what would be lost without it ('keep'), what has been lost (the late ones): never below 0. */
export interface Move {
  readonly kind: MoveKind;
  readonly codes: readonly string[];
  readonly points: number;
}

/** Those with dossiers in them, the most points first. Only `rows` are compared: nobody acts on what is not known. */
export function movesOf(facts: IndexFacts, period: Period, asOf: EpochMs, workingDays: WorkingDays, settings: IndexSettings, rows: readonly ComponentId[]): readonly Move[] {
  const scope = scopeOf(facts.dossiers, facts.procedures, period, asOf);
  const { handled, until } = scope;
  const points = (dossiers: readonly DossierFact[]): number => pointsOf(rows, { ...facts, dossiers }, period, asOf, workingDays, settings);
  const now = points(facts.dossiers);
  const isOpen = (fact: DossierFact): boolean => endingOf(fact, until).kind === 'open';
  const late = handled.filter((fact) => isLate(fact, until));
  const isKept = (fact: DossierFact): boolean => isOpen(fact) && !isLate(fact, until) && fact.dueAt !== null && fact.dueAt < period.to;
  const found: readonly (readonly [MoveKind, readonly DossierFact[], (fact: DossierFact) => DossierFact])[] = [
    ['send', handled.filter(({ isAtPortal }) => !isAtPortal), (fact) => ({ ...fact, isAtPortal: true })],
    // Nobody is told to scan where results are not counted here; a paper that went without its page cannot be scanned any more.
    ['scan', rows.includes('4.1') ? withoutResult(scope) : [], (fact) => ({ ...fact, hasResultFile: true })],
    ['keep', handled.filter(isKept), (fact) => ({ ...fact, dueAt: LONG_AGO })],
    ['late-open', late.filter(isOpen), inTime],
    ['late-ended', late.filter((fact) => !isOpen(fact)), inTime],
  ];
  return found
    .filter(([, which]) => which.length > 0)
    .map(([kind, which, change]): Move => {
      const changed = new Set(which);
      return { kind, codes: which.map(({ code }) => code), points: roundHalfUp(Math.abs(points(facts.dossiers.map((fact) => (changed.has(fact) ? change(fact) : fact))) - now), 2) };
    })
    .sort((one, other) => other.points - one.points);
}

/** A due date that is passed whatever wait is taken off. */
const LONG_AGO = 0 as EpochMs;

/** The same dossier as it would be without its lateness. */
function inTime(fact: DossierFact): DossierFact {
  return { ...fact, dueAt: null, statutoryMs: null, supplements: fact.supplements.slice(-1) };
}
