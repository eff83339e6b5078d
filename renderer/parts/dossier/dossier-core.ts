// The moving parts of the dossier in front: what is known of it, which act is being prepared, and what was done last.

import { createStore } from 'zustand/vanilla';
import type { StoreApi } from 'zustand/vanilla';
import type { DossierId, PageId } from '../../../shared/base/ids.ts';
import type { CommandInput, CommandOutput } from '../../../shared/contract/commands.ts';
import type { Failure } from '../../../shared/contract/command.ts';
import type { DossierDetail } from '../../../shared/contract/dossier-life.ts';
import { CallFailed, failureOf, localFailure } from '../../client/call-failed.ts';
import type { Intents, IntentTable } from '../../client/intents.ts';
import { isUndecided } from '../../client/intents.ts';
import { downloadPdf } from '../download.ts';
import type { Services } from '../services.tsx';
import { createPageDesk, type DossierPages, noPages } from './page-desk.ts';

/** What may be done with it; 'look' is none of these. */
export type DossierAct = 'move' | 'correct' | 'note' | 'void' | 'erase' | 'pages' | 'new-date' | 'other-day';

/** The dossier in front. */
export interface OpenDossier {
  readonly dossierId: DossierId;
  /** Null until it was read once. */
  readonly detail: DossierDetail | null;
  /** Why it could not be read, or not again. */
  readonly failure: Failure | null;
  readonly pane: 'look' | 'forms' | 'sign' | DossierAct;
  /** What was done last; null before anything was. */
  readonly done: DossierAct | null;
  /** The part of its document that is being fetched or was, if any. */
  readonly fetching: Fetching | null;
  readonly pages: DossierPages;
}

export interface Fetching {
  readonly part: number;
  /** 'binding' until its size is known. */
  readonly state: { readonly kind: 'binding' } | { readonly kind: 'coming'; readonly percent: number } | { readonly kind: 'saved'; readonly missing: number } | { readonly kind: 'failed'; readonly failure: Failure };
}

export interface DossierModel {
  /** True in the administration's window. */
  readonly mayErase: boolean;
  readonly open: OpenDossier | null;
  readonly intents: IntentTable;
  /** Epoch ms by the station's clock. */
  readonly now: number;
}

export interface DossierActions {
  /** Reads it, which is noted in the access log. */
  open(dossierId: DossierId): void;
  close(): void;
  show(pane: OpenDossier['pane']): void;
  refresh(): void;
  move(detail: DossierDetail, step: Omit<CommandInput<'dossier.move'>, 'requestId' | 'dossierId'>): void;
  /** Apologises and gives a new date, as it was typed. */
  apologise(detail: DossierDetail, day: string, time: string, reason: string): void;
  /** Gives the request for papers that runs another last day, as it was typed; `detail` is what the officer saw. */
  giveDay(detail: DossierDetail, day: string, reason: string): void;
  /** `detail` is what the officer saw while typing. */
  correct(detail: DossierDetail, fields: CommandInput<'dossier.correct'>['fields'], reason: string): void;
  note(detail: DossierDetail, text: string): void;
  giveUp(detail: DossierDetail, reason: string): void;
  /** For good. Only the administration is let. */
  erase(detail: DossierDetail, reason: string): void;
  /** Shows a page of the list. */
  lookAt(pageId: PageId): void;
  movePage(detail: DossierDetail, pageId: PageId, paperId: string): void;
  /** Fetches a part of the document, piece by piece, and saves it as a file. */
  fetchDocument(detail: DossierDetail, part: number): void;
}

export interface DossierDesk {
  readonly store: StoreApi<{ readonly open: OpenDossier | null }>;
  readonly act: DossierActions;
  /** Begins listening; the answer ends it. */
  start(): () => void;
}

/** So often is a document fetched anew of which the station held the beginning no more. */
const MOST_RESTARTS = 3;

/** The key of a dossier's intent. */
export function dossierKey(dossierId: DossierId): string {
  return `dossier:${dossierId}`;
}

export function createDossierDesk({ client }: Pick<Services, 'client'>, intents: Intents): DossierDesk {
  const store = createStore<{ readonly open: OpenDossier | null }>(() => ({ open: null }));

  function change(dossierId: DossierId, more: Partial<OpenDossier>): void {
    const { open } = store.getState();
    if (open?.dossierId === dossierId) store.setState({ open: { ...open, ...more } });
  }
  const pageDesk = createPageDesk(client, (dossierId, how) => {
    const { open } = store.getState();
    if (open?.dossierId === dossierId) change(dossierId, { pages: how(open.pages) });
  });
  async function read(dossierId: DossierId): Promise<void> {
    try {
      change(dossierId, { detail: await client.call('dossier.read', { dossierId }), failure: null });
    } catch (thrown) {
      change(dossierId, { failure: failureOf(thrown) });
    }
  }
  async function fetchDocument({ dossier: { dossierId, officialCode, provisionalCode }, document }: DossierDetail, part: number): Promise<void> {
    const isLookedAt = (): boolean => store.getState().open?.dossierId === dossierId;
    const show = (state: Fetching['state']): void => change(dossierId, { fetching: { part, state } });
    show({ kind: 'binding' });
    try {
      let pieces: Uint8Array<ArrayBuffer>[] = [];
      let binding: string | null = null;
      let missing = 0;
      let restarts = 0;
      for (let from = 0; ; ) {
        const given: CommandOutput<'dossier.document'> = await client.call('dossier.document', { dossierId, part, binding, from });
        if (!isLookedAt()) return;
        const { bytes, base64 } = given;
        if (binding !== null && (bytes === null || given.binding !== binding || base64 === '')) {
          // Bound anew meanwhile: pieces of two documents do not fit together.
          if (++restarts > MOST_RESTARTS) throw new CallFailed(localFailure('internal'));
          pieces = [];
          binding = null;
          from = 0;
          show({ kind: 'binding' });
          continue;
        }
        if (bytes === null) continue;
        ({ binding, missing } = given);
        const piece = Uint8Array.from(atob(base64), (letter) => letter.codePointAt(0) ?? 0);
        pieces.push(piece);
        from += piece.length;
        if (from >= bytes) break;
        show({ kind: 'coming', percent: Math.floor((100 * from) / bytes) });
      }
      downloadPdf(`${(officialCode ?? provisionalCode).replaceAll(/[^\w.-]/g, '-')}${document.parts > 1 ? `-${part}` : ''}.pdf`, pieces);
      show({ kind: 'saved', missing });
    } catch (thrown) {
      show({ kind: 'failed', failure: failureOf(thrown) });
    }
  }
  function refresh(): void {
    const { open } = store.getState();
    if (open === null) return;
    void read(open.dossierId);
    if (open.pane === 'pages') void pageDesk.read(open.dossierId);
  }
  function forget(dossierId: DossierId): void {
    // What is merely not confirmed keeps its id for the next try.
    intents.forget((key, intent) => key === dossierKey(dossierId) && !isUndecided(intent));
  }
  /** Where the act calls for a paper, that comes next: what was done is durable before it is printed. */
  const after = (done: DossierAct) => (detail: DossierDetail): void => change(detail.dossier.dossierId, { detail, failure: null, pane: detail.owedForm !== null && (done === 'move' || done === 'new-date' || done === 'other-day') ? 'forms' : 'look', done });

  return {
    store,
    act: {
      open(dossierId) {
        store.setState({ open: { dossierId, detail: null, failure: null, pane: 'look', done: null, fetching: null, pages: noPages } });
        void read(dossierId);
      },
      close() {
        const { open } = store.getState();
        store.setState({ open: null });
        pageDesk.leave();
        if (open !== null) forget(open.dossierId);
      },
      show(pane) {
        const { open } = store.getState();
        if (open === null) return;
        store.setState({ open: { ...open, pane, done: null, pages: noPages } });
        forget(open.dossierId);
        pageDesk.leave();
        if (pane === 'pages') void pageDesk.read(open.dossierId);
      },
      refresh,
      move: ({ dossier: { dossierId } }, step) => void intents.run(dossierKey(dossierId), 'dossier.move', { dossierId, ...step }, after('move')),
      apologise: ({ dossier: { dossierId } }, day, time, reason) => void intents.run(dossierKey(dossierId), 'dossier.apologise', { dossierId, day, time, reason }, after('new-date')),
      giveDay: ({ dossier: { dossierId }, supplementBy: seen }, day, reason) => void intents.run(dossierKey(dossierId), 'dossier.move-supplement-day', { dossierId, seen, day, reason }, after('other-day')),
      correct: ({ dossier: { dossierId }, revision }, fields, reason) => void intents.run(dossierKey(dossierId), 'dossier.correct', { dossierId, revision, fields: { ...fields }, reason }, after('correct')),
      note: ({ dossier: { dossierId } }, text) => void intents.run(dossierKey(dossierId), 'dossier.note', { dossierId, text }, after('note')),
      giveUp: ({ dossier: { dossierId } }, reason) => void intents.run(dossierKey(dossierId), 'dossier.void', { dossierId, reason }, after('void')),
      lookAt(pageId) {
        const { open } = store.getState();
        if (open === null) return;
        change(open.dossierId, { done: null });
        forget(open.dossierId);
        void pageDesk.lookAt(open.dossierId, pageId);
      },
      movePage: ({ dossier: { dossierId } }, pageId, paperId) =>
        void intents.run(dossierKey(dossierId), 'dossier.move-page', { dossierId, pageId, paperId }, (detail) => {
          // The officer stays at the pages: where one is wrong there are others.
          change(dossierId, { detail, failure: null, done: 'pages' });
          void pageDesk.read(dossierId);
        }),
      fetchDocument: (detail, part) => void fetchDocument(detail, part),
      erase: ({ dossier: { dossierId } }, reason) => void intents.run(dossierKey(dossierId), 'dossier.erase', { dossierId, reason }, after('erase')),
    },
    start: () => client.on('dossiers.changed', refresh),
  };
}
