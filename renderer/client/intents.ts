// What a person means to change: one request id per intent, made once, kept for every retry, and never two at a time under one key.

import { createStore } from 'zustand/vanilla';
import type { StoreApi } from 'zustand/vanilla';
import type { RequestId } from '../../shared/base/ids.ts';
import type { Failure } from '../../shared/contract/command.ts';
import type { CommandInput, CommandName, CommandOutput } from '../../shared/contract/commands.ts';
import type { ErrorCode } from '../../shared/contract/errors.ts';
import { failureOf } from './call-failed.ts';
import type { Client } from './client.ts';

/** A command that changes stored state: its input carries a request id. */
export type ChangingCommand = { [Name in CommandName]: CommandInput<Name> extends { requestId: RequestId } ? Name : never }[CommandName];
/** What the person says; the request id is added here. */
export type IntentInput<Name extends ChangingCommand> = Omit<CommandInput<Name>, 'requestId'>;

/** One intent that is under way or has failed; a done one is gone. */
export interface Intent {
  readonly command: ChangingCommand;
  readonly state: 'pending' | 'failed';
  /** Why it failed; null while it is under way for the first time. */
  readonly failure: Failure | null;
  readonly requestId: RequestId;
}

/** Intents by the key of the place on the screen that they belong to. */
export type IntentTable = Readonly<Record<string, Intent>>;

export interface Intents {
  readonly store: StoreApi<IntentTable>;
  /**
   * Calls a changing command under `key` and gives its output; null when it was refused or failed (see the table), or when something is under way
   * under that key already, in which case nothing is sent. The same command with the same input after a failure keeps its request id, so an
   * attempt whose outcome is not known cannot take effect twice.
   */
  run<Name extends ChangingCommand>(key: string, command: Name, input: IntentInput<Name>, done?: (output: CommandOutput<Name>) => void): Promise<CommandOutput<Name> | null>;
  /** Runs a failed intent again as it was, with its request id and its `done`. */
  retry(key: string): void;
  /** Forgets failed intents: a new attempt is then a new intent. Those under way stay. */
  forget(which: (key: string, intent: Intent) => boolean): void;
  /** Leaves all of them to themselves, those under way too: every key is free again, and how they end is noted nowhere. Their `done` still comes, and must look whether anybody is there for it. */
  abandon(): void;
}

/** The refusal of a command that only says «not yet», after the station has waited for as long as a window waits for an answer. */
const NOT_YET: Partial<Record<ChangingCommand, ErrorCode>> = { 'dossier.open': 'cover.reading' };
/** So often such a thing is said again before the person is told: five minutes of a station that takes ten seconds each time. */
const MOST_TIMES = 30;

/** True when nobody can tell yet whether the station has done it: the retry must keep its id, and the person is told so. */
export function isUndecided(intent: Intent): boolean {
  const code = intent.failure?.code;
  return intent.state === 'failed' && (code === 'station.unreachable' || code === 'internal' || code === 'contract.version');
}

export function createIntents(client: Pick<Client, 'call'>, newRequestId: () => RequestId): Intents {
  const store = createStore<IntentTable>(() => ({}));
  const said = new Map<string, { readonly words: string; readonly again: () => void }>();

  function set(key: string, intent: Intent | null): void {
    const { [key]: _before, ...others } = store.getState();
    store.setState(intent === null ? others : { ...others, [key]: intent }, true);
    if (intent === null) said.delete(key);
  }

  async function run<Name extends ChangingCommand>(
    key: string, command: Name, input: IntentInput<Name>, done?: (output: CommandOutput<Name>) => void,
  ): Promise<CommandOutput<Name> | null> {
    const before = store.getState()[key];
    if (before?.state === 'pending') return null;
    const words = JSON.stringify([command, input]);
    const requestId = before !== undefined && said.get(key)?.words === words ? before.requestId : newRequestId();
    const mine = { words, again: () => void run(key, command, input, done) };
    said.set(key, mine);
    set(key, { command, state: 'pending', failure: before?.requestId === requestId ? before.failure : null, requestId });
    for (let times = 1; ; times += 1) {
      try {
        const output = await client.call(command, { ...input, requestId } as CommandInput<Name>);
        if (said.get(key) === mine) set(key, null);
        done?.(output);
        return output;
      } catch (thrown) {
        const failure = failureOf(thrown);
        if (said.get(key) !== mine) return null;
        // Whoever pressed once need not press again: it goes on as soon as it can.
        if (failure.code === NOT_YET[command] && times < MOST_TIMES) continue;
        set(key, { command, state: 'failed', failure, requestId });
        return null;
      }
    }
  }

  return {
    store,
    run,
    retry(key) {
      if (store.getState()[key]?.state === 'failed') said.get(key)?.again();
    },
    forget(which) {
      for (const [key, intent] of Object.entries(store.getState())) if (intent.state === 'failed' && which(key, intent)) set(key, null);
    },
    abandon() {
      said.clear();
      store.setState({}, true);
    },
  };
}
