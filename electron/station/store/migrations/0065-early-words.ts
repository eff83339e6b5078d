// Schema 65: what the feed has said of an operation before the answer to its sending was heard.

import type { Migration } from '../migrate.ts';

export const earlyWords: Migration = {
  version: 65,
  sql: `
-- The two come over different connections. A row goes with the operation's next answer, which it outweighs.
CREATE TABLE early_word (
  op_id TEXT PRIMARY KEY,
  kind TEXT NOT NULL CHECK (kind IN ('applied', 'withdrawn', 'rejected')),
  code TEXT NOT NULL,
  detail TEXT NOT NULL
) STRICT, WITHOUT ROWID;
`,
};
