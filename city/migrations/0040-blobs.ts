// Step 40: which scanned pages the city holds; their bytes lie in files.

import type { Migration } from '../database/migrate.ts';

export const blobs: Migration = {
  number: 40,
  name: 'blobs',
  sql: `
    CREATE TABLE blob (
      commune text NOT NULL,
      sha256 text NOT NULL,
      bytes bigint NOT NULL,
      verified_at bigint NOT NULL,
      PRIMARY KEY (commune, sha256)
    );
  `,
};
