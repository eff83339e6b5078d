// Officers at work, joined: the commands of signing in, the gate before every other command, and the context in which a command knows by whom it is.

import type { Caller } from '../../shared/contract/command.ts';
import type { CommandName } from '../../shared/contract/commands.ts';
import type { Acting, Officer } from '../../shared/contract/staff.ts';
import { hashExitPin, isExitPin } from '../link/exit-pin.ts';
import type { MachineSettings } from '../link/settings.ts';
import type { CommandContext, Handler, Handlers } from './commands/context.ts';
import { keptWordsHandlers } from './commands/staff/kept-words-handlers.ts';
import { staffHandlers } from './commands/staff/staff-handlers.ts';
import { StaffSessions } from './commands/staff/staff-sessions.ts';
import type { LogIdentity } from './store/event-log.ts';

/** The station itself. */
const NOBODY: Acting = { windowId: '', officer: null };

/** The page locks first, by its own count of touches, of which the station hears now and then; this is the net under it. */
const BEHIND_PAGE_MS = 30_000;

/** Reads the accounts that the store has. */
export function startStaff({ database, clock, publish }: Pick<CommandContext, 'database' | 'clock' | 'publish'>, { signIn, lockAfterMinutes }: MachineSettings['staff']): StaffSessions {
  return new StaffSessions({ database, clock, publish, isOff: signIn === 'off', lockAfterMs: lockAfterMinutes * 60_000, slackMs: BEHIND_PAGE_MS });
}

/** Runs commands by their names, for windows by whom the gate has let through, and for devices beside the screens by whoever is signed in there. */
export function runBy(context: CommandContext, sessions: StaffSessions, rest: Handlers<Exclude<CommandName, `staff.${string}`>>) {
  const handlers = { ...rest, ...staffHandlers(context, sessions, { derive: hashExitPin, isDerived: isExitPin }), ...keptWordsHandlers } satisfies Handlers<CommandName>;
  const call = (name: CommandName, input: unknown, caller: Caller, acting: Acting): unknown => (handlers[name] as Handler<CommandName>)(actingContext(context, acting), input as never, caller);
  return {
    handlers,
    admit: (name: CommandName, caller: Caller, windowId: string): Acting => ({ windowId, officer: sessions.admit(name, caller, windowId) }),
    run: (name: CommandName, input: unknown, caller: Caller, acting: Acting = NOBODY): unknown => call(name, input, caller, acting),
    /** As keypads and panels call. */
    runPressed: (name: CommandName, input: unknown, caller: Caller): unknown => call(name, input, caller, { ...NOBODY, officer: sessions.admitDevice(name, caller) }),
  };
}

/** The same parts, and by whom; the incarnation stays the live one. */
function actingContext(context: CommandContext, acting: Acting): CommandContext {
  return { ...context, acting, ...(acting.officer === null ? {} : { identity: identityOf(context.identity, acting.officer) }) };
}

function identityOf(own: LogIdentity, officer: Officer): LogIdentity {
  const { commune, station, bootId, stamp } = own;
  return {
    commune, station, bootId, officer,
    ...(stamp === undefined ? {} : { stamp }),
    get incarnation() {
      return own.incarnation;
    },
  };
}
