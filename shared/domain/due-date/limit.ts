// How long a procedure may take, as the catalogue of procedures says it.

/** Units in which the national portal gives limits; 'hour' is an office hour, eight of which make a working day; 'day' is a calendar day. */
export type LimitUnit = 'hour' | 'day' | 'working-day' | 'month';

/**
 * 'same-day' is given out on the day of receipt, or on the next working day when it was received too late in the afternoon.
 * 'unstated' is everything that the catalogue does not say clearly: no due date is promised. `text` is what a person reads, in the catalogue's words.
 */
export type TimeLimit =
  | { readonly unit: LimitUnit; readonly amount: number; readonly text: string }
  | { readonly unit: 'same-day'; readonly text: string }
  | { readonly unit: 'unstated'; readonly text: string };
