// Schema 330: what an officer has typed into a dialog and not sent yet.

import type { Migration } from '../migrate.ts';

export const keptWords: Migration = {
  version: 330,
  sql: `
-- In no log: they are nobody's but the officer's. who: the place of the window and the account, or the place alone where nobody signs in. about: the dossier, visit or other thing, '' for none.
CREATE TABLE kept_words (
  who TEXT NOT NULL,
  key TEXT NOT NULL,
  about TEXT NOT NULL,
  words TEXT NOT NULL,
  at INTEGER NOT NULL,
  PRIMARY KEY (who, key)
) STRICT;
CREATE INDEX kept_words_about ON kept_words (about);
`,
};
