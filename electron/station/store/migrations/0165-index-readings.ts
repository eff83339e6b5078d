// Schema 165: what the national portal showed of index 766, as people entered it; a projection of the log.

import type { Migration } from '../migrate.ts';

export const indexReadings: Migration = {
  version: 165,
  sql: `
CREATE TABLE index_reading (
  reading_id TEXT PRIMARY KEY,
  -- 'reading-' and the period.
  aggregate_id TEXT NOT NULL,
  period TEXT NOT NULL,
  of TEXT NOT NULL,
  hundredths INTEGER NOT NULL,
  read_on TEXT NOT NULL,
  place INTEGER,
  entered_at INTEGER NOT NULL,
  entered_by TEXT NOT NULL,
  -- Place of the event in the log: of two on one day the later one counts.
  entry_order INTEGER NOT NULL,
  struck_at INTEGER
) STRICT;
CREATE INDEX index_reading_of_period ON index_reading (period);
`,
};
