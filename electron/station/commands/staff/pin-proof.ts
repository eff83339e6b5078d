// Proves an officer's PIN: one at a time, each try counted on the disk before it is looked at, with waits that grow and that no restart, no second window and no clock shortens.

import { Refusal } from '../../../../shared/contract/errors.ts';
import { isBlocked, waitAfter } from '../../../../shared/domain/staff/pin.ts';
import type { Clock } from '../../life/clock.ts';
import type { StationDatabase } from '../../store/database.ts';
import { type Account, accountOf, noteStaffAct, setMisses } from '../../store/staff.ts';

/** How PINs are kept; both take long on purpose, off the loop. */
export interface PinKeeping {
  derive(secret: string): Promise<string>;
  /** False, too, for a text that was derived from nothing. */
  isDerived(secret: string, text: string): Promise<boolean>;
}

/** With the account in it: what is kept for one officer proves nothing in another's row. */
export function secretOf(officerId: string, pin: string): string {
  return `${officerId}:${pin}`;
}

export class PinProof {
  readonly #database: StationDatabase;
  readonly #clock: Clock;
  readonly #keeping: PinKeeping;
  /** Monotonic moments before which no try is looked at. */
  readonly #until = new Map<string, number>();
  readonly #bornAt: number;
  #turn: Promise<unknown> = Promise.resolve();

  constructor(database: StationDatabase, clock: Clock, keeping: PinKeeping) {
    this.#database = database;
    this.#clock = clock;
    this.#keeping = keeping;
    this.#bornAt = clock.monotonic();
  }

  /** The account that the PIN is of. Refuses 'staff.unknown', 'staff.blocked', 'staff.wait' {seconds}, 'staff.wrong-pin' {seconds}. */
  prove(officerId: string, pin: string, seat: string): Promise<Account> {
    const proved = this.#turn.then(() => this.#proveNow(officerId, pin, seat));
    this.#turn = proved.catch(() => undefined);
    return proved;
  }

  /** A new PIN: what was got wrong before is forgiven. */
  forgive(officerId: string): void {
    this.#until.delete(officerId);
  }

  async #proveNow(officerId: string, pin: string, seat: string): Promise<Account> {
    const account = this.#countTry(officerId);
    if (await this.#keeping.isDerived(secretOf(officerId, pin), account.pin)) return this.#right(account);
    return this.#wrong(account, seat);
  }

  /** Counted before it is looked at: pulling the plug meanwhile gives no try back. */
  #countTry(officerId: string): Account {
    return this.#database.write((store) => {
      const account = accountOf(store, officerId);
      if (account === null || !account.isActive) throw new Refusal('staff.unknown');
      if (isBlocked(account.misses, account.role === 'head')) throw new Refusal('staff.blocked');
      // After a restart the whole wait begins anew: the wall clock, which can be set, has no say.
      const until = this.#until.get(officerId) ?? this.#bornAt + waitAfter(account.misses) * 1000;
      const waitMs = until - this.#clock.monotonic();
      if (waitMs > 0) throw new Refusal('staff.wait', { seconds: Math.ceil(waitMs / 1000) });
      setMisses(store, officerId, account.misses + 1);
      return account;
    });
  }

  #right(account: Account): Account {
    return this.#database.write((store) => {
      const now = accountOf(store, account.officerId);
      // Somebody changed it while the PIN was looked at: what was proved holds no more.
      if (now === null || !now.isActive || now.pin !== account.pin) throw new Refusal('staff.wrong-pin', { seconds: 0 });
      setMisses(store, account.officerId, 0);
      this.#until.delete(account.officerId);
      return { ...now, misses: 0 };
    });
  }

  #wrong({ officerId, role, misses: before }: Account, seat: string): never {
    const misses = before + 1;
    const seconds = waitAfter(misses);
    this.#until.set(officerId, this.#clock.monotonic() + seconds * 1000);
    if (!isBlocked(misses, role === 'head')) throw new Refusal('staff.wrong-pin', { seconds });
    this.#database.write((store) => noteStaffAct(store, { at: this.#clock.now(), seat, by: null, what: 'blocked', officerId }));
    throw new Refusal('staff.blocked');
  }
}
