// Carries calls and events between the shell's windows and the station; the caller comes from the settings, never from a page.

import { z } from 'zod';
import { MAX_REQUEST_CHARS, stationFrameSchema, type Caller, type Failure } from '../../shared/contract/command.ts';
import type { ErrorCode } from '../../shared/contract/errors.ts';
import { isHostCommand, STATION_GONE } from '../../shared/contract/host.ts';
import type { Asker } from '../link/host-door.ts';
import type { ToStation } from '../link/parent-link.ts';

/** What a page is answered: the station's frame without its number. */
export type PageReply = { readonly ok: true; readonly output: unknown } | { readonly ok: false; readonly error: Failure };

const callSchema = z.strictObject({ command: z.string().max(64), input: z.unknown() });

interface RelayParts {
  readonly toStation: (message: ToStation) => void;
  readonly newClientId: () => string;
  /** Answers the family of commands that is the host's own; resolves always. */
  readonly askHost: (asker: Asker, command: string, input: unknown) => Promise<PageReply>;
}

/** One window's line to the station, from its page's load to the next. */
interface Line {
  readonly caller: Caller;
  readonly windowId: string | undefined;
  readonly push: (frame: unknown) => void;
  readonly pending: Map<number, (reply: PageReply) => void>;
  nextId: number;
}

/** All windows' lines. Every call is answered once, also when the station dies or the page is reloaded. */
export class FrameRelay {
  readonly #parts: RelayParts;
  readonly #lines = new Map<string, Line>();
  #isStationReady = false;

  constructor(parts: RelayParts) {
    this.#parts = parts;
  }

  /** A page begins: returns its client id, good until `close`. `windowId` is the same for the next page of the same window. */
  open(caller: Caller, push: (frame: unknown) => void, windowId?: string): string {
    const clientId = this.#parts.newClientId();
    this.#lines.set(clientId, { caller, windowId, push, pending: new Map(), nextId: 1 });
    if (this.#isStationReady) this.#parts.toStation(opened(clientId, caller, windowId));
    return clientId;
  }

  close(clientId: string): void {
    const line = this.#lines.get(clientId);
    if (line === undefined) return;
    this.#lines.delete(clientId);
    answerAll(line, 'station.unreachable');
    if (this.#isStationReady) this.#parts.toStation({ kind: 'close', clientId });
  }

  /** Passes one call of a page on. Resolves with the answer and never rejects: failures cross as codes. */
  call(clientId: string, request: unknown): Promise<PageReply> {
    const line = this.#lines.get(clientId);
    const parsed = callSchema.safeParse(request);
    if (line === undefined) return Promise.resolve(refusal('station.unreachable'));
    if (!parsed.success) return Promise.resolve(refusal('request.invalid'));
    const { command, input } = parsed.data;
    if (isHostCommand(command)) return this.#parts.askHost({ clientId, caller: line.caller }, command, input ?? {});
    if (!this.#isStationReady) return Promise.resolve(refusal('station.unreachable'));
    const id = line.nextId;
    line.nextId += 1;
    const text = asText({ id, command, input: input ?? {} });
    if (text === null) return Promise.resolve(refusal('request.invalid'));
    if (text.length > MAX_REQUEST_CHARS) return Promise.resolve(refusal('request.too-large'));
    return new Promise((resolve) => {
      line.pending.set(id, resolve);
      this.#parts.toStation({ kind: 'frame', clientId, text });
    });
  }

  /** A frame of the station for one window. A frame that is none is dropped: the call behind it is answered when the line ends. */
  deliver(clientId: string, text: string): void {
    const line = this.#lines.get(clientId);
    const frame = parseFrame(text);
    if (line === undefined || frame === null) return;
    if ('event' in frame) {
      line.push(frame);
      return;
    }
    const { id, ...reply } = frame;
    const resolve = line.pending.get(id);
    line.pending.delete(id);
    resolve?.(reply);
  }

  /** Says one event of the host itself to every page. */
  tellAll(frame: unknown): void {
    for (const line of this.#lines.values()) line.push(frame);
  }

  /** The station listens: it is told of every page there is. */
  stationReady(): void {
    this.#isStationReady = true;
    for (const [clientId, { caller, windowId }] of this.#lines) this.#parts.toStation(opened(clientId, caller, windowId));
  }

  /** The station is gone: whoever waits is told so. */
  stationGone(): void {
    this.#isStationReady = false;
    for (const line of this.#lines.values()) {
      answerAll(line, 'station.unreachable');
      // A page that asks nothing just now would not notice, and would miss what is told meanwhile.
      line.push({ event: STATION_GONE, payload: {} });
    }
  }
}

function opened(clientId: string, caller: Caller, windowId: string | undefined): ToStation {
  return { kind: 'open', clientId, caller, ...(windowId === undefined ? {} : { windowId }) };
}

function refusal(code: ErrorCode): PageReply {
  return { ok: false, error: { code, params: {}, traceId: '' } };
}

function answerAll(line: Line, code: ErrorCode): void {
  const waiting = [...line.pending.values()];
  line.pending.clear();
  for (const resolve of waiting) resolve(refusal(code));
}

function asText(value: unknown): string | null {
  try {
    return JSON.stringify(value);
  } catch {
    // A cycle, which structured cloning lets through: no request of ours has one.
    return null;
  }
}

function parseFrame(text: string): z.infer<typeof stationFrameSchema> | null {
  try {
    return stationFrameSchema.parse(JSON.parse(text));
  } catch {
    // Whatever it was, it was not a frame of this contract.
    return null;
  }
}
