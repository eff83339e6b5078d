// Step 30: dossiers as they stand, their pages, and every code that was ever printed for one.

import type { Migration } from '../database/migrate.ts';

const PARTS = 16;

/** What a dossier was opened with stands in the log, under `opened_op`; here is what later operations are held against. `fields` holds only what was corrected since the opening; `touched` says of each changed value who changed it last and at which revision. */
export const dossiers: Migration = {
  number: 30,
  name: 'dossiers',
  sql: `
    CREATE TABLE dossier (
      commune text NOT NULL,
      dossier_id uuid NOT NULL,
      provisional_code text NOT NULL,
      owns_provisional boolean NOT NULL,
      official_code text NOT NULL,
      procedure_code text NOT NULL,
      station text NOT NULL,
      opened_op uuid NOT NULL,
      applicant jsonb NOT NULL,
      received_at bigint NOT NULL,
      due_at bigint,
      status smallint NOT NULL CHECK (status BETWEEN 1 AND 10),
      revision bigint NOT NULL DEFAULT 1,
      owner text NOT NULL DEFAULT 'station' CHECK (owner IN ('station', 'city')),
      is_voided boolean NOT NULL DEFAULT false,
      is_erased boolean NOT NULL DEFAULT false,
      fields jsonb NOT NULL DEFAULT '{}',
      touched jsonb NOT NULL DEFAULT '{}',
      PRIMARY KEY (commune, dossier_id)
    ) PARTITION BY HASH (commune);
    ${Array.from({ length: PARTS }, (_, part) => `CREATE TABLE dossier_${part} PARTITION OF dossier FOR VALUES WITH (MODULUS ${PARTS}, REMAINDER ${part}) WITH (fillfactor = 85);`).join('\n    ')}
    CREATE UNIQUE INDEX dossier_official_code ON dossier (commune, official_code);
    CREATE UNIQUE INDEX dossier_provisional_code ON dossier (commune, provisional_code) WHERE owns_provisional;
    CREATE TABLE code_alias (
      commune text NOT NULL,
      code text NOT NULL,
      dossier_id uuid NOT NULL,
      at bigint NOT NULL,
      PRIMARY KEY (commune, code, dossier_id)
    );
    CREATE TABLE dossier_page (
      commune text NOT NULL,
      dossier_id uuid NOT NULL,
      page_id uuid NOT NULL,
      sha256 text NOT NULL,
      bytes bigint NOT NULL,
      mime text NOT NULL,
      paper_id text NOT NULL,
      removed_at bigint,
      PRIMARY KEY (commune, dossier_id, page_id),
      FOREIGN KEY (commune, dossier_id) REFERENCES dossier (commune, dossier_id)
    );
    CREATE INDEX dossier_page_of_blob ON dossier_page (commune, sha256);
  `,
};
