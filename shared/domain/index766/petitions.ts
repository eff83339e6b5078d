// Petitions and complaints (PAKN) of the index: four clocks, and whether people were content with the answer.

import type { EpochMs } from '../../base/ids.ts';
import type { PetitionFact } from './facts.ts';
import type { Count } from './score.ts';

/** Working days in which each step must be done; found in the published counting rules of the index. */
export const PETITION_CLOCKS = { refuse: 2, askSupplement: 5, handle: 15, publish: 2 } as const;

/** Working days from one moment to another, by the unit's own calendar. */
export type WorkingDays = (from: EpochMs, to: EpochMs) => number;

/** Late if a step took longer than its clock, or has not been done at `until` though its clock is over. Handling counts from the supplement where one was asked for and came; while it is awaited, nothing runs. */
export function isPetitionLate(petition: PetitionFact, until: EpochMs, workingDays: WorkingDays): boolean {
  const { receivedAt, refusedAt, supplementAskedAt, suppliedAt, answeredAt, publishedAt } = petition;
  if (refusedAt !== null) return workingDays(receivedAt, refusedAt) > PETITION_CLOCKS.refuse;
  if (supplementAskedAt !== null && workingDays(receivedAt, supplementAskedAt) > PETITION_CLOCKS.askSupplement) return true;
  if (supplementAskedAt !== null && suppliedAt === null && answeredAt === null) return false;
  if (workingDays(suppliedAt ?? receivedAt, answeredAt ?? until) > PETITION_CLOCKS.handle) return true;
  return answeredAt !== null && workingDays(answeredAt, publishedAt ?? until) > PETITION_CLOCKS.publish;
}

/** 5.2: handled in time, of all. */
export function petitionsInTime(petitions: readonly PetitionFact[], until: EpochMs, workingDays: WorkingDays): Count {
  return countWhere(petitions, (petition) => !isPetitionLate(petition, until, workingDays));
}

/** 5.3: neither disliked nor repeated nor late, of all. */
export function petitionsContent(petitions: readonly PetitionFact[], until: EpochMs, workingDays: WorkingDays): Count {
  return countWhere(petitions, (petition) => !petition.isDisliked && !petition.isRepeated && !isPetitionLate(petition, until, workingDays));
}

function countWhere(petitions: readonly PetitionFact[], isGood: (petition: PetitionFact) => boolean): Count {
  const causes = petitions.filter((petition) => !isGood(petition)).map(({ petitionId }) => petitionId);
  return { numerator: petitions.length - causes.length, denominator: petitions.length, causes };
}
