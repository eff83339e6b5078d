// The moving parts of the admin window: last known answers, the chosen section, and its few acts.

import { createStore } from 'zustand/vanilla';
import type { StoreApi } from 'zustand/vanilla';
import type { Health, Outbox, PrintJobView } from '../../../shared/contract/admin.ts';
import type { Dossier } from '../../../shared/contract/dossier.ts';
import { failureOf } from '../../client/call-failed.ts';
import { createIntents } from '../../client/intents.ts';
import type { Intents } from '../../client/intents.ts';
import type { Memory } from '../../client/remembered.ts';
import { remember } from '../../client/remembered.ts';
import { createCare } from '../../parts/care/care-core.ts';
import type { Care } from '../../parts/care/care-core.ts';
import type { Services } from '../../parts/services.tsx';
import type { AdminActions, AdminModel } from './admin-model.ts';

export interface AdminCore {
  readonly health: Memory<Health>;
  readonly outbox: Memory<Outbox>;
  readonly prints: Memory<readonly PrintJobView[]>;
  readonly dossiers: Memory<readonly Dossier[]>;
  readonly intents: Intents;
  readonly care: Care;
  readonly view: StoreApi<Pick<AdminModel, 'tab' | 'syncNow'>>;
  readonly act: AdminActions;
  /** Begins reading and listening; the answer ends it. */
  start(): () => void;
}

/** Self-checks change by themselves: a disk fills without telling. */
const CHECK_EVERY_MS = 15_000;

export function createAdminCore({ client, now, newRequestId }: Services): AdminCore {
  const health = remember(client, { read: () => client.call('health.read', {}), again: ['sync.changed', 'devices.changed'], everyMs: CHECK_EVERY_MS, now });
  const outbox = remember(client, { read: () => client.call('outbox.read', {}), again: ['sync.changed', 'dossiers.changed'], everyMs: CHECK_EVERY_MS, now });
  const prints = remember<readonly PrintJobView[]>(client, { read: async () => (await client.call('print.list', {})).jobs, again: ['print.changed'], now });
  const dossiers = remember<readonly Dossier[]>(client, { read: async () => (await client.call('dossier.list', { limit: 200 })).dossiers, again: ['dossiers.changed', 'print.changed'], now });
  const intents = createIntents(client, newRequestId);
  const care = createCare({ client, now }, intents);
  const view = createStore<Pick<AdminModel, 'tab' | 'syncNow'>>(() => ({ tab: 'health', syncNow: { asked: false, failure: null } }));
  const memories = { health, outbox, prints, dossiers };

  async function ask(name: 'sync.now' | 'sync.read-again'): Promise<void> {
    if (view.getState().syncNow.asked) return;
    view.setState({ syncNow: { asked: true, failure: null } });
    try {
      await client.call(name, {});
      view.setState({ syncNow: { asked: false, failure: null } });
    } catch (thrown) {
      view.setState({ syncNow: { asked: false, failure: failureOf(thrown) } });
    }
    outbox.refresh();
  }

  return {
    ...memories, intents, care, view,
    act: {
      care: care.act,
      choose: (tab) => view.setState({ tab }),
      refresh: (tab) => memories[tab].refresh(),
      syncNow: () => void ask('sync.now'),
      readAgain: () => void ask('sync.read-again'),
      retryPrint: (printJobId) => void intents.run(`print:${printJobId}`, 'print.retry', { printJobId }, prints.refresh),
      markPrint: (printJobId) => void intents.run(`print:${printJobId}`, 'print.mark', { printJobId }, prints.refresh),
    },
    start() {
      const stops = [...Object.values(memories), care.letters].map((memory) => memory.start());
      return () => {
        for (const stop of stops) stop();
      };
    },
  };
}
