// The whole station over midnight in Hanoi: numbers begin anew, nobody of yesterday is called today, and no counter is held by who went home.

import { afterEach, beforeEach, expect, it } from 'vitest';
import { readMachineSettings } from '../../../electron/link/settings.ts';
import { cityOutside } from '../../../electron/station/city-outside.ts';
import { compose, type Station } from '../../../electron/station/compose.ts';
import { systemClock, type Clock } from '../../../electron/station/life/clock.ts';
import { fileVault } from '../../../electron/station/life/keys/vault.ts';
import { stationKeys } from '../../../electron/station/station-keys.ts';
import type { EpochMs, FieldCode } from '../../../shared/base/ids.ts';
import { must } from '../../../shared/base/must.ts';
import { stationFrameSchema, type Caller } from '../../../shared/contract/command.ts';
import { commands, type CommandInput, type CommandName, type CommandOutput } from '../../../shared/contract/commands.ts';
import { Machine } from './machine.ts';

let machine: Machine;
let station: Station;
let now: number;
const answers = new Map<string, (text: string) => void>();
const clock: Clock = { ...systemClock, now: () => now as EpochMs };
const at = (moment: string): void => void (now = Date.parse(moment));

beforeEach(async () => {
  at('2030-07-15T16:59:50+07:00');
  machine = new Machine();
  const settings = readMachineSettings(machine.settingsFile);
  station = await compose({
    settings,
    outside: cityOutside,
    keys: stationKeys(settings, fileVault),
    host: { kind: 'browser', electronVersion: null, nodeVersion: process.versions.node },
    clock,
    log: { info: () => undefined, warn: () => undefined, error: (event, error) => expect.fail(`${event}: ${String(error)}`) },
    send: (clientId, text) => answers.get(clientId)?.(text),
  });
});
afterEach(async () => {
  await station[Symbol.asyncDispose]();
  await machine[Symbol.asyncDispose]();
});

let calls = 0;
/** One command through the door, by a window of its own. */
async function call<Name extends CommandName>(caller: Caller, command: Name, input: Omit<CommandInput<Name>, 'requestId'>): Promise<CommandOutput<Name>> {
  calls += 1;
  const clientId = `window-${calls}`;
  const answered = new Promise<string>((resolve) => {
    answers.set(clientId, (text) => {
      if ('id' in (JSON.parse(text) as object)) resolve(text);
    });
  });
  station.door.open(clientId, caller);
  await station.door.receive(clientId, JSON.stringify({ id: 1, command, input: commands[command].changes ? { requestId: clock.uuid(), ...input } : input }));
  const frame = stationFrameSchema.parse(JSON.parse(await answered));
  station.door.close(clientId);
  if ('event' in frame || !frame.ok) throw new Error(`${command}: ${'event' in frame ? frame.event : frame.error.code}`);
  return commands[command].output.parse(frame.output) as CommandOutput<Name>;
}
const kiosk: Caller = { role: 'kiosk' };
const counter = { role: 'counter', counterId: 1 } as Caller;
const take = async (): Promise<string> => (await call(kiosk, 'ticket.issue', { field: 'A' as FieldCode, priority: 'none', procedureCode: null })).number;
const next = async (): Promise<string | null> => (await call(counter, 'queue.next', {})).ticket?.number ?? null;

it('F9: ends the day of the numbers at midnight in Hanoi, not in London', async () => {
  expect([await take(), await take()]).toEqual(['A001', 'A002']);
  // Midnight in UTC is seven in the morning here.
  at('2030-07-16T06:59:59+07:00');
  expect(await take()).toBe('A001');
  at('2030-07-16T07:00:01+07:00');
  expect(await take()).toBe('A002');
  at('2030-07-16T23:59:59.999+07:00');
  expect(await take()).toBe('A003');
  at('2030-07-17T00:00:00+07:00');
  expect(await take()).toBe('A001');
});

it('calls nobody of yesterday, and lets no visit of yesterday hold a counter', async () => {
  at('2030-07-15T23:59:00+07:00');
  await take();
  await take();
  expect(await next()).toBe('A001');
  const visitId = must(await call(counter, 'visit.read', {}), 'somebody is at the counter').visitId;
  await call(counter, 'visit.set-person', {
    visitId, person: { idNumber: '001185000012', oldIdNumber: '', fullName: 'Nguyễn Thị Ví Dụ', birthDate: '', sex: 'unknown', address: '', issuedOn: '', phone: '' },
  });
  at('2030-07-16T07:30:00+07:00');
  expect(await next()).toBeNull();
  const today = await take();
  expect([today, await next()]).toEqual(['A001', 'A001']);
  expect(await call(counter, 'visit.read', {})).toMatchObject({ number: 'A001', person: null });
  const overview = await call(kiosk, 'queue.overview', {});
  expect([overview.day, overview.calling.map(({ number }) => number), overview.fields.find(({ field }) => field === 'A')?.waiting]).toEqual(['2030-07-16', ['A001'], 0]);
});

it('gives no number of a day twice when the clock is put back', async () => {
  at('2030-07-16T08:00:00+07:00');
  expect([await take(), await take()]).toEqual(['A001', 'A002']);
  at('2030-07-15T20:00:00+07:00');
  const back = await take();
  at('2030-07-16T09:00:00+07:00');
  expect([await take(), back]).not.toContain('A002');
});
