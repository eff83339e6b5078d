// The host's own door: the reserved family of commands that a window may ask its host, station or no station. Nothing a window sends makes it throw.

import type { z } from 'zod';
import type { Caller, Failure } from '../../shared/contract/command.ts';
import { Refusal, type ErrorCode, type ErrorParams } from '../../shared/contract/errors.ts';
import { hostCommands, type HostCommandName } from '../../shared/contract/host.ts';
import type { Log } from '../station/life/log.ts';

/** What a window is answered, without the number of its frame. */
export type HostReply = { readonly ok: true; readonly output: unknown } | { readonly ok: false; readonly error: Failure };

/** Who asks: the caller as the settings say, and the one load of a page that asks. */
export interface Asker {
  readonly clientId: string;
  readonly caller: Caller;
}

type Input<Name extends HostCommandName> = z.output<(typeof hostCommands)[Name]['input']>;
type Output<Name extends HostCommandName> = z.input<(typeof hostCommands)[Name]['output']>;

/** One handler for each command. Throws `Refusal`, or anything else for a bug. */
export type HostHandlers = { readonly [Name in HostCommandName]: (input: Input<Name>, asker: Asker) => Output<Name> | Promise<Output<Name>> };

interface HostDoorParts {
  readonly handlers: HostHandlers;
  readonly log: Log;
  readonly newTraceId: () => string;
}

/** Checks name, role and shape as the station's door does, and runs the handler. Resolves always. */
export function createHostDoor({ handlers, log, newTraceId }: HostDoorParts): (asker: Asker, command: string, input: unknown) => Promise<HostReply> {
  const failure = (code: ErrorCode, params: ErrorParams = {}): { readonly ok: false; readonly error: Failure } => ({ ok: false, error: { code, params: { ...params }, traceId: newTraceId() } });
  return async (asker, command, input) => {
    if (!isKnown(command)) return failure('command.unknown');
    const definition = hostCommands[command];
    if (!definition.roles.some((role) => role === asker.caller.role)) return failure('caller.refused', { command });
    const parsed = definition.input.safeParse(input);
    if (!parsed.success) return failure('request.invalid', { command, field: (parsed.error.issues[0]?.path.join('.') ?? '').slice(0, 120) });
    try {
      // The name chose both the schema and the handler, which the types cannot follow.
      const run = handlers[command] as (input: unknown, asker: Asker) => unknown;
      return { ok: true, output: definition.output.parse(await run(parsed.data, asker)) };
    } catch (error) {
      const failed = error instanceof Refusal ? failure(error.code, error.params) : failure('internal');
      if (!(error instanceof Refusal)) log.error('host.bug', error, { command, traceId: failed.error.traceId });
      return failed;
    }
  };
}

/** Own names only: '__proto__' and 'constructor' are nobody's command. */
function isKnown(name: string): name is HostCommandName {
  return Object.hasOwn(hostCommands, name);
}
