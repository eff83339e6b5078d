// Step 100: what whose dossier it is, is: a portal that is told of an erased one must not hear that a business was a citizen.

import type { Migration } from '../database/migrate.ts';

/** Taken from the opening when a portal is to hear of the dossier, and kept: the opening's words go with the person, a kind is no name. A person has no row, and neither has whose opening had gone before. */
export const ownerKinds: Migration = {
  number: 100,
  name: 'owner-kinds',
  sql: `
    CREATE TABLE portal_owner (
      commune text NOT NULL,
      dossier_id uuid NOT NULL,
      kind text NOT NULL CHECK (kind IN ('organisation', 'household-business')),
      PRIMARY KEY (commune, dossier_id),
      FOREIGN KEY (commune, dossier_id) REFERENCES portal_case (commune, dossier_id)
    );
    INSERT INTO portal_owner
    SELECT c.commune, c.dossier_id, o.raw -> 'body' -> 'intake' -> 'behalf' -> 'owner' ->> 'kind'
    FROM portal_case c JOIN dossier d USING (commune, dossier_id) JOIN event o ON o.commune = d.commune AND o.agg_id = d.dossier_id::text AND o.op_id = d.opened_op
    WHERE o.raw -> 'body' -> 'intake' -> 'behalf' -> 'owner' ->> 'kind' <> 'person';
  `,
};
