// Index 766: its table of points, each component on small sets whose answer can be counted by hand, and what holds for any data.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { BusinessDay, EpochMs } from '../../base/ids.ts';
import { holidayCalendar, USUAL_OFFICE_HOURS } from '../due-date/office-calendar.ts';
import { workingDaysBetween } from '../due-date/working-days.ts';
import { atMinute } from '../time/business-day.ts';
import { COMPONENT_IDS, GRANTED_AT_COMMUNE, GROUPS, USUAL_RULES } from './components.ts';
import type { ComponentId } from './components.ts';
import { usualReceived } from './dossier-counts.ts';
import type { PetitionFact } from './facts.ts';
import { indexScore, whatWouldMoveIt } from './index766.ts';
import type { IndexFacts, IndexSettings } from './index766.ts';
import { isPetitionLate } from './petitions.ts';
import { besideReadings } from './readings.ts';
import { bandOf, measureOf, percentOf, roundHalfUp } from './score.ts';
import { ANY_DOSSIER, dossierFact, petitionFact, procedureFact } from '../../../tests/fakes/index-facts.ts';
import { isLate } from './timing.ts';

const at = (day: string, minute = 600): EpochMs => atMinute(day as BusinessDay, minute);
const JULY = { from: at('2026-07-01', 0), to: at('2026-08-01', 0) };
const NO_HOLIDAYS = holidayCalendar([{ year: 2026, closed: [], working: [] }]);
const workingDays = (from: EpochMs, to: EpochMs): number => workingDaysBetween(from, to, USUAL_OFFICE_HOURS, NO_HOLIDAYS);
const SETTINGS: IndexSettings = { rules: USUAL_RULES, granted: GRANTED_AT_COMMUNE, whenEmpty: 0 };
const NO_FACTS: IndexFacts = { dossiers: [], procedures: [], petitions: [], receivedByPortal: null, receivedUsually: null, certifiesElectronically: false };
const scoreOf = (facts: Partial<IndexFacts>, settings: Partial<IndexSettings> = {}) => indexScore({ ...NO_FACTS, ...facts }, JULY, JULY.to, workingDays, { ...SETTINGS, ...settings });
const measure = (facts: Partial<IndexFacts>, id: ComponentId, settings: Partial<IndexSettings> = {}) => {
  const found = scoreOf(facts, settings).groups.flatMap(({ measures }) => measures).find((own) => own.id === id);
  return [found?.numerator, found?.denominator, found?.score, found?.note];
};
const dossiers = (...changes: readonly Parameters<typeof dossierFact>[0][]) => changes.map((change, index) => dossierFact({ code: `M-${index + 1}`, ...change }));
const procedures = (...changes: readonly Parameters<typeof procedureFact>[0][]) => changes.map((change, index) => procedureFact({ procedureCode: `1.00000${index + 1}`, ...change }));

describe('the table of points', () => {
  it('has the groups of the decision, a hundred points in all', () => {
    const maxOf = (group: string): number => COMPONENT_IDS.reduce((sum, id) => sum + (USUAL_RULES[id].group === group ? USUAL_RULES[id].max : 0), 0);
    expect(Object.entries(GROUPS).map(([id, { max }]) => [id, max, maxOf(id)])).toEqual([['CKMB', 18, 18], ['TDGQ', 20, 20], ['CLGQ', 12, 12], ['TTTT', 10, 10], ['MDSH', 22, 22], ['MDHL', 18, 18]]);
    expect(Object.values(GROUPS).reduce((sum, { max }) => sum + max, 0)).toBe(100);
  });

  it.each([[90, 'excellent'], [89.99, 'good'], [83.8, 'good'], [80, 'good'], [77.13, 'fair'], [70, 'fair'], [69.99, 'average'], [50, 'average'], [49.99, 'weak'], [94.73, 'excellent']] as const)('calls %d points %s', (points, band) => {
    expect(bandOf(points)).toBe(band);
  });

  it.each([[1.005, 2, 1.01], [2.345, 2, 2.35], [99.274, 2, 99.27], [99.27007, 1, 99.3], [0, 2, 0], [0.125, 2, 0.13]] as const)('rounds %d half up', (value, decimals, expected) => {
    expect(roundHalfUp(value, decimals)).toBe(expected);
  });

  it('gives all points from the threshold on, and 19,53 of 20 for 97,65 %', () => {
    const count = (numerator: number, denominator: number) => ({ numerator, denominator, causes: [] });
    expect(measureOf('2.1', USUAL_RULES['2.1'], count(9765, 10_000), 0)).toMatchObject({ score: 19.53, percent: 97.65 });
    expect([40, 50, 91].map((online) => measureOf('3.3', USUAL_RULES['3.3'], count(online, 100), 0).score)).toEqual([4.8, 6, 6]);
    expect([measureOf('5.2', USUAL_RULES['5.2'], count(0, 0), 0), measureOf('5.2', USUAL_RULES['5.2'], count(0, 0), 1)].map(({ score, percent, note }) => [score, percent, note])).toEqual([[0, null, 'no-cases'], [6, null, 'no-cases']]);
    expect(percentOf(1, 0)).toBeNull();
  });
});

describe('being in time', () => {
  const due = at('2026-07-20');
  const wait = (from: string, to: string | null) => ({ requestedAt: at(from), completedAt: to === null ? null : at(to) });
  it.each([
    ['done at the promised minute', { dueAt: due, doneAt: due }, false],
    ['done a minute later', { dueAt: due, doneAt: at('2026-07-20', 601) }, true],
    ['done in time and handed over late', { dueAt: due, doneAt: at('2026-07-17'), returnedAt: at('2026-07-25') }, false],
    ['handed over in time without being done before', { dueAt: due, returnedAt: at('2026-07-17') }, false],
    ['refused late', { dueAt: due, stoppedAt: at('2026-07-25') }, true],
    ['open when the period ends', { dueAt: due }, true],
    ['open with time left', { dueAt: at('2026-08-03') }, false],
    ['saved by the wait for papers', { dueAt: due, doneAt: at('2026-07-22'), supplements: [wait('2026-07-10', '2026-07-14')] }, false],
    ['late in spite of the wait', { dueAt: due, doneAt: at('2026-07-25'), supplements: [wait('2026-07-10', '2026-07-14')] }, true],
    ['waiting for papers since before the date', { dueAt: due, supplements: [wait('2026-07-10', null)] }, false],
    ['waiting for papers that were asked for too late', { dueAt: due, supplements: [wait('2026-07-21', null)] }, true],
    ['asked for papers twice and done at once', { dueAt: due, doneAt: at('2026-07-13'), supplements: [wait('2026-07-09', '2026-07-10'), wait('2026-07-10', '2026-07-11')] }, true],
    ['within the law without a promised date', { statutoryMs: 5 * 86_400_000, doneAt: at('2026-07-12') }, false],
    ['over the law without a promised date', { statutoryMs: 5 * 86_400_000, doneAt: at('2026-07-14') }, true],
    ['over the law less the wait', { statutoryMs: 5 * 86_400_000, doneAt: at('2026-07-14'), supplements: [wait('2026-07-09', '2026-07-11')] }, false],
    ['without any date', { doneAt: at('2026-07-30') }, false],
  ] as const)('is counted for one %s', (_name, change, late) => {
    expect(isLate(dossierFact(change), JULY.to)).toBe(late);
  });
});

describe('a component', () => {
  const three = procedures({ wasPublishedInTime: false, isOnline: false, isComplete: false, isFeeAtPortal: false }, {}, { wasPublishedInTime: null, hasFee: false });
  const filed = dossiers({ procedureCode: '1.000002', channel: 'online', fees: [], payment: 'national', hasResultFile: true, hasPapersScanned: true, doneAt: at('2026-07-10'), reusesPapers: true, usesPersonalStore: true, hasVerifiedAccount: true },
    { procedureCode: '1.000002', channel: 'online', fees: [0, 5000], doneAt: at('2026-07-10'), hasPapersScanned: true }, { procedureCode: '1.000002', fees: [0, 0], isAtPortal: false, isComplainedOf: true }, { procedureCode: '1.000003', payment: 'province' });
  const facts = { procedures: three, dossiers: filed };
  it.each([
    ['1.1', [1, 2, 3, 'counted']], ['1.2', [3, 3, 4, 'counted']], ['1.3', [2, 3, 1.33, 'counted']], ['1.4', [3, 4, 4.5, 'counted']], ['2.1', [4, 4, 20, 'counted']],
    ['3.1', [2, 3, 1.67, 'counted']], ['3.2', [1, 2, 2, 'counted']], ['3.3', [0.75, 4, 2.25, 'counted']], ['3.5', [1, 2, 1.25, 'counted']], ['3.5b', [1, 2, 1.25, 'counted']], ['3.6', [1, 2, 3, 'counted']],
    ['4.1', [1, 2, 3, 'counted']], ['4.2', [1, 2, 2.5, 'counted']], ['4.2c', [0, 1, 0, 'counted']], ['4.3', [1, 4, 0.63, 'counted']], ['4.4', [1, 4, 1, 'counted']], ['4.5a', [0, 0, 2, 'granted']], ['4.5b', [0, 0, 2, 'granted']],
    ['5.2', [0, 0, 0, 'no-cases']], ['5.3', [0, 0, 0, 'no-cases']], ['5.4', [3, 4, 5, 'counted']],
  ] as const)('%s is counted as by hand', (id, expected) => {
    expect(measure(facts, id)).toEqual(expected);
  });

  it('3.3 counts none that is still in work where a paper is to come out of it', () => {
    expect(measure({ procedures: procedures({}), dossiers: dossiers({ procedureCode: '1.000001', channel: 'online' }) }, '3.3').slice(0, 2)).toEqual([0, 1]);
  });

  it('3.6 counts none of which neither a fee nor a payment is known', () => {
    expect(measure({ procedures: procedures({}), dossiers: dossiers({ procedureCode: '1.000001', fees: [] }, { procedureCode: '1.000001', fees: [], payment: 'national' }, { procedureCode: '1.000001' }) }, '3.6').slice(0, 2)).toEqual([1, 2]);
  });

  it('that is granted to a commune is counted elsewhere', () => {
    expect([measure(facts, '4.5a', { granted: [] }), measure(facts, '4.5b', { granted: [] })]).toEqual([[0, 3, 0, 'counted'], [1, 4, 0.5, 'counted']]);
  });

  it('1.4 is measured by the portal’s own number where that is larger', () => {
    expect(measure({ ...facts, receivedByPortal: 6 }, '1.4')).toEqual([3, 6, 3, 'counted']);
    expect(measure({ ...facts, receivedByPortal: 2 }, '1.4')).toEqual([3, 4, 4.5, 'counted']);
  });

  it('1.4 is measured by last year’s ÷ 12 or ÷ 4 where the portal’s own number is not known, and by none over a year', () => {
    expect([usualReceived('month', 600), usualReceived('month', 7), usualReceived('quarter', 18), usualReceived('year', 600), usualReceived('month', 0)]).toEqual([50, 0.58, 4.5, null, null]);
    expect(measure({ ...facts, receivedUsually: 6 }, '1.4')).toEqual([3, 6, 3, 'counted']);
    expect(measure({ ...facts, receivedUsually: 6, receivedByPortal: 5 }, '1.4')).toEqual([3, 5, 3.6, 'counted']);
    expect(measure({ ...facts, receivedUsually: 2 }, '1.4')).toEqual([3, 4, 4.5, 'counted']);
    expect(measure({ receivedUsually: 6 }, '1.4')).toEqual([0, 0, 0, 'no-cases']);
  });

  it('counts only its period, and no future', () => {
    expect(measure({ dossiers: dossiers({ receivedAt: at('2026-06-01'), doneAt: at('2026-06-10') }, { receivedAt: at('2026-08-02') }, { receivedAt: at('2026-06-01'), doneAt: at('2026-07-02') }) }, '2.1')).toEqual([1, 1, 20, 'counted']);
    expect(indexScore({ ...NO_FACTS, dossiers: dossiers({}, { receivedAt: at('2026-07-20') }) }, JULY, at('2026-07-10'), workingDays, SETTINGS).groups[1]?.measures[0]).toMatchObject({ denominator: 1 });
  });
});

describe('a petition', () => {
  it.each([
    ['refused on the second working day', { refusedAt: at('2026-07-10') }, false], ['refused on the third', { refusedAt: at('2026-07-13') }, true],
    ['asked to add on the fifth', { supplementAskedAt: at('2026-07-15') }, false], ['asked to add on the sixth', { supplementAskedAt: at('2026-07-16') }, true],
    ['answered on the fifteenth and published', { answeredAt: at('2026-07-29'), publishedAt: at('2026-07-31') }, false], ['answered on the sixteenth', { answeredAt: at('2026-07-30'), publishedAt: at('2026-07-30') }, true],
    ['answered and published late', { answeredAt: at('2026-07-20'), publishedAt: at('2026-07-23') }, true], ['answered and never published', { answeredAt: at('2026-07-20') }, true],
    ['without any answer', {}, true], ['that is new', { receivedAt: at('2026-07-30') }, false],
    ['answered after it was added to', { supplementAskedAt: at('2026-07-10'), suppliedAt: at('2026-07-20'), answeredAt: at('2026-07-31') }, false],
  ] as const satisfies readonly (readonly [string, Partial<PetitionFact>, boolean])[])('%s', (_name, change, late) => {
    expect(isPetitionLate(petitionFact(change), JULY.to, workingDays)).toBe(late);
  });

  it('earns both its components', () => {
    const petitions = [petitionFact({ petitionId: '1', answeredAt: at('2026-07-10'), publishedAt: at('2026-07-10') }), petitionFact({ petitionId: '2', answeredAt: at('2026-07-10'), publishedAt: at('2026-07-10'), isDisliked: true }), petitionFact({ petitionId: '3' })];
    expect([measure({ petitions }, '5.2'), measure({ petitions }, '5.3')]).toEqual([[2, 3, 4, 'counted'], [1, 3, 2, 'counted']]);
  });
});

describe('the whole index', () => {
  it('says what lost most, and which dossiers did it', () => {
    const late = dossiers({ dueAt: at('2026-07-10') }, { dueAt: at('2026-08-10') }, { dueAt: at('2026-07-09') });
    const score = scoreOf({ dossiers: late, procedures: procedures({ procedureCode: '2.000815' }) });
    expect(whatWouldMoveIt(score)[0]).toMatchObject({ group: 'TDGQ', id: '2.1', lost: 13.33, causes: ['M-1', 'M-3'] });
  });

  const READINGS = [{ of: 'total', score: 94.73, readOn: '2026-08-25' as BusinessDay, place: 1 }, { of: 'total', score: 77.13, readOn: '2026-07-31' as BusinessDay, place: 2 }, { of: 'TDGQ', score: 19.53, readOn: '2026-08-25' as BusinessDay, place: null }] as const;
  it('stands beside every reading of the portal', () => {
    const score = scoreOf({ dossiers: dossiers({ dueAt: at('2026-08-10') }) });
    const lines = besideReadings(score, READINGS);
    expect(lines.find(({ of }) => of === 'TDGQ')).toMatchObject({ own: 20, newest: { score: 19.53 }, difference: -0.47 });
    expect(lines.find(({ of }) => of === 'total')?.readings.map(({ score: read }) => read)).toEqual([77.13, 94.73]);
    expect(lines.find(({ of }) => of === 'CKMB')).toMatchObject({ newest: null, difference: null });
  });

  it('is never below 0 nor above 100, loses what it does not earn, and does not hang on the order of its dossiers', () => {
    fc.assert(fc.property(fc.array(ANY_DOSSIER, { maxLength: 30 }), (found) => {
      const facts = { dossiers: found, procedures: procedures({ procedureCode: '2.000815' }, { procedureCode: '1.001193', hasFee: false }, { procedureCode: '1.004873', yieldsPaper: false }) };
      const score = scoreOf(facts);
      for (const { score: points, max, lost, measures } of score.groups) {
        expect(points >= 0 && points <= max).toBe(true);
        expect(roundHalfUp(points + lost, 2)).toBe(max);
        for (const { numerator, denominator } of measures) expect(numerator <= denominator).toBe(true);
      }
      expect(score.total).toBeLessThanOrEqual(100);
      const totals = (one: typeof score): unknown => one.groups.map(({ score: points, measures }) => [points, measures.map(({ numerator, denominator }) => [numerator, denominator])]);
      expect(totals(scoreOf({ ...facts, dossiers: [...found].reverse() }))).toEqual(totals(score));
    }), { numRuns: 150 });
  });

  it('does not fall when a dossier of it is scanned, paid online or reused', () => {
    fc.assert(fc.property(fc.array(ANY_DOSSIER, { minLength: 1, maxLength: 20 }), fc.constantFrom({ hasPapersScanned: true, hasResultFile: true }, { payment: 'national' } as const, { reusesPapers: true }, { isAtPortal: true }), ([first, ...rest], change) => {
      const own = procedures({ procedureCode: '2.000815' }, { procedureCode: '1.001193' }, { procedureCode: '1.004873' });
      const better = first === undefined ? [] : [{ ...first, ...change }];
      expect(scoreOf({ dossiers: [...better, ...rest], procedures: own }).total).toBeGreaterThanOrEqual(scoreOf({ dossiers: [first ?? dossierFact({}), ...rest], procedures: own }).total);
    }), { numRuns: 150 });
  });
});
