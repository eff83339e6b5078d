// Keeps numbers of the city in store for the days to come, as long as it can be reached. Each question is noted before it is asked, so that a lost answer burns no number.

import type { BusinessDay } from '../../../shared/base/ids.ts';
import { numbersPerDay, wantedBlocks } from '../../../shared/domain/codes/lease-plan.ts';
import { addDays, startOfDay } from '../../../shared/domain/time/business-day.ts';
import { MAX_LEASE_DAYS_AHEAD, MAX_LEASE_SIZE, MAX_LEASES_ASKED, type LeaseAnswer } from '../../../shared/wire/leases.ts';
import type { Clock } from '../life/clock.ts';
import type { StationDatabase } from '../store/database.ts';
import type { LogIdentity } from '../store/event-log.ts';
import { busiestDay, codesFree, dropAsk, forgetAsks, noteAsk, openAsks, takeInLease, type LeaseAsk } from '../store/lease-asks.ts';
import type { CityClient } from './city-client.ts';
import type { CityFailure } from './classify.ts';

/** A day of which the city has no more, or that it does not lend yet, is asked for again after this time. */
const REST_MS = 60 * 60_000;
/** How far back the load of this point is looked at. */
const LOAD_DAYS = 30;

/** What it works on. */
export interface LeaseParts {
  readonly database: StationDatabase;
  readonly client: Pick<CityClient, 'leases'>;
  readonly clock: Clock;
  readonly identity: Pick<LogIdentity, 'incarnation'>;
  readonly trueDay: () => { readonly day: BusinessDay; readonly isSuspect: boolean };
}

/** What a step came to. 'unusable' counts blocks of an answer that were not what was asked for: a fault of the city, and none of them is used. */
export type LeaseStep =
  | { readonly kind: 'idle' }
  | { readonly kind: 'got'; readonly blocks: number; readonly refused: number; readonly unusable: number }
  | { readonly kind: 'failed'; readonly failure: CityFailure };

/** Asks step by step for what is missing of today and the fourteen days after it. */
export class LeaseKeeper {
  readonly #parts: LeaseParts;
  /** Days that are not asked for, and until when by the machine's own count of time. */
  readonly #resting = new Map<BusinessDay, number>();
  #load: { readonly day: BusinessDay; readonly perDay: number } | null = null;

  constructor(parts: LeaseParts) {
    this.#parts = parts;
  }

  /** One question to the city, or none when enough is in store or the day is in doubt: what is lent for a wrong day is lost to the right one. */
  async step(signal: AbortSignal): Promise<LeaseStep> {
    const { trueDay, identity, client, database, clock } = this.#parts;
    const { day: today, isSuspect } = trueDay();
    if (isSuspect) return { kind: 'idle' };
    const { incarnation } = identity;
    const asks = this.#noteAsks(today, incarnation);
    if (asks.length === 0) return { kind: 'idle' };
    const answer = await client.leases(incarnation, asks, signal);
    if (answer.kind === 'failed') return answer;
    const taken = database.write((store) => {
      const { leases, refused } = answer.value;
      const ours = new Set(asks.map(({ leaseId }) => leaseId));
      const unusable = leases.filter((lease) => !ours.has(lease.leaseId) || !takeInLease(store, lease, clock.now()));
      for (const { leaseId } of [...unusable, ...refused]) dropAsk(store, leaseId);
      return { blocks: leases.length - unusable.length, unusable };
    });
    this.#rest(asks, answer.value, new Set(taken.unusable.map(({ leaseId }) => leaseId)));
    return { kind: 'got', blocks: taken.blocks, refused: answer.value.refused.length, unusable: taken.unusable.length };
  }

  /** What is to be asked now: durable before anybody is asked. */
  #noteAsks(today: BusinessDay, incarnation: number): readonly LeaseAsk[] {
    const { database, clock } = this.#parts;
    const days = Array.from({ length: MAX_LEASE_DAYS_AHEAD + 1 }, (_, ahead) => addDays(today, ahead)).filter((day) => (this.#resting.get(day) ?? 0) <= clock.monotonic());
    const perDay = this.#perDay(today);
    const [free, open] = database.read((store) => [codesFree(store, today, addDays(today, MAX_LEASE_DAYS_AHEAD), incarnation), openAsks(store, incarnation, MAX_LEASES_ASKED)] as const);
    const wanted = wantedBlocks(days, free, perDay, MAX_LEASE_SIZE);
    if (wanted.length === 0 && open.every(({ day }) => day >= today)) return open;
    return database.write((store) => {
      forgetAsks(store, today, incarnation);
      for (const { day, size } of wanted) noteAsk(store, { leaseId: clock.uuid(), day, size }, incarnation, clock.now());
      return openAsks(store, incarnation, MAX_LEASES_ASKED);
    });
  }

  #perDay(today: BusinessDay): number {
    if (this.#load?.day !== today) this.#load = { day: today, perDay: numbersPerDay(this.#parts.database.read((store) => busiestDay(store, startOfDay(addDays(today, -LOAD_DAYS))))) };
    return this.#load.perDay;
  }

  /** Whoever asks at once for what was just refused asks for ever; the same where the city gave less than was wanted. */
  #rest(asks: readonly LeaseAsk[], { leases, refused }: LeaseAnswer, unusable: ReadonlySet<string>): void {
    const dayOf = new Map(asks.map(({ leaseId, day }) => [leaseId, day]));
    const short = leases.filter(({ leaseId, lo, hi }) => unusable.has(leaseId) || hi - lo + 1 < (asks.find((ask) => ask.leaseId === leaseId)?.size ?? 0));
    for (const { leaseId } of [...refused, ...short]) {
      const day = dayOf.get(leaseId);
      if (day !== undefined) this.#resting.set(day, this.#parts.clock.monotonic() + REST_MS);
    }
  }
}
