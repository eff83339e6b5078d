// A station's data key sealed to the city's recovery key: the file that a station leaves and the city's tool opens.

import { z } from 'zod';

const base64 = z.base64().max(400);

/** Names the format in a file and the use in a key derivation; another use must never give the same bytes. */
export const RECOVERY_WRAP_INFO = 'mot-cua/key-wrap/recovery/1';

/** First fields of every wrap file, whatever seals it. A higher `version` is a newer program's and is left alone. */
export const wrapHeadShape = { format: z.literal('mot-cua-key'), version: z.literal(1), /** Tells data keys apart without telling anything of them: 16 hex digits. */ keyId: z.string().regex(/^[0-9a-f]{16}$/) };

/**
 * X25519 between `ephemeral` and `recipient` (raw public keys), HKDF-SHA256 with both as salt, ChaCha20-Poly1305 over the 32 bytes of the key.
 * `sealed` is ciphertext and 16-byte tag; the nonce is twelve zero bytes, since each wrap has an ephemeral key, and so a sealing key, of its own.
 */
export const recoveryWrapSchema = z.strictObject({
  ...wrapHeadShape, kind: z.literal('recovery'), commune: z.string().max(40), station: z.string().max(40),
  recipient: base64, ephemeral: base64, sealed: base64,
});
export type RecoveryWrap = z.infer<typeof recoveryWrapSchema>;

/** What is sealed along without being hidden: a wrap whose head was changed does not open. */
export function recoveryWrapHead({ version, keyId, commune, station, recipient, ephemeral }: Omit<RecoveryWrap, 'sealed'>): string {
  return [RECOVERY_WRAP_INFO, version, keyId, commune, station, recipient, ephemeral].join('\n');
}
