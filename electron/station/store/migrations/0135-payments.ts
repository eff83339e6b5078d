// Schema 135: fees and payments. Everything but the draft of a visit is a projection of the log.

import type { Migration } from '../migrate.ts';

export const payments: Migration = {
  version: 135,
  sql: `
-- The fee of a visit as it was typed, right or wrong: part of its draft.
CREATE TABLE visit_fee (
  visit_id TEXT PRIMARY KEY REFERENCES visit (visit_id),
  procedure_code TEXT NOT NULL,
  orders TEXT NOT NULL,
  manner TEXT NOT NULL,
  reason TEXT NOT NULL
) STRICT;

-- Without proofs and reasons: those are personal, and stay in the event.
CREATE TABLE dossier_fee (
  dossier_id TEXT PRIMARY KEY,
  visit_id TEXT NOT NULL,
  lines TEXT NOT NULL,
  total INTEGER NOT NULL,
  manner TEXT NOT NULL
) STRICT;

CREATE TABLE payment (
  payment_id TEXT PRIMARY KEY,
  visit_id TEXT NOT NULL,
  method TEXT NOT NULL,
  amount INTEGER NOT NULL,
  lines TEXT NOT NULL,
  asked_at INTEGER NOT NULL,
  counter_id INTEGER,
  officer_name TEXT NOT NULL,
  -- What a bank's app was shown, as JSON; null for cash.
  code TEXT,
  confirmed_day TEXT,
  confirmed_at INTEGER,
  confirmed_counter INTEGER,
  confirmed_by TEXT,
  handed INTEGER,
  book_symbol TEXT,
  book_volume TEXT,
  receipt_number INTEGER,
  reversed_day TEXT,
  reversed_at INTEGER,
  reversed_by TEXT,
  reversed_counter INTEGER,
  reversed_why TEXT,
  reversed_note TEXT
) STRICT;
CREATE INDEX payment_visit ON payment (visit_id);
CREATE INDEX payment_confirmed ON payment (confirmed_day);
CREATE INDEX payment_reversed ON payment (reversed_day);
CREATE INDEX payment_receipt ON payment (book_symbol, book_volume, receipt_number);

CREATE TABLE receipt_gap (
  aggregate_id TEXT PRIMARY KEY,
  book_symbol TEXT NOT NULL,
  book_volume TEXT NOT NULL,
  from_number INTEGER NOT NULL,
  to_number INTEGER NOT NULL,
  why TEXT NOT NULL
) STRICT;

CREATE TABLE drawer_count (
  aggregate_id TEXT PRIMARY KEY,
  day TEXT NOT NULL,
  counter_id INTEGER NOT NULL,
  counted INTEGER NOT NULL,
  expected INTEGER NOT NULL,
  officer_name TEXT NOT NULL,
  note TEXT NOT NULL,
  at INTEGER NOT NULL
) STRICT;

CREATE TABLE pay_day (
  day TEXT PRIMARY KEY,
  aggregate_id TEXT NOT NULL,
  closed TEXT NOT NULL,
  at INTEGER NOT NULL
) STRICT;
`,
};
