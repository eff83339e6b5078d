// What the browser host answers by itself: how it is, and another try while it is in trouble. It has no screens or machine to give away.

import { Refusal } from '../../shared/contract/errors.ts';
import type { HostHandlers } from '../link/host-door.ts';
import type { HostStatus } from '../link/host-status.ts';

interface BrowserHostParts {
  readonly status: HostStatus;
  /** A window's name in the settings. */
  readonly windowIdOf: (clientId: string) => string | null;
  /** Reads the settings and starts the station again. */
  readonly retry: () => Promise<void>;
  readonly onFailed: (error: unknown) => void;
}

/** Handlers over the host's state; everything that needs a real shell is refused as 'host.not-here', and so is a restart of a station that runs. */
export function browserHostHandlers({ status, windowIdOf, retry, onFailed }: BrowserHostParts): HostHandlers {
  const refuse = (): never => {
    throw new Refusal('host.not-here');
  };
  return {
    'host.state': (_input, { caller, clientId }) => status.stateFor(caller, windowIdOf(clientId)),
    'host.retry': () => {
      if (status.trouble === null) return refuse();
      // Not waited for: it ends the socket that asks.
      retry().catch(onFailed);
      return {};
    },
    'host.unlock': refuse, 'host.leave': refuse,
  };
}
