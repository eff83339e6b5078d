// What the station and the process that speaks to tokens say to each other: one question, one answer, and the process ends.

import { z } from 'zod';

/** How a token says its PIN stands; the interface of tokens gives no number of tries, only these steps. */
export const pinStateSchema = z.enum(['fine', 'few-left', 'last-try', 'locked']);
export type PinState = z.infer<typeof pinStateSchema>;

/** What may go wrong with a token; each is a code of shared/contract/errors.ts. */
export const tokenCodeSchema = z.enum([
  'token.no-module', 'token.absent', 'token.removed', 'token.wrong-pin', 'token.last-try', 'token.pin-locked', 'token.pin-expired', 'token.no-certificate', 'token.no-key', 'token.key-unknown', 'token.failed',
]);
export type TokenCode = z.infer<typeof tokenCodeSchema>;

const base64 = z.base64().max(100_000);

const tokenSchema = z.strictObject({
  label: z.string().max(64), serial: z.string().max(64), pin: pinStateSchema,
  /** The PIN is typed on the token's own keys. */
  hasOwnKeys: z.boolean(),
  /** DER of each certificate. */
  certificates: z.array(base64).max(50),
});
/** A token as it is found, before anybody has typed a PIN. */
export type FoundToken = z.infer<typeof tokenSchema>;

/** `module` is the path of the vendor's PKCS#11 library. */
export const tokenQuestionSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('list'), module: z.string().min(1).max(1000) }),
  z.strictObject({
    kind: z.literal('sign'), module: z.string().min(1).max(1000), tokenSerial: z.string().max(64),
    /** DER of the certificate whose key is to sign. */
    certificate: base64,
    pin: z.string().max(64),
    /** SHA-256 of what is signed. */
    digest: z.base64().length(44),
    /** The officer was told that a wrong PIN now locks the token. */
    dareLastTry: z.boolean(),
  }),
]);
export type TokenQuestion = z.infer<typeof tokenQuestionSchema>;

export const tokenAnswerSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('tokens'), tokens: z.array(tokenSchema).max(16) }),
  /** ECDSA as DER, as CMS has it. */
  z.strictObject({ kind: z.literal('signed'), signature: base64 }),
  /** `detail` is the failed call with the module's number, for the log; `pin` as the token says afterwards, where it was asked. */
  z.strictObject({ kind: z.literal('failed'), code: tokenCodeSchema, detail: z.string().max(120), pin: pinStateSchema.nullable() }),
]);
export type TokenAnswer = z.infer<typeof tokenAnswerSchema>;
