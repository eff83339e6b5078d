// Schema 200: results that came back, calls to their owners, and results given out, as projections of the log.

import type { Migration } from '../migrate.ts';

export const results: Migration = {
  version: 200,
  sql: `
-- The last that came back of a dossier, and what became of it. Who took it is personal, and stays in the event.
CREATE TABLE dossier_result (
  dossier_id TEXT PRIMARY KEY,
  -- Null where nobody said that it came: the city did, or a step by hand.
  kind TEXT CHECK (kind IN ('paper', 'refusal', 'supplements')),
  place TEXT NOT NULL,
  number TEXT NOT NULL,
  abstract TEXT NOT NULL,
  arrived_at INTEGER,
  calls INTEGER NOT NULL,
  called_at INTEGER,
  called_manner TEXT,
  returned_at INTEGER,
  returned_manner TEXT,
  tracking TEXT NOT NULL,
  signed_at INTEGER
) STRICT;
CREATE INDEX dossier_result_waiting ON dossier_result (arrived_at) WHERE returned_at IS NULL;
CREATE INDEX dossier_result_returned ON dossier_result (returned_at) WHERE returned_at IS NOT NULL;
CREATE INDEX dossier_result_unsigned ON dossier_result (returned_at) WHERE returned_manner = 'by-hand' AND signed_at IS NULL;

-- What is done and not handed over, by our own word or by the city's.
CREATE INDEX dossier_done ON dossier (dossier_id) WHERE status = 9;
CREATE INDEX city_dossier_done ON city_dossier (dossier_id) WHERE status = 9;
`,
};
