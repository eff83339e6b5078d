// What the Electron shell answers to its windows by itself: its state, another try, the way out by PIN.

import { Refusal } from '../../shared/contract/errors.ts';
import type { LeaveChoice } from '../../shared/contract/host.ts';
import type { HostHandlers } from '../link/host-door.ts';
import type { HostStatus } from '../link/host-status.ts';
import type { ExitGate } from './exit-gate.ts';

interface ShellHandlerParts {
  readonly status: HostStatus;
  /** A window's name in the settings. */
  readonly windowIdOf: (clientId: string) => string | null;
  readonly retry: () => Promise<void>;
  /** Of the settings in force. */
  readonly gate: () => ExitGate;
  readonly leave: (clientId: string, choice: LeaveChoice) => Promise<void>;
  readonly onFailed: (what: string, error: unknown) => void;
}

const CHOICES: readonly LeaveChoice[] = ['leave-full-screen', 'restart-program', 'shut-down', 'close'];

export function shellHandlers({ status, windowIdOf, retry, gate, leave, onFailed }: ShellHandlerParts): HostHandlers {
  return {
    'host.state': (_input, { caller, clientId }) => status.stateFor(caller, windowIdOf(clientId)),
    // Not waited for: it may end the very window that asks.
    'host.retry': () => {
      retry().catch((error: unknown) => onFailed('retry', error));
      return {};
    },
    'host.unlock': async ({ pin }, { clientId }) => {
      await gate().unlock(clientId, pin);
      return { choices: [...CHOICES] };
    },
    'host.leave': async ({ choice }, { clientId }) => {
      gate().pass(clientId);
      try {
        await leave(clientId, choice);
      } catch (error) {
        onFailed(choice, error);
        throw new Refusal('host.failed');
      }
      return {};
    },
  };
}
