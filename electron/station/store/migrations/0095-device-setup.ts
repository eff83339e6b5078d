// Schema 95: what somebody said of each place for a device, and how its last test went. The machine's own: no event of the log speaks of it.

import type { Migration } from '../migrate.ts';

export const deviceSetup: Migration = {
  version: 95,
  sql: `
CREATE TABLE device_setup (
  -- 'ticket-printer', 'reader/2'
  place TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  answer TEXT CHECK (answer IN ('device', 'none')),
  -- Of the device that was tested, as the settings name it.
  tested_device TEXT,
  tested_at INTEGER,
  tested_version TEXT,
  outcome TEXT CHECK (outcome IN ('passed', 'failed', 'unknown')),
  code TEXT,
  said_by TEXT CHECK (said_by IN ('program', 'admin')),
  CHECK ((tested_at IS NULL) = (outcome IS NULL) AND (tested_at IS NULL) = (tested_device IS NULL) AND (tested_at IS NULL) = (tested_version IS NULL) AND (tested_at IS NULL) = (said_by IS NULL))
) STRICT, WITHOUT ROWID;
`,
};
