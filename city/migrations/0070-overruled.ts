// Step 70: what operations wanted of a dossier and did not get, for stations that have missed the feed that said so.

import type { Migration } from '../database/migrate.ts';

/** The feed says it once and is kept for months; who was away for longer, or was put back from a copy, hears it with the snapshot. Goes with the person when the dossier is erased. */
export const overruled: Migration = {
  number: 70,
  name: 'overruled',
  sql: `
    CREATE TABLE overruled (
      commune text NOT NULL,
      dossier_id uuid NOT NULL,
      op_id uuid NOT NULL,
      name text NOT NULL,
      lost text NOT NULL,
      revision bigint NOT NULL,
      PRIMARY KEY (commune, dossier_id, op_id, name)
    );
  `,
};
