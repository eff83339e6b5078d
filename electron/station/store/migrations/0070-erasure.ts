// Schema 70: events whose person was forgotten, files that are still to be removed, and since when a dossier is known to have ended.

import type { Migration } from '../migrate.ts';

export const erasure: Migration = {
  version: 70,
  sql: `
-- When the person was taken out of the body. The hash stays that of the whole body: the chain still links, but this one place proves nothing any more.
ALTER TABLE event ADD COLUMN redacted_at INTEGER;
ALTER TABLE returned_event ADD COLUMN redacted_at INTEGER;
CREATE INDEX event_redacted ON event (seq) WHERE redacted_at IS NOT NULL;

-- The one change that an event may see: once, its body alone, of a type that may name a person, and to a body that names none.
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
    ELSE OLD.type IN ('dossier.voided', 'dossier.page-removed', 'operation.withdrawn') AND NEW.body ->> '$.reason' = '—'
  END
)
BEGIN SELECT RAISE(ABORT, 'the log is append-only'); END;

-- Files of pages that have no place here any more. The row goes after the file, so that a crash in between leaves nothing behind.
CREATE TABLE blob_to_remove (
  sha256 TEXT PRIMARY KEY,
  at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- By this clock, when a dossier was first seen to have ended: what ended it may stand in no event here. Its person is forgotten so many days after that.
CREATE TABLE dossier_ended (
  dossier_id TEXT PRIMARY KEY,
  seen_at INTEGER NOT NULL,
  is_redacted INTEGER NOT NULL DEFAULT 0
) STRICT, WITHOUT ROWID;
CREATE INDEX dossier_ended_open ON dossier_ended (seen_at) WHERE is_redacted = 0;
`,
};
