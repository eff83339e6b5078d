// What presses at the entrance and at the counters do: the same commands as the touch and the buttons of the screens, by the same handlers, and the answer on those screens.

import { hash } from 'node:crypto';
import type { CounterId, PrintJobId, RequestId } from '../../shared/base/ids.ts';
import type { Caller } from '../../shared/contract/command.ts';
import { commands, type CommandInput, type CommandName, type CommandOutput } from '../../shared/contract/commands.ts';
import { Refusal } from '../../shared/contract/errors.ts';
import type { SetupPlace } from '../../shared/contract/setup.ts';
import type { PanelSettings } from '../link/devices/buttons.ts';
import type { CommandContext, Publish } from './commands/context.ts';
import { countersOf } from './commands/queue/line.ts';
import type { ButtonPanel, CounterKeypad, KeypadKey, PressOrigin, Unsubscribe } from './devices/ports.ts';
import type { Devices } from './devices/registry.ts';
import type { Log, LogValues } from './life/log.ts';
import type { Hearing } from './tell.ts';

export interface DeviceCommandParts {
  readonly devices: Pick<Devices, 'panel' | 'keypads'>;
  /** What the panel's buttons mean; null where there is no panel. */
  readonly panel: PanelSettings | null;
  readonly context: CommandContext;
  /** Runs a command as the door does, its input parsed. */
  readonly run: (name: CommandName, input: unknown, caller: Caller) => unknown;
  readonly publish: Publish;
  readonly told: Hearing;
  readonly log: Pick<Log, 'error'>;
  /** Whether a test of the set-up has the device to itself, and whether a press is for the test: it is then neither a number nor a call, and the screen says so. */
  readonly holds?: (place: SetupPlace) => boolean;
  readonly ignores?: (place: SetupPlace) => boolean;
}

/** A print that takes longer does not keep the panel locked: the number is saved and stands on the kiosk's screen. */
const LONGEST_LOCK_MS = 15_000;

/** Starts to listen to panel and keypads; the answer ends it. */
export function startDeviceCommands(parts: DeviceCommandParts): Disposable {
  const ends: Unsubscribe[] = [];
  const stopped = new AbortController();
  const caller = new PressCaller(parts);
  const { panel, keypads } = parts.devices;
  if (panel !== null && parts.panel !== null) ends.push(...listenToPanel(panel, parts.panel, parts, caller, stopped.signal));
  for (const [counterId, keypad] of keypads) ends.push(listenToKeypad(counterId, keypad, parts, caller));
  return {
    [Symbol.dispose]: () => {
      stopped.abort();
      for (const end of ends) end();
    },
  };
}

/** Calls commands for presses. A press that is reported twice has the same request id, so it does its work once. */
class PressCaller {
  readonly #parts: DeviceCommandParts;
  readonly #life: string;

  constructor(parts: DeviceCommandParts) {
    this.#parts = parts;
    this.#life = parts.context.clock.uuid();
  }

  async call<Name extends CommandName>(name: Name, input: Omit<CommandInput<Name>, 'requestId'>, caller: Caller, press: string): Promise<CommandOutput<Name>> {
    const definition = commands[name];
    const full = definition.changes ? { requestId: this.#requestId(`${name} ${press}`), ...input } : input;
    return (await this.#parts.run(name, definition.input.parse(full), caller)) as CommandOutput<Name>;
  }

  #requestId(of: string): RequestId {
    const hex = hash('sha256', `${this.#life} ${of}`);
    // The form of a version 8 id, which is for whatever makes its own.
    return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}` as RequestId;
  }
}

/** One number for a press, and none for the next until its paper is out or given up; the lamps are dark meanwhile. */
function listenToPanel(device: ButtonPanel, settings: PanelSettings, parts: DeviceCommandParts, caller: PressCaller, stopped: AbortSignal): Unsubscribe[] {
  const { context, publish, log } = parts;
  let isBusy = false;
  const isHeld = (): boolean => parts.holds?.({ role: 'panel', counterId: null }) === true;
  const showLamps = (): void => {
    // A print that ends after the end must not light what was put out; a test has its own lamps, and the next look lights ours again.
    if (stopped.aborted || isHeld()) return;
    for (const { button, field } of settings.buttons) {
      const takes = context.point.fields.some((known) => known.code === field && known.takesTickets) && countersOf(context, field).length > 0;
      device.setLamp(button, settings.lamps && takes && !isBusy);
    }
  };
  const issue = async (button: number, origin: PressOrigin): Promise<void> => {
    const meant = settings.buttons.find((own) => own.button === button);
    if (meant === undefined) return;
    if (parts.ignores?.({ role: 'panel', counterId: null }) === true) return publish('panel.pressed', { ticketId: null, code: 'setup.being-tested' });
    // Whoever presses now is told to wait, and not left to wonder.
    if (isBusy) return publish('panel.pressed', { ticketId: null, code: 'panel.busy' });
    isBusy = true;
    showLamps();
    const heard = gather(parts);
    try {
      const ticket = await caller.call('ticket.issue', { field: meant.field, priority: meant.priority, procedureCode: null }, { role: 'kiosk' }, `panel ${origin.session} ${origin.sequence}`);
      publish('panel.pressed', { ticketId: ticket.ticketId, code: null });
      if (ticket.print !== null) await heard.printEnded(ticket.print.printJobId, stopped);
    } catch (error) {
      noteFailure(log, 'panel', error);
      publish('panel.pressed', { ticketId: null, code: error instanceof Refusal ? error.code : 'internal' });
    } finally {
      heard.stop();
      isBusy = false;
      showLamps();
    }
  };
  showLamps();
  return [parts.told.add(({ event }) => {
    if (event === 'setup.changed') showLamps();
  }), device.onPress((button, origin) => void issue(button, origin)), () => settings.buttons.forEach(({ button }) => device.setLamp(button, false))];
}

/** As the door does: a refusal with a cause is the machine's fault, not that of whoever pressed, and somebody must find it in the log. */
function noteFailure(log: DeviceCommandParts['log'], device: 'panel' | 'keypad', error: unknown, values: LogValues = {}): void {
  if (!(error instanceof Refusal)) log.error(`${device}.failed`, error, values);
  else if (error.cause !== undefined) log.error(`${device}.machine-failed`, error.cause, { ...values, code: error.code });
}

/** Notes from now on which prints have ended, since one may end before its number is answered. */
function gather({ context, told: said }: DeviceCommandParts): { printEnded: (printJobId: PrintJobId, stopped: AbortSignal) => Promise<void>; stop: Unsubscribe } {
  const ended = new Set<PrintJobId>();
  let wake = (): void => undefined;
  const stop = said.add((told) => {
    if (told.event !== 'print.changed' || told.payload.state === 'queued' || told.payload.state === 'printing') return;
    ended.add(told.payload.printJobId);
    wake();
  });
  return {
    stop,
    printEnded: async (printJobId, stopped) => {
      const over = new AbortController();
      wake = () => void (ended.has(printJobId) && over.abort());
      wake();
      await context.clock.sleep(LONGEST_LOCK_MS, AbortSignal.any([over.signal, stopped])).catch(() => undefined);
    },
  };
}

/** Each key as the button of that name on the counter's screen; a refusal stands on that screen, and the keypad says so in its own way. */
function listenToKeypad(counterId: CounterId, keypad: CounterKeypad, { publish, log, ignores }: DeviceCommandParts, caller: PressCaller): Unsubscribe {
  const self: Caller = { role: 'counter', counterId };
  let isBusy = false;
  const press = async (key: KeypadKey, origin: PressOrigin): Promise<void> => {
    // As on the screen: one act of the queue at a time.
    if (isBusy) return;
    if (ignores?.({ role: 'keypad', counterId }) === true) return publish('keypad.pressed', { counterId, asks: null, code: 'setup.being-tested', params: {} });
    isBusy = true;
    try {
      const asked = await act(key, self, caller, `${counterId} ${origin.session} ${origin.sequence}`);
      if (asked === null) return;
      publish('keypad.pressed', { counterId, asks: asked, code: null, params: {} });
      keypad.sayRefused();
    } catch (error) {
      noteFailure(log, 'keypad', error, { counter: counterId });
      const { code, params } = error instanceof Refusal ? error : new Refusal('internal');
      publish('keypad.pressed', { counterId, asks: null, code, params });
      keypad.sayRefused();
    } finally {
      isBusy = false;
    }
  };
  return keypad.onKey((key, origin) => void press(key, origin));
}

/** Does what a key means; what the screen would ask about first, it is to ask about. Refuses as the commands do, and 'queue.empty', 'visit.no-ticket'. */
async function act(key: KeypadKey, self: Caller, caller: PressCaller, press: string): Promise<'finish' | 'skip' | null> {
  if (key === 'next') {
    const { ticket } = await caller.call('queue.next', {}, self, press);
    if (ticket === null) throw new Refusal('queue.empty');
    return null;
  }
  const desk = await caller.call('desk.read', {}, self, press);
  if (key === 'pause') {
    if (desk.state === 'paused') await caller.call('counter.resume', {}, self, press);
    else await caller.call('counter.pause', { reason: 'break' }, self, press);
    return null;
  }
  if (desk.current === null) throw new Refusal('visit.no-ticket');
  const { ticketId } = desk.current;
  if (key === 'repeat') {
    await caller.call('ticket.recall', { ticketId }, self, press);
    return null;
  }
  const visit = await caller.call('visit.read', {}, self, press);
  // The screen asks before it throws away what was entered for this person.
  if (visit !== null && visit.state === 'open' && (visit.person !== null || visit.papers.some(({ pages }) => pages.length > 0))) return key === 'done' ? 'finish' : 'skip';
  await caller.call(key === 'done' ? 'ticket.finish' : 'ticket.skip', { ticketId }, self, press);
  return null;
}
