// Schema 365: a result has the day on which it was issued, and a page that was taken again says whether it was of an earlier dossier's result, as it was when it was taken.

import type { Migration } from '../migrate.ts';

export const resultFacts: Migration = {
  version: 365,
  sql: `
-- 'YYYY-MM-DD'; null where nobody wrote it.
ALTER TABLE dossier_result ADD COLUMN issued_on TEXT;
ALTER TABLE page ADD COLUMN is_of_result INTEGER NOT NULL DEFAULT 0 CHECK (is_of_result IN (0, 1));
-- Of what was taken before, its bytes are all there is to tell by.
UPDATE page SET is_of_result = 1 WHERE reused_from IS NOT NULL AND sha256 IN (
  SELECT body ->> '$.page.sha256' FROM event WHERE type = 'dossier.page-added' AND CASE WHEN json_valid(body) THEN body ->> '$.paperId' = 'ket-qua' END
);
`,
};
