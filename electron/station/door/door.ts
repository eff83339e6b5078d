// The one way in: a window's frame becomes a parsed, allowed command, and its answer a parsed frame. Nothing a window sends makes it throw.

import { callerSchema, MAX_REQUEST_CHARS, requestFrameSchema, type Caller, type RequestFrame, type StationFrame } from '../../../shared/contract/command.ts';
import { commands, type CommandName } from '../../../shared/contract/commands.ts';
import { Refusal, type ErrorCode, type ErrorParams } from '../../../shared/contract/errors.ts';
import type { EventName, EventPayload } from '../../../shared/contract/events.ts';
import { events } from '../../../shared/contract/events.ts';
import type { Acting } from '../../../shared/contract/staff.ts';
import type { Log } from '../life/log.ts';

/** Runs a command whose input is parsed and whose caller's role is allowed, for whoever `admit` let through. Throws `Refusal`, or anything else for a bug. */
export type Run = (name: CommandName, input: unknown, caller: Caller, acting?: Acting) => unknown;

/** What the door is made of. */
export interface DoorParts {
  readonly run: Run;
  /** Says by whom the command of a window is; left out where nobody signs in. Throws `Refusal`. */
  readonly admit?: (name: CommandName, caller: Caller, windowId: string) => Acting;
  readonly log: Log;
  /** Id that stands in the failure and in the log. */
  readonly newTraceId: () => string;
  /** Milliseconds that never go back, to measure how long commands take. */
  readonly monotonic: () => number;
  /** Sends a frame's text to a window without waiting for it; a window that cannot take it is the host's business. */
  readonly send: (clientId: string, text: string) => void;
}

/** Most requests of one window that may be under way at once. */
const MAX_UNDER_WAY = 64;
/** A frame longer than this is not even looked into for its id, in UTF-16 units. */
const MAX_FRAME_CHARS = 16 * MAX_REQUEST_CHARS;
/** Frames without an id that are worth a line in the log, for each window. */
const MAX_LOGGED = 10;
/** A command over this is worth a line in the log, in ms. */
const SLOW_MS = 250;

interface Client {
  readonly id: string;
  readonly caller: Caller;
  readonly windowId: string;
  underWay: number;
  refusedFrames: number;
}

/** Windows come and go by `open` and `close`; the host has said who they are. */
export class Door {
  readonly #parts: DoorParts;
  readonly #clients = new Map<string, Client>();

  constructor(parts: DoorParts) {
    this.#parts = parts;
  }

  /** `windowId` stays the same when the page of a window is loaded anew. */
  open(clientId: string, caller: Caller, windowId: string = clientId): void {
    this.#clients.set(clientId, { id: clientId, caller: callerSchema.parse(caller), windowId, underWay: 0, refusedFrames: 0 });
  }

  close(clientId: string): void {
    this.#clients.delete(clientId);
  }

  /** Takes one frame. Resolves when it is answered; never rejects. A frame without a usable id gets no answer, since nobody waits for one. */
  async receive(clientId: string, text: string): Promise<void> {
    const client = this.#clients.get(clientId);
    if (client === undefined) return;
    const frame = text.length > MAX_FRAME_CHARS ? null : readFrame(text);
    if (frame === null) return this.#refuseFrame(client, text.length);
    if (text.length > MAX_REQUEST_CHARS) return this.#reply(client, this.#failure(frame.id, 'request.too-large', { most: MAX_REQUEST_CHARS }));
    if (client.underWay >= MAX_UNDER_WAY) return this.#reply(client, this.#failure(frame.id, 'request.too-many', { most: MAX_UNDER_WAY }));
    client.underWay += 1;
    try {
      this.#reply(client, await this.#answer(frame, client));
    } finally {
      client.underWay -= 1;
    }
  }

  /** Tells the windows that may know; a payload that is not of the contract is a bug and is told to nobody. */
  publish<Name extends EventName>(event: Name, payload: EventPayload<Name>): void {
    const definition = events[event];
    const parsed = definition.payload.safeParse(payload);
    if (!parsed.success) return this.#parts.log.error('door.event-broken', parsed.error, { event });
    const counterId = 'counterId' in parsed.data ? parsed.data.counterId : null;
    const text = JSON.stringify({ event, payload: parsed.data } satisfies StationFrame);
    for (const client of this.#clients.values()) {
      if (!definition.roles.includes(client.caller.role)) continue;
      if (definition.ofCounter && (!('counterId' in client.caller) || client.caller.counterId !== counterId)) continue;
      this.#send(client, text);
    }
  }

  async #answer(frame: RequestFrame, { caller, windowId }: Client): Promise<StationFrame> {
    const { id, command } = frame;
    if (command === '') return this.#failure(id, 'request.invalid', { command });
    if (!isCommand(command)) return this.#failure(id, 'command.unknown', {});
    const definition = commands[command];
    if (!definition.roles.includes(caller.role)) return this.#failure(id, 'caller.refused', { command });
    const input = definition.input.safeParse(frame.input);
    if (!input.success) return this.#failure(id, 'request.invalid', { command, field: (input.error.issues[0]?.path.join('.') ?? '').slice(0, 120) });
    const startedAt = this.#parts.monotonic();
    try {
      const output: unknown = definition.output.parse(await this.#parts.run(command, input.data, caller, ...this.#admitted(command, caller, windowId)));
      return { id, ok: true, output };
    } catch (error) {
      const failure = error instanceof Refusal ? this.#failure(id, error.code, error.params) : this.#failure(id, 'internal', {});
      const { traceId } = failure.error;
      if (!(error instanceof Refusal)) this.#parts.log.error('door.bug', error, { command, traceId });
      // A refusal with a cause is the machine's fault, not the person's: somebody must find it in the log.
      else if (error.cause !== undefined) this.#parts.log.error('door.machine-failed', error.cause, { command, code: error.code, traceId });
      return failure;
    } finally {
      const tookMs = Math.round(this.#parts.monotonic() - startedAt);
      if (tookMs > SLOW_MS) this.#parts.log.warn('door.slow', { command, tookMs });
    }
  }

  #admitted(command: CommandName, caller: Caller, windowId: string): [] | [Acting] {
    return this.#parts.admit === undefined ? [] : [this.#parts.admit(command, caller, windowId)];
  }

  #failure(id: number, code: ErrorCode, params: ErrorParams): Extract<StationFrame, { ok: false }> {
    return { id, ok: false, error: { code, params: { ...params }, traceId: this.#parts.newTraceId() } };
  }

  /** Nobody can be answered; a window that keeps at it does not fill the log. */
  #refuseFrame(client: Client, chars: number): void {
    client.refusedFrames += 1;
    if (client.refusedFrames <= MAX_LOGGED) this.#parts.log.warn('door.frame-refused', { role: client.caller.role, chars });
  }

  /** Only to the window that asked: one that has gone, or come again under the same name, gets nothing. */
  #reply(client: Client, frame: StationFrame): void {
    if (this.#clients.get(client.id) === client) this.#send(client, JSON.stringify(frame));
  }

  #send(client: Client, text: string): void {
    try {
      this.#parts.send(client.id, text);
    } catch (error) {
      this.#parts.log.error('door.send-failed', error, { role: client.caller.role });
    }
  }
}

/** Own names only: '__proto__' and 'constructor' are nobody's command. */
function isCommand(name: string): name is CommandName {
  return Object.hasOwn(commands, name);
}

/** A frame, or, when only its id can be read, a frame with that id and an impossible command; null when there is no id to answer. */
function readFrame(text: string): RequestFrame | null {
  let value: unknown;
  try {
    value = JSON.parse(text) as unknown;
  } catch {
    return null;
  }
  const whole = requestFrameSchema.safeParse(value);
  if (whole.success) return whole.data;
  const id = requestFrameSchema.shape.id.safeParse(typeof value === 'object' && value !== null && 'id' in value ? value.id : undefined);
  return id.success ? { id: id.data, command: '', input: undefined } : null;
}
