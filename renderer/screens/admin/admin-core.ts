// The moving parts of the admin window: last known answers, the chosen section, and its few acts.

import { createStore } from 'zustand/vanilla';
import type { StoreApi } from 'zustand/vanilla';
import type { Health, Outbox, PrintJobView } from '../../../shared/contract/admin.ts';
import type { EpochMs } from '../../../shared/base/ids.ts';
import { businessDayOf } from '../../../shared/domain/time/business-day.ts';
import type { Backup, StoreHistory } from '../../../shared/contract/care.ts';
import type { CommandOutput } from '../../../shared/contract/commands.ts';
import type { Dossier } from '../../../shared/contract/dossier.ts';
import type { UpdateState } from '../../../shared/contract/update.ts';
import { failureOf } from '../../client/call-failed.ts';
import { createIntents } from '../../client/intents.ts';
import type { Intents } from '../../client/intents.ts';
import type { Memory } from '../../client/remembered.ts';
import { remember } from '../../client/remembered.ts';
import { createCare } from '../../parts/care/care-core.ts';
import type { Care } from '../../parts/care/care-core.ts';
import { download } from '../../parts/download.ts';
import { createDossierDesk } from '../../parts/dossier/dossier-core.ts';
import type { DossierDesk } from '../../parts/dossier/dossier-core.ts';
import type { Services } from '../../parts/services.tsx';
import type { AdminActions, AdminModel, AdminTab } from './admin-model.ts';

type AdminDesk = Pick<AdminModel, 'tab' | 'found' | 'updateAsk' | 'syncNow' | 'rebuilt' | 'accessDays' | 'exported'>;

export interface AdminCore {
  readonly health: Memory<Health>;
  readonly outbox: Memory<Outbox>;
  readonly prints: Memory<readonly PrintJobView[]>;
  readonly dossiers: Memory<readonly Dossier[]>;
  readonly backups: Memory<readonly Backup[]>;
  readonly history: Memory<StoreHistory>;
  readonly numbers: Memory<CommandOutput<'numbers.read'>>;
  readonly selfTests: Memory<CommandOutput<'self-test.list'>>;
  readonly access: Memory<CommandOutput<'access.list'>>;
  readonly updates: Memory<UpdateState>;
  readonly intents: Intents;
  readonly care: Care;
  readonly dossier: DossierDesk;
  readonly view: StoreApi<AdminDesk>;
  readonly act: AdminActions;
  /** Begins reading and listening; the answer ends it. */
  start(): () => void;
}

/** Self-checks change by themselves: a disk fills without telling. */
const CHECK_EVERY_MS = 15_000;
/** Copies are made by the hour, numbers go out by the minute. */
const CARE_EVERY_MS = 60_000;
const POSTPONED_DAYS = 7;

export function createAdminCore({ client, now, newRequestId }: Services): AdminCore {
  const health = remember(client, { read: () => client.call('health.read', {}), again: ['sync.changed', 'devices.changed'], everyMs: CHECK_EVERY_MS, now });
  const outbox = remember(client, { read: () => client.call('outbox.read', {}), again: ['sync.changed', 'dossiers.changed'], everyMs: CHECK_EVERY_MS, now });
  const prints = remember<readonly PrintJobView[]>(client, { read: async () => (await client.call('print.list', {})).jobs, again: ['print.changed'], now });
  const dossiers = remember<readonly Dossier[]>(client, { read: async () => (await client.call('dossier.list', { limit: 200 })).dossiers, again: ['dossiers.changed', 'print.changed'], now });
  const backups = remember<readonly Backup[]>(client, { read: async () => (await client.call('backup.list', {})).backups, again: [], everyMs: CARE_EVERY_MS, now });
  const history = remember(client, { read: () => client.call('store.history', {}), again: ['point.changed'], everyMs: CARE_EVERY_MS, now });
  const numbers = remember(client, { read: () => client.call('numbers.read', {}), again: [], everyMs: CARE_EVERY_MS, now });
  const selfTests = remember(client, { read: () => client.call('self-test.list', {}), again: ['self-test.changed'], now });
  const intents = createIntents(client, newRequestId);
  const care = createCare({ client, now }, intents);
  const dossier = createDossierDesk({ client }, intents);
  const today = businessDayOf(now() as EpochMs);
  const view = createStore<AdminDesk>(() => ({ tab: 'health', found: null, updateAsk: { asked: null, failure: null }, rebuilt: null, accessDays: { from: today, to: today }, exported: null, syncNow: { asked: false, failure: null } }));
  const access = remember(client, { read: () => client.call('access.list', { ...view.getState().accessDays, dossierId: null }), again: [], now });
  const updates = remember(client, { read: () => client.call('update.read', {}), again: ['update.changed'], everyMs: CHECK_EVERY_MS, now });
  const memories = { health, selfTests, outbox, prints, dossiers, backups, history, numbers, access, updates };
  const ofTab: Readonly<Record<AdminTab, readonly { refresh(): void }[]>> = { today: [], index: [], health: [health, selfTests], setup: [], outbox: [outbox, care], prints: [prints], dossiers: [dossiers], results: [], post: [], reports: [], feedback: [], money: [], calendar: [], catalogue: [], templates: [], data: [backups, history, numbers], updates: [updates], access: [access], training: [], staff: [] };

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

  async function find(code: string): Promise<void> {
    view.setState({ found: { kind: 'asking', code } });
    const found = await client.call('dossier.find', { text: code }).then((answer) => ({ kind: 'found', code, ...answer }) as const, (thrown: unknown) => ({ kind: 'failed', code, failure: failureOf(thrown) }) as const);
    // Whoever has asked for another one since waits for that.
    if (view.getState().found?.code === code) view.setState({ found });
  }

  async function askUpdates(asked: NonNullable<AdminDesk['updateAsk']['asked']>, call: () => Promise<UpdateState>): Promise<void> {
    if (view.getState().updateAsk.asked !== null) return;
    view.setState({ updateAsk: { asked, failure: null } });
    try {
      updates.put(await call());
      view.setState({ updateAsk: { asked: null, failure: null } });
    } catch (thrown) {
      view.setState({ updateAsk: { asked: null, failure: failureOf(thrown) } });
    }
  }

  return {
    ...memories, intents, care, dossier, view,
    act: {
      care: care.act,
      dossier: dossier.act,
      choose: (tab) => view.setState({ tab }),
      refresh: (tab) => ofTab[tab].forEach((memory) => memory.refresh()),
      find: (code) => void find(code),
      syncNow: () => void ask('sync.now'),
      readAgain: () => void ask('sync.read-again'),
      showAccess(accessDays) {
        view.setState({ accessDays, exported: null });
        access.refresh();
      },
      exportAccess() {
        view.setState({ exported: null });
        void intents.run('access', 'access.export', { ...view.getState().accessDays, dossierId: null }, (file) => {
          download(file);
          view.setState({ exported: file.name });
          access.refresh();
        });
      },
      beginSelfTest: (target, who) => void intents.run('self-test', 'self-test.begin', { target, who }, selfTests.refresh),
      lookForUpdates: (where) => void askUpdates(where, () => client.call('update.look', { where })),
      installUpdate: (bundleId) => void askUpdates('install', () => client.call('update.install', { bundleId })),
      postponeUpdate: (bundleId) => void askUpdates('postpone', () => client.call('update.postpone', { bundleId, days: POSTPONED_DAYS })),
      makeBackup: () => void intents.run('backup', 'backup.make', {}, (answer) => backups.put(answer.backups)),
      rebuild() {
        view.setState({ rebuilt: null });
        void intents.run('rebuild', 'store.rebuild', {}, (rebuilt) => view.setState({ rebuilt }));
      },
      retryPrint: (printJobId) => void intents.run(`print:${printJobId}`, 'print.retry', { printJobId }, prints.refresh),
      markPrint: (printJobId) => void intents.run(`print:${printJobId}`, 'print.mark', { printJobId }, prints.refresh),
    },
    start() {
      const stops = [...Object.values(memories), care.letters, care.notices, dossier].map((part) => part.start());
      return () => {
        for (const stop of stops) stop();
      };
    },
  };
}
