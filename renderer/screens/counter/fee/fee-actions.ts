// What the officer does with a fee: each word is saved as it is typed, and money is asked for only once the station has what is on the screen.

import type { DossierId, PaymentId, VisitId } from '../../../../shared/base/ids.ts';
import type { CommandInput } from '../../../../shared/contract/commands.ts';
import type { FeeView } from '../../../../shared/contract/payment.ts';
import type { CounterCore } from '../counter-core.ts';
import { known } from '../counter-model.ts';
import { HANDED, NONE_REASON, owedKey, saveKey, takeKey } from './fee-keys.ts';

/** The fee as it stands on the screen. */
export type FeeEdit = Pick<FeeView, 'orders' | 'manner' | 'reason'>;
/** What waits until the station has what was typed. It is meant for one visit, and goes with it. */
export type FeeWork = { readonly kind: 'close' } | { readonly kind: 'cash'; readonly total: number; readonly handed: number } | { readonly kind: 'ask'; readonly total: number };

export interface FeeActions {
  open(): void;
  change(edit: FeeEdit): void;
  /** Nothing is charged, or it is paid when the result is given out: kept, and the dialog goes. */
  decide(edit: FeeEdit): void;
  /** `handed`: what lay on the desk. */
  cash(total: number, handed: number): void;
  ask(total: number): void;
  confirm(paymentId: PaymentId, seen: number): void;
  reverse(paymentId: PaymentId, said: Pick<CommandInput<'payment.reverse'>, 'why' | 'note' | 'as'>): void;
  printAgain(paymentId: PaymentId): void;
  /** Reads the fee again after it could not be read. */
  readAgain(): void;
  /** The officer has read that something of the visit before was not done. */
  dismissDropped(): void;
  openDrawer(): void;
  /** What a dossier owes, of whoever comes with the money; `total` is what stands on the screen. */
  takeOwed(dossierId: DossierId, total: number, how: CommandInput<'payment.take-owed'>['how']): void;
  count(day: CommandInput<'drawer.count'>['day'], counted: number, note: string): void;
}

export function feeActions({ intents, ui, fee, drawer, visit, prints }: CounterCore): FeeActions {
  const here = (): VisitId | null => known(visit.store.getState())?.visitId ?? null;

  /** Saves what is typed, the latest word last; then does what waits for it. An answer about a visit that is not here any more changes nothing here. */
  function save(visitId: VisitId): void {
    const edit = ui.getState().feeEdit;
    if (edit === null || intents.store.getState()[saveKey(visitId)]?.state === 'pending') return;
    const saved = intents.run(saveKey(visitId), 'fee.save', { visitId, ...edit, orders: [...edit.orders] }, (answer) => {
      if (here() !== visitId) return;
      fee.put(answer);
      const { feeEdit: latest, feeWaits } = ui.getState();
      if (latest !== edit && latest !== null) return save(visitId);
      ui.setState({ feeEdit: null, feeWaits: null });
      if (answer.manner === 'none') typedNoMore(NONE_REASON);
      if (feeWaits?.visitId === visitId) doWork(visitId, feeWaits.work);
    });
    // A press that the failure has answered is not carried out by a later try at saving.
    void saved.then((answer) => answer === null && here() === visitId && ui.setState({ feeWaits: null }));
  }
  function doWork(visitId: VisitId, work: FeeWork): void {
    if (work.kind === 'close') return ui.setState({ dialog: null });
    if (work.kind === 'cash') void intents.run(takeKey(visitId), 'payment.cash', { visitId, total: work.total, handed: work.handed }, () => taken(HANDED));
    else void intents.run(takeKey(visitId), 'payment.ask', { visitId, total: work.total }, moved);
  }
  function whenSaved(work: FeeWork): void {
    const visitId = here();
    if (visitId === null) return;
    if (ui.getState().feeEdit === null) return doWork(visitId, work);
    ui.setState({ feeWaits: { visitId, work } });
    save(visitId);
  }
  /** The station has what was typed there. */
  function typedNoMore(field: string): void {
    ui.setState(({ typing }) => ({ typing: Object.fromEntries(Object.entries(typing).filter(([each]) => each !== field)) }));
  }
  function taken(field: string): void {
    typedNoMore(field);
    moved();
  }
  function moved(): void {
    fee.refresh();
    prints.refresh();
    if (ui.getState().dialog?.kind === 'drawer') drawer.refresh();
  }

  return {
    open() {
      fee.refresh();
      ui.setState({ dialog: { kind: 'fee' }, obstacle: null });
    },
    change(edit) {
      const visitId = here();
      if (visitId === null) return;
      ui.setState({ feeEdit: edit, feeWaits: null });
      save(visitId);
    },
    decide(edit) {
      ui.setState({ feeEdit: edit });
      whenSaved({ kind: 'close' });
    },
    cash: (total, handed) => whenSaved({ kind: 'cash', total, handed }),
    ask: (total) => whenSaved({ kind: 'ask', total }),
    confirm: (paymentId, seen) => void intents.run(`pay:${paymentId}`, 'payment.confirm', { paymentId, seen }, moved),
    reverse: (paymentId, said) => void intents.run(`pay:${paymentId}`, 'payment.reverse', { paymentId, ...said }, moved),
    printAgain: (paymentId) => void intents.run(`pay:${paymentId}`, 'payment.print', { paymentId }, moved),
    readAgain: fee.refresh,
    dismissDropped: () => ui.setState({ feeDropped: false }),
    openDrawer() {
      drawer.refresh();
      ui.setState({ dialog: { kind: 'drawer' }, obstacle: null });
    },
    takeOwed: (dossierId, total, how) => void intents.run(owedKey(dossierId), 'payment.take-owed', { dossierId, total, how }, moved),
    count: (day, counted, note) => void intents.run('drawer', 'drawer.count', { day, counted, note }, drawer.put),
  };
}
