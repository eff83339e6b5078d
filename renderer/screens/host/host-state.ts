// What the host of this window says of itself and its station, kept up to date; null as long as it has not answered, as in a host that cannot.

import { useEffect, useState } from 'react';
import type { HostState } from '../../../shared/contract/host.ts';
import type { Client } from '../../client/client.ts';

/** Asks at the beginning, when the host says that something changed, and when the way to the station is another. */
export function useHostState(client: Client): HostState | null {
  const [state, setState] = useState<HostState | null>(null);
  useEffect(() => {
    let turn = 0;
    const read = (): void => {
      const own = (turn += 1);
      // A host that cannot answer leaves the last word; what the station does is told by its own line.
      client.call('host.state', {}).then((next) => {
        if (own === turn) setState(next);
      }, () => undefined);
    };
    const stops = [client.on('host.changed', read), client.onConnection(read)];
    read();
    return () => {
      turn += 1;
      for (const stop of stops) stop();
    };
  }, [client]);
  return state;
}

/** Whether an officer or a technician sits before it. */
export function isStaff({ caller }: HostState): boolean {
  return caller.role === 'counter' || caller.role === 'admin';
}
