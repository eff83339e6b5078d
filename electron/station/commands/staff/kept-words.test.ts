// Words of a dialog that nobody has sent yet, at a real store: there again after a crash for whoever typed them, never for anybody else, and gone with what they were about.

import { afterEach, beforeEach, expect, it } from 'vitest';
import { openDossier } from '../../../../tests/fakes/opened-dossier.ts';
import { BIRTH } from '../../../../tests/fakes/test-procedures.ts';
import { atCounter, TestStation } from '../../../../tests/fakes/test-station.ts';
import type { Caller } from '../../../../shared/contract/command.ts';
import type { CommandInput, CommandOutput } from '../../../../shared/contract/commands.ts';
import { keptWordsCommands } from '../../../../shared/contract/kept-words.ts';
import { PlausibleTime } from '../../life/plausible-time.ts';
import { tidyStore } from '../../store/tidy.ts';
import { erasureHandlers } from '../dossier/erase-dossier.ts';
import { dossierLifeHandlers } from '../dossier/dossier-life.ts';
import type { Handler } from '../context.ts';
import { keptWordsHandlers } from './kept-words-handlers.ts';
import { staffHandlers } from './staff-handlers.ts';
import { StaffSessions } from './staff-sessions.ts';

const ADMIN: Caller = { role: 'admin' };
const HEAD = '00000000-0000-4000-8000-000000000001';
const LAN = '00000000-0000-4000-8000-000000000002';
const PINS: Readonly<Record<string, string>> = { [HEAD]: '274961', [LAN]: '830517' };
const keeping = { derive: (secret: string) => Promise.resolve(`kept ${secret}`), isDerived: (secret: string, text: string) => Promise.resolve(text === `kept ${secret}`) };
const handlersOf = () => ({ ...staffHandlers(station.context, sessions, keeping), ...keptWordsHandlers });
type Name = keyof ReturnType<typeof handlersOf>;

let station: TestStation;
let sessions: StaffSessions;
const start = (): void => {
  sessions = new StaffSessions({ database: station.context.database, clock: station.clock, publish: station.context.publish, isOff: false, lockAfterMs: 300_000, slackMs: 0 });
};
/** As the door calls: the gate, then the command, with its window and officer. */
async function call<Command extends Name>(name: Command, input: Omit<CommandInput<Command>, 'requestId'>, caller: Caller = atCounter(1)): Promise<CommandOutput<Command>> {
  const windowId = caller.role === 'counter' ? `counter-${caller.counterId}` : caller.role;
  const officer = sessions.admit(name, caller, windowId);
  const handler = handlersOf()[name] as unknown as Handler<Command>;
  return station.call(name, (context, parsed, own) => handler({ ...context, acting: { windowId, officer } }, parsed, own), caller, input as never);
}
const signIn = (officerId: string, caller: Caller = atCounter(1)) => call('staff.sign-in', { officerId, pin: PINS[officerId] ?? '' }, caller);
const keep = (key: string, words: string | null, caller?: Caller) => call('staff.keep-words', { key, words }, caller);
const kept = async (caller?: Caller) => (await call('staff.words', {}, caller)).words;

beforeEach(() => {
  station = new TestStation({ procedures: [BIRTH] });
  start();
});
afterEach(() => station[Symbol.asyncDispose]());
async function withStaff(): Promise<void> {
  await call('staff.add', { officerId: HEAD, name: 'Trần Thị Mẫu', login: 'mau', role: 'head', pin: '274961' }, ADMIN);
  await call('staff.add', { officerId: LAN, name: 'Nguyễn Thị Lan', login: 'lan', role: 'receiving', pin: '830517' }, ADMIN);
}

it('are there again after a lock, and after the station died, for the officer who typed them', async () => {
  await withStaff();
  await signIn(LAN);
  await keep('note 0190a8b0-0000-7000-8000-000000000001', 'Đã gọi');
  await keep('note 0190a8b0-0000-7000-8000-000000000001', 'Đã gọi điện, chưa gặp');
  await call('staff.lock', {});
  await expect(kept()).rejects.toMatchObject({ code: 'staff.sign-in-needed' });
  await expect(keep('note x', 'ai đó')).rejects.toMatchObject({ code: 'staff.sign-in-needed' });
  station.reopen();
  start();
  await signIn(LAN);
  expect(await kept()).toEqual({ 'note 0190a8b0-0000-7000-8000-000000000001': 'Đã gọi điện, chưa gặp' });
});

it('are never read by another officer at that window, nor taken away from the first', async () => {
  await withStaff();
  await signIn(LAN);
  await keep('hold 1', 'Về lấy giấy');
  await call('staff.lock', {});
  await signIn(HEAD);
  expect(await kept()).toEqual({});
  await keep('hold 1', 'của người khác');
  await signIn(LAN);
  expect(await kept()).toEqual({ 'hold 1': 'Về lấy giấy' });
  // The same officer elsewhere has begun nothing there.
  await signIn(LAN, atCounter(2));
  expect(await kept(atCounter(2))).toEqual({});
});

it('go when the dialog is left, and all of an officer when he signs out there', async () => {
  await withStaff();
  await signIn(LAN);
  await keep('hold 1', 'một');
  await keep('slip', 'hai');
  await keep('hold 1', null);
  expect(await kept()).toEqual({ slip: 'hai' });
  await call('staff.sign-out', {});
  await signIn(LAN);
  expect(await kept()).toEqual({});
});

it('belong to the place where nobody signs in', async () => {
  await keep('slip', 'ở quầy 1');
  expect([await kept(), await kept(atCounter(2)), await kept(ADMIN)]).toEqual([{ slip: 'ở quầy 1' }, {}, {}]);
});

it('go with the person of their dossier, with their visit, and with the day', async () => {
  const dossier = await openDossier(station);
  const visitId = await station.serve(2);
  for (const key of [`correct ${dossier.dossierId}`, `petition-text ${visitId}`, 'slip']) await keep(key, 'Nguyễn Thị Ví Dụ');
  await station.finish(2);
  expect(Object.keys(await kept())).toEqual([`correct ${dossier.dossierId}`, 'slip']);
  await station.call('dossier.void', dossierLifeHandlers['dossier.void'], atCounter(1), { dossierId: dossier.dossierId, reason: 'Nhầm' });
  await station.call('dossier.erase', erasureHandlers['dossier.erase'], ADMIN, { dossierId: dossier.dossierId, reason: 'theo đơn' });
  expect(Object.keys(await kept())).toEqual(['slip']);
  station.clock.advance(86_400_000);
  const rules = { scanDays: 30, dossierDays: 730, isAlone: true, isDiskShort: () => false, isHeldByCity: () => Promise.resolve(null) };
  await tidyStore(station.context.database, station.context.blobs, station.clock, new PlausibleTime(station.clock), rules);
  expect(await kept()).toEqual({});
});

it('are the newest of so many dialogs that nobody has more open', async () => {
  for (let count = 0; count < 102; count += 1) {
    station.clock.advance(1000);
    await keep(`note ${count}`, String(count));
  }
  const words = await kept();
  expect([Object.keys(words).length, words['note 1'], words['note 2'], words['note 101']]).toEqual([100, undefined, '2', '101']);
});

it('have a name that is a name', () => {
  const { input } = keptWordsCommands['staff.keep-words'];
  expect(['note 0190a8b0-0000-7000-8000-000000000001', 'petition-text', 'drawer 2026-07-13+1'].map((key) => input.safeParse({ key, words: '' }).success)).toEqual([true, true, true]);
  expect(['', 'Note 1', 'note 1 2', `note ${'x'.repeat(65)}`].map((key) => input.safeParse({ key, words: '' }).success)).toEqual([false, false, false, false]);
});
