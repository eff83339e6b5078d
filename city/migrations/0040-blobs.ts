// Step 40: which scanned pages the city holds, and which are arriving piece by piece; their bytes lie in files.

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
    -- The name of an upload is its commune and an id that nobody can guess; the file of the same name has what has come so far, and is not fsynced before it is whole.
    -- So its row need not survive a power cut either: the page is begun anew then. Unlogged, it costs no fsync.
    CREATE UNLOGGED TABLE upload (
      name text PRIMARY KEY,
      commune text NOT NULL,
      station text NOT NULL,
      sha256 text NOT NULL,
      bytes bigint NOT NULL,
      created_at bigint NOT NULL
    );
    CREATE INDEX upload_of_page ON upload (commune, station, sha256);
  `,
};
