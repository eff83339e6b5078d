// Step 90: which station of a commune takes its receipts out of which book, so that two that share one are seen.

import type { Migration } from '../database/migrate.ts';

/** The first station of which money came in under a book; numbers and money themselves stay in the log. */
export const receiptBooks: Migration = {
  number: 90,
  name: 'receipt-books',
  sql: `
    CREATE TABLE receipt_book (
      commune text NOT NULL,
      symbol text NOT NULL,
      volume text NOT NULL,
      station text NOT NULL,
      PRIMARY KEY (commune, symbol, volume)
    );
  `,
};
