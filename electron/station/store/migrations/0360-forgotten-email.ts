// Schema 360: a person's e-mail goes with the person: the log's guard takes no forgetting that leaves it.

import type { Migration } from '../migrate.ts';

export const forgottenEmail: Migration = {
  version: 360,
  sql: `
DROP TRIGGER event_never_changes;
CREATE TRIGGER event_never_changes BEFORE UPDATE ON event
WHEN NOT (
  OLD.redacted_at IS NULL AND NEW.redacted_at IS NOT NULL
  AND (OLD.seq, OLD.op_id, OLD.incarnation, OLD.agg_type, OLD.agg_id, OLD.agg_rev, OLD.type, OLD.type_version, OLD.at, OLD.monotonic_ms, OLD.boot_id, OLD.actor, OLD.clock, OLD.base_rev, OLD.refers_to, OLD.prev_hash, OLD.hash)
    IS (NEW.seq, NEW.op_id, NEW.incarnation, NEW.agg_type, NEW.agg_id, NEW.agg_rev, NEW.type, NEW.type_version, NEW.at, NEW.monotonic_ms, NEW.boot_id, NEW.actor, NEW.clock, NEW.base_rev, NEW.refers_to, NEW.prev_hash, NEW.hash)
  AND (OLD.body ->> '$.dossierId', OLD.body ->> '$.ticketId', OLD.body ->> '$.opId', OLD.body ->> '$.petitionId')
    IS (NEW.body ->> '$.dossierId', NEW.body ->> '$.ticketId', NEW.body ->> '$.opId', NEW.body ->> '$.petitionId')
  AND CASE OLD.type
    WHEN 'dossier.opened' THEN NEW.body ->> '$.applicant.fullName' = '—' AND NEW.body ->> '$.applicant.idNumber' = '' AND NEW.body ->> '$.applicant.address' = '' AND NEW.body ->> '$.applicant.phone' = '' AND coalesce(NEW.body ->> '$.applicant.email', '') = ''
      AND NEW.body ->> '$.intake.behalf' IS NULL AND NEW.body ->> '$.intake.delivery' IS NULL
    WHEN 'dossier.corrected' THEN NEW.body -> '$.fields' = '{}' AND NEW.body ->> '$.reason' = '—'
    WHEN 'dossier.noted' THEN NEW.body ->> '$.text' = '—'
    WHEN 'dossier.moved' THEN NEW.body ->> '$.reason' = '' AND OLD.body ->> '$.to' = NEW.body ->> '$.to'
    WHEN 'ticket.held' THEN NEW.body ->> '$.reason' = ''
    WHEN 'ticket.priority-checked' THEN NEW.body ->> '$.reason' = '' AND OLD.body ->> '$.outcome' = NEW.body ->> '$.outcome'
    WHEN 'petition.received' THEN NEW.body ->> '$.text' = '—' AND NEW.body ->> '$.contactName' = '' AND NEW.body ->> '$.contactPhone' = '' AND OLD.body ->> '$.code' = NEW.body ->> '$.code'
    WHEN 'petition.moved' THEN NEW.body ->> '$.words' = '' AND OLD.body ->> '$.step' IS NEW.body ->> '$.step'
    WHEN 'dossier.result-arrived' THEN NEW.body ->> '$.number' = '' AND NEW.body ->> '$.abstract' = '' AND OLD.body ->> '$.kind' = NEW.body ->> '$.kind'
    WHEN 'dossier.owner-called' THEN NEW.body ->> '$.note' = '' AND OLD.body ->> '$.manner' = NEW.body ->> '$.manner'
    -- That it was given out, how, and for how much unpaid stays; to whom, and by which paper, goes.
    WHEN 'dossier.result-returned' THEN NEW.body ->> '$.toName' = '—' AND NEW.body ->> '$.toNumber' = '' AND NEW.body ->> '$.proof' = '' AND NEW.body ->> '$.tracking' = '' AND NEW.body -> '$.papersBack' = '[]'
      AND coalesce(NEW.body ->> '$.unpaid.reason', '') = '' AND OLD.body ->> '$.manner' = NEW.body ->> '$.manner' AND OLD.body ->> '$.unpaid.amount' IS NEW.body ->> '$.unpaid.amount'
    -- What was charged stays as it was; which paper was shown, and why less was taken, goes.
    WHEN 'fee.charged' THEN NEW.body ->> '$.reason' = '' AND OLD.body ->> '$.total' = NEW.body ->> '$.total'
      AND json_array_length(OLD.body, '$.lines') = json_array_length(NEW.body, '$.lines')
      AND NOT EXISTS (SELECT 1 FROM json_each(NEW.body, '$.lines') AS line WHERE coalesce(line.value ->> '$.exemption.proof', '') <> '' OR coalesce(line.value ->> '$.changed.reason', '') <> '')
    WHEN 'fee.let-off' THEN NEW.body ->> '$.reason' = '' AND OLD.body ->> '$.amount' = NEW.body ->> '$.amount'
    ELSE OLD.type IN ('dossier.voided', 'dossier.apologised', 'dossier.page-removed', 'operation.withdrawn') AND NEW.body ->> '$.reason' = '—'
  END
)
BEGIN SELECT RAISE(ABORT, 'the log is append-only'); END;
`,
};
