// Schema 230: files that were made of a part of a dossier and signed. Projected from the log; their bytes are blobs as the pages' are.

import type { Migration } from '../migrate.ts';

export const signedDocuments: Migration = {
  version: 230,
  sql: `
CREATE TABLE signed_document (
  dossier_id TEXT NOT NULL,
  -- It stands among the dossier's pages under this name too, so that it is kept, sent and forgotten as they are.
  page_id TEXT NOT NULL,
  part TEXT NOT NULL CHECK (part IN ('papers', 'result')),
  format TEXT NOT NULL CHECK (format IN ('pades', 'cades')),
  sha256 TEXT NOT NULL,
  -- CMS in base64 where it lies apart.
  signature TEXT,
  signer_name TEXT NOT NULL,
  signer_organisation TEXT NOT NULL,
  signer_issuer TEXT NOT NULL,
  signer_serial TEXT NOT NULL,
  signed_at INTEGER NOT NULL,
  PRIMARY KEY (dossier_id, page_id)
) STRICT, WITHOUT ROWID;
`,
};
