// What is to be said of a visit's fee: whether somebody still has to decide, what it comes to, and what was paid.

import type { Failure } from '../../../../shared/contract/command.ts';
import type { FeeView, PaymentView } from '../../../../shared/contract/payment.ts';
import type { Visit } from '../../../../shared/contract/visit.ts';
import { billOf, type FeeBill, type FeeOrder } from '../../../../shared/domain/fee/fee.ts';
import type { Remembered } from '../../../client/remembered.ts';

/** What is known of the fee of the visit on the screen: no procedure yet; not read yet, or not to be read; or the fee itself. */
export type FeeOfVisit = { readonly kind: 'no-procedure' } | { readonly kind: 'waits'; readonly failure: Failure | null } | { readonly kind: 'known'; readonly fee: FeeView };

/** A fee of another visit or of the procedure before is none: nothing is received or paid by it. */
export function feeOf({ visitId, procedure }: Pick<Visit, 'visitId' | 'procedure'>, remembered: Remembered<FeeView | null>): FeeOfVisit {
  if (procedure === null) return { kind: 'no-procedure' };
  const fee = remembered.kind === 'known' ? remembered.value : null;
  if (fee !== null && fee.visitId === visitId && fee.procedureCode === procedure.code) return { kind: 'known', fee };
  return { kind: 'waits', failure: remembered.kind === 'loading' ? null : remembered.failure };
}

/** The payment that stands, if any. */
export function standingOf(fee: Pick<FeeView, 'payments'>): PaymentView | null {
  return fee.payments.find(({ state }) => state !== 'reversed') ?? null;
}

/** True while the officer has to take the money, ask for it, put it off or say that there is none. */
export function isFeeOpen(fee: FeeView): boolean {
  if (standingOf(fee) !== null || fee.manner !== 'now') return false;
  if (fee.bill.kind === 'refused') return fee.isExpected || fee.isTouched;
  return fee.isTouched ? fee.bill.total > 0 : fee.isExpected;
}

/** The bill of what is typed now, by the same rule as the station's. */
export function billNow(fee: FeeView, orders: readonly FeeOrder[]): FeeBill {
  return billOf(fee.tariff, orders);
}

/** A whole number out of what was typed; 0 where there is none. Twelve digits are more than any fee. */
export function wholeOf(text: string): number {
  return Number(text.replaceAll(/\D/g, '').slice(0, 12));
}
