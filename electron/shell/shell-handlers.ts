// What the Electron shell answers to its windows by itself.

import { Refusal } from '../../shared/contract/errors.ts';
import type { HostHandlers } from '../link/host-door.ts';
import type { HostStatus } from '../link/host-status.ts';

interface ShellHandlerParts {
  readonly status: HostStatus;
  readonly retry: () => Promise<void>;
}

export function shellHandlers({ status, retry }: ShellHandlerParts): HostHandlers {
  const refuse = (): never => {
    throw new Refusal('host.not-here');
  };
  return {
    'host.state': (_input, { caller }) => status.stateFor(caller),
    // Not waited for: it may end the very window that asks.
    'host.retry': () => {
      void retry();
      return {};
    },
    'host.unlock': () => {
      throw new Refusal('pin.none');
    },
    'host.leave': refuse,
    'host.printers': refuse,
    'host.print-test': refuse,
  };
}
