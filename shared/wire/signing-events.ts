// What a station writes down of signatures: which file was made of a part of a dossier, by whose certificate it was signed, and where the signature is.

import { z } from 'zod';
import { dossierIdSchema, epochMsSchema } from '../contract/primitives.ts';
import { DOSSIER_PARTS } from '../domain/digitisation/parts.ts';
import { pageReferenceSchema } from './dossier-events.ts';

export const signingEvents = {
  /**
   * A file beside the pages: `file` names it by its SHA-256, and its bytes travel as a page's do. In 'pades' the signature lies in the PDF; in 'cades' apart from it, in `signature` (CMS in DER, base64).
   * `signer` as the certificate says it, which is an officer or an agency.
   */
  'dossier.signed': z.strictObject({
    dossierId: dossierIdSchema,
    part: z.enum(DOSSIER_PARTS),
    format: z.enum(['pades', 'cades']),
    file: pageReferenceSchema,
    signature: z.base64().max(40_000).nullable(),
    signer: z.strictObject({ name: z.string().max(200), organisation: z.string().max(200), issuer: z.string().max(200), serial: z.string().max(64), fingerprint: z.string().regex(/^[0-9a-f]{64}$/), validTo: epochMsSchema }),
    signedAt: epochMsSchema,
  }),
} as const satisfies Record<string, z.ZodType>;
