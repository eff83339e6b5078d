// Schema 125: which scan of a visit broke off, and where the next one went on with it. A draft's own, like the page itself.

import type { Migration } from '../migrate.ts';

export const brokenScans: Migration = {
  version: 125,
  sql: `
-- The scan that gave the last page, until one ends whole.
ALTER TABLE visit ADD COLUMN broken_scan_id TEXT;
-- 1 for the first page after a scan broke off: the rest of a stack begins here, or another stack.
ALTER TABLE page ADD COLUMN is_resumed INTEGER NOT NULL DEFAULT 0;
`,
};
