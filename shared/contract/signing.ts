// Signing a dossier's papers or its result with an officer's token, and looking at what was signed.

import { z } from 'zod';
import { query } from './command.ts';
import { errorCodeSchema } from './errors.ts';
import { DOSSIER_PARTS } from '../domain/digitisation/parts.ts';
import { dossierIdSchema, epochMsSchema, pageIdSchema } from './primitives.ts';

const partSchema = z.enum(DOSSIER_PARTS);
const formatSchema = z.enum(['pades', 'cades']);
const pinStateSchema = z.enum(['fine', 'few-left', 'last-try', 'locked']);

/** A certificate on a token; `standing` says whether it may be signed with now: 'unfit' is one of an authority, or with a key of another kind. */
const certificateSchema = z.strictObject({
  fingerprint: z.string(), name: z.string(), organisation: z.string(), issuer: z.string(), validFrom: epochMsSchema, validTo: epochMsSchema, standing: z.enum(['good', 'expired', 'not-yet', 'unfit']),
});
/** `hasOwnKeys`: its PIN is typed on itself. */
const tokenSchema = z.strictObject({ label: z.string(), serial: z.string(), pin: pinStateSchema, hasOwnKeys: z.boolean(), certificates: z.array(certificateSchema) });
export type Token = z.infer<typeof tokenSchema>;

/** `pin`: how the token says its PIN stands after a failure, where it was asked. */
const signingStateSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('none') }),
  z.strictObject({ kind: z.literal('working'), step: z.enum(['document', 'token', 'keeping', 'scanner']) }),
  z.strictObject({ kind: z.literal('done'), documentId: pageIdSchema }),
  z.strictObject({ kind: z.literal('scanned'), pages: z.int() }),
  z.strictObject({ kind: z.literal('failed'), code: errorCodeSchema, pin: pinStateSchema.nullable() }),
]);
export type SigningState = z.infer<typeof signingStateSchema>;

/**
 * What was found of a signature. `integrity`: 'added-to' where something was added behind what was signed; 'unreadable' where there is none that is understood. Revocation is never known here, and
 * whoever shows this says so.
 */
const verdictSchema = z.strictObject({
  integrity: z.enum(['intact', 'changed', 'added-to', 'unreadable']),
  signer: z.strictObject({ name: z.string(), organisation: z.string(), issuer: z.string(), serial: z.string(), validFrom: epochMsSchema, validTo: epochMsSchema, inTime: z.enum(['yes', 'expired', 'not-yet']), chain: z.enum(['trusted', 'unknown', 'broken', 'unfit', 'no-roots']) }).nullable(),
});
export type SignatureVerdict = z.infer<typeof verdictSchema>;

/** How far a dossier is digitised, see shared/domain/digitisation; `files` are pages that are named for it. */
export const digitisationSchema = z.strictObject({
  papers: z.array(z.strictObject({ name: z.string(), state: z.literal([0, 1, 2, 3]), files: z.int() })),
  result: z.strictObject({ state: z.literal([0, 1]), files: z.int() }),
  signed: z.array(z.strictObject({ documentId: pageIdSchema, part: partSchema, format: formatSchema, name: z.string(), organisation: z.string(), issuer: z.string(), serial: z.string(), signedAt: epochMsSchema, isHere: z.boolean() })),
});
export type Digitisation = z.infer<typeof digitisationSchema>;

export const signingCommands = {
  /** Which papers and results are digitised, and what was signed; no data of a person. Refuses 'dossier.unknown'. */
  'signing.read': query(['counter', 'admin'], z.strictObject({ dossierId: dossierIdSchema }), digitisationSchema),
  /** The tokens in this machine. Refuses 'token.no-module' where the settings name no library or it cannot be loaded, and other codes of tokens. */
  'signing.tokens': query(['counter'], z.strictObject({}), z.strictObject({ tokens: z.array(tokenSchema) })),
  /**
   * Begins to sign; how it goes on is asked with 'signing.state'. The PIN is handed to the token and kept nowhere. No request id: what would be repeated is a PIN. Refuses 'signing.busy', 'dossier.unknown',
   * 'dossier.voided', 'page.not-found' where there is nothing to sign, 'token.certificate-unfit'.
   */
  'signing.begin': query(
    ['counter'],
    z.strictObject({ dossierId: dossierIdSchema, part: partSchema, format: formatSchema, tokenSerial: z.string().max(64), fingerprint: z.string().regex(/^[0-9a-f]{64}$/), pin: z.string().max(64), dareLastTry: z.boolean().default(false) }),
    signingStateSchema,
  ),
  'signing.state': query(['counter'], z.strictObject({ dossierId: dossierIdSchema }), signingStateSchema),
  /** Looks at a signed file anew, byte for byte; noted in the access log. Refuses 'dossier.unknown', 'page.not-found', 'page.damaged', 'page.purged'. */
  'signing.verify': query(['counter', 'admin'], z.strictObject({ dossierId: dossierIdSchema, documentId: pageIdSchema }), verdictSchema),
  /** Begins to scan the result at this counter's scanner into the dossier; how it goes on is asked with 'signing.state'. Refuses 'scanner.absent', 'signing.busy', 'dossier.unknown', 'dossier.voided', 'scan.disk-full'. */
  'signing.scan-result': query(['counter'], z.strictObject({ dossierId: dossierIdSchema, source: z.enum(['feeder', 'glass']) }), signingStateSchema),
};
