// Step 30: dossiers, their pages, and the counters from which official codes come.

import type { Migration } from '../database/migrate.ts';

/** Circular 01/2018/TT-VPCP, article 19: four digits per agency and day. */
export const dossiers: Migration = {
  number: 30,
  name: 'dossiers',
  sql: `
    CREATE TABLE code_counter (
      agency text NOT NULL,
      day date NOT NULL,
      last integer NOT NULL CHECK (last BETWEEN 1 AND 9999),
      PRIMARY KEY (agency, day)
    ) WITH (fillfactor = 50);
    CREATE TABLE dossier (
      commune text NOT NULL,
      dossier_id uuid NOT NULL,
      provisional_code text NOT NULL,
      official_code text NOT NULL,
      procedure_code text NOT NULL,
      station text NOT NULL,
      body jsonb NOT NULL,
      received_at bigint NOT NULL,
      due_at bigint,
      status smallint NOT NULL,
      PRIMARY KEY (commune, dossier_id),
      CONSTRAINT dossier_provisional_code UNIQUE (commune, provisional_code),
      CONSTRAINT dossier_official_code UNIQUE (commune, official_code)
    );
    CREATE TABLE dossier_page (
      commune text NOT NULL,
      dossier_id uuid NOT NULL,
      page_id uuid NOT NULL,
      sha256 text NOT NULL,
      bytes bigint NOT NULL,
      mime text NOT NULL,
      paper_id text NOT NULL,
      PRIMARY KEY (commune, dossier_id, page_id),
      FOREIGN KEY (commune, dossier_id) REFERENCES dossier (commune, dossier_id)
    );
    CREATE INDEX dossier_page_of_blob ON dossier_page (commune, sha256);
  `,
};
