// The commands of signing in, and of the accounts that the head of the point keeps.

import { must } from '../../../../shared/base/must.ts';
import type { Caller } from '../../../../shared/contract/command.ts';
import { Refusal } from '../../../../shared/contract/errors.ts';
import type { staffCommands, StaffList } from '../../../../shared/contract/staff.ts';
import { isBlocked, isEasyPin } from '../../../../shared/domain/staff/pin.ts';
import type { Readable, Writable } from '../../store/handle.ts';
import { forgetWordsOf } from '../../store/kept-words.ts';
import { answerOnce } from '../../store/requests.ts';
import { type Account, accountOf, keepAccount, noteStaffAct, readAccounts, readStaffActs } from '../../store/staff.ts';
import type { CommandContext, Handlers } from '../context.ts';
import { actorOf } from '../queue/step.ts';
import { wordsOwner } from './kept-words-handlers.ts';
import { type PinKeeping, PinProof, secretOf } from './pin-proof.ts';
import type { StaffSessions } from './staff-sessions.ts';

/** More than a commune has in many years; none is ever deleted. */
const MOST_ACCOUNTS = 300;
const SHOWN_ACTS = 50;

/** One handler for each. */
export function staffHandlers(context: CommandContext, sessions: StaffSessions, keeping: PinKeeping): Handlers<keyof typeof staffCommands> {
  const proof = new PinProof(context.database, context.clock, keeping);
  return {
    'staff.read': (own) => sessions.read(windowOf(own)),
    'staff.seen': (own) => {
      sessions.seen(windowOf(own));
      return sessions.read(windowOf(own));
    },
    'staff.lock': (own) => {
      sessions.lock(windowOf(own));
      return sessions.read(windowOf(own));
    },
    'staff.sign-out': (own, _input, caller) => {
      const officerId = sessions.read(windowOf(own)).session?.officerId;
      if (officerId !== undefined) own.database.write((store) => forgetWordsOf(store, wordsOwner(officerId, caller)));
      sessions.end(windowOf(own));
      return sessions.read(windowOf(own));
    },
    'staff.sign-in': async (own, { officerId, pin }, caller) => {
      const seat = actorOf(caller);
      await proof.prove(officerId, pin, seat);
      // Whoever unlocks has not come anew.
      if (sessions.read(windowOf(own)).session?.officerId !== officerId) own.database.write((store) => noteStaffAct(store, { at: own.clock.now(), seat, by: officerId, what: 'signed-in', officerId }));
      sessions.begin(windowOf(own), seat, officerId);
      return sessions.read(windowOf(own));
    },
    'staff.own-pin': async (own, { old, pin }, caller) => {
      const { session } = sessions.read(windowOf(own));
      if (session === null || session.isLocked) throw new Refusal('staff.sign-in-needed');
      requireHard(pin);
      const { officerId } = session;
      const account = await proof.prove(officerId, old, actorOf(caller));
      await setPin(own, caller, account, pin);
      return sessions.read(windowOf(own));
    },
    'staff.list': (own) => own.database.read(listOf),
    'staff.add': async (own, { officerId, name, login, role, pin }, caller) => {
      requireHard(pin);
      const derived = await keeping.derive(secretOf(officerId, pin));
      const added = own.database.write((store) => {
        const known = readAccounts(store);
        if (known.some((account) => account.officerId === officerId)) return null;
        if (known.length === 0 && role !== 'head') throw new Refusal('staff.first-head');
        if (known.length >= MOST_ACCOUNTS) throw new Refusal('staff.too-many', { most: MOST_ACCOUNTS });
        requireFreeLogin(store, officerId, login);
        keepAccount(store, { officerId, name, login, role, isActive: true, pin: derived, pinSetAt: own.clock.now(), misses: 0 });
        note(own, store, caller, 'added', officerId);
        return { isFirst: known.length === 0 };
      });
      if (added !== null) sessions.accountsChanged(null);
      // Whoever has just made the first account is its officer, and is not asked for the PIN that was typed a moment ago.
      if (added?.isFirst === true) sessions.begin(windowOf(own), actorOf(caller), officerId);
      return own.database.read(listOf);
    },
    'staff.change': (own, input, caller) =>
      answerOnce(own.database, own.clock, { command: 'staff.change', input, caller }, (store) => {
        const { requestId: _once, officerId, ...wanted } = input;
        const account = requireAccount(store, officerId);
        requireFreeLogin(store, officerId, wanted.login);
        keepAccount(store, { ...account, ...wanted });
        if (!readAccounts(store).some(({ role, isActive }) => role === 'head' && isActive)) throw new Refusal('staff.last-head');
        note(own, store, caller, 'changed', officerId);
        store.afterCommit(() => sessions.accountsChanged(null));
        return listOf(store);
      }),
    'staff.set-pin': async (own, { officerId, pin }, caller) => {
      requireHard(pin);
      await setPin(own, caller, own.database.read((store) => requireAccount(store, officerId)), pin);
      return own.database.read(listOf);
    },
  };

  async function setPin(own: CommandContext, caller: Caller, { officerId }: Account, pin: string): Promise<void> {
    const derived = await keeping.derive(secretOf(officerId, pin));
    own.database.write((store) => {
      keepAccount(store, { ...requireAccount(store, officerId), pin: derived, pinSetAt: own.clock.now(), misses: 0 });
      note(own, store, caller, 'pin-set', officerId);
    });
    proof.forgive(officerId);
    sessions.accountsChanged({ officerId, butAt: own.acting?.officer?.officerId === officerId ? windowOf(own) : null });
  }
}

function windowOf({ acting }: CommandContext): string {
  return must(acting, 'the door says at which window it is').windowId;
}

function note(context: CommandContext, store: Writable, caller: Caller, what: 'added' | 'changed' | 'pin-set', officerId: string): void {
  noteStaffAct(store, { at: context.clock.now(), seat: actorOf(caller), by: context.acting?.officer?.officerId ?? null, what, officerId });
}

function requireHard(pin: string): void {
  if (isEasyPin(pin)) throw new Refusal('staff.easy-pin');
}

function requireAccount(store: Readable, officerId: string): Account {
  const account = accountOf(store, officerId);
  if (account === null) throw new Refusal('staff.unknown');
  return account;
}

function requireFreeLogin(store: Readable, officerId: string, login: string): void {
  if (readAccounts(store).some((other) => other.login === login && other.officerId !== officerId)) throw new Refusal('staff.login-taken');
}

function listOf(store: Readable): StaffList {
  return {
    officers: readAccounts(store).map(({ officerId, name, login, role, isActive, pinSetAt, misses }) => ({ officerId, name, login, role, isActive, isBlocked: isBlocked(misses, role === 'head'), pinSetAt })),
    acts: readStaffActs(store, SHOWN_ACTS),
  };
}
