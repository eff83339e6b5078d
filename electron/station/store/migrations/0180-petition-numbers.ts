// Schema 180: the codes of complaints come out of a running number of their day, as every other number does; it goes on behind what was given.

import type { Migration } from '../migrate.ts';

export const petitionNumbers: Migration = {
  version: 180,
  sql: `
INSERT INTO running_number (name, last) SELECT 'petition/' || day, count(*) FROM petition GROUP BY day ON CONFLICT (name) DO UPDATE SET last = max(last, excluded.last);
`,
};
