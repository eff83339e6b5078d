// What the city's word of a transfer means for the payment that it is about: its confirmation, or something that a person has to look at. Pure.

import type { DeskDay } from '../../base/ids.ts';
import { type Payment, stepPayment } from './payment.ts';

/** The city's word as it met the payment: 'confirm' where the money was waited for, else what had happened before it came. */
export type BankMeaning = 'confirm' | 'confirmed-before' | 'reversed' | 'given-back' | 'paid-twice' | 'amount-differs';

/**
 * `by` is the reference by which the city has spoken of this payment before; the same word twice is for whoever calls to pass over. A payment that an officer has confirmed stays as it is: both have seen the same money.
 * Nothing is ever confirmed that was given up, however surely the money is there.
 */
export function meaningOf(payment: Payment, amount: number, day: DeskDay, by: string | null): BankMeaning {
  if (by !== null) return 'paid-twice';
  if (payment.state === 'reversed') return payment.confirmedOn === null ? 'reversed' : 'given-back';
  if (payment.amount !== amount) return 'amount-differs';
  // Cash was in somebody's hand: the same again on the account is money that nobody asked for.
  if (payment.method === 'cash') return 'paid-twice';
  return stepPayment(payment, { kind: 'confirm', day, seen: amount, receiptNumber: null }).kind === 'done' ? 'confirm' : 'confirmed-before';
}
