// Answers the people who look after the point: self-checks, the outbox, a try at the city now.

import type { Check } from '../../../../shared/contract/admin.ts';
import type { SyncState } from '../../../../shared/contract/point.ts';
import { readOutbox } from '../../store/outbox.ts';
import { forgetRead } from '../../store/sync-state.ts';
import type { Handlers } from '../context.ts';

/** What only these commands need. */
export interface AdminPorts {
  runChecks(): Check[];
  /** Forgets the waiting time and tries the city at once. */
  syncNow(): SyncState;
}

/** Handlers over the given ports. */
export function createAdminHandlers(ports: AdminPorts): Handlers<'health.read' | 'outbox.read' | 'sync.now' | 'sync.read-again'> {
  return {
    'health.read': (context) => {
      const status = context.status();
      return {
        host: context.host,
        programVersion: context.programVersion,
        stationId: context.identity.station,
        communeId: context.identity.commune,
        incarnation: context.identity.incarnation,
        at: context.clock.now(),
        checks: ports.runChecks(),
        devices: status.devices,
        sync: status.sync,
      };
    },
    'outbox.read': (context) => ({ sync: context.status().sync, ...context.database.read(readOutbox) }),
    'sync.now': () => ports.syncNow(),
    'sync.read-again': ({ database }) => {
      database.write(forgetRead);
      return ports.syncNow();
    },
  };
}
