// What is to be said of a visit's fee: whether somebody still has to decide, what it comes to, and what was paid.

import type { FeeView, PaymentView } from '../../../../shared/contract/payment.ts';
import { billOf, type FeeBill, type FeeOrder } from '../../../../shared/domain/fee/fee.ts';

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
