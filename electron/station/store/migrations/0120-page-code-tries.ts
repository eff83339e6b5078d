// Schema 120: how often a page was looked at for a cover sheet. A draft's own, like the page itself.

import type { Migration } from '../migrate.ts';

export const pageCodeTries: Migration = {
  version: 120,
  sql: `
-- Counted before each look: a page over which the program ends is not looked at for ever.
ALTER TABLE page ADD COLUMN code_tries INTEGER NOT NULL DEFAULT 0;
`,
};
