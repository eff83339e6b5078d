// Scanned pages on their way to the city: the tus protocol (1.0.0, creation and termination), with this program's own metadata and its own last word.

import { z } from 'zod';
import { blobHashSchema } from '../contract/primitives.ts';

/** Where uploads are created (POST) and continued (HEAD, PATCH) below the gateway's address. */
export const UPLOADS_PATH = '/v1/uploads';
/** Bytes of one PATCH: small enough that a reset costs little on a slow line. */
export const UPLOAD_CHUNK_BYTES = 256 * 1024;
/** How long an upload that broke off may be taken up again. */
export const UPLOAD_KEPT_DAYS = 14;
/** HTTP status of an upload whose bytes are not those of its hash; it is deleted, and begun anew. */
export const HASH_MISMATCH_STATUS = 460;

/** Upload-Metadata: base64 of each value, as the protocol has it. */
export const uploadMetadataSchema = z.object({ sha256: blobHashSchema });
