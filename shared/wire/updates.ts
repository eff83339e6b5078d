// An update of the program as it travels: a manifest signed by the maker, one payload, and how a station asks the city, a neighbour in the network, or a USB stick for them.

import canonicalize from 'canonicalize';
import { z } from 'zod';
import { must } from '../base/must.ts';
import { communeIdSchema, epochMsSchema, stationIdSchema } from '../contract/primitives.ts';
import { isVersion } from '../domain/update/version.ts';
import { requestIdHeaderSchema } from './messages.ts';

/** Below the address of the city or of a neighbour. */
export const UPDATES_PATH = '/v1/updates';
/** The folder on a USB stick: one folder a bundle in it. */
export const USB_FOLDER = 'mot-cua-update';
/** Files of a bundle's folder. */
export const MANIFEST_FILE = 'manifest.json';
export const PAYLOAD_FILE = 'payload';
/** Largest signed manifest in bytes, and largest payload: an installer with its Chromium has a fifth of it. */
export const MAX_MANIFEST_BYTES = 64 * 1024;
export const MAX_PAYLOAD_BYTES = 1024 ** 3;
/** Said before what is signed, so that a signature of this key over anything else is none over a manifest. */
const SIGNED_AS = 'mot-cua-update 1\n';

const sha256Schema = z.string().regex(/^[0-9a-f]{64}$/);
const versionSchema = z.string().max(20).refine(isVersion, 'three numbers with points between them');
const notesSchema = z.string().max(4000);
/** Numbers of the store's schema are those of its migrations. */
const schemaNumber = z.int().min(0).max(1_000_000);

export const updateTargetSchema = z.strictObject({
  channel: z.enum(['stable', 'pilot']),
  platform: z.enum(['linux', 'win32']),
  arch: z.enum(['x64', 'arm64']),
  /** What the payload is; it also says by whom it is put in place. */
  kind: z.enum(['deb', 'nsis', 'tar.gz', 'appimage']),
});
/** What a machine can take. */
export type UpdateTarget = z.infer<typeof updateTargetSchema>;
/** The same without the channel, which is a matter of settings. */
export const updateMachineSchema = updateTargetSchema.omit({ channel: true });
export type UpdateMachine = z.infer<typeof updateMachineSchema>;

/** What the maker says of a bundle. A member more is another `format`, so that an old station refuses what it does not understand in full. */
export const updateManifestSchema = z.strictObject({
  format: z.literal(1),
  product: z.literal('mot-cua'),
  ...updateTargetSchema.shape,
  version: versionSchema,
  /** Grows with every bundle the maker signs for a target, a withdrawn one's too: a station never goes below the highest that it ran. */
  sequence: z.int().min(1).max(1_000_000_000),
  /** Oldest version that may take this step. */
  fromVersion: versionSchema,
  store: z.strictObject({
    /** Oldest schema that it can bring forward, and the schema after its first start. */
    from: schemaNumber, to: schemaNumber,
    /** Whether a program of schema `from` can open the store afterwards. */
    mayGoBack: z.boolean(),
  }),
  payload: z.strictObject({ bytes: z.int().min(1).max(MAX_PAYLOAD_BYTES), sha256: sha256Schema, /** Room it takes once unpacked or installed. */ installedBytes: z.int().min(1).max(4 * MAX_PAYLOAD_BYTES) }),
  notes: z.strictObject({ vi: notesSchema, en: notesSchema }),
  /** Not taken before and after these, by the station's best knowledge of the time. */
  notBefore: epochMsSchema, expires: epochMsSchema,
});
export type UpdateManifest = z.infer<typeof updateManifestSchema>;

/** `keyId`: first 16 hex digits of the SHA-256 of the public key. Two signatures where the maker changes keys. */
export const signedManifestSchema = z.strictObject({
  manifest: updateManifestSchema,
  signatures: z.array(z.strictObject({ keyId: z.string().regex(/^[0-9a-f]{16}$/), signature: z.base64().length(88) })).min(1).max(4),
});
export type SignedManifest = z.infer<typeof signedManifestSchema>;

/** The text under a signature. */
export function signedText(manifest: UpdateManifest): string {
  return SIGNED_AS + must(canonicalize(manifest), 'a manifest is a JSON object');
}

/** GET /v1/updates/offer: what is new for a machine that runs `version` with `sequence`. `station` counts only at a neighbour's; the city knows a station by its key. */
export const updateQuerySchema = z.strictObject({
  ...updateTargetSchema.shape,
  version: versionSchema,
  sequence: z.coerce.number().pipe(z.int().min(0).max(1_000_000_000)),
  commune: communeIdSchema.exactOptional(),
  station: stationIdSchema.exactOptional(),
});
export type UpdateQuery = z.infer<typeof updateQuerySchema>;

export const updateOfferSchema = z.strictObject({ requestId: requestIdHeaderSchema, offer: signedManifestSchema.nullable(), cityTime: epochMsSchema });
export type UpdateOffer = z.infer<typeof updateOfferSchema>;

/** GET /v1/updates/payloads/<sha256>: plain bytes with the hash as strong entity tag; Range with If-Match gives the rest of a broken download. */
export function payloadPath(sha256: string): string {
  return `${UPDATES_PATH}/payloads/${sha256}`;
}
