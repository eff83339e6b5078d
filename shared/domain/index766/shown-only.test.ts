// The rows that are shown and earn nothing: how long procedures took, and what petitions were about.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ANY_DOSSIER, dossierFact, petitionFact } from '../../../tests/fakes/index-facts.ts';
import type { BusinessDay, EpochMs } from '../../base/ids.ts';
import { atMinute } from '../time/business-day.ts';
import { scopeOf } from './dossier-counts.ts';
import type { DossierFact } from './facts.ts';
import { averageTimes, petitionsByKind } from './shown-only.ts';

const HOUR_MS = 3_600_000;
const at = (day: string, minute = 600): EpochMs => atMinute(day as BusinessDay, minute);
const JULY = { from: at('2026-07-01', 0), to: at('2026-08-01', 0) };
const times = (dossiers: readonly DossierFact[]) => averageTimes(scopeOf(dossiers, [], JULY, at('2026-07-25')));

describe('the average time of a procedure', () => {
  it('is from the receipt to the result, less every wait for papers, of those whose result came in the period', () => {
    const wait = { requestedAt: at('2026-07-09'), completedAt: at('2026-07-11') };
    const waited = { doneAt: at('2026-07-14'), waits: [wait] };
    expect(times([
      dossierFact({ doneAt: at('2026-07-10') }),
      // Six days, two of them of waiting: also where the promised date has the wait in it already.
      dossierFact({ ...waited, supplements: [wait] }), dossierFact(waited),
      dossierFact({ procedureCode: '1.004873', receivedAt: at('2026-06-20'), returnedAt: at('2026-07-01') }),
      // Still in work, refused, ended before the period: none of them took a time in it.
      dossierFact({}), dossierFact({ stoppedAt: at('2026-07-09') }), dossierFact({ receivedAt: at('2026-06-01'), doneAt: at('2026-06-20'), returnedAt: at('2026-07-10') }),
    ])).toEqual([
      { procedureCode: '2.000815', dossiers: 3, meanMs: Math.round((2 + 4 + 4) / 3 * 24 * HOUR_MS) },
      { procedureCode: '1.004873', dossiers: 1, meanMs: 11 * 24 * HOUR_MS },
    ]);
  });

  it('takes no more of a wait off than there was before the end', () => {
    expect(times([dossierFact({ doneAt: at('2026-07-10'), waits: [{ requestedAt: at('2026-07-09'), completedAt: at('2026-07-20') }] })])).toMatchObject([{ meanMs: 24 * HOUR_MS }]);
  });

  it('counts every finished dossier once, and is never negative, for any dossiers', () => {
    fc.assert(fc.property(fc.array(ANY_DOSSIER, { maxLength: 20 }), (dossiers) => {
      const found = times(dossiers);
      expect(found.reduce((sum, own) => sum + own.dossiers, 0)).toBeLessThanOrEqual(scopeOf(dossiers, [], JULY, at('2026-07-25')).finished.length);
      for (const { meanMs } of found) expect(meanMs).toBeGreaterThanOrEqual(0);
    }));
  });
});

describe('petitions by their kind', () => {
  it('are counted by what they are and what about, the most first, and none that is not there', () => {
    expect(petitionsByKind([petitionFact({ about: 'delay' }), petitionFact({ about: 'fee' }), petitionFact({ kind: 'proposal', about: 'delay' }), petitionFact({ kind: 'proposal', about: 'delay' })])).toEqual([
      { kind: 'proposal', about: 'delay', count: 2 }, { kind: 'complaint', about: 'delay', count: 1 }, { kind: 'complaint', about: 'fee', count: 1 },
    ]);
    expect(petitionsByKind([])).toEqual([]);
  });
});
