// What the officer does with a fee: each word is saved as it is typed, and money is asked for only once the station has what is on the screen.

import type { PaymentId } from '../../../../shared/base/ids.ts';
import type { CommandInput } from '../../../../shared/contract/commands.ts';
import type { FeeView } from '../../../../shared/contract/payment.ts';
import type { CounterCore } from '../counter-core.ts';
import { known } from '../counter-model.ts';

/** The fee as it stands on the screen. */
export type FeeEdit = Pick<FeeView, 'orders' | 'manner' | 'reason'>;
type Why = CommandInput<'payment.reverse'>['why'];

export interface FeeActions {
  open(): void;
  change(edit: FeeEdit): void;
  /** Nothing is charged, or it is paid when the result is given out: kept, and the dialog goes. */
  decide(edit: FeeEdit): void;
  /** `handed`: what lay on the desk. */
  cash(total: number, handed: number): void;
  ask(total: number): void;
  confirm(paymentId: PaymentId, seen: number): void;
  reverse(paymentId: PaymentId, why: Why, note: string): void;
  printAgain(paymentId: PaymentId): void;
  openDrawer(): void;
  count(day: CommandInput<'drawer.count'>['day'], counted: number, note: string): void;
}

export function feeActions({ intents, ui, fee, drawer, visit, prints }: CounterCore): FeeActions {
  let afterSave: (() => void) | null = null;

  /** Saves what is typed, the latest word last; then does what waits for it. */
  function save(): void {
    const edit = ui.getState().feeEdit;
    const visitId = known(visit.store.getState())?.visitId;
    if (edit === null || visitId === undefined || intents.store.getState()['fee']?.state === 'pending') return;
    void intents.run('fee', 'fee.save', { visitId, ...edit, orders: [...edit.orders] }, (answer) => {
      fee.put(answer);
      const latest = ui.getState().feeEdit;
      if (latest !== edit && latest !== null) return save();
      ui.setState({ feeEdit: null });
      const then = afterSave;
      afterSave = null;
      then?.();
    });
  }
  function whenSaved(work: () => void): void {
    if (ui.getState().feeEdit === null) return work();
    afterSave = work;
    save();
  }
  function moved(): void {
    fee.refresh();
    prints.refresh();
    if (ui.getState().dialog?.kind === 'drawer') drawer.refresh();
  }
  function ofVisit(work: (visitId: FeeView['visitId']) => void): void {
    const visitId = known(visit.store.getState())?.visitId;
    if (visitId !== undefined) work(visitId);
  }

  return {
    open() {
      fee.refresh();
      ui.setState({ dialog: { kind: 'fee' }, obstacle: null });
    },
    change(edit) {
      afterSave = null;
      ui.setState({ feeEdit: edit });
      save();
    },
    decide(edit) {
      ui.setState({ feeEdit: edit });
      whenSaved(() => ui.setState({ dialog: null }));
    },
    cash: (total, handed) => whenSaved(() => ofVisit((visitId) => void intents.run('pay', 'payment.cash', { visitId, total, handed }, moved))),
    ask: (total) => whenSaved(() => ofVisit((visitId) => void intents.run('pay', 'payment.ask', { visitId, total }, moved))),
    confirm: (paymentId, seen) => void intents.run(`pay:${paymentId}`, 'payment.confirm', { paymentId, seen }, moved),
    reverse: (paymentId, why, note) => void intents.run(`pay:${paymentId}`, 'payment.reverse', { paymentId, why, note }, moved),
    printAgain: (paymentId) => void intents.run(`pay:${paymentId}`, 'payment.print', { paymentId }, moved),
    openDrawer() {
      drawer.refresh();
      ui.setState({ dialog: { kind: 'drawer' }, obstacle: null });
    },
    count: (day, counted, note) => void intents.run('drawer', 'drawer.count', { day, counted, note }, drawer.put),
  };
}
