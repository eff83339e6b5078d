// What the index is computed from: plain records of dossiers, procedures and citizens' petitions, made by whoever has a store.

import type { EpochMs } from '../../base/ids.ts';
import type { Channel } from '../due-date/channel-limit.ts';
import type { SupplementWait } from '../due-date/supplements.ts';
import type { PetitionAbout, PetitionKind } from '../petition/petition.ts';

/** How the fee was paid, as the national portal numbers it (DuocThanhToanTrucTuyen): not online, through the national gateway, through a province's or ministry's; 'unseen' where nobody here sees whether it was. */
export type OnlinePayment = 'none' | 'national' | 'province' | 'unseen';

/** One dossier. Moments that have not come are null. No person's data: `code` is enough to find it. */
export interface DossierFact {
  readonly code: string;
  readonly procedureCode: string;
  readonly sector: string;
  readonly channel: Channel;
  readonly receivedAt: EpochMs;
  /** What was promised at receipt. Where it was moved by the wait for papers, the moved one, and then no `supplements`: their time would be taken off twice. */
  readonly dueAt: EpochMs | null;
  /** Longest time by law in milliseconds, for a dossier without a promised date. */
  readonly statutoryMs: number | null;
  /** Portal status 9, done; 10, handed over; the first of 3, 7 and 8, refused, withdrawn or stopped. */
  readonly doneAt: EpochMs | null;
  readonly returnedAt: EpochMs | null;
  readonly stoppedAt: EpochMs | null;
  /** In order, without overlaps; the last one may be open. */
  readonly supplements: readonly SupplementWait[];
  /** Every wait for papers, also one that the due date has in it. */
  readonly waits: readonly SupplementWait[];
  /** The portal has it, with its moment of receipt. */
  readonly isAtPortal: boolean;
  /** What was charged for it, one amount a fee; empty where none was entered. */
  readonly fees: readonly number[];
  readonly payment: OnlinePayment;
  /** Every paper that was handed in has a file; the result has one. */
  readonly hasPapersScanned: boolean;
  readonly hasResultFile: boolean;
  /** At least one paper was taken from what is held already. */
  readonly reusesPapers: boolean;
  /** A paper came out of the personal store of the national portal, or the result went there. */
  readonly usesPersonalStore: boolean;
  readonly hasVerifiedAccount: boolean;
  /** Rated "not satisfied", or complained of. */
  readonly isComplainedOf: boolean;
}

/** One procedure of the unit in the period; null where its own duty has not fallen into the period. */
export interface ProcedureFact {
  readonly procedureCode: string;
  readonly wasPublishedInTime: boolean | null;
  readonly wasDisclosedInTime: boolean | null;
  /** Name, steps, manner, papers with sets, time, subject, agency are all there, as far as whoever asks has the page; null where he has none. */
  readonly isComplete: boolean | null;
  readonly isOnline: boolean;
  /** Money is due by the catalogue. */
  readonly hasFee: boolean;
  readonly isFeeAtPortal: boolean;
  /** A paper comes out of it. */
  readonly yieldsPaper: boolean;
  readonly usesPopulationData: boolean;
}

/** One petition or complaint (PAKN). Moments that have not come are null. */
export interface PetitionFact {
  readonly petitionId: string;
  readonly kind: PetitionKind;
  readonly about: PetitionAbout;
  readonly receivedAt: EpochMs;
  readonly refusedAt: EpochMs | null;
  readonly supplementAskedAt: EpochMs | null;
  readonly suppliedAt: EpochMs | null;
  readonly answeredAt: EpochMs | null;
  readonly publishedAt: EpochMs | null;
  readonly isDisliked: boolean;
  readonly isRepeated: boolean;
}

/** A stretch of time; `to` is outside. */
export interface Period {
  readonly from: EpochMs;
  readonly to: EpochMs;
}
