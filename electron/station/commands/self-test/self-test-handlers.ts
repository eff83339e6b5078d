// Keeps the self-test of a locked-down screen: begun from the admin window, carried out in the window that is tried, saved step by step, so that it outlives a restart of the machine.

import type { Caller } from '../../../../shared/contract/command.ts';
import { Refusal } from '../../../../shared/contract/errors.ts';
import type { SelfTest, selfTestCommands } from '../../../../shared/contract/self-test.ts';
import type { Readable } from '../../store/handle.ts';
import { answerOnce } from '../../store/requests.ts';
import { beginSelfTest, endSelfTest, lastNote, lastSelfTest, noteSelfTest, openSelfTest, readSelfTest, type Moment } from '../../store/self-tests.ts';
import type { CommandContext, Handlers } from '../context.ts';
import { hasRestarted } from './has-restarted.ts';

/** What only these commands need. */
export interface SelfTestPorts {
  /** Windows of this machine that stand in front of citizens. */
  readonly windows: readonly Caller[];
  /** Seconds for which the machine, not the program, has been running. */
  uptime(): number;
}

const isSame = (one: Caller, other: Caller): boolean => one.role === other.role && ('counterId' in one ? one.counterId : null) === ('counterId' in other ? other.counterId : null);

/** Windows of the settings that citizens stand in front of: those are locked down, and tried. */
export function publicWindows(windows: readonly { readonly caller: Caller }[]): readonly Caller[] {
  return windows.map(({ caller }) => caller).filter(({ role }) => role === 'kiosk' || role === 'board' || role === 'citizen-display');
}

/** Handlers over the given ports. */
export function createSelfTestHandlers({ windows, uptime }: SelfTestPorts): Handlers<keyof typeof selfTestCommands> {
  const moment = ({ clock }: CommandContext): Moment => ({ now: clock.now(), uptime: Math.round(uptime()) });
  /** The open test; a public window reaches its own only. Refuses 'self-test.over'. */
  function own(store: Readable, context: CommandContext, runId: string, caller: Caller): SelfTest {
    const run = readSelfTest(store, runId);
    if (run === null || (caller.role !== 'admin' && !isSame(run.target, caller)) || openSelfTest(store, run.target, context.clock.now())?.runId !== runId) throw new Refusal('self-test.over');
    return run;
  }
  return {
    'self-test.read': (context, _input, caller) =>
      context.database.read((store) => {
        const now = moment(context);
        const open = openSelfTest(store, caller, now.now);
        const note = open === null ? null : lastNote(store, open.runId);
        return { open, hasRestarted: note !== null && hasRestarted(note, now) };
      }),
    'self-test.list': (context) =>
      context.database.read((store) => ({ windows: windows.map((target) => ({ target, open: openSelfTest(store, target, context.clock.now()), last: lastSelfTest(store, target) })) })),
    'self-test.begin': (context, input, caller) =>
      answerOnce(context.database, context.clock, { command: 'self-test.begin', input, caller }, (store) => {
        if (!windows.some((window) => isSame(window, input.target))) throw new Refusal('request.invalid', { field: 'target' });
        const runId = context.clock.uuid();
        beginSelfTest(store, { runId, target: input.target, who: input.who }, moment(context));
        store.afterCommit(() => context.publish('self-test.changed', {}));
        return { runId };
      }),
    'self-test.note': (context, input, caller) =>
      answerOnce(context.database, context.clock, { command: 'self-test.note', input, caller }, (store) => {
        const { requestId: _, runId, ...result } = input;
        own(store, context, runId, caller);
        noteSelfTest(store, runId, result, moment(context));
        store.afterCommit(() => context.publish('self-test.changed', {}));
        return own(store, context, runId, caller);
      }),
    'self-test.end': (context, input, caller) =>
      answerOnce(context.database, context.clock, { command: 'self-test.end', input, caller }, (store) => {
        const { target } = own(store, context, input.runId, caller);
        endSelfTest(store, input.runId, input.how, input.who, context.clock.now());
        store.afterCommit(() => {
          context.note('self-test.ended', { how: input.how, window: target.role });
          context.publish('self-test.changed', {});
        });
        return {};
      }),
  };
}
