// How long a procedure may take, as the catalogue of procedures says it.

/** Units in which the national portal gives limits; 'hour' is an office hour, eight of which make a working day. */
export type LimitUnit = 'hour' | 'working-day' | 'calendar-day' | 'month';

/**
 * 'same-day' is given out on the day of receipt, or on the next working day when it was received too late in the afternoon.
 * 'unknown' is everything that the catalogue does not say clearly; its text is shown as it stands and no due date is promised.
 */
export type TimeLimit =
  | { readonly kind: 'within'; readonly unit: LimitUnit; readonly amount: number }
  | { readonly kind: 'same-day' }
  | { readonly kind: 'unknown'; readonly text: string };
