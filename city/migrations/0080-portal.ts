// Step 80: what the national portal is to be told of dossiers: how far each commune's feed is taken over, and each step towards the portal until it is done.

import type { Migration } from '../database/migrate.ts';

/**
 * Empty unless the city has turned the portal on. A step holds no message: that is made when it goes, out of the dossier as the city has it then, so that nothing of an erased person lies here;
 * only `note`, the reason that an officer wrote, does, and goes with the person.
 * The order of a dossier's steps is (number, part); `claim` names who is sending it, until `next_at`; `is_uncertain`: it went out once, and nobody knows what became of it.
 */
export const portal: Migration = {
  number: 80,
  name: 'portal',
  sql: `
    CREATE TABLE portal_cursor (
      commune text PRIMARY KEY REFERENCES commune (commune),
      number bigint NOT NULL
    );
    CREATE TABLE portal_case (
      commune text NOT NULL,
      dossier_id uuid NOT NULL,
      -- The portal's own code, where it gives them.
      code text,
      status smallint NOT NULL,
      is_voided boolean NOT NULL,
      is_erased boolean NOT NULL,
      due_at bigint,
      at bigint NOT NULL,
      PRIMARY KEY (commune, dossier_id),
      FOREIGN KEY (commune, dossier_id) REFERENCES dossier (commune, dossier_id)
    );
    CREATE TABLE portal_step (
      commune text NOT NULL,
      dossier_id uuid NOT NULL,
      number bigint NOT NULL,
      part smallint NOT NULL,
      what text NOT NULL CHECK (what IN ('code', 'files', 'dossier', 'progress', 'status', 'by-hand')),
      status smallint NOT NULL,
      is_voided boolean NOT NULL,
      due_at bigint,
      at bigint NOT NULL,
      note text NOT NULL,
      state text NOT NULL CHECK (state IN ('waiting', 'sending', 'desk', 'done', 'left')),
      claim text,
      is_uncertain boolean NOT NULL DEFAULT false,
      attempts integer NOT NULL DEFAULT 0,
      next_at bigint NOT NULL,
      failure text NOT NULL DEFAULT '',
      detail text NOT NULL DEFAULT '',
      queued_at bigint NOT NULL,
      ended_at bigint,
      PRIMARY KEY (commune, dossier_id, number, part),
      FOREIGN KEY (commune, dossier_id) REFERENCES portal_case (commune, dossier_id),
      CHECK ((state IN ('done', 'left')) = (ended_at IS NOT NULL)),
      CHECK ((state = 'sending') = (claim IS NOT NULL))
    ) WITH (fillfactor = 70);
    CREATE INDEX portal_step_open ON portal_step (commune, dossier_id, number, part) WHERE state IN ('waiting', 'sending', 'desk');
    CREATE INDEX portal_step_due ON portal_step (next_at, number, part) WHERE state IN ('waiting', 'sending');
    CREATE TABLE portal_file (
      commune text NOT NULL,
      dossier_id uuid NOT NULL,
      page_id uuid NOT NULL,
      file_id text NOT NULL,
      hash text NOT NULL,
      PRIMARY KEY (commune, dossier_id, page_id)
    );
    CREATE TABLE portal_procedure (
      code text PRIMARY KEY,
      title text NOT NULL,
      field_code text NOT NULL,
      field_name text NOT NULL,
      asked_at bigint NOT NULL
    );
  `,
};
