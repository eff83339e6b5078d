// A station's store with its mark beside it, begun, ended and begun again as programs do: for tests of stores that come back.

import type { BusinessDay, CounterId, FieldCode } from '../../shared/base/ids.ts';
import { StationDatabase } from '../../electron/station/store/database.ts';
import { appendEvent } from '../../electron/station/store/event-log.ts';
import { HighWaterKeeper, readHighWater } from '../../electron/station/store/high-water.ts';
import { claimIdentity, type LiveIdentity } from '../../electron/station/store/identity.ts';
import { nextNumber } from '../../electron/station/store/numbers.ts';
import { mintTicket } from '../../electron/station/store/own-blocks.ts';
import { noticeRebirth, type Rebirth, type StoreFinding } from '../../electron/station/store/rebirth.ts';
import type { TestClock } from './test-clock.ts';

/** The machine that a store is on unless a test says otherwise. */
export const MACHINE = 'a'.repeat(64);
export const DAY = '2026-11-23' as BusinessDay;
export const rebirthAt = (clock: TestClock) => ({ clock, fields: ['A', 'B'], day: DAY });

/** How it comes back: as a person says it, and with which book in use. */
export interface Put { readonly isPutBack?: boolean; readonly book?: Rebirth['book'] }

/** A station's store with its mark, as compose puts them together. */
export class Life implements AsyncDisposable {
  readonly database: StationDatabase;
  readonly identity: LiveIdentity;
  readonly finding: StoreFinding;
  readonly failures: unknown[] = [];
  readonly #keeper: HighWaterKeeper;

  private constructor(folder: string, clock: TestClock, machine: string, { isPutBack = false, book = null }: Put) {
    this.database = StationDatabase.open(folder, Buffer.alloc(32, 7));
    this.identity = claimIdentity(this.database, { commune: 'T149', station: 'K1', bootId: clock.uuid() });
    this.finding = noticeRebirth(this.database, this.identity, readHighWater(folder), machine, { ...rebirthAt(clock), book }, isPutBack);
    this.#keeper = new HighWaterKeeper({ folder, database: this.database, identity: this.identity, machine, clock, serverAt: () => null, onFailure: (error) => void this.failures.push(error) });
  }

  static async begin(folder: string, clock: TestClock, machine = MACHINE, put: Put = {}): Promise<Life> {
    const life = new Life(folder, clock, machine, put);
    await life.#keeper.write();
    return life;
  }

  write(clock: TestClock, count: number): void {
    for (let index = 0; index < count; index += 1) {
      this.database.write((store) => appendEvent(store, this.identity, clock, { type: 'counter.resumed', aggregate: 'counter', aggregateId: '1', body: { counterId: 1 as CounterId }, actor: 'counter-1' }));
    }
  }

  ticket(clock: TestClock): number | null {
    return this.database.write((store) => mintTicket(store, 'A' as FieldCode, DAY, { incarnation: this.identity.incarnation, at: clock.now(), newId: () => clock.uuid() }));
  }

  code(): number {
    return this.database.write((store) => nextNumber(store, 'provisional-code'));
  }

  /** The program dies: nothing more is written. */
  die(): void {
    this.database[Symbol.dispose]();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#keeper[Symbol.asyncDispose]();
    this.database[Symbol.dispose]();
  }
}
