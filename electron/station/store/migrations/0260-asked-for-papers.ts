// Schema 260: since when a dossier waits for papers that were asked for here, so that those who wait stand on a list.

import type { Migration } from '../migrate.ts';

export const askedForPapers: Migration = {
  version: 260,
  sql: `
-- Null once it was moved on. Of steps by the city city_dossier.moved_at tells. Made out of the log at the next start.
ALTER TABLE dossier ADD COLUMN asked_at INTEGER;
`,
};
