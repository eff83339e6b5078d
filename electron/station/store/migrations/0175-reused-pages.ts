// Schema 175: out of which earlier dossier a page was taken again is said of the page: it goes when the page goes.

import type { Migration } from '../migrate.ts';

export const reusedPages: Migration = {
  version: 175,
  sql: `
-- Its code.
ALTER TABLE page ADD COLUMN reused_from TEXT;
ALTER TABLE visit_paper DROP COLUMN reused_from;
`,
};
