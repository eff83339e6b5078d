// Schema 335: when the city was heard to send a dossier back to work from where it had ended, or out of work to before it.

import type { Migration } from '../migrate.ts';

export const sentBack: Migration = {
  version: 335,
  sql: `
-- By this machine's clock, as the lists that it made are. Null where it never did.
ALTER TABLE city_dossier ADD COLUMN sent_back_at INTEGER;
-- Of those from before only the last word is known to be one.
UPDATE city_dossier SET sent_back_at = coalesce(heard_at, moved_at) WHERE status IN (1, 2, 4, 5, 6) AND moves ->> '$[#-2][0]' IN (3, 7, 8, 9, 10);
`,
};
