// The client of the contract: typed calls and events over any transport, with waiting and repeating while the station is away.

import { Listeners } from '../../shared/base/listeners.ts';
import { must } from '../../shared/base/must.ts';
import type { RequestFrame, StationFrame } from '../../shared/contract/command.ts';
import { MAX_REQUEST_CHARS } from '../../shared/contract/command.ts';
import type { CallInput, CallName, CallOutput } from '../../shared/contract/commands.ts';
import { windowCommands } from '../../shared/contract/commands.ts';
import type { EventName, EventPayload } from '../../shared/contract/events.ts';
import { events } from '../../shared/contract/events.ts';
import { CallFailed, localFailure } from './call-failed.ts';
import { parseStationFrame } from './frames.ts';
import type { LinkState, Transport } from './transport.ts';

/** How the way to the station is, and since when by the page's clock (epoch ms). */
export interface Connection {
  readonly kind: LinkState;
  readonly since: number;
}

/** What a screen's effects talk to. */
export interface Client {
  /**
   * Calls a command; input is typed, output is parsed. While the station is away the call waits and is sent again after the reconnect, word for
   * word: a changing command keeps its `requestId` and so takes effect once. Rejects with `CallFailed`; after 15 s without an answer with
   * 'station.unreachable', which for a changing command means "not known": repeat it with the same `requestId`.
   */
  call<Name extends CallName>(name: Name, input: CallInput<Name>): Promise<CallOutput<Name>>;
  /** Hears one kind of pushed event; the answer ends it. */
  on<Name extends EventName>(name: Name, listener: (payload: EventPayload<Name>) => void): () => void;
  readonly connection: Connection;
  onConnection(listener: (connection: Connection) => void): () => void;
  /** Hears of every frame that was not of this contract. Nothing of it was believed; the page is probably of another version. */
  onFault(listener: () => void): () => void;
  close(): void;
}

interface Pending {
  readonly text: string;
  settle(frame: Extract<StationFrame, { id: number }>): void;
  fail(error: CallFailed): void;
}

export interface ClientOptions {
  /** Epoch ms. */
  readonly now: () => number;
  readonly callTimeoutMs?: number;
}

/** Makes the client over `transport`; closing the client closes the transport. */
export function createClient(transport: Transport, options: ClientOptions): Client {
  const timeoutMs = options.callTimeoutMs ?? 15_000;
  const pending = new Map<number, Pending>();
  const heard = new Map<string, Listeners<[unknown]>>();
  const connections = new Listeners<[Connection]>();
  const faults = new Listeners<[]>();
  let connection: Connection = { kind: transport.state, since: options.now() };
  let nextId = 0;

  transport.onState((kind) => {
    connection = { kind, since: options.now() };
    if (kind === 'open') for (const call of pending.values()) transport.send(call.text);
    if (kind === 'closed') for (const call of [...pending.values()]) call.fail(new CallFailed(localFailure('station.unreachable')));
    connections.emit(connection);
  });
  transport.onFrame((text) => {
    const frame = parseStationFrame(text);
    if (frame === null) faults.emit();
    else if ('event' in frame) push(frame.event, frame.payload);
    // An answer that nobody waits for any more came after its time was up.
    else pending.get(frame.id)?.settle(frame);
  });

  function push(name: string, payload: unknown): void {
    const definition = Object.hasOwn(events, name) ? events[name as EventName] : null;
    const parsed = definition?.payload.safeParse(payload);
    if (parsed?.success === true) heard.get(name)?.emit(parsed.data);
    else faults.emit();
  }

  function call<Name extends CallName>(name: Name, input: CallInput<Name>): Promise<CallOutput<Name>> {
    const id = nextId;
    nextId += 1;
    const text = JSON.stringify({ id, command: name, input } satisfies RequestFrame);
    if (text.length > MAX_REQUEST_CHARS) return Promise.reject(new CallFailed(localFailure('request.too-large')));
    if (connection.kind === 'closed') return Promise.reject(new CallFailed(localFailure('station.unreachable')));
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => {
        must(pending.get(id), 'a call whose time is up still waits').fail(new CallFailed(localFailure('station.unreachable')));
        transport.reset();
      }, timeoutMs);
      function end(): void {
        clearTimeout(timer);
        pending.delete(id);
      }
      pending.set(id, {
        text,
        settle(frame) {
          end();
          if (!frame.ok) return reject(new CallFailed(frame.error));
          const output = windowCommands[name].output.safeParse(frame.output);
          if (output.success) return resolve(output.data as CallOutput<Name>);
          faults.emit();
          reject(new CallFailed(localFailure('contract.version')));
        },
        fail(error) {
          end();
          reject(error);
        },
      });
      transport.send(text);
    });
  }

  return {
    call,
    on(name, listener) {
      const listeners = heard.get(name) ?? new Listeners<[unknown]>();
      heard.set(name, listeners);
      return listeners.add((payload) => listener(payload as EventPayload<typeof name>));
    },
    get connection() {
      return connection;
    },
    onConnection: (listener) => connections.add(listener),
    onFault: (listener) => faults.add(listener),
    close: () => transport.close(),
  };
}
