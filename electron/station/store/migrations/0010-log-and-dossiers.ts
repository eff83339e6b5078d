// Schema 10: the event log, the answers to requests, the queue, the visit, pages and the dossier.

import type { Migration } from '../migrate.ts';

export const logAndDossiers: Migration = {
  version: 10,
  sql: `
CREATE TABLE meta (
  name TEXT PRIMARY KEY,
  value TEXT NOT NULL
) STRICT;

-- The append-only log. The outbox is sync.acked_seq over it.
CREATE TABLE event (
  seq INTEGER PRIMARY KEY,
  op_id TEXT NOT NULL,
  incarnation INTEGER NOT NULL,
  agg_type TEXT NOT NULL,
  agg_id TEXT NOT NULL,
  agg_rev INTEGER NOT NULL,
  type TEXT NOT NULL,
  type_version INTEGER NOT NULL,
  body TEXT NOT NULL,
  at INTEGER NOT NULL,
  monotonic_ms INTEGER NOT NULL,
  boot_id TEXT NOT NULL,
  actor TEXT NOT NULL,
  -- Why the wall clock was doubted, as JSON; the city's revision that was seen; the dead letter that is replaced. Mostly null.
  clock TEXT,
  base_rev INTEGER,
  refers_to TEXT,
  prev_hash TEXT NOT NULL,
  hash TEXT NOT NULL,
  -- An event whose place the city has given to another is written once more, under a new incarnation.
  UNIQUE (op_id, incarnation),
  UNIQUE (agg_type, agg_id, agg_rev, incarnation)
) STRICT;
CREATE TRIGGER event_never_changes BEFORE UPDATE ON event BEGIN SELECT RAISE(ABORT, 'the log is append-only'); END;
CREATE TRIGGER event_never_goes BEFORE DELETE ON event BEGIN SELECT RAISE(ABORT, 'the log is append-only'); END;

-- Who looked at whose data and when: a year has a hundred thousand looks.
CREATE INDEX event_looks ON event (at, seq, agg_id, type) WHERE agg_type = 'access';

-- The answer to each changing command, so that a repeated request gets the same one.
CREATE TABLE request (
  request_id TEXT PRIMARY KEY,
  command TEXT NOT NULL,
  input_hash TEXT NOT NULL,
  output TEXT NOT NULL,
  at INTEGER NOT NULL
) STRICT;
-- A visit that ends takes the answers about it along.
CREATE INDEX request_of_visit ON request (json_extract(output, '$.visitId')) WHERE command GLOB 'visit.*';

CREATE TABLE running_number (
  name TEXT PRIMARY KEY,
  last INTEGER NOT NULL
) STRICT;

-- Projections (ticket, counter, dossier, dossier_page) are made out of events alone, by store/projections. They refer to nothing but each other and forbid nothing:
-- what the log of a store that was put back says twice must still be shown. That no number is given twice is seen to where it is recorded.
CREATE TABLE ticket (
  ticket_id TEXT PRIMARY KEY,
  day TEXT NOT NULL,
  number TEXT NOT NULL,
  field TEXT NOT NULL,
  sequence INTEGER NOT NULL,
  priority TEXT NOT NULL,
  state TEXT NOT NULL,
  counter_id INTEGER,
  visit_id TEXT,
  issued_at INTEGER NOT NULL,
  queued_at INTEGER NOT NULL,
  called_at INTEGER,
  served_at INTEGER,
  -- The counter of the last call, and the place of that call in the log.
  last_counter INTEGER,
  call_order INTEGER,
  calls INTEGER NOT NULL DEFAULT 0,
  skips INTEGER NOT NULL DEFAULT 0,
  restored INTEGER NOT NULL DEFAULT 0,
  only_counter INTEGER,
  hold_reason TEXT,
  procedure_code TEXT
) STRICT;
CREATE INDEX ticket_number ON ticket (day, number);
-- The order of issue. Not unique: what the city gives back after a restore may stand beside what was given since.
CREATE INDEX ticket_in_line ON ticket (day, sequence);
CREATE INDEX ticket_by_state ON ticket (day, state, field);
CREATE INDEX ticket_at_counter ON ticket (day, counter_id) WHERE state = 'called';

CREATE TABLE counter (
  counter_id INTEGER PRIMARY KEY,
  state TEXT NOT NULL,
  pause_reason TEXT
) STRICT;

-- The draft of a visit. It stays on this machine: only 'dossier.opened' carries a person's data into the log.
CREATE TABLE visit (
  visit_id TEXT PRIMARY KEY,
  ticket_id TEXT NOT NULL,
  counter_id INTEGER NOT NULL,
  state TEXT NOT NULL,
  started_at INTEGER NOT NULL,
  ended_at INTEGER,
  person TEXT,
  person_source TEXT,
  warnings TEXT NOT NULL DEFAULT '[]',
  procedure_code TEXT,
  dossier_id TEXT,
  refusal_code TEXT,
  refusal_at INTEGER,
  -- Set while a scan runs; found after a crash, it says that the scan broke off.
  scan_paper_id TEXT,
  scan_started_at INTEGER
) STRICT;
-- One visit at a counter; held ones wait for their person and for any counter.
CREATE UNIQUE INDEX visit_at_counter ON visit (counter_id) WHERE state IN ('open', 'dossier-opened');
CREATE INDEX visit_unended ON visit (state) WHERE state <> 'ended';

CREATE TABLE visit_paper (
  visit_id TEXT NOT NULL REFERENCES visit (visit_id),
  paper_id TEXT NOT NULL,
  originals INTEGER NOT NULL,
  copies INTEGER NOT NULL,
  PRIMARY KEY (visit_id, paper_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE page (
  page_id TEXT PRIMARY KEY,
  visit_id TEXT NOT NULL REFERENCES visit (visit_id),
  paper_id TEXT NOT NULL,
  position INTEGER NOT NULL,
  sha256 TEXT NOT NULL,
  bytes INTEGER NOT NULL,
  mime TEXT NOT NULL,
  scanned_at INTEGER NOT NULL,
  removed_at INTEGER
) STRICT;
CREATE INDEX page_of_visit ON page (visit_id, paper_id, position);
CREATE INDEX page_of_blob ON page (sha256);

-- Bytes on disk. 'draft' belongs to no dossier yet; 'waiting' goes to the city; 'verified' is there by the city's own word,
-- 'purged' is there and no more here, 'damaged' is nowhere.
CREATE TABLE blob (
  sha256 TEXT PRIMARY KEY,
  bytes INTEGER NOT NULL,
  mime TEXT NOT NULL,
  state TEXT NOT NULL,
  attempts INTEGER NOT NULL DEFAULT 0,
  last_code TEXT,
  created_at INTEGER NOT NULL,
  verified_at INTEGER
) STRICT;
CREATE INDEX blob_by_state ON blob (state);
-- In the order in which pages are sent: after a day without network thousands wait, and the first is wanted again and again.
CREATE INDEX blob_waiting ON blob (attempts, created_at, sha256) WHERE state = 'waiting';

CREATE TABLE dossier (
  dossier_id TEXT PRIMARY KEY,
  visit_id TEXT NOT NULL,
  provisional_code TEXT NOT NULL,
  -- The one that this station minted; what the city gave stands in city_dossier.
  official_code TEXT,
  procedure_code TEXT NOT NULL,
  procedure_name TEXT NOT NULL,
  applicant_name TEXT NOT NULL,
  applicant_id TEXT NOT NULL,
  ticket_number TEXT NOT NULL,
  counter_id INTEGER NOT NULL,
  status INTEGER NOT NULL,
  received_at INTEGER NOT NULL,
  due_at INTEGER,
  opened_op TEXT NOT NULL,
  -- Own events that the city's word may not know of yet: the last move, the giving up, and which field was corrected to what; each with the city's revision that it rests on.
  moved_op TEXT,
  moved_base INTEGER,
  corrections TEXT NOT NULL DEFAULT '{}',
  -- Who decides by our own log: the city from the hand-over on.
  owner TEXT NOT NULL DEFAULT 'station',
  voided_op TEXT,
  voided_base INTEGER,
  is_erased INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX dossier_received ON dossier (received_at);
CREATE INDEX dossier_provisional ON dossier (provisional_code);
CREATE INDEX dossier_official ON dossier (official_code) WHERE official_code IS NOT NULL;

CREATE TABLE dossier_page (
  dossier_id TEXT NOT NULL,
  page_id TEXT NOT NULL,
  sha256 TEXT NOT NULL,
  PRIMARY KEY (dossier_id, page_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX dossier_page_blob ON dossier_page (sha256);
`,
};
