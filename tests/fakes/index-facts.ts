// Invented dossiers, procedures and petitions for tests of the index and of the reports.

import fc from 'fast-check';
import type { BusinessDay, EpochMs } from '../../shared/base/ids.ts';
import type { SupplementWait } from '../../shared/domain/due-date/supplements.ts';
import { atMinute } from '../../shared/domain/time/business-day.ts';
import type { DossierFact, PetitionFact, ProcedureFact } from '../../shared/domain/index766/facts.ts';

const BEGIN = atMinute('2026-06-15' as BusinessDay, 600);
const JULY = atMinute('2026-07-08' as BusinessDay, 600);

/** An ordinary dossier of July that is still in work, with changes. */
export function dossierFact(changes: Partial<DossierFact>): DossierFact {
  return {
    code: 'M-1', procedureCode: '2.000815', sector: 'Chứng thực', channel: 'counter', receivedAt: JULY, dueAt: null, statutoryMs: null, doneAt: null, returnedAt: null, stoppedAt: null, supplements: [], waits: [],
    isAtPortal: true, fees: [2000], payment: 'none', hasPapersScanned: false, hasResultFile: false, reusesPapers: false, usesPersonalStore: false, hasVerifiedAccount: false, isComplainedOf: false, ...changes,
  };
}

/** A procedure that is complete and online, with changes. */
export function procedureFact(changes: Partial<ProcedureFact>): ProcedureFact {
  return {
    procedureCode: '2.000815', wasPublishedInTime: true, wasDisclosedInTime: true, isComplete: true, isOnline: true, hasFee: true, isFeeAtPortal: true, yieldsPaper: true, usesPopulationData: false, ...changes,
  };
}

/** A petition of July without any answer yet, with changes. */
export function petitionFact(changes: Partial<PetitionFact>): PetitionFact {
  return { petitionId: 'P-1', kind: 'complaint', about: 'other', receivedAt: JULY, refusedAt: null, supplementAskedAt: null, suppliedAt: null, answeredAt: null, publishedAt: null, isDisliked: false, isRepeated: false, ...changes };
}

const MOMENT = fc.integer({ min: 0, max: 70 * 24 }).map((hour) => (BEGIN + hour * 3_600_000) as EpochMs);
const MAYBE = fc.option(MOMENT, { nil: null });
const WAITS = fc.array(fc.tuple(MOMENT, fc.integer({ min: 0, max: 200 })), { maxLength: 3 }).map((found): readonly SupplementWait[] => {
  const sorted = [...found].sort(([one], [other]) => one - other);
  return sorted.flatMap(([requestedAt, hours], index): SupplementWait[] => {
    const next = sorted[index + 1]?.[0];
    if (next === requestedAt) return [];
    const end = (requestedAt + hours * 3_600_000) as EpochMs;
    return [{ requestedAt, completedAt: next === undefined ? (hours % 2 === 0 ? null : end) : (Math.min(end, next) as EpochMs) }];
  });
});

/** Any dossier around July, with any fate. */
export const ANY_DOSSIER: fc.Arbitrary<DossierFact> = fc.record({
  code: fc.uuid(), procedureCode: fc.constantFrom('2.000815', '1.001193', '1.004873'), sector: fc.constantFrom('Chứng thực', 'Hộ tịch', 'Đất đai'), channel: fc.constantFrom('counter', 'online', 'post'),
  receivedAt: MOMENT, dueAt: MAYBE, statutoryMs: fc.option(fc.integer({ min: 0, max: 30 * 86_400_000 }), { nil: null }), doneAt: MAYBE, returnedAt: MAYBE, stoppedAt: MAYBE, supplements: WAITS, waits: WAITS,
  isAtPortal: fc.boolean(), fees: fc.array(fc.constantFrom(0, 2000, 8000), { maxLength: 2 }), payment: fc.constantFrom('none', 'national', 'province'), hasPapersScanned: fc.boolean(), hasResultFile: fc.boolean(),
  reusesPapers: fc.boolean(), usesPersonalStore: fc.boolean(), hasVerifiedAccount: fc.boolean(), isComplainedOf: fc.boolean(),
});
