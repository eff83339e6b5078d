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

-- The fee of a dossier is one more event that may lose what is personal in it, once, when its person is forgotten.
DROP TRIGGER event_never_changes;
CREATE TRIGGER event_never_changes BEFORE UPDATE ON event
WHEN NOT (
  OLD.redacted_at IS NULL AND NEW.redacted_at IS NOT NULL
  AND (OLD.seq, OLD.op_id, OLD.incarnation, OLD.agg_type, OLD.agg_id, OLD.agg_rev, OLD.type, OLD.type_version, OLD.at, OLD.monotonic_ms, OLD.boot_id, OLD.actor, OLD.clock, OLD.base_rev, OLD.refers_to, OLD.prev_hash, OLD.hash)
    IS (NEW.seq, NEW.op_id, NEW.incarnation, NEW.agg_type, NEW.agg_id, NEW.agg_rev, NEW.type, NEW.type_version, NEW.at, NEW.monotonic_ms, NEW.boot_id, NEW.actor, NEW.clock, NEW.base_rev, NEW.refers_to, NEW.prev_hash, NEW.hash)
  AND (OLD.body ->> '$.dossierId', OLD.body ->> '$.ticketId', OLD.body ->> '$.opId') IS (NEW.body ->> '$.dossierId', NEW.body ->> '$.ticketId', NEW.body ->> '$.opId')
  AND CASE OLD.type
    WHEN 'dossier.opened' THEN NEW.body ->> '$.applicant.fullName' = '—' AND NEW.body ->> '$.applicant.idNumber' = '' AND NEW.body ->> '$.applicant.address' = '' AND NEW.body ->> '$.applicant.phone' = ''
    WHEN 'dossier.corrected' THEN NEW.body -> '$.fields' = '{}' AND NEW.body ->> '$.reason' = '—'
    WHEN 'dossier.noted' THEN NEW.body ->> '$.text' = '—'
    WHEN 'dossier.moved' THEN NEW.body ->> '$.reason' = '' AND OLD.body ->> '$.to' = NEW.body ->> '$.to'
    WHEN 'ticket.held' THEN NEW.body ->> '$.reason' = ''
    -- What was charged stays as it was; which paper was shown, and why less was taken, goes.
    WHEN 'fee.charged' THEN NEW.body ->> '$.reason' = '' AND OLD.body ->> '$.total' = NEW.body ->> '$.total'
      AND json_array_length(OLD.body, '$.lines') = json_array_length(NEW.body, '$.lines')
      AND NOT EXISTS (SELECT 1 FROM json_each(NEW.body, '$.lines') AS line WHERE coalesce(line.value ->> '$.exemption.proof', '') <> '' OR coalesce(line.value ->> '$.changed.reason', '') <> '')
    ELSE OLD.type IN ('dossier.voided', 'dossier.page-removed', 'operation.withdrawn') AND NEW.body ->> '$.reason' = '—'
  END
)
BEGIN SELECT RAISE(ABORT, 'the log is append-only'); END;
`,
};
