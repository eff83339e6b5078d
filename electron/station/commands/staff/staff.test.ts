// Officers at a real store: accounts, sessions and PINs, and what somebody tries who has none.

import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { must } from '../../../../shared/base/must.ts';
import { atCounter, TestStation } from '../../../../tests/fakes/test-station.ts';
import type { Caller } from '../../../../shared/contract/command.ts';
import type { CommandInput, CommandName, CommandOutput } from '../../../../shared/contract/commands.ts';
import { Refusal } from '../../../../shared/contract/errors.ts';
import type { StaffRole } from '../../../../shared/domain/staff/rights.ts';
import type { Handler } from '../context.ts';
import { staffHandlers } from './staff-handlers.ts';
import { StaffSessions } from './staff-sessions.ts';

type StaffCommand = keyof ReturnType<typeof staffHandlers>;

const ADMIN: Caller = { role: 'admin' };
const HEAD = '00000000-0000-4000-8000-000000000001';
const LAN = '00000000-0000-4000-8000-000000000002';
const HUNG = '00000000-0000-4000-8000-000000000003';
const MAI = '00000000-0000-4000-8000-000000000004';
const PINS: Readonly<Record<string, string>> = { [HEAD]: '274961', [LAN]: '830517', [HUNG]: '619304', [MAI]: '405172' };

let station: TestStation;
let sessions: StaffSessions;
let handlers: ReturnType<typeof staffHandlers>;
/** As fast as a test wants it. */
const keeping = {
  derive: (secret: string) => Promise.resolve(`kept ${secret}`),
  isDerived: (secret: string, text: string) => Promise.resolve(text === `kept ${secret}`),
};
const start = (isOff = false): void => {
  sessions = new StaffSessions({ database: station.context.database, clock: station.clock, publish: station.context.publish, isOff, lockAfterMs: 300_000, slackMs: 0 });
  handlers = staffHandlers(station.context, sessions, keeping);
};
/** As the door calls: the gate, then the command, with its window and officer. */
async function call<Name extends StaffCommand>(name: Name, windowId: string, caller: Caller, input: Omit<CommandInput<Name>, 'requestId'>): Promise<CommandOutput<Name>> {
  const officer = sessions.admit(name, caller, windowId);
  const handler = handlers[name] as unknown as Handler<Name>;
  return station.call(name, (context, parsed, own) => handler({ ...context, acting: { windowId, officer } }, parsed, own), caller, input as never);
}
const add = (officerId: string, name: string, login: string, role: StaffRole) => call('staff.add', 'admin', ADMIN, { officerId, name, login, role, pin: must(PINS[officerId], 'a PIN of the test') });
const signIn = (officerId: string, pin = PINS[officerId] ?? '', windowId = 'counter-1', caller: Caller = atCounter(1)) => call('staff.sign-in', windowId, caller, { officerId, pin });
const codeOf = async (work: Promise<unknown> | (() => unknown)): Promise<string> => {
  try {
    await (typeof work === 'function' ? work() : work);
    return 'done';
  } catch (error) {
    return error instanceof Refusal ? `${error.code}${'seconds' in error.params ? ` ${error.params['seconds']}` : ''}` : String(error);
  }
};
const may = (command: CommandName, windowId = 'counter-1', caller: Caller = atCounter(1)) => codeOf(() => sessions.admit(command, caller, windowId));

beforeEach(() => {
  station = new TestStation();
  start();
});
afterEach(() => station[Symbol.asyncDispose]());

async function withStaff(): Promise<void> {
  await add(HEAD, 'Trần Thị Mẫu', 'mau', 'head');
  await add(LAN, 'Nguyễn Thị Lan', 'lan', 'receiving');
  await add(HUNG, 'Lê Văn Hùng', 'hung', 'technician');
}

describe('a point without accounts', () => {
  it('works as it did, and the first account is a head’s, who is signed in by it', async () => {
    expect([sessions.mode(), await may('queue.next'), await may('access.list', 'admin', ADMIN)]).toEqual(['unset', 'done', 'done']);
    expect(await codeOf(add(LAN, 'Nguyễn Thị Lan', 'lan', 'receiving'))).toBe('staff.first-head');
    expect(await codeOf(call('staff.add', 'admin', ADMIN, { officerId: HEAD, name: 'Mẫu', login: 'mau', role: 'head', pin: '123456' }))).toBe('staff.easy-pin');
    await add(HEAD, 'Trần Thị Mẫu', 'mau', 'head');
    expect(sessions.read('admin')).toMatchObject({ mode: 'asked', session: { name: 'Trần Thị Mẫu', isLocked: false } });
    expect([await may('queue.next'), await may('access.list', 'admin', ADMIN)]).toEqual(['staff.sign-in-needed', 'done']);
  });

  it('and one whose settings put the sign-in aside asks nobody, and lets a new PIN be set', async () => {
    await withStaff();
    start(true);
    expect([sessions.mode(), await may('queue.next'), await codeOf(call('staff.set-pin', 'admin', ADMIN, { officerId: HEAD, pin: '550812' }))]).toEqual(['off', 'done', 'done']);
    start();
    expect([await codeOf(signIn(HEAD)), await codeOf(signIn(HEAD, '550812'))]).toEqual(['staff.wrong-pin 0', 'done']);
  });
});

describe('a session', () => {
  beforeEach(withStaff);

  it('opens what the role may do, at its own window only', async () => {
    await signIn(LAN);
    expect(sessions.read('counter-1').session).toEqual({ officerId: LAN, name: 'Nguyễn Thị Lan', role: 'receiving', isLocked: false });
    expect([await may('queue.next'), await may('dossier.open'), await may('queue.next', 'counter-2', atCounter(2)), await may('staff.list', 'counter-1', ADMIN)]).toEqual(['done', 'done', 'staff.sign-in-needed', 'staff.not-allowed']);
    expect(sessions.officerAt(1 as never)).toEqual({ officerId: LAN, name: 'Nguyễn Thị Lan' });
  });

  it('of whoever serves nobody, as from the post office, makes them no officer of the counter', async () => {
    await add(MAI, 'Bùi Thị Mẫu', 'mai', 'post');
    await signIn(MAI);
    expect([sessions.read('counter-1').session?.name, await may('post.lists'), sessions.officerAt(1 as never)]).toEqual(['Bùi Thị Mẫu', 'done', null]);
  });

  it('locks by the key and after idle minutes, keeps its officer, and counts only touches and acts as life', async () => {
    await signIn(LAN);
    await call('staff.lock', 'counter-1', atCounter(1), {});
    expect([await may('visit.read'), sessions.read('counter-1').session?.isLocked, sessions.officerAt(1 as never)]).toEqual(['staff.sign-in-needed', true, null]);
    await signIn(LAN);
    station.clock.advance(200_000);
    await call('staff.seen', 'counter-1', atCounter(1), {});
    station.clock.advance(200_000);
    expect(await may('queue.next')).toBe('done');
    station.clock.advance(200_000);
    expect(await may('visit.read')).toBe('done');
    station.clock.advance(200_000);
    expect([await may('visit.read'), await may('queue.next')]).toEqual(['staff.sign-in-needed', 'staff.sign-in-needed']);
    await call('staff.seen', 'counter-1', atCounter(1), {});
    expect(sessions.read('counter-1').session?.isLocked).toBe(true);
  });

  it('is that of the keypad and the card reader of its counter too', async () => {
    const press = (command: CommandName) => codeOf(() => sessions.admitDevice(command, atCounter(1)));
    const refusedHere = () => sessions.refusalAt(1 as never, 'visit.set-person');
    expect([await press('queue.next'), refusedHere()]).toEqual(['staff.sign-in-needed', 'staff.sign-in-needed']);
    await signIn(LAN);
    expect([await press('queue.next'), refusedHere(), sessions.refusalAt(2 as never, 'visit.set-person')]).toEqual(['done', null, 'staff.sign-in-needed']);
    await call('staff.lock', 'counter-1', atCounter(1), {});
    expect([await press('queue.next'), refusedHere()]).toEqual(['staff.sign-in-needed', 'staff.sign-in-needed']);
    expect(await codeOf(() => sessions.admitDevice('ticket.issue', { role: 'kiosk' }))).toBe('done');
  });

  it('lays down no card for somebody who may not take papers in', async () => {
    await add(MAI, 'Hoàng Thị Mai', 'mai', 'returning');
    await signIn(MAI);
    expect((['visit.set-person', 'visit.scan', 'dossier.read', 'visit.read'] as const).map((command) => sessions.refusalAt(1 as never, command))).toEqual(['staff.not-allowed', 'staff.not-allowed', null, null]);
    await signIn(HUNG);
    expect((['visit.set-person', 'dossier.read', 'visit.read'] as const).map((command) => sessions.refusalAt(1 as never, command))).toEqual(['staff.not-allowed', 'staff.not-allowed', 'staff.not-allowed']);
  });

  it('of the post office reaches what goes by post and no dossier, call, print, search or list besides', async () => {
    await add(MAI, 'Hoàng Thị Mai', 'mai', 'post');
    await signIn(MAI);
    await signIn(MAI, PINS[MAI], 'admin', ADMIN);
    for (const command of ['post.lists', 'post.read', 'post.send', 'post.deliver'] as const) expect([command, await may(command), await may(command, 'admin', ADMIN)]).toEqual([command, 'done', 'done']);
    const barred = ['queue.next', 'dossier.read', 'dossier.find', 'dossier.list', 'dossier.page-image', 'result.lists', 'result.find', 'result.read', 'result.return', 'handover.read', 'handover.print', 'print.list', 'dead-letter.list', 'procedure.search', 'training.begin', 'reader.work-for'] as const;
    for (const command of barred) expect([command, await may(command)]).toEqual([command, 'staff.not-allowed']);
    for (const command of ['dossier.list', 'health.read', 'access.list', 'staff.list'] as const) expect([command, await may(command, 'admin', ADMIN)]).toEqual([command, 'staff.not-allowed']);
    expect(sessions.refusalAt(1 as never, 'visit.set-person')).toBe('staff.not-allowed');
  });

  it('is locked at every window once the machine has slept', async () => {
    await signIn(LAN);
    await signIn(HEAD, PINS[HEAD], 'admin', ADMIN);
    sessions.lockAll();
    expect([await may('visit.read'), await may('access.list', 'admin', ADMIN), sessions.read('counter-1').session?.isLocked]).toEqual(['staff.sign-in-needed', 'staff.sign-in-needed', true]);
  });

  it('is another officer’s once that one has signed in over it, and ends with a restart', async () => {
    await signIn(LAN);
    await signIn(HEAD);
    expect(sessions.read('counter-1').session?.name).toBe('Trần Thị Mẫu');
    await call('staff.sign-out', 'counter-1', atCounter(1), {});
    expect(sessions.read('counter-1').session).toBeNull();
    await signIn(LAN);
    start();
    expect(await may('queue.next')).toBe('staff.sign-in-needed');
  });

  it('ends at once when its account is put out of use or gets a new PIN, and takes a new role at once', async () => {
    const change = (isActive: boolean, role: StaffRole) => call('staff.change', 'admin', ADMIN, { officerId: LAN, name: 'Nguyễn Thị Lan', login: 'lan', role, isActive });
    await signIn(LAN);
    await change(true, 'returning');
    expect([await may('queue.next'), await may('dossier.open')]).toEqual(['done', 'staff.not-allowed']);
    await change(false, 'returning');
    expect([await may('queue.next'), await codeOf(signIn(LAN))]).toEqual(['staff.sign-in-needed', 'staff.unknown']);
    await change(true, 'receiving');
    await signIn(LAN);
    await call('staff.set-pin', 'admin', ADMIN, { officerId: LAN, pin: '995142' });
    expect(await may('queue.next')).toBe('staff.sign-in-needed');
  });

  it('of an officer lets the own PIN be changed, with the old one in hand', async () => {
    await signIn(LAN);
    expect(await codeOf(call('staff.own-pin', 'counter-1', atCounter(1), { old: '111222', pin: '995142' }))).toBe('staff.wrong-pin 0');
    await call('staff.own-pin', 'counter-1', atCounter(1), { old: PINS[LAN] ?? '', pin: '995142' });
    expect([await may('queue.next'), await codeOf(signIn(LAN)), await codeOf(signIn(LAN, '995142'))]).toEqual(['done', 'staff.wrong-pin 0', 'done']);
    expect(await codeOf(call('staff.own-pin', 'counter-2', atCounter(2), { old: '995142', pin: '995143' }))).toBe('staff.sign-in-needed');
  });
});

describe('accounts', () => {
  beforeEach(withStaff);

  it('never lose their last head, never share a sign-in name, and are added once', async () => {
    const head = { officerId: HEAD, name: 'Trần Thị Mẫu', login: 'mau' };
    expect(await codeOf(call('staff.change', 'admin', ADMIN, { ...head, role: 'receiving', isActive: true }))).toBe('staff.last-head');
    expect(await codeOf(call('staff.change', 'admin', ADMIN, { ...head, role: 'head', isActive: false }))).toBe('staff.last-head');
    expect(await codeOf(call('staff.change', 'admin', ADMIN, { ...head, login: 'lan', role: 'head', isActive: true }))).toBe('staff.login-taken');
    await add(LAN, 'Người khác', 'khac', 'head');
    const { officers, acts } = await call('staff.list', 'admin', ADMIN, {});
    expect(officers.map(({ name, role }) => `${name} ${role}`)).toEqual(['Lê Văn Hùng technician', 'Nguyễn Thị Lan receiving', 'Trần Thị Mẫu head']);
    expect(acts.map(({ by, what, whom }) => `${by}: ${what} ${whom}`)).toEqual(['Trần Thị Mẫu: added Lê Văn Hùng', 'Trần Thị Mẫu: added Nguyễn Thị Lan', ': added Trần Thị Mẫu']);
  });

  it('say nothing of a PIN, in no answer and in no stored answer', async () => {
    await signIn(LAN);
    const said = JSON.stringify([await call('staff.list', 'admin', ADMIN, {}), sessions.read('counter-1')]);
    for (const pin of Object.values(PINS)) expect(said).not.toContain(pin);
    expect(said).not.toContain('kept');
  });
});
