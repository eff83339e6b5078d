// What a host answers by itself: the same checks as at the station's door, also for whatever a page makes up.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { TestClock } from '../../tests/fakes/test-clock.ts';
import type { Caller } from '../../shared/contract/command.ts';
import { failureSchema } from '../../shared/contract/command.ts';
import { Refusal } from '../../shared/contract/errors.ts';
import { hostCommands, hostStateSchema, isHostCommand } from '../../shared/contract/host.ts';
import { createHostDoor, type HostHandlers } from './host-door.ts';
import { HostStatus } from './host-status.ts';

const facts = { shell: 'electron', version: '0.1.0', electron: '45.4.1', node: '24.21.0' } as const;
const clock = new TestClock();

function play(changed: Partial<HostHandlers> = {}) {
  const said: string[] = [];
  const status = new HostStatus({ facts, clock, onChange: () => said.push('changed') });
  const ran: unknown[] = [];
  const door = createHostDoor({
    handlers: {
      'host.state': (_input, { caller }) => status.stateFor(caller),
      'host.retry': () => ({}),
      'host.unlock': ({ pin }) => {
        ran.push(pin);
        throw new Refusal('pin.wrong', { seconds: 4 });
      },
      'host.leave': () => ({}),
      ...changed,
    },
    log: { info: () => undefined, warn: () => undefined, error: (event) => said.push(event) },
    newTraceId: () => 'trace',
  });
  const ask = (command: string, input: unknown, caller: Caller = { role: 'kiosk' }) => door({ clientId: 'c', caller }, command, input);
  return { ask, status, said, ran };
}
const refused = (code: string, params: object = {}) => ({ ok: false, error: { code, params, traceId: 'trace' } });

describe('the door of a host', () => {
  it('tells a window who it is and how the station is, before there is any station', async () => {
    const { ask } = play();
    expect(await ask('host.state', {})).toEqual({ ok: true, output: { ...facts, caller: { role: 'kiosk' }, windowId: null, station: { kind: 'none' }, trouble: null, unit: null, exit: 'free', windows: [], incidents: [] } });
  });

  it.each([
    ['a name outside the family’s list', 'host.eval', {}, 'command.unknown'], ['a name of every object', '__proto__', {}, 'command.unknown'], ['another', 'constructor', {}, 'command.unknown'],
    ['a command of another role', 'host.retry', {}, 'caller.refused'], ['a key too many', 'host.state', { role: 'admin' }, 'request.invalid'], ['no object', 'host.state', null, 'request.invalid'],
    ['a PIN of letters', 'host.unlock', { pin: 'abcd' }, 'request.invalid'], ['a number for a PIN', 'host.unlock', { pin: 1234 }, 'request.invalid'], ['a choice that is none', 'host.leave', { choice: 'format' }, 'request.invalid'],
  ])('refuses %s', async (_name, command, input, code) => {
    const { ask, ran } = play();
    expect(await ask(command, input)).toMatchObject({ ok: false, error: { code } });
    expect(ran).toEqual([]);
  });

  it('passes a refusal on by its code, and keeps the words of a bug to itself', async () => {
    const { ask, said } = play({ 'host.retry': () => Promise.reject(new Error('secret words')), 'host.leave': () => ({ secret: 'words' }) as never });
    expect(await ask('host.unlock', { pin: '1234' })).toEqual(refused('pin.wrong', { seconds: 4 }));
    expect(await ask('host.retry', {}, { role: 'admin' })).toEqual(refused('internal'));
    expect(await ask('host.leave', { choice: 'close' })).toEqual(refused('internal'));
    expect(said).toEqual(['host.bug', 'host.bug']);
  });

  it('never throws, whatever name, role and input come', async () => {
    const { ask } = play();
    const names = fc.oneof(fc.constantFrom(...Object.keys(hostCommands), 'host.', 'toString', '__proto__'), fc.string());
    await fc.assert(
      fc.asyncProperty(names, fc.anything(), fc.constantFrom<Caller['role']>('kiosk', 'board', 'admin'), async (name, input, role) => {
        const reply = await ask(name, input, { role } as Caller);
        if (!reply.ok) failureSchema.parse(reply.error);
      }),
      { numRuns: 2000 },
    );
  });

  it.each([['host.state', true], ['host.', true], ['host.unknown', true], ['hosts.state', false], ['point.describe', false], ['', false]])('%s is of the family: %s', (name, is) => {
    expect(isHostCommand(name)).toBe(is);
  });
});

describe('the state of a host', () => {
  it('follows the station from start to death to failure, and every state is of the contract', () => {
    const { status, said } = play();
    const seen: string[] = [];
    const look = (): void => {
      const state = hostStateSchema.parse(status.stateFor({ role: 'admin' }));
      seen.push([state.station.kind, state.trouble?.kind ?? '-', 'deaths' in state.station ? state.station.deaths : ''].join(' ').trim());
    };
    status.stationStarts(); look();
    status.stationDied('SIGSEGV', 200.4); look();
    status.stationDied('code 70', 400); look();
    status.stationRuns(); look();
    status.stationDied('SIGKILL', 200); look();
    status.stationFailed('store.locked', 'x'.repeat(2000), 60_000); look();
    status.stationFailed('of another version', '', null); look();
    status.settingsAreWrong('/etc/mot-cua/settings.json', [{ line: 3, column: 5, where: 'host.windows', code: 'list-too-short', words: { vi: 'Danh sách cần ít nhất 1 mục.', en: 'The list needs at least 1 entries.' }, text: '    "windows": []', mark: { from: 15, length: 1 } }]); look();
    expect(seen).toEqual(['starting -', 'restarting - 1', 'restarting - 2', 'running -', 'restarting - 1', 'failed station', 'failed station', 'none settings']);
    expect(said).toHaveLength(8);
    const { incidents } = status.stateFor({ role: 'admin' });
    expect(incidents.map(({ code, detail }) => `${code} ${detail}`)).toEqual(['station.failed internal', 'station.failed store.locked', 'station.died SIGKILL', 'station.died code 70', 'station.died SIGSEGV']);
  });

  it('keeps what concerns other windows from the public, and no more than thirty incidents', () => {
    const { status } = play();
    status.windowsAre([{ windowId: 'counter-1', role: 'counter', place: 'shown', display: 'HDMI-1', page: 'live' }]);
    for (let index = 0; index < 40; index += 1) status.incident('page.gone', 'kiosk', `crashed ${String(index)}`);
    const [own, theirs] = [status.stateFor({ role: 'admin' }), status.stateFor({ role: 'board' })];
    expect([own.windows.length, own.incidents.length, own.incidents[0]?.detail, theirs.windows.length, theirs.incidents.length]).toEqual([1, 30, 'crashed 39', 0, 0]);
  });
});
