// The limit of a procedure that a point has set for itself, in the words in which people read limits of the catalogue.

import type { LimitUnit, TimeLimit } from './limit.ts';

interface OwnLimit {
  readonly unit: LimitUnit | 'same-day';
  /** Says nothing of the same day. */
  readonly amount: number;
}

const WORDS: Readonly<Record<LimitUnit, string>> = { hour: 'giờ làm việc', day: 'ngày', 'working-day': 'ngày làm việc', month: 'tháng' };

/** Says whose it is: the portal's page says another, or none. */
export function ownLimit({ unit, amount }: OwnLimit): TimeLimit {
  return unit === 'same-day' ? { unit, text: 'Trong ngày (đơn vị quy định)' } : { unit, amount, text: `${amount} ${WORDS[unit]} (đơn vị quy định)` };
}
