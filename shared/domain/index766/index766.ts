// Index 766 of a unit out of its own data: every component, the six groups, the sum, and what would move it. An estimate: the portal's own number is the one that counts.

import type { EpochMs } from '../../base/ids.ts';
import { COMPONENT_IDS, GROUPS, type ComponentId, type ComponentRules, type GroupId } from './components.ts';
import * as counts from './dossier-counts.ts';
import type { DossierFact, Period, PetitionFact, ProcedureFact } from './facts.ts';
import { petitionsContent, petitionsInTime, type WorkingDays } from './petitions.ts';
import { bandOf, grantedMeasure, measureOf, roundHalfUp, type Band, type Count, type Measure } from './score.ts';

/** Everything that the index is computed from. */
export interface IndexFacts {
  readonly dossiers: readonly DossierFact[];
  readonly procedures: readonly ProcedureFact[];
  readonly petitions: readonly PetitionFact[];
  /** The portal's own number of dossiers received, where somebody has read it. */
  readonly receivedByPortal: number | null;
  /** What stands for it where nobody has: `usualReceived`, where the period is to be measured by it. */
  readonly receivedUsually: number | null;
  readonly certifiesElectronically: boolean;
}

/** What a unit may set. */
export interface IndexSettings {
  readonly rules: ComponentRules;
  readonly granted: readonly ComponentId[];
  /** Share of its points that a component without cases earns. */
  readonly whenEmpty: 0 | 1;
}

export interface GroupScore {
  readonly id: GroupId;
  readonly score: number;
  readonly max: number;
  readonly lost: number;
  readonly measures: readonly Measure[];
}

export interface IndexScore {
  readonly total: number;
  readonly band: Band;
  readonly groups: readonly GroupScore[];
}

/** Computes all of it. `asOf` is now: a dossier in work is compared with the earlier of now and the end of the period. */
export function indexScore(facts: IndexFacts, period: Period, asOf: EpochMs, workingDays: WorkingDays, settings: IndexSettings): IndexScore {
  const found = countsOf(facts, period, asOf, workingDays);
  const measures = COMPONENT_IDS.map((id): Measure => {
    const rule = settings.rules[id];
    return settings.granted.includes(id) ? grantedMeasure(id, rule) : measureOf(id, rule, found[id](), settings.whenEmpty);
  });
  const groups = (Object.keys(GROUPS) as GroupId[]).map((id): GroupScore => {
    const own = measures.filter((measure) => settings.rules[measure.id].group === id);
    const [score, max] = [sum(own.map((measure) => measure.score)), sum(own.map((measure) => measure.max))];
    return { id, score, max, lost: roundHalfUp(max - score, 2), measures: own };
  });
  const total = sum(groups.map(({ score }) => score));
  return { total, band: bandOf(total), groups };
}

/** The points of some rows together, and nothing else counted: for asking what an act would give. */
export function pointsOf(ids: Iterable<ComponentId>, facts: IndexFacts, period: Period, asOf: EpochMs, workingDays: WorkingDays, settings: IndexSettings): number {
  const found = countsOf(facts, period, asOf, workingDays);
  return sum([...ids].map((id) => measureOf(id, settings.rules[id], found[id](), settings.whenEmpty).score));
}

/** Components that lost points, the most costly first: where an hour of work is best spent. `causes` are the dossiers, procedures or petitions that did it. */
export function whatWouldMoveIt({ groups }: IndexScore): readonly (Measure & { readonly group: GroupId; readonly lost: number })[] {
  return groups
    .flatMap(({ id, measures }) => measures.map((measure) => ({ ...measure, group: id, lost: roundHalfUp(measure.max - measure.score, 2) })))
    .filter(({ lost }) => lost > 0)
    .sort((one, other) => other.lost - one.lost || (one.id < other.id ? -1 : 1));
}

function countsOf(facts: IndexFacts, period: Period, asOf: EpochMs, workingDays: WorkingDays): Readonly<Record<ComponentId, () => Count>> {
  const scope = counts.scopeOf(facts.dossiers, facts.procedures, period, asOf);
  const petitions = facts.petitions.filter(({ receivedAt }) => receivedAt >= period.from && receivedAt < scope.until);
  const synced = (): Count => counts.atPortal(scope, facts.receivedByPortal, facts.receivedUsually);
  return {
    '1.1': () => counts.publishedInTime(scope),
    '1.2': () => counts.disclosedInTime(scope),
    '1.3': () => counts.complete(scope),
    '1.4': synced,
    '2.1': () => counts.inTime(scope),
    '3.1': () => counts.onlineServices(scope),
    '3.2': () => counts.usedServices(scope),
    '3.3': () => counts.filedOnline(scope, synced()),
    '3.5': () => counts.feesAtPortal(scope),
    '3.5b': () => counts.paidProcedures(scope),
    '3.6': () => counts.paidOnline(scope),
    '4.1': () => counts.electronicResults(scope),
    '4.2': () => counts.digitised(scope),
    '4.2c': () => ({ numerator: facts.certifiesElectronically ? 1 : 0, denominator: 1, causes: [] }),
    '4.3': () => counts.reused(scope),
    '4.4': () => counts.withStore(scope),
    '4.5a': () => counts.populationProcedures(scope),
    '4.5b': () => counts.populationDossiers(scope),
    '5.2': () => petitionsInTime(petitions, scope.until, workingDays),
    '5.3': () => petitionsContent(petitions, scope.until, workingDays),
    '5.4': () => counts.content(scope),
  };
}

function sum(values: readonly number[]): number {
  return roundHalfUp(values.reduce((total, value) => total + value, 0), 2);
}
