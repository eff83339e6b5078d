// What the officer's keys and buttons do: each act calls the station once under its own intent and puts the answer where the screen reads it.

import type { VisitId } from '../../../shared/base/ids.ts';
import type { Dossier } from '../../../shared/contract/dossier.ts';
import type { Visit } from '../../../shared/contract/visit.ts';
import { isUndecided } from '../../client/intents.ts';
import { isAskedInForm } from '../../parts/id-number-error.ts';
import type { CounterCore } from './counter-core.ts';
import type { CounterActions } from './counter-model.ts';
import { known } from './counter-model.ts';
import { deskActions } from './desk/desk-actions.ts';
import { feeActions } from './fee/fee-actions.ts';
import { feeOf } from './fee/fee-state.ts';
import { intakeActions } from './intake/intake-actions.ts';
import { intakeKey } from './intake/intake-keys.ts';
import { paperActions } from './papers/paper-actions.ts';
import { needKey, needsOf } from './receive/needs.ts';
import { CATALOGUE_KEY } from './side/catalogue-key.ts';
import { TURN_AWAY_KEY } from './turn-away/turn-away-key.ts';
import { focusStep } from './visit/focus-step.ts';
import { NOBODY, personKey } from './visit/steps.ts';

export function createCounterActions(core: CounterCore): CounterActions {
  const { intents, ui, visit, dossiers, prints, status, services } = core;

  /** Does something with the open visit; nothing when there is none. */
  function ofVisit(work: (visitId: VisitId, visit: Visit) => void): void {
    const current = known(visit.store.getState());
    if (current?.state === 'open') work(current.visitId, current);
  }
  function putDossier(dossier: Dossier): void {
    const others = (known(dossiers.store.getState()) ?? []).filter(({ dossierId }) => dossierId !== dossier.dossierId);
    dossiers.put([dossier, ...others]);
    dossiers.refresh();
    prints.refresh();
  }
  function afterPrint(): void {
    prints.refresh();
    dossiers.refresh();
  }

  /** Who was typed was looked at while typing, and asked about there; a doubt that the form did not have is shown first, beside its field. */
  function afterTyping(answer: Visit): void {
    if (answer.warnings.every(isAskedInForm)) return agreeTo(answer);
    visit.put(answer);
    ui.setState({ agreed: NOBODY, editing: null, phone: null, step: null });
  }
  function agreeTo(answer: Visit): void {
    visit.put(answer);
    ui.setState({ agreed: personKey(answer), editing: null, phone: null, step: null });
  }
  function printReceipt(dossier: Dossier): void {
    void intents.run('receipt', 'receipt.print', { dossierId: dossier.dossierId }, putDossier);
  }

  return {
    ...deskActions(core),
    fee: feeActions(core),
    ...intakeActions(core, ofVisit),
    care: core.care.act,
    dossier: {
      ...core.dossier.act,
      open(dossierId) {
        ui.setState({ dialog: { kind: 'dossier' }, obstacle: null });
        core.dossier.act.open(dossierId);
      },
      close() {
        const { dialog } = ui.getState();
        ui.setState({ dialog: dialog?.kind === 'dossier' && dialog.searched !== undefined ? { kind: 'find', text: dialog.searched } : null });
        core.dossier.act.close();
      },
    },
    retry: (key) => intents.retry(key),
    openDialog(dialog) {
      // What was refused the last time is said no more; what nobody knows the fate of keeps its id.
      if (dialog !== null) intents.forget((key, intent) => key === intakeKey(dialog.kind) && !isUndecided(intent));
      ui.setState({ dialog, obstacle: null, earlier: null });
    },
    showList: (list) => ui.setState({ list }),
    dismissReaderNote: () => ui.setState({ readerNote: null }),
    openStep(step) {
      ui.setState({ step });
      if (step !== null) focusStep(step);
    },
    edit(draft) {
      const current = known(visit.store.getState());
      const person = current?.person ?? null;
      ui.setState(({ editing, refusalSeen }) => ({
        editing: draft === null ? null : { draft, base: editing === null ? person : editing.base }, step: null,
        refusalSeen: editing === null ? (current?.readerRefusal?.at ?? null) : refusalSeen,
      }));
    },
    keepTyping() {
      const person = known(visit.store.getState())?.person ?? null;
      ui.setState(({ editing }) => ({ editing: editing === null ? null : { ...editing, base: person } }));
    },
    savePerson: (person) => ofVisit((visitId) => void intents.run('person', 'visit.set-person', { visitId, person }, afterTyping)),
    setPhone: (phone) => ui.setState({ phone }),
    agree: () =>
      ofVisit((visitId, current) => {
        if (current.person === null) return;
        const phone = ui.getState().phone?.trim() ?? current.person.phone;
        if (phone === current.person.phone) return agreeTo(current);
        void intents.run('person', 'visit.set-person', { visitId, person: { ...current.person, phone } }, agreeTo);
      }),
    chooseProcedure: (procedureCode) =>
      ofVisit((visitId) => {
        void intents.run('procedure', 'visit.choose-procedure', { visitId, procedureCode }, (answer) => {
          visit.put(answer);
          const { search: _found, ...typing } = ui.getState().typing;
          ui.setState({ changingProcedure: false, step: null, typing, counts: {}, focusedPaper: answer.procedure?.papers[0]?.paperId ?? null });
        });
      }),
    changeProcedure: (changingProcedure) => ui.setState({ changingProcedure, step: changingProcedure ? 2 : null }),
    ...paperActions(core, ofVisit),
    receive: () =>
      ofVisit((visitId, current) => {
        const [first] = needsOf(current, ui.getState(), intents.store.getState(), feeOf(current, core.fee.store.getState()));
        if (first?.kind === 'fee') return ui.setState({ dialog: { kind: 'fee' }, obstacle: null });
        if (first?.kind === 'fee-wait') core.fee.refresh();
        if (first !== undefined) {
          ui.setState({ step: first.step, missingSaid: needKey(first), ...(first.kind === 'paper' ? { focusedPaper: first.paperId } : {}) });
          return focusStep(first.step, first.kind === 'paper');
        }
        void intents.run('open', 'dossier.open', { visitId }, (dossier) => {
          putDossier(dossier);
          ui.setState({ step: null });
          visit.refresh();
          printReceipt(dossier);
        });
      }),
    printReceipt,
    retryPrint: (printJobId) => void intents.run(`print:${printJobId}`, 'print.retry', { printJobId }, afterPrint),
    markPrint: (printJobId) => void intents.run(`print:${printJobId}`, 'print.mark', { printJobId }, afterPrint),
    turnAway: (asked, printer) =>
      void intents.run(TURN_AWAY_KEY, 'visit.turn-away', { ...asked, printer }, () => {
        ui.setState({ dialog: null });
        visit.refresh();
        core.desk.refresh();
        prints.refresh();
      }),
    catalogueSeen: (since) =>
      void intents.run(CATALOGUE_KEY, 'catalogue.seen', { since }, () => {
        if (ui.getState().dialog?.kind === 'catalogue') ui.setState({ dialog: null });
        core.catalogue.refresh();
      }),
    openFound(dossierId, searched) {
      ui.setState({ dialog: { kind: 'dossier', searched }, obstacle: null });
      core.dossier.act.open(dossierId);
    },
    openDue() {
      core.due.refresh();
      ui.setState({ dialog: { kind: 'due' }, obstacle: null });
    },
    syncNow() {
      if (ui.getState().syncAsked) return;
      ui.setState({ syncAsked: true });
      // What came of it, good or bad, is in the sync state that is read next.
      const done = (): void => {
        ui.setState({ syncAsked: false });
        status.refresh();
      };
      void services.client.call('sync.now', {}).then(done, done);
    },
  };
}
