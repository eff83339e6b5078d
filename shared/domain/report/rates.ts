// The plain shares that a unit tells its people and its superiors, and whether the totals behind them close.

import { percentOf } from '../index766/score.ts';

/** Totals of a period as they are told. Null where nobody said them. */
export interface ToldTotals {
  readonly received: number;
  readonly online: number | null;
  readonly done: number | null;
  readonly open: number | null;
  /** Dossiers for which money was due, and those of them that paid online. */
  readonly withFee: number | null;
  readonly paidOnline: number | null;
}

/** `difference` is what is left over: received less done and open, or a part that is larger than its whole. Positive when some are missing. */
export interface SumFault {
  readonly kind: 'does-not-close' | 'online-exceeds-received' | 'paid-exceeds-due';
  readonly difference: number;
}

export interface ToldRates {
  /** Percent with two decimals. */
  readonly online: number | null;
  readonly paidOnline: number | null;
  readonly done: number | null;
  readonly faults: readonly SumFault[];
}

/** Shares in percent with two decimals, half up, and every sum that does not close. */
export function toldRates({ received, online, done, open, withFee, paidOnline }: ToldTotals): ToldRates {
  const share = (part: number | null, whole: number | null): number | null => (part === null || whole === null ? null : percentOf(part, whole));
  const faults: SumFault[] = [];
  if (done !== null && open !== null && done + open !== received) faults.push({ kind: 'does-not-close', difference: received - done - open });
  if (online !== null && online > received) faults.push({ kind: 'online-exceeds-received', difference: received - online });
  if (paidOnline !== null && withFee !== null && paidOnline > withFee) faults.push({ kind: 'paid-exceeds-due', difference: withFee - paidOnline });
  return { online: share(online, received), paidOnline: share(paidOnline, withFee), done: share(done, received), faults };
}
