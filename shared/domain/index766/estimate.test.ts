// The estimate of the index and what would move it: periods, stretches that hold what is true, and acts that give what they say, for any dossiers.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ANY_DOSSIER, dossierFact } from '../../../tests/fakes/index-facts.ts';
import type { BusinessDay, EpochMs } from '../../base/ids.ts';
import { atMinute } from '../time/business-day.ts';
import { COMPONENT_IDS, GRANTED_AT_COMMUNE, USUAL_RULES, type ComponentId } from './components.ts';
import { estimateOf, maxOf, type LocalKnowledge } from './estimate.ts';
import { indexScore, type IndexFacts, type IndexSettings } from './index766.ts';
import { movesOf } from './moves.ts';
import { daysOfPeriod, periodAfter, periodOf } from './period.ts';
import { roundHalfUp } from './score.ts';

const at = (day: string, minute = 600): EpochMs => atMinute(day as BusinessDay, minute);
const JULY = { from: at('2026-07-01', 0), to: at('2026-08-01', 0) };
const NOW = at('2026-07-20');
const SETTINGS: IndexSettings = { rules: USUAL_RULES, granted: GRANTED_AT_COMMUNE, whenEmpty: 0 };
const KNOWN: LocalKnowledge = new Map([['2.1', 'counted'], ['1.4', 'counted'], ['5.4', 'at-most']]);
const ROWS: readonly ComponentId[] = [...KNOWN.keys()];
const factsOf = (dossiers: IndexFacts['dossiers']): IndexFacts => ({ dossiers, procedures: [], petitions: [], receivedByPortal: null, receivedUsually: null, certifiesElectronically: false });
const scoreOf = (dossiers: IndexFacts['dossiers']) => indexScore(factsOf(dossiers), JULY, NOW, () => 0, SETTINGS);
const moves = (dossiers: IndexFacts['dossiers']) => movesOf(factsOf(dossiers), JULY, NOW, () => 0, SETTINGS, ROWS);

describe('a period', () => {
  it.each([
    ['month', '2026-11-24', '2026-11', '2026-11-01', '2026-11-30', '2026-12'], ['month', '2028-02-10', '2028-02', '2028-02-01', '2028-02-29', '2028-03'], ['quarter', '2026-11-24', '2026-Q4', '2026-10-01', '2026-12-31', '2027-Q1'],
    ['year', '2026-11-24', '2026', '2026-01-01', '2026-12-31', '2027'],
  ] as const)('of a %s around %s is %s', (kind, day, period, from, to, next) => {
    expect(periodOf(kind, day as BusinessDay)).toBe(period);
    expect(daysOfPeriod(period)).toEqual({ kind, from, to });
    expect([periodAfter(period, 1), periodAfter(next, -1)]).toEqual([next, period]);
  });
});

describe('the estimate', () => {
  it('reaches from nought to all where nothing is known, and is what was entered where it was', () => {
    const bare = estimateOf(scoreOf([]), new Map(), new Map());
    // Rows that are granted to a commune are certain: four points.
    expect([bare.low, bare.high, bare.lowBand, bare.highBand]).toEqual([4, 100, 'weak', 'excellent']);
    const entered = estimateOf(scoreOf([]), new Map(), new Map(COMPONENT_IDS.map((id) => [id, USUAL_RULES[id].max / 2])));
    expect([entered.low, entered.high]).toEqual([52, 52]);
  });

  it('goes by what is counted here before what was read, and keeps both', () => {
    const { groups } = estimateOf(scoreOf([dossierFact({ dueAt: at('2026-07-10') }), dossierFact({ dueAt: at('2026-08-10') })]), KNOWN, new Map([['2.1', 19.53]]));
    expect(groups[1]?.rows[0]).toMatchObject({ source: 'local', low: 10, high: 10, portal: 19.53 });
  });

  it('takes the portal’s number of a group for what its rows leave open, no further than they allow', () => {
    const groupsWith = (points: number) => estimateOf(scoreOf([dossierFact({ isAtPortal: false }), dossierFact({})]), KNOWN, new Map([['CKMB', points]])).groups[0];
    // 1.4 is counted here: three points of six are certain to be missing.
    expect([groupsWith(12.5), groupsWith(18), groupsWith(1)]).toMatchObject([{ low: 12.5, high: 12.5, isEntered: true }, { low: 15, high: 15 }, { low: 3, high: 3 }]);
  });

  it('has at least what is known where only a part of what earns points is, and takes a reading before it', () => {
    const finished = { dueAt: at('2026-07-10'), doneAt: at('2026-07-09'), hasPapersScanned: true };
    const score = scoreOf([dossierFact({ ...finished, hasPapersScanned: false }), dossierFact(finished), dossierFact(finished), dossierFact(finished)]);
    const rowOf = (entered: ReadonlyMap<ComponentId, number>) => estimateOf(score, new Map([['4.2', 'at-least']]), entered).groups.flatMap(({ rows }) => rows).find(({ id }) => id === '4.2');
    expect(rowOf(new Map())).toMatchObject({ source: 'at-least', numerator: 3, denominator: 4, low: 3.75, high: 4 });
    expect(rowOf(new Map([['4.2', 2]]))).toMatchObject({ source: 'entered', low: 2, high: 2 });
  });

  it('is narrowed by nothing of which only a part is seen, and shows that part', () => {
    const score = scoreOf([dossierFact({})]);
    const rowOf = (entered: ReadonlyMap<ComponentId, number>) => estimateOf(score, new Map([['2.1', 'part']]), entered).groups[1]?.rows[0];
    expect(rowOf(new Map())).toMatchObject({ source: 'part', numerator: 1, denominator: 1, low: 0, high: 20 });
    expect(rowOf(new Map([['2.1', 19.53]]))).toMatchObject({ source: 'entered', low: 19.53, high: 19.53 });
  });

  it('holds the whole truth between its ends, for any dossiers', () => {
    fc.assert(fc.property(fc.array(ANY_DOSSIER, { maxLength: 20 }), (dossiers) => {
      const score = scoreOf(dossiers);
      const { low, high, max, groups } = estimateOf(score, KNOWN, new Map());
      expect(low <= score.total && score.total <= high && high <= max).toBe(true);
      for (const { rows } of groups) for (const row of rows) expect(row.low <= row.high && row.high <= row.max).toBe(true);
    }));
  });

  it('knows the most of everything', () => {
    expect([maxOf('total', USUAL_RULES), maxOf('TDGQ', USUAL_RULES), maxOf('3.5b', USUAL_RULES)]).toEqual([100, 20, 2]);
  });
});

describe('what would move it', () => {
  it('names dossiers to send, to keep, and those that cost points already', () => {
    const dossiers = [
      dossierFact({ code: 'sent', dueAt: at('2026-08-20') }), dossierFact({ code: 'not-sent', dueAt: at('2026-08-20'), isAtPortal: false }), dossierFact({ code: 'soon', dueAt: at('2026-07-24') }), dossierFact({ code: 'late', dueAt: at('2026-07-15') }),
      dossierFact({ code: 'ended-late', dueAt: at('2026-07-10'), doneAt: at('2026-07-13') }),
    ];
    // Five dossiers: each is 4 points of progress and, the threshold being 90 %, 1,33 of contentment; the one that is not sent costs 1,2.
    expect(moves(dossiers)).toEqual([
      { kind: 'keep', codes: ['soon'], points: 5.33 }, { kind: 'late-open', codes: ['late'], points: 5.33 }, { kind: 'late-ended', codes: ['ended-late'], points: 5.33 }, { kind: 'send', codes: ['not-sent'], points: 1.2 },
    ]);
  });

  it('gives what it says once it is done, for any dossiers', () => {
    const counted = (dossiers: IndexFacts['dossiers']): number => roundHalfUp(scoreOf(dossiers).groups.flatMap(({ measures }) => measures).reduce((sum, own) => sum + (ROWS.includes(own.id) ? own.score : 0), 0), 2);
    fc.assert(fc.property(fc.array(ANY_DOSSIER, { maxLength: 20 }), (dossiers) => {
      const send = moves(dossiers).find(({ kind }) => kind === 'send');
      const sent = dossiers.map((fact) => (send?.codes.includes(fact.code) === true ? { ...fact, isAtPortal: true } : fact));
      expect(roundHalfUp(counted(sent) - counted(dossiers), 2)).toBe(send?.points ?? 0);
      for (const { points, codes } of moves(dossiers)) expect(points >= 0 && codes.length > 0).toBe(true);
    }));
  });
});
