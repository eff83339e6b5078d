// A complaint or proposal (phản ánh, kiến nghị) on its way: which step may follow which, and until when each must be done.

import type { EpochMs } from '../../base/ids.ts';
import { PETITION_CLOCKS } from '../index766/petitions.ts';

/** Where it came from; 'paper' is a slip that an officer entered. */
export const PETITION_VIAS = ['kiosk', 'counter', 'citizen-display', 'paper'] as const;

/** What it is, and what it is about, as the petitioner or an officer chose. */
export const PETITION_KINDS = ['complaint', 'proposal'] as const;
export type PetitionKind = (typeof PETITION_KINDS)[number];
export const PETITION_ABOUTS = ['manner', 'procedure', 'delay', 'fee', 'place', 'other'] as const;
export type PetitionAbout = (typeof PETITION_ABOUTS)[number];

/** What happened and when; null for what has not. */
export interface PetitionTimes {
  readonly receivedAt: EpochMs;
  readonly refusedAt: EpochMs | null;
  readonly supplementAskedAt: EpochMs | null;
  readonly suppliedAt: EpochMs | null;
  readonly answeredAt: EpochMs | null;
  readonly publishedAt: EpochMs | null;
}

type PetitionState = 'open' | 'asked' | 'refused' | 'answered' | 'published';
export type PetitionStep = 'assigned' | 'refused' | 'asked' | 'supplied' | 'answered' | 'published' | 'disliked' | 'repeated';

/** Where it stands by what happened last. */
export function petitionState({ refusedAt, supplementAskedAt, suppliedAt, answeredAt, publishedAt }: PetitionTimes): PetitionState {
  if (refusedAt !== null) return 'refused';
  if (publishedAt !== null) return 'published';
  if (answeredAt !== null) return 'answered';
  return supplementAskedAt !== null && suppliedAt === null ? 'asked' : 'open';
}

const ALLOWED: Readonly<Record<PetitionStep, readonly PetitionState[]>> = {
  assigned: ['open', 'asked', 'answered'],
  refused: ['open', 'asked'],
  asked: ['open'],
  supplied: ['asked'],
  answered: ['open', 'asked'],
  published: ['answered'],
  disliked: ['answered', 'published'],
  repeated: ['answered', 'published'],
};

/** True if the step may be taken now. It is asked for supplements once: its clock runs from the reception, and a second question would have none. */
export function mayStep(times: PetitionTimes, step: PetitionStep): boolean {
  return ALLOWED[step].includes(petitionState(times)) && !(step === 'asked' && times.supplementAskedAt !== null);
}

/** One clock that runs: what must be done, and until when. */
interface PetitionClock {
  readonly step: 'refuse' | 'ask' | 'handle' | 'publish';
  readonly dueAt: EpochMs;
}

/** A moment so many working days later, at the end of that day, by the unit's own calendar. */
type AfterWorkingDays = (from: EpochMs, days: number) => EpochMs;

/** The clock of what must be done: an answer, then its publishing. Refusing and asking may be done and need not be. Null while none runs. */
export function dutyClock(times: PetitionTimes, after: AfterWorkingDays): PetitionClock | null {
  return runningClocks(times, after).find(({ step }) => step === 'handle' || step === 'publish') ?? null;
}

/** The clocks that run now, the nearest first: refuse within 2 and ask within 5 working days of the reception, handle within 15 (of the supplement, where one was asked for), publish within 2 of the answer. None while a supplement is awaited. */
export function runningClocks(times: PetitionTimes, after: AfterWorkingDays): readonly PetitionClock[] {
  const { receivedAt, suppliedAt, answeredAt } = times;
  switch (petitionState(times)) {
    case 'open':
      return [
        ...(suppliedAt === null ? [{ step: 'refuse' as const, dueAt: after(receivedAt, PETITION_CLOCKS.refuse) }, { step: 'ask' as const, dueAt: after(receivedAt, PETITION_CLOCKS.askSupplement) }] : []),
        { step: 'handle', dueAt: after(suppliedAt ?? receivedAt, PETITION_CLOCKS.handle) },
      ];
    case 'answered':
      return [{ step: 'publish', dueAt: after(answeredAt ?? receivedAt, PETITION_CLOCKS.publish) }];
    case 'asked':
    case 'refused':
    case 'published':
      return [];
  }
}
