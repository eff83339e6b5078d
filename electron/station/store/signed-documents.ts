// The signed files of a dossier.

import { z } from 'zod';
import type { DossierId } from '../../../shared/base/ids.ts';
import { blobHashSchema, epochMsSchema, pageIdSchema } from '../../../shared/contract/primitives.ts';
import { DOSSIER_PARTS } from '../../../shared/domain/digitisation/parts.ts';
import type { Readable } from './handle.ts';

const signedRow = z.object({
  documentId: pageIdSchema, part: z.enum(DOSSIER_PARTS), format: z.enum(['pades', 'cades']), sha256: blobHashSchema, signature: z.string().nullable(),
  name: z.string(), organisation: z.string(), issuer: z.string(), serial: z.string(), signedAt: epochMsSchema, blobState: z.string().nullable(),
});
export type SignedRow = z.output<typeof signedRow>;

/** In the order in which they were signed; `blobState` says whether the file is here. */
export function signedDocumentsOf(store: Readable, dossierId: DossierId): readonly SignedRow[] {
  return store.all(
    signedRow,
    `SELECT page_id AS documentId, part, format, signed_document.sha256 AS sha256, signature, signer_name AS name, signer_organisation AS organisation, signer_issuer AS issuer, signer_serial AS serial,
            signed_at AS signedAt, blob.state AS blobState
     FROM signed_document LEFT JOIN blob ON blob.sha256 = signed_document.sha256 WHERE dossier_id = $dossierId ORDER BY signed_at, page_id`,
    { dossierId },
  );
}
