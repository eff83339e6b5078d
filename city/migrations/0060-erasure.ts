// Step 60: pages that no dossier names any more after an erasure; their files are removed once that is committed.

import type { Migration } from '../database/migrate.ts';

export const erasure: Migration = {
  number: 60,
  name: 'erasure',
  sql: `
    CREATE TABLE blob_to_remove (
      commune text NOT NULL,
      sha256 text NOT NULL,
      at bigint NOT NULL,
      PRIMARY KEY (commune, sha256)
    );
  `,
};
