// Schema 190: in what money was given back, where it is not as it had come.

import type { Migration } from '../migrate.ts';

export const moneyBack: Migration = {
  version: 190,
  sql: `
-- Null: as it had come in.
ALTER TABLE payment ADD COLUMN reversed_as TEXT;
`,
};
