// The numbers of a book of receipts: each is given once, in the transaction that takes the money, and one that nobody has is explained.

import { z } from 'zod';
import type { Readable, Writable } from './handle.ts';
import { nextNumber, raiseNumber } from './numbers.ts';

/** A book as it is printed on the receipt. */
export interface ReceiptBook {
  readonly symbol: string;
  readonly volume: string;
}

const SERIES = 'receipts~';

/** The running series of a book. A stroke in its name would be taken for the day that a series ends with, and no symbol has a tilde. */
export function receiptSeries({ symbol, volume }: ReceiptBook): string {
  return `${SERIES}${symbol.replaceAll('/', '~')}~${volume}`;
}

/** True for the running series of any book. */
export function isReceiptSeries(name: string): boolean {
  return name.startsWith(SERIES);
}

const lastRow = z.object({ last: z.int() });

/** The highest number of the book that any payment has or that was explained. Also those that the city gave back count. */
function highestKnown(store: Readable, { symbol, volume }: ReceiptBook): number {
  return store.get(
    lastRow,
    `SELECT max((SELECT coalesce(max(receipt_number), 0) FROM payment WHERE book_symbol = $symbol AND book_volume = $volume), (SELECT coalesce(max(to_number), 0) FROM receipt_gap WHERE book_symbol = $symbol AND book_volume = $volume)) AS last`,
    { symbol, volume },
  )?.last ?? 0;
}

/** A number that was taken, and the stretch before it that no payment here has; null where there is none. `isUnsure`: another life of this store may have given it; else the book was set to begin there. */
export interface MintedReceipt {
  readonly number: number;
  readonly skipped: { readonly from: number; readonly to: number; readonly isUnsure: boolean } | null;
}

/** The next number of the book from `first` on; null once it is full, and then nothing has changed. It is used up only if the transaction commits. */
export function mintReceipt(store: Writable, { symbol, volume, first, last }: ReceiptBook & { readonly first: number; readonly last: number }): MintedReceipt | null {
  const series = receiptSeries({ symbol, volume });
  const known = highestKnown(store, { symbol, volume });
  const least = Math.max(known, first - 1);
  const before = store.get(lastRow, 'SELECT last FROM running_number WHERE name = $series', { series })?.last ?? 0;
  if (Math.max(before, least) >= last) return null;
  if (least > before) raiseNumber(store, series, least);
  const number = nextNumber(store, series);
  // Where the book begins later than 1, the numbers before it are no gap.
  const from = known === 0 ? first : known + 1;
  return { number, skipped: number > from ? { from, to: number - 1, isUnsure: before > known } : null };
}

const gapRow = z.object({ from: z.int(), to: z.int(), why: z.string() });

/** Stretches of a book that were explained, in order. */
export function skippedReceipts(store: Readable, { symbol, volume }: ReceiptBook): readonly z.output<typeof gapRow>[] {
  return store.all(gapRow, 'SELECT from_number AS "from", to_number AS "to", why FROM receipt_gap WHERE book_symbol = $symbol AND book_volume = $volume ORDER BY from_number', { symbol, volume });
}

const numberRow = z.object({ number: z.int() });

/** Which numbers of a stretch payments have, of any day. */
export function usedReceipts(store: Readable, { symbol, volume }: ReceiptBook, from: number, to: number): readonly number[] {
  return store.all(numberRow, 'SELECT receipt_number AS number FROM payment WHERE book_symbol = $symbol AND book_volume = $volume AND receipt_number BETWEEN $from AND $to ORDER BY receipt_number', { symbol, volume, from, to }).map(({ number }) => number);
}
