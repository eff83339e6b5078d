// Schema 130: templates of forms that this point has loaded in the place of those that came with the program.

import type { Migration } from '../migrate.ts';

export const paperTemplates: Migration = {
  version: 130,
  sql: `
CREATE TABLE paper_template (
  form TEXT PRIMARY KEY,
  text TEXT NOT NULL,
  set_at INTEGER NOT NULL
) STRICT;
`,
};
