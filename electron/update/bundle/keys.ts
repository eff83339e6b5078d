// The maker's keys: public ones as a list that is shipped, a private one in a file that never is.

import { createHash, createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject } from 'node:crypto';
import { z } from 'zod';

/** At most so many keys count at once: the one in use, the next one, and one of an emergency. */
const MOST_KEYS = 4;

const keyListSchema = z.strictObject({
  format: z.literal(1),
  keys: z.array(z.strictObject({
    keyId: z.string().regex(/^[0-9a-f]{16}$/),
    /** Ed25519 public key, 32 bytes in Base64. */
    publicKey: z.base64().length(44),
    /** For people only. */
    name: z.string().max(80),
  })).max(MOST_KEYS),
});
export type KeyList = z.infer<typeof keyListSchema>;

/** Public keys by their id. */
export type MakerKeys = ReadonlyMap<string, KeyObject>;

/** DER before the 32 bytes of an Ed25519 public key (RFC 8410). */
const SPKI_HEAD = Buffer.from('302a300506032b6570032100', 'hex');

/** First 16 hex digits of the SHA-256 over the 32 bytes of a public key. */
export function keyIdOf(publicKey: Uint8Array): string {
  return createHash('sha256').update(publicKey).digest('hex').slice(0, 16);
}

/** Reads a shipped list; throws where it is none, or where a key is not the one that its id names. */
export function readKeyList(text: string): MakerKeys {
  const { keys } = keyListSchema.parse(JSON.parse(text));
  return new Map(keys.map(({ keyId, publicKey }) => {
    const bytes = Buffer.from(publicKey, 'base64');
    if (keyIdOf(bytes) !== keyId) throw new Error(`the list of keys names another key as ${keyId}`);
    return [keyId, createPublicKey({ key: Buffer.concat([SPKI_HEAD, bytes]), format: 'der', type: 'spki' })];
  }));
}

/** A new pair: the entry for the list, and the private key as PEM for a file outside of every repository. */
export function makeKeyPair(name: string): { readonly entry: KeyList['keys'][number]; readonly privateKey: string } {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519');
  const bytes = rawOf(publicKey);
  return { entry: { keyId: keyIdOf(bytes), publicKey: bytes.toString('base64'), name }, privateKey: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString() };
}

/** The private key of a PEM file with the id of its public half; throws for any other kind of key. */
export function readPrivateKey(pem: string): { readonly keyId: string; readonly privateKey: KeyObject } {
  const privateKey = createPrivateKey(pem);
  if (privateKey.asymmetricKeyType !== 'ed25519') throw new Error('not an Ed25519 private key');
  return { keyId: keyIdOf(rawOf(createPublicKey(privateKey))), privateKey };
}

function rawOf(publicKey: KeyObject): Buffer {
  return Buffer.from(publicKey.export({ type: 'spki', format: 'der' })).subarray(SPKI_HEAD.length);
}
