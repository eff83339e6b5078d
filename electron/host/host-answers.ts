// What the browser host answers by itself: how it is. It has no screens, printers or machine to give away.

import { Refusal } from '../../shared/contract/errors.ts';
import type { HostHandlers } from '../link/host-door.ts';
import type { HostStatus } from '../link/host-status.ts';

/** Handlers over the host's state; everything that needs a real shell is refused as 'host.not-here'. */
export function browserHostHandlers(status: HostStatus): HostHandlers {
  const refuse = (): never => {
    throw new Refusal('host.not-here');
  };
  return { 'host.state': (_input, { caller }) => status.stateFor(caller), 'host.retry': refuse, 'host.unlock': refuse, 'host.leave': refuse, 'host.printers': refuse, 'host.print-test': refuse };
}
