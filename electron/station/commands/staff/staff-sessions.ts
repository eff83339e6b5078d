// Who is signed in at which window, in memory only: a restart of the station ends every session, a reload of a page none. And what each may call.

import type { CounterId } from '../../../../shared/base/ids.ts';
import type { Caller } from '../../../../shared/contract/command.ts';
import { commands, type CommandName } from '../../../../shared/contract/commands.ts';
import { type ErrorCode, Refusal } from '../../../../shared/contract/errors.ts';
import type { Officer, SignIn } from '../../../../shared/contract/staff.ts';
import { isAllowed, needOf, rightsOf } from '../../../../shared/domain/staff/rights.ts';
import type { Clock } from '../../life/clock.ts';
import type { StationDatabase } from '../../store/database.ts';
import { type Account, readAccounts } from '../../store/staff.ts';
import type { Publish } from '../context.ts';
import { actorOf } from '../queue/step.ts';

export interface StaffSessionParts {
  readonly database: StationDatabase;
  readonly clock: Clock;
  readonly publish: Publish;
  /** The machine's settings have put the sign-in aside. */
  readonly isOff: boolean;
  readonly lockAfterMs: number;
  /** So much later than that the station locks by itself. */
  readonly slackMs: number;
}

interface Session {
  readonly officerId: string;
  /** 'counter-3', 'admin' */
  readonly seat: string;
  /** Monotonic. */
  seenAt: number;
  isLocked: boolean;
}

export class StaffSessions {
  readonly #parts: StaffSessionParts;
  readonly #sessions = new Map<string, Session>();
  #accounts: ReadonlyMap<string, Account>;

  constructor(parts: StaffSessionParts) {
    this.#parts = parts;
    this.#accounts = this.#readAccounts();
  }

  /** 'unset' until the first account. */
  mode(): SignIn['mode'] {
    if (this.#accounts.size === 0) return 'unset';
    return this.#parts.isOff ? 'off' : 'asked';
  }

  /** How things stand at a window. */
  read(windowId: string): SignIn {
    const session = this.#live(windowId);
    const account = session === null ? undefined : this.#accounts.get(session.officerId);
    return {
      mode: this.mode(),
      officers: [...this.#accounts.values()].filter(({ isActive }) => isActive).map(({ officerId, name, login, role }) => ({ officerId, name, login, role })),
      session: session === null || account === undefined ? null : { officerId: account.officerId, name: account.name, role: account.role, isLocked: session.isLocked },
      lockAfterSeconds: Math.round(this.#parts.lockAfterMs / 1000),
    };
  }

  /** By whom a command of a window is; null where nobody has to be signed in. Refuses 'staff.sign-in-needed' and 'staff.not-allowed'. */
  admit(command: CommandName, caller: Caller, windowId: string): Officer | null {
    if ((caller.role !== 'counter' && caller.role !== 'admin') || this.mode() !== 'asked') return null;
    const session = this.#live(windowId);
    const open = session === null || session.isLocked ? null : session;
    const account = open === null ? undefined : this.#accounts.get(open.officerId);
    const need = needOf(command, caller.role);
    if (need !== 'open') {
      if (account === undefined) throw new Refusal('staff.sign-in-needed');
      if (!isAllowed(need, account.role)) throw new Refusal('staff.not-allowed', { role: account.role });
    }
    // Reading is no sign of life: windows read by themselves whenever something changes.
    if (open !== null && commands[command].changes) open.seenAt = this.#parts.clock.monotonic();
    return account === undefined ? null : { officerId: account.officerId, name: account.name };
  }

  /** As `admit`, for what is pressed beside a screen: whoever is signed in at a window of that counter. */
  admitDevice(command: CommandName, caller: Caller): Officer | null {
    return this.admit(command, caller, this.#windowAt(actorOf(caller)) ?? '');
  }

  /** Who works at a counter now; null where nobody is signed in or the window is locked, and where it is somebody who serves nobody there, as from the post office. */
  officerAt(counterId: CounterId): Officer | null {
    const windowId = this.#windowAt(`counter-${counterId}`);
    const account = windowId === null ? undefined : this.#accounts.get(this.#sessions.get(windowId)?.officerId ?? '');
    return account === undefined || !rightsOf(account.role).includes('desk') ? null : { officerId: account.officerId, name: account.name };
  }

  /** What keeps whoever works at a counter from doing by a device beside the screen what this command does; null where nothing does. */
  refusalAt(counterId: CounterId, command: CommandName): ErrorCode | null {
    try {
      this.admitDevice(command, { role: 'counter', counterId });
      return null;
    } catch (error) {
      if (error instanceof Refusal) return error.code;
      throw error;
    }
  }

  /** The officer's PIN was proved at this window: whoever was there before is signed out of it. */
  begin(windowId: string, seat: string, officerId: string): void {
    this.#sessions.set(windowId, { officerId, seat, seenAt: this.#parts.clock.monotonic(), isLocked: false });
    this.#tell();
  }

  /** A touch of keyboard or screen; a window that is locked already stays so. */
  seen(windowId: string): void {
    const session = this.#live(windowId);
    if (session !== null && !session.isLocked) session.seenAt = this.#parts.clock.monotonic();
  }

  lock(windowId: string): void {
    const session = this.#live(windowId);
    if (session === null || session.isLocked) return;
    session.isLocked = true;
    this.#tell();
  }

  /** The machine has slept, and nobody knows who woke it: its clock of idle minutes may have stood still meanwhile. */
  lockAll(): void {
    for (const windowId of this.#sessions.keys()) this.lock(windowId);
  }

  end(windowId: string): void {
    if (this.#sessions.delete(windowId)) this.#tell();
  }

  /** Accounts were changed, and the change is durable. `gone` is signed out everywhere but at the window that did it to itself. */
  accountsChanged(gone: { readonly officerId: string; readonly butAt: string | null } | null): void {
    this.#accounts = this.#readAccounts();
    for (const [windowId, { officerId }] of this.#sessions) {
      const isGone = this.#accounts.get(officerId)?.isActive !== true || (officerId === gone?.officerId && windowId !== gone.butAt);
      if (isGone) this.#sessions.delete(windowId);
    }
    this.#tell();
  }

  #readAccounts(): ReadonlyMap<string, Account> {
    return new Map(this.#parts.database.read(readAccounts).map((account) => [account.officerId, account]));
  }

  /** The session with its idle time counted; found idle for too long it is locked from now on. */
  #live(windowId: string): Session | null {
    const session = this.#sessions.get(windowId) ?? null;
    if (session !== null && !session.isLocked && this.#parts.clock.monotonic() - session.seenAt > this.#parts.lockAfterMs + this.#parts.slackMs) {
      session.isLocked = true;
      this.#tell();
    }
    return session;
  }

  #windowAt(seat: string): string | null {
    for (const [windowId, session] of this.#sessions) if (session.seat === seat && this.#live(windowId)?.isLocked === false) return windowId;
    return null;
  }

  #tell(): void {
    this.#parts.publish('staff.changed', {});
  }
}
