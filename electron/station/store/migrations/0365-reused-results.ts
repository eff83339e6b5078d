// Schema 365: whether a page that was taken again was of an earlier dossier's result is said of the page, as it was when it was taken.

import type { Migration } from '../migrate.ts';

export const reusedResults: Migration = {
  version: 365,
  sql: `
ALTER TABLE page ADD COLUMN is_of_result INTEGER NOT NULL DEFAULT 0 CHECK (is_of_result IN (0, 1));
-- Of what was taken before, its bytes are all there is to tell by.
UPDATE page SET is_of_result = 1 WHERE reused_from IS NOT NULL AND sha256 IN (
  SELECT body ->> '$.page.sha256' FROM event WHERE type = 'dossier.page-added' AND CASE WHEN json_valid(body) THEN body ->> '$.paperId' = 'ket-qua' END
);
`,
};
