// The plain shares that a unit tells its people and its superiors, and whether the totals behind them close.

import { percentOf } from '../index766/score.ts';

/** Totals of a period as they are told. Null where nobody said them. */
export interface ToldTotals {
  /** In the period. */
  readonly received: number;
  /** From before the period, and not done when it began. */
  readonly carriedOver: number;
  readonly online: number | null;
  readonly done: number | null;
  readonly open: number | null;
  /** Of those that are done. */
  readonly doneLate: number | null;
  /** Dossiers for which money was due, and those of them that paid otherwise than in cash. */
  readonly withFee: number | null;
  readonly paidOnline: number | null;
  /** Dossiers whose result came in the period, and those of them of which papers and result are files. */
  readonly finished: number | null;
  readonly digitised: number | null;
  /** Whoever said how content they were in the period, and those of them who were. */
  readonly said: number | null;
  readonly satisfied: number | null;
}

/** `difference` is what is left over: received and carried over, less done and open, or a part that is larger than its whole. Positive when some are missing. */
export interface SumFault {
  readonly kind: 'does-not-close' | 'online-exceeds-received' | 'paid-exceeds-due';
  readonly difference: number;
}

export interface ToldRates {
  /** Percent with two decimals. */
  readonly online: number | null;
  readonly paidOnline: number | null;
  readonly done: number | null;
  /** Of those that are done. */
  readonly inTime: number | null;
  readonly digitised: number | null;
  readonly content: number | null;
  readonly faults: readonly SumFault[];
}

/** Shares in percent with two decimals, half up, and every sum that does not close. What came over from before was filed in another period: it is no part of how this one's was filed, and of what there was to do it is. */
export function toldRates({ received, carriedOver, online, done, open, doneLate, withFee, paidOnline, finished, digitised, said, satisfied }: ToldTotals): ToldRates {
  const share = (part: number | null, whole: number | null): number | null => (part === null || whole === null ? null : percentOf(part, whole));
  const faults: SumFault[] = [];
  if (done !== null && open !== null && done + open !== received + carriedOver) faults.push({ kind: 'does-not-close', difference: received + carriedOver - done - open });
  if (online !== null && online > received) faults.push({ kind: 'online-exceeds-received', difference: received - online });
  if (paidOnline !== null && withFee !== null && paidOnline > withFee) faults.push({ kind: 'paid-exceeds-due', difference: withFee - paidOnline });
  return {
    online: share(online, received), paidOnline: share(paidOnline, withFee), done: share(done, received + carriedOver), inTime: done === null || doneLate === null ? null : share(done - doneLate, done),
    digitised: share(digitised, finished), content: share(satisfied, said), faults,
  };
}
