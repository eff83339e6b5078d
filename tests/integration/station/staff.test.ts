// The whole station with officers who sign in: through its door, window by window, over a reload and a restart.

import { readFileSync, writeFileSync } from 'node:fs';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { readMachineSettings } from '../../../electron/link/settings.ts';
import { cityOutside } from '../../../electron/station/city-outside.ts';
import { compose, type Station } from '../../../electron/station/compose.ts';
import { systemClock } from '../../../electron/station/life/clock.ts';
import { fileVault } from '../../../electron/station/life/keys/vault.ts';
import { stationKeys } from '../../../electron/station/station-keys.ts';
import type { FieldCode } from '../../../shared/base/ids.ts';
import { stationFrameSchema, type Caller } from '../../../shared/contract/command.ts';
import { commands, type CommandInput, type CommandName, type CommandOutput } from '../../../shared/contract/commands.ts';
import { Machine } from './machine.ts';

const HEAD = '00000000-0000-4000-8000-000000000001';
const LAN = '00000000-0000-4000-8000-000000000002';
const [HEADS, LANS] = ['274961', '830517'];
const ADMIN: Caller = { role: 'admin' };
const COUNTER = { role: 'counter', counterId: 1 } as Caller;
const KIOSK: Caller = { role: 'kiosk' };

let machine: Machine;
let station: Station;
const answers = new Map<string, (text: string) => void>();
const start = async (): Promise<void> => {
  station = await compose({
    settings: readMachineSettings(machine.settingsFile), outside: cityOutside, keys: stationKeys(readMachineSettings(machine.settingsFile), fileVault), host: { kind: 'browser', electronVersion: null, nodeVersion: process.versions.node },
    clock: systemClock, log: { info: () => undefined, warn: () => undefined, error: (event, error) => expect.fail(`${event}: ${String(error)}`) }, send: (clientId, text) => answers.get(clientId)?.(text),
  });
};
beforeEach(async () => {
  machine = new Machine();
  await start();
});
afterEach(async () => {
  await station[Symbol.asyncDispose]();
  await machine[Symbol.asyncDispose]();
});

let clients = 0;
/** One command by a page of a window: each call is a page loaded anew. */
async function call<Name extends CommandName>(windowId: string, caller: Caller, command: Name, input: Omit<CommandInput<Name>, 'requestId'>): Promise<CommandOutput<Name>> {
  clients += 1;
  const clientId = `page-${clients}`;
  const answered = new Promise<string>((resolve) => {
    answers.set(clientId, (text) => {
      if ('id' in (JSON.parse(text) as object)) resolve(text);
    });
  });
  station.door.open(clientId, caller, windowId);
  await station.door.receive(clientId, JSON.stringify({ id: 1, command, input: commands[command].changes ? { requestId: systemClock.uuid(), ...input } : input }));
  const frame = stationFrameSchema.parse(JSON.parse(await answered));
  station.door.close(clientId);
  if ('event' in frame || !frame.ok) throw new Error('event' in frame ? frame.event : frame.error.code);
  return commands[command].output.parse(frame.output) as CommandOutput<Name>;
}
const code = (work: Promise<unknown>): Promise<string> => work.then(() => 'done', (error: unknown) => (error instanceof Error ? error.message : String(error)));
const next = (windowId = 'quay-1', caller = COUNTER) => code(call(windowId, caller, 'queue.next', {}));
const signIn = (pin = LANS, windowId = 'quay-1', caller = COUNTER) => code(call(windowId, caller, 'staff.sign-in', { officerId: LAN, pin }));
async function withStaff(): Promise<void> {
  await call('admin', ADMIN, 'staff.add', { officerId: HEAD, name: 'Trần Thị Mẫu', login: 'mau', role: 'head', pin: HEADS ?? '' });
  await call('admin', ADMIN, 'staff.add', { officerId: LAN, name: 'Nguyễn Thị Lan', login: 'lan', role: 'receiving', pin: LANS ?? '' });
}

it('works without anybody until there is an account, and then for whoever is signed in at that window', async () => {
  expect([await next(), (await call('admin', ADMIN, 'health.read', {})).checks.find(({ name }) => name === 'staff')]).toMatchObject(['done', { state: 'ok', params: { reason: 'unset' } }]);
  await withStaff();
  expect([await next(), await signIn(), await next(), await next('quay-1-b'), await code(call('admin-2', ADMIN, 'access.list', { from: '2026-01-01' as never, to: '2026-01-01' as never, dossierId: null }))]).toEqual(['staff.sign-in-needed', 'done', 'done', 'staff.sign-in-needed', 'staff.sign-in-needed']);
  expect(await code(call('kiosk', KIOSK, 'ticket.issue', { field: 'A' as FieldCode, priority: 'none', procedureCode: null }))).toBe('done');
  expect((await call('hall', { role: 'citizen-display', counterId: 1 } as Caller, 'display.read', {})).officerName).toBe('Nguyễn Thị Lan');
  await call('quay-1', COUNTER, 'staff.lock', {});
  expect([await next(), await code(call('quay-1', COUNTER, 'visit.read', {})), await signIn('111222'), await signIn(), await next()]).toEqual(['staff.sign-in-needed', 'staff.sign-in-needed', 'staff.wrong-pin', 'done', 'done']);
});

it('lets a clerk of the post office ask for the post at a counter, for nothing that a page of the counter asks for otherwise, and names them to no citizen as its officer', async () => {
  await withStaff();
  await call('admin', ADMIN, 'staff.change', { officerId: LAN, name: 'Nguyễn Thị Lan', login: 'lan', role: 'post', isActive: true });
  await signIn();
  expect(await call('quay-1', COUNTER, 'post.lists', {})).toMatchObject({ expected: [], waiting: [], posted: [], print: null });
  expect((await call('hall', { role: 'citizen-display', counterId: 1 } as Caller, 'display.read', {})).officerName).not.toBe('Nguyễn Thị Lan');
  const asked = [next(), code(call('quay-1', COUNTER, 'desk.read', {})), code(call('quay-1', COUNTER, 'visit.read', {})), code(call('quay-1', COUNTER, 'dossier.find', { text: 'lan' })), code(call('quay-1', COUNTER, 'result.lists', {})), code(call('quay-1', COUNTER, 'print.list', {}))];
  expect(await Promise.all(asked)).toEqual(asked.map(() => 'staff.not-allowed'));
});

it('ends sessions and forgets no wrong PIN over a restart', async () => {
  await withStaff();
  for (let index = 0; index < 4; index += 1) expect(await signIn('111222')).toBe('staff.wrong-pin');
  await station[Symbol.asyncDispose]();
  await start();
  expect([await code(call('admin', ADMIN, 'staff.list', {})), await signIn('111222'), await signIn()]).toEqual(['staff.sign-in-needed', 'staff.wrong-pin', 'staff.wait']);
});

it('lets whoever may write the settings in again, who sets the head’s PIN anew', async () => {
  await withStaff();
  await station[Symbol.asyncDispose]();
  const settings = JSON.parse(readFileSync(machine.settingsFile, 'utf8')) as object;
  writeFileSync(machine.settingsFile, JSON.stringify({ ...settings, staff: { signIn: 'off' } }));
  await start();
  expect([await next(), await code(call('admin', ADMIN, 'staff.set-pin', { officerId: HEAD, pin: '905538' })), (await call('admin', ADMIN, 'health.read', {})).checks.find(({ name }) => name === 'staff')?.state]).toEqual(['done', 'done', 'warning']);
  await station[Symbol.asyncDispose]();
  writeFileSync(machine.settingsFile, JSON.stringify(settings));
  await start();
  expect([await code(call('admin', ADMIN, 'staff.sign-in', { officerId: HEAD, pin: HEADS ?? '' })), await code(call('admin', ADMIN, 'staff.sign-in', { officerId: HEAD, pin: '905538' })), await code(call('admin', ADMIN, 'staff.list', {}))]).toEqual(['staff.wrong-pin', 'done', 'done']);
});
