// The moving parts of a counter window behind its screen: last known answers, intents, what is half typed, and what follows from a change of them.

import type { CounterId, DossierId } from '../../../shared/base/ids.ts';
import type { StoreApi } from 'zustand/vanilla';
import type { PrintJobView } from '../../../shared/contract/admin.ts';
import type { CoverPrinters } from '../../../shared/contract/cover.ts';
import type { Dossier } from '../../../shared/contract/dossier.ts';
import type { CatalogueView } from '../../../shared/contract/catalogue.ts';
import type { DueLists } from '../../../shared/contract/due-care.ts';
import type { Status } from '../../../shared/contract/point.ts';
import type { Desk } from '../../../shared/contract/queue.ts';
import type { PayDay } from '../../../shared/contract/payment-day.ts';
import type { FeeView } from '../../../shared/contract/payment.ts';
import type { CounterScanner, Visit } from '../../../shared/contract/visit.ts';
import type { Intents } from '../../client/intents.ts';
import { createIntents, isUndecided } from '../../client/intents.ts';
import type { Memory, Remembered } from '../../client/remembered.ts';
import { remember } from '../../client/remembered.ts';
import { createCare, isCareKey } from '../../parts/care/care-core.ts';
import type { Care } from '../../parts/care/care-core.ts';
import { createDossierDesk } from '../../parts/dossier/dossier-core.ts';
import type { DossierDesk } from '../../parts/dossier/dossier-core.ts';
import type { Services } from '../../parts/services.tsx';
import { known } from './counter-model.ts';
import { createCounterUi, forgetVisit } from './counter-ui.ts';
import type { CounterUi } from './counter-ui.ts';
import { takeKey, tellRefusedBefore } from './fee/fee-keys.ts';
import { startReaderWork } from './reader-work.ts';
import { createTypingKeeper } from './intake/typing-keeper.ts';
import { createPageImages } from './papers/page-images.ts';
import type { PageImages } from './papers/page-images.ts';
import { isDirty } from './person/person-draft.ts';
import { focusStep } from './visit/focus-step.ts';
import { isAgreed, NOBODY, personKey } from './visit/steps.ts';
import { createProcedureFinder } from './procedure/procedure-finder.ts';
import type { ProcedureFinder } from './procedure/procedure-finder.ts';

export interface CounterCore {
  readonly services: Services;
  readonly desk: Memory<Desk>;
  readonly visit: Memory<Visit | null>;
  readonly dossiers: Memory<readonly Dossier[]>;
  readonly prints: Memory<readonly PrintJobView[]>;
  readonly status: Memory<Status>;
  readonly scanner: Memory<CounterScanner>;
  readonly coverPrinters: Memory<CoverPrinters>;
  readonly fee: Memory<FeeView | null>;
  readonly drawer: Memory<PayDay>;
  readonly due: Memory<DueLists>;
  readonly catalogue: Memory<CatalogueView>;
  readonly intents: Intents;
  readonly care: Care;
  readonly dossier: DossierDesk;
  readonly ui: StoreApi<CounterUi>;
  readonly finder: ProcedureFinder;
  readonly images: PageImages;
  /** Begins reading and listening; the answer ends it. May be started again. */
  start(): () => void;
}

/** Often enough to find a station that fell silent without closing. */
const SILENCE_MS = 30_000;
/** A dossier becomes overdue by itself. */
const DUE_MS = 60_000;
/** The most that 'dossier.list' gives; a point's busiest day stays near it. */
const DOSSIERS_SHOWN = 200;

export function createCounterCore(services: Services, counterId: CounterId): CounterCore {
  const { client, now } = services;
  const desk = remember(client, { read: () => client.call('desk.read', {}), again: ['queue.changed'], everyMs: SILENCE_MS, now });
  const visit = remember<Visit | null>(client, { read: () => client.call('visit.read', {}), again: ['visit.changed', 'reader.refused', 'print.changed', 'catalogue.changed'], now });
  const dossiers = remember<readonly Dossier[]>(client, {
    read: async () => (await client.call('dossier.list', { limit: DOSSIERS_SHOWN })).dossiers, again: ['dossiers.changed', 'print.changed'], now,
  });
  const prints = remember<readonly PrintJobView[]>(client, { read: async () => (await client.call('print.list', {})).jobs, again: ['print.changed'], now });
  const status = remember(client, { read: () => client.call('status.read', {}), again: ['sync.changed', 'devices.changed'], now });
  const scanner = remember(client, { read: () => client.call('scanner.read', {}), again: ['devices.changed'], now });
  const coverPrinters = remember(client, { read: () => client.call('cover.printers', {}), again: [], now });
  const fee = remember<FeeView | null>(client, { read: () => client.call('fee.read', {}), again: ['visit.changed', 'payments.changed', 'print.changed', 'catalogue.changed'], now });
  const drawer = remember<PayDay>(client, { read: () => client.call('drawer.read', {}), again: [], now });
  const due = remember<DueLists>(client, { read: () => client.call('dossier.due-lists', {}), again: ['dossiers.changed'], everyMs: DUE_MS, now });
  const catalogue = remember<CatalogueView>(client, { read: () => client.call('catalogue.read', { from: 0 }), again: ['catalogue.changed', 'staff.changed'], now });
  const intents = createIntents(client, services.newRequestId);
  const care = createCare(services, intents);
  const dossier = createDossierDesk(services, intents);
  const ui = createCounterUi();
  const finder = createProcedureFinder(client);
  const images = createPageImages(client);
  const keeper = createTypingKeeper(ui, intents, () => known(visit.store.getState()));

  /** Another person than the one before stands in the visit: nobody has looked at them yet, so their step opens, whatever else was open. */
  function followPerson(next: Visit | null, before: Visit | null): void {
    if (next === null || before === null || next.visitId !== before.visitId || personKey(next) === personKey(before)) return;
    const agreed = ui.getState().agreed ?? (isAgreed(before, { agreed: null }) ? personKey(before) : NOBODY);
    // A card that was refused before and laid down again has done what its note asked for.
    ui.setState({ agreed, step: null, ...(ui.getState().readerNote === 'card.in-front' ? { readerNote: null } : {}) });
  }
  function followVisit(next: Visit | null, before: Visit | null): void {
    if (next?.visitId !== before?.visitId) {
      forgetVisit(ui);
      keeper.begin(next);
      // Money that nobody can tell the fate of stays to be asked about.
      const moneyOfBefore = before === null ? null : takeKey(before.visitId);
      intents.forget((key, intent) => key !== 'desk' && !key.startsWith('print:') && !key.startsWith('dossier:') && !isCareKey(key) && !(key === moneyOfBefore && isUndecided(intent)));
    }
    const pages = [...(next?.papers ?? []).flatMap((paper) => paper.pages), ...(next?.sheets ?? []).map(({ page }) => page)].map(({ pageId }) => pageId);
    images.keepOnly(pages);
    for (const pageId of pages) if (images.store.getState()[pageId] === undefined) images.want(pageId);
    followPerson(next, before);
    const { editing } = ui.getState();
    // A form that nobody has typed into gives way to the card; one with words in it stays, and asks.
    if (editing !== null && !isDirty(editing.draft, editing.base) && JSON.stringify(next?.person ?? null) !== JSON.stringify(editing.base)) ui.setState({ editing: null });
  }
  function followDesk(next: Desk | null, before: Desk | null): void {
    if (next?.current?.ticketId === before?.current?.ticketId && next?.state === before?.state) return;
    // The desk has moved on: what was not confirmed before it is no longer what the next press means.
    intents.forget((key) => key === 'desk');
    ui.setState({ obstacle: null });
  }

  /** A dossier whose receipt was read comes to the front, unless that would throw away what is half typed in another dialog. */
  function openRead(dossierId: DossierId): void {
    const { dialog } = ui.getState();
    // The desk of results brings it to the front itself.
    if (dialog?.kind === 'hand') return;
    const isFree = dialog === null || dialog.kind === 'find' || (dialog.kind === 'dossier' && dossier.store.getState().open?.pane === 'look');
    if (!isFree) return ui.setState({ readerNote: 'card.receipt' });
    ui.setState({ dialog: dialog?.kind === 'find' ? { kind: 'dossier', searched: '' } : { kind: 'dossier' }, obstacle: null, readerNote: null });
    dossier.act.open(dossierId);
  }

  /** A cover sheet was read by hand: its paper comes to the front and takes the next scan, unless a dialog stands in the way. */
  function goToPaper(paperId: string): void {
    if (ui.getState().dialog !== null) return;
    ui.setState({ step: 3, focusedPaper: paperId, obstacle: null });
    focusStep(3, true);
  }

  const memories = [desk, visit, dossiers, due, catalogue, prints, status, scanner, fee, care.letters, care.notices] as const;
  return {
    services, desk, visit, dossiers, prints, status, scanner, coverPrinters, fee, drawer, due, catalogue, intents, care, dossier, ui, finder, images,
    start() {
      const stops = [
        watch<Visit | null>(visit.store, followVisit),
        watch(desk.store, followDesk),
        client.on('reader.refused', ({ counterId: at, code }) => {
          const { dialog } = ui.getState();
          // The search says it itself.
          if (at !== counterId || dialog?.kind === 'find') return;
          if (dialog !== null) ui.setState({ readerNote: code });
          else if (known(visit.store.getState()) === null) ui.setState({ looseRefusal: { code, at: now() } });
        }),
        client.on('keypad.pressed', ({ counterId: at, asks, code, params }) => {
          if (at !== counterId) return;
          if (asks !== null) ui.setState({ dialog: { kind: 'abandon', action: asks }, obstacle: null });
          else if (code !== null) ui.setState({ obstacle: { key: `error.${code}`, params } });
        }),
        client.on('payments.changed', () => {
          if (ui.getState().dialog?.kind === 'drawer') drawer.refresh();
        }),
        client.on('reader.dossier', ({ counterId: at, dossierId }) => {
          if (at === counterId) openRead(dossierId);
        }),
        client.on('reader.cover', ({ counterId: at, visitId, paperId }) => {
          if (at === counterId && known(visit.store.getState())?.visitId === visitId) goToPaper(paperId);
        }),
        intents.store.subscribe(() => tellRefusedBefore(ui, intents, known(visit.store.getState())?.visitId ?? null)),
        dossier.start(),
        keeper.start(),
        startReaderWork(client, counterId, ui),
        ...memories.map((memory) => memory.start()),
      ];
      return () => {
        for (const stop of stops) stop();
      };
    },
  };
}

function watch<Value>(store: StoreApi<Remembered<Value>>, changed: (next: Value | null, before: Value | null) => void): () => void {
  return store.subscribe((next, before) => {
    if (known(next) !== known(before)) changed(known(next), known(before));
  });
}
