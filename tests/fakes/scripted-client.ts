// A client whose answers a test writes down: inputs and outputs still pass the contract's schemas, so no script can drift from it.

import type { z } from 'zod';
import { Listeners } from '../../shared/base/listeners.ts';
import type { Failure } from '../../shared/contract/command.ts';
import type { CallInput, CallName, CallOutput } from '../../shared/contract/commands.ts';
import { windowCommands } from '../../shared/contract/commands.ts';
import type { ErrorCode, ErrorParams } from '../../shared/contract/errors.ts';
import type { EventName, EventPayload } from '../../shared/contract/events.ts';
import { events } from '../../shared/contract/events.ts';
import { CallFailed } from '../../renderer/client/call-failed.ts';
import type { Client, Connection } from '../../renderer/client/client.ts';
import type { LinkState } from '../../renderer/client/transport.ts';

type ParsedInput<Name extends CallName> = z.output<(typeof windowCommands)[Name]['input']>;

/** For each command what it answers: a function of the parsed input. Throw `refusal(code)` for a refusal; never settle for an endless wait. */
export type Script = { readonly [Name in CallName]?: (input: ParsedInput<Name>) => CallOutput<Name> | Promise<CallOutput<Name>> };

/** What a script throws for the station to refuse. */
export function refusal(code: ErrorCode, params: ErrorParams = {}): CallFailed {
  return new CallFailed({ code, params, traceId: 'trace-1' } satisfies Failure);
}

/** What a script answers to be waited for for ever. */
export function endless<T>(): Promise<T> {
  return new Promise<T>(() => undefined);
}

export interface ScriptedClient extends Client {
  /** Commands in the order they were called. */
  readonly calls: readonly { readonly name: CallName; readonly input: unknown }[];
  /** The inputs of one command's calls. */
  inputsOf<Name extends CallName>(name: Name): readonly ParsedInput<Name>[];
  emit<Name extends EventName>(name: Name, payload: EventPayload<Name>): void;
  connect(kind: LinkState, since?: number): void;
  /** Changes the script from now on. */
  answer(script: Script): void;
}

/** A command without a script is a mistake of the test and fails as 'internal'. */
export function scriptedClient(first: Script): ScriptedClient {
  let script = first;
  let connection: Connection = { kind: 'open', since: 0 };
  const calls: { name: CallName; input: unknown }[] = [];
  const heard = new Map<EventName, Listeners<[unknown]>>();
  const connections = new Listeners<[Connection]>();
  const faults = new Listeners<[]>();

  async function call<Name extends CallName>(name: Name, input: CallInput<Name>): Promise<CallOutput<Name>> {
    const parsed = windowCommands[name].input.parse(input) as ParsedInput<Name>;
    calls.push({ name, input: parsed });
    const answer: Script[Name] = script[name];
    if (answer === undefined) throw refusal('internal');
    return windowCommands[name].output.parse(await answer(parsed)) as CallOutput<Name>;
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
    close: () => undefined,
    calls,
    inputsOf: (name) => calls.filter((made) => made.name === name).map((made) => made.input as ParsedInput<typeof name>),
    emit(name, payload) {
      heard.get(name)?.emit(events[name].payload.parse(payload));
    },
    connect(kind, since = 0) {
      connection = { kind, since };
      connections.emit(connection);
    },
    answer(next) {
      script = { ...script, ...next };
    },
  };
}
