// Presses at the entrance and at a counter over the real commands and store; only the devices are in the test's hand.

import { afterEach, beforeEach, expect, test } from 'vitest';
import type { CounterId } from '../../shared/base/ids.ts';
import { Listeners } from '../../shared/base/listeners.ts';
import { must } from '../../shared/base/must.ts';
import type { CommandName } from '../../shared/contract/commands.ts';
import type { Person } from '../../shared/contract/visit.ts';
import { settle } from '../../tests/fakes/fake-line.ts';
import { atCounter, TestStation } from '../../tests/fakes/test-station.ts';
import { panelSchema } from '../link/devices/buttons.ts';
import type { Handler } from './commands/context.ts';
import { queueHandlers } from './commands/queue/queue-handlers.ts';
import { counterState } from './store/counters.ts';
import { refusedBy } from './store/disk-trouble.ts';
import { setPerson, visitAtCounter } from './store/visits.ts';
import { followCounters } from './counter-displays.ts';
import { startDeviceCommands } from './device-commands.ts';
import type { ButtonPanel, CounterDisplay, CounterKeypad, KeypadKey, PressOrigin } from './devices/ports.ts';
import type { LogValues } from './life/log.ts';
import type { Told } from './tell.ts';

const FIRST = 1 as CounterId;
let station: TestStation;
let stage: Stage;
beforeEach(() => {
  station = new TestStation();
  stage = new Stage();
});
afterEach(async () => {
  stage[Symbol.dispose]();
  await station[Symbol.asyncDispose]();
});

class Stage implements Disposable {
  readonly lit = new Set<number>();
  readonly shown: (string | null)[] = [];
  readonly bugs: unknown[] = [];
  /** Lines of the log: event, what was wrong, values. */
  readonly logged: unknown[][] = [];
  /** What the next command ends with instead of its work. */
  fault: Error | null = null;
  /** A test of the set-up has the devices. */
  isTried = false;
  beeps = 0;
  /** How often commands were run, by name. */
  readonly runs: CommandName[] = [];
  readonly #presses = new Listeners<[number, PressOrigin]>();
  readonly #keys = new Listeners<[KeypadKey, PressOrigin]>();
  readonly #told = new Listeners<[Told]>();
  readonly #ends: Disposable[];
  #sequence = 0;

  constructor() {
    const device = { state: () => ({ kind: 'ready', code: null, since: station.clock.now() }) as const, onChange: () => () => undefined, [Symbol.asyncDispose]: async () => await Promise.resolve() };
    const panel: ButtonPanel = { ...device, onPress: (listener) => this.#presses.add(listener), setLamp: (button, isLit) => void (isLit ? this.lit.add(button) : this.lit.delete(button)) };
    const keypad: CounterKeypad = { ...device, onKey: (listener) => this.#keys.add(listener), sayRefused: () => void (this.beeps += 1) };
    const display: CounterDisplay = { ...device, show: (number) => void (this.shown.at(-1) === number || this.shown.push(number)) };
    const log = { error: (event: string, error: unknown, values: LogValues = {}) => void (this.bugs.push(error), this.logged.push([event, error, values])) };
    const { context } = station;
    station.onTold = (told) => this.#told.emit(told);
    this.#ends = [
      startDeviceCommands({
        devices: { panel, keypads: new Map([[FIRST, keypad]]) },
        panel: panelSchema.parse({ input: { kind: 'hid-joystick' }, buttons: [{ button: 1, field: 'A' }, { button: 2, field: 'A', priority: 'elderly' }, { button: 3, field: 'Q' }] }),
        context, log, told: this.#told, publish: context.publish, ignores: () => this.isTried,
        run: (name, input, caller) => {
          this.runs.push(name);
          if (this.fault !== null) throw this.fault;
          if (name === 'visit.read') return readVisit();
          return (queueHandlers[name as keyof typeof queueHandlers] as Handler<CommandName>)(context, input as never, caller);
        },
      }),
      followCounters({ displays: new Map([[FIRST, display]]), database: context.database, clock: station.clock, told: this.#told, log }),
    ];
  }

  async press(button: number, sequence = (this.#sequence += 1)): Promise<void> {
    this.#presses.emit(button, { session: 1, sequence });
    await settle();
  }

  async key(key: KeypadKey, sequence = (this.#sequence += 1)): Promise<void> {
    this.#keys.emit(key, { session: 1, sequence });
    await settle();
  }

  /** The paper of the last number is out. */
  async printed(): Promise<void> {
    const ticketId = must(pressed().findLast(({ code }) => code === null)?.ticketId, 'a number was given');
    const { print } = await station.call('ticket.read', queueHandlers['ticket.read'], { role: 'kiosk' }, { ticketId });
    station.context.publish('print.changed', { printJobId: must(print, 'it prints').printJobId, ticketId, state: 'printed', code: null });
    await settle();
  }

  [Symbol.dispose](): void {
    for (const end of this.#ends) end[Symbol.dispose]();
  }
}

const pressed = () => station.told.flatMap((told) => (told.event === 'panel.pressed' ? [told.payload] : []));
const refused = () => station.told.flatMap((told) => (told.event === 'keypad.pressed' ? [told.payload.asks ?? told.payload.code] : []));
const desk = async () => await station.call('desk.read', queueHandlers['desk.read'], atCounter(FIRST), {});
function readVisit() {
  const visit = station.context.database.read((store) => visitAtCounter(store, FIRST));
  return visit === null ? null : { ...visit, papers: [] };
}

test('one press gives one number, with the lamps dark and the panel deaf until its paper is out', async () => {
  expect([...stage.lit]).toEqual([1, 2]);
  await stage.press(1);
  expect([(await desk()).waiting.map(({ number }) => number), [...stage.lit]]).toEqual([['A001'], []]);
  await stage.press(2);
  await stage.press(1);
  expect((await desk()).waiting).toHaveLength(1);
  await stage.printed();
  expect([...stage.lit].toSorted((one, other) => one - other)).toEqual([1, 2]);
  await stage.press(2);
  expect((await desk()).waiting.map(({ number, priority }) => `${number} ${priority}`)).toContain('A002 elderly');
  expect(pressed().map(({ code }) => code)).toEqual([null, 'panel.busy', 'panel.busy', null]);
});

test('a press that is reported twice gives one number', async () => {
  await stage.press(1, 41);
  await stage.printed();
  await stage.press(1, 41);
  expect((await desk()).waiting).toHaveLength(1);
});

test('a paper that does not come locks the panel for fifteen seconds and no longer', async () => {
  await stage.press(1);
  station.clock.advance(14_999);
  await settle();
  expect([...stage.lit]).toEqual([]);
  station.clock.advance(1);
  await settle();
  expect([...stage.lit].toSorted((one, other) => one - other)).toEqual([1, 2]);
});

test('what ends with a print under way stays dark', async () => {
  await stage.press(1);
  stage[Symbol.dispose]();
  await stage.printed();
  expect([...stage.lit]).toEqual([]);
});

test('a refusal that is the machine’s fault stands in the log with its cause, one that is not does not', async () => {
  await stage.press(3);
  await stage.key('done');
  expect(stage.logged).toEqual([]);
  const cause = new Error('database or disk is full');
  stage.fault = refusedBy('store.disk-full', cause);
  await stage.press(1);
  await stage.key('next');
  expect(stage.logged).toEqual([['panel.machine-failed', cause, { code: 'store.disk-full' }], ['keypad.machine-failed', cause, { counter: FIRST, code: 'store.disk-full' }]]);
  expect([pressed().at(-1)?.code, refused().at(-1)]).toEqual(['store.disk-full', 'store.disk-full']);
});

test('a button of a field without numbers says so on the kiosk, one without a meaning does nothing', async () => {
  await stage.press(3);
  await stage.press(9);
  expect(pressed()).toEqual([{ ticketId: null, code: 'field.unknown' }]);
  expect([...stage.lit].toSorted((one, other) => one - other)).toEqual([1, 2]);
});

test('the keys do what the screen’s buttons do, and the lit number follows', async () => {
  await stage.press(1);
  await stage.printed();
  await stage.press(1);
  await stage.key('next');
  expect([(await desk()).current?.number, stage.shown]).toEqual(['A001', [null, 'A001']]);
  await stage.key('repeat');
  expect(station.events('ticket.called')).toHaveLength(2);
  await stage.key('done');
  await stage.key('next');
  await stage.key('absent');
  expect([(await desk()).current, stage.shown]).toEqual([null, [null, 'A001', null, 'A002', null]]);
  await stage.key('pause');
  expect(station.context.database.read((store) => counterState(store, FIRST))).toBe('paused');
  await stage.key('pause');
  expect(station.context.database.read((store) => counterState(store, FIRST))).toBe('open');
  expect([refused(), stage.beeps, stage.bugs]).toEqual([[], 0, []]);
});

test('what the screen would refuse is refused, shown there and said by the keypad', async () => {
  await stage.key('next');
  await stage.key('done');
  await stage.press(1);
  await stage.key('next');
  await stage.key('next');
  await stage.key('pause');
  expect([refused(), stage.beeps]).toEqual([['queue.empty', 'visit.no-ticket', 'counter.busy', 'counter.busy'], 4]);
});

test('a key that is reported twice does its work once', async () => {
  await stage.press(1);
  await stage.printed();
  await stage.press(1);
  await stage.key('next', 7);
  await stage.key('done');
  await stage.key('next', 7);
  expect((await desk()).current).toBeNull();
  expect((await desk()).waiting.map(({ number }) => number)).toEqual(['A002']);
});

test('what was entered for a person is not thrown away by a key: the screen asks', async () => {
  const visitId = await station.serve(FIRST);
  const person: Person = { fullName: 'Nguyễn Thị Lựu Ví Dụ', idNumber: '001185000012', oldIdNumber: '', birthDate: '1985-03-15', sex: 'female', address: '', issuedOn: '', phone: '' };
  station.context.database.write((store) => setPerson(store, visitId, person, 'typed', []));
  await stage.key('done');
  await stage.key('absent');
  expect([refused(), (await desk()).current?.number]).toEqual([['finish', 'skip'], 'A001']);
});

test('after a restart and at the end of the day the lit number is what the store says', async () => {
  await stage.press(1);
  await stage.key('next');
  stage[Symbol.dispose]();
  stage = new Stage();
  await settle();
  expect(stage.shown).toEqual(['A001']);
  station.clock.advance(16 * 3_600_000);
  await settle();
  expect(stage.shown).toEqual(['A001', null]);
});

test('whoever presses while a device is being tried is told so, and takes no number', async () => {
  stage.isTried = true;
  await stage.press(1);
  await stage.key('next');
  expect([(await desk()).waiting, pressed(), refused(), stage.runs]).toEqual([[], [{ ticketId: null, code: 'setup.being-tested' }], ['setup.being-tested'], []]);
});
