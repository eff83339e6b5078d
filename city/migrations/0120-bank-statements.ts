// Step 120: lines of banks' statements, each with what became of it, and the payments that the city has confirmed by them.

import type { Migration } from '../database/migrate.ts';

/**
 * Of a bank's words only the payments' own numbers are kept: the rest names people. A line is known by the bank's reference, its amount and those numbers, so that the same file twice is the same lines; the same
 * reference with another amount is a line of its own, and only one of them can ever confirm, and no payment is confirmed by two.
 */
export const bankStatements: Migration = {
  number: 120,
  name: 'bank-statements',
  sql: `
    CREATE INDEX payment_of_bill ON payment (commune, upper(split_part(purpose, ' ', 1))) WHERE method = 'transfer';
    CREATE TABLE payment_seen (
      commune text NOT NULL,
      payment_id uuid NOT NULL,
      reference text NOT NULL,
      paid_at bigint NOT NULL,
      at bigint NOT NULL,
      -- What the station has said of it; null until it has.
      answer text,
      PRIMARY KEY (commune, payment_id)
    );
    CREATE INDEX payment_unanswered ON payment_seen (commune) WHERE answer IS NULL;
    CREATE TABLE bank_line (
      commune text NOT NULL REFERENCES commune (commune),
      reference text NOT NULL,
      amount bigint NOT NULL CHECK (amount > 0),
      bills text NOT NULL,
      paid_at bigint NOT NULL,
      outcome text NOT NULL,
      payment_id uuid,
      first_at bigint NOT NULL,
      at bigint NOT NULL,
      settled_at bigint,
      note text NOT NULL DEFAULT '',
      PRIMARY KEY (commune, reference, amount, bills)
    );
    CREATE UNIQUE INDEX bank_line_confirms_once ON bank_line (commune, reference) WHERE outcome = 'confirmed';
    CREATE UNIQUE INDEX bank_line_confirms_one ON bank_line (commune, payment_id) WHERE outcome = 'confirmed';
    CREATE INDEX bank_line_open ON bank_line (commune, bills) WHERE outcome <> 'confirmed' AND settled_at IS NULL;
  `,
};
