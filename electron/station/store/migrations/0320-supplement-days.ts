// Schema 320: until when papers that were asked for here may be brought, and how often they were, so that a wait that the city began is not taken for ours.

import type { Migration } from '../migrate.ts';

export const supplementDays: Migration = {
  version: 320,
  sql: `
-- The last day of the wait that runs; null where none runs, or where it was begun before there was one. Both are made out of the log at the next start.
ALTER TABLE dossier ADD COLUMN supplement_by TEXT;
ALTER TABLE dossier ADD COLUMN asks INTEGER NOT NULL DEFAULT 0;
`,
};
