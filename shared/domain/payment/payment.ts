// The life of one payment: what may follow what, and who may say so. Pure: nothing is remembered here.

import type { DeskDay, EpochMs } from '../../base/ids.ts';

/**
 * 'pending': asked for, nobody has seen the money. 'confirmed': an officer or the city has seen it. 'reversed': it did not come, or was given back. 'reconciled': its day was closed and it was in the sum.
 * A payment by QR is seen offline by nobody, so it stays pending until somebody says so (own reading of the rules of index 766, which counts only payments through a gateway).
 */
export type PaymentState = 'pending' | 'confirmed' | 'reversed' | 'reconciled';

/** One line of what was paid, by fee. */
export interface PaidLine {
  readonly feeId: string;
  readonly amount: number;
}

export interface Payment {
  readonly paymentId: string;
  readonly method: 'cash' | 'transfer';
  readonly state: PaymentState;
  readonly amount: number;
  readonly lines: readonly PaidLine[];
  /** Cash has a numbered receipt from the moment it is taken; a transfer gets one, if at all, when it is confirmed. */
  readonly receiptNumber: string | null;
  readonly at: EpochMs;
  /** The day in whose sum it is; null while it is pending. */
  readonly confirmedOn: DeskDay | null;
  /** The day out of whose sum it is taken again; null where it never was in one, or still is. */
  readonly reversedOn: DeskDay | null;
  /** In what it was given back; as it came where nobody has said. */
  readonly reversedAs?: 'cash' | 'transfer' | null;
}

/** What is asked of a payment. `seen` is the amount that stands on the bank's statement or lies on the desk. */
export type PaymentStep =
  | { readonly kind: 'confirm'; readonly day: DeskDay; readonly seen: number; readonly receiptNumber: string | null }
  | { readonly kind: 'reverse'; readonly day: DeskDay }
  | { readonly kind: 'reconcile'; readonly day: DeskDay };

export type PaymentOutcome =
  | { readonly kind: 'done'; readonly payment: Payment }
  /** 'wrong-state': the step cannot follow. 'amount-differs': what was seen is not what was asked for. 'no-receipt': cash without a number. 'other-day': its sum is that of another day. */
  | { readonly kind: 'refused'; readonly reason: 'wrong-state' | 'amount-differs' | 'no-receipt' | 'other-day' };

/** A payment as it begins. */
export function askedPayment(asked: Pick<Payment, 'paymentId' | 'method' | 'lines' | 'at'>): Payment {
  return { ...asked, state: 'pending', amount: asked.lines.reduce((sum, { amount }) => sum + amount, 0), receiptNumber: null, confirmedOn: null, reversedOn: null };
}

/** pending → confirmed | reversed; confirmed → reconciled | reversed; reconciled → reversed, which takes it out of the sum of the day on which it is reversed. Nothing follows on a reversal. */
export function stepPayment(payment: Payment, step: PaymentStep): PaymentOutcome {
  switch (step.kind) {
    case 'confirm':
      if (payment.state !== 'pending') return { kind: 'refused', reason: 'wrong-state' };
      if (step.seen !== payment.amount) return { kind: 'refused', reason: 'amount-differs' };
      if (payment.method === 'cash' && step.receiptNumber === null) return { kind: 'refused', reason: 'no-receipt' };
      return { kind: 'done', payment: { ...payment, state: 'confirmed', confirmedOn: step.day, receiptNumber: step.receiptNumber } };
    case 'reverse':
      if (payment.state === 'reversed') return { kind: 'refused', reason: 'wrong-state' };
      return { kind: 'done', payment: { ...payment, state: 'reversed', reversedOn: payment.confirmedOn === null ? null : step.day } };
    case 'reconcile':
      if (payment.state !== 'confirmed') return { kind: 'refused', reason: 'wrong-state' };
      if (payment.confirmedOn !== step.day) return { kind: 'refused', reason: 'other-day' };
      return { kind: 'done', payment: { ...payment, state: 'reconciled' } };
  }
}
