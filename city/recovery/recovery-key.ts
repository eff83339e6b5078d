// The city's recovery key pair, and opening what stations have sealed to it.

import { createDecipheriv, createHmac, createPrivateKey, createPublicKey, diffieHellman, generateKeyPairSync, hkdfSync, type KeyObject } from 'node:crypto';
import { z } from 'zod';
import { RECOVERY_WRAP_INFO, recoveryWrapHead, recoveryWrapSchema } from '../../shared/wire/recovery-wrap.ts';

const KEY_BYTES = 32;
const TAG_BYTES = 16;
const jwkSchema = z.object({ x: z.base64url() });

/** What a wrap is not good for, in words for the terminal; nothing of the key is in them. */
export class UnopenedWrap extends Error {
  override readonly name = 'UnopenedWrap';
}

/** A new pair: the private half as PEM under `passphrase`, the public half as the stations' settings take it (32 bytes in base64). */
export function makeRecoveryKey(passphrase: string): { readonly privatePem: string; readonly publicKey: string } {
  const { privateKey } = generateKeyPairSync('x25519');
  return { privatePem: privateKey.export({ type: 'pkcs8', format: 'pem', cipher: 'aes-256-cbc', passphrase }).toString(), publicKey: publicHalf(privateKey).toString('base64') };
}

/** The station's data key, and whose it is. Throws `UnopenedWrap`. */
export function unseal(wrapText: string, privatePem: string, passphrase: string): { readonly key: Uint8Array; readonly commune: string; readonly station: string } {
  const wrap = recoveryWrapSchema.safeParse(parseJson(wrapText)).data;
  if (wrap === undefined) throw new UnopenedWrap('the file is no wrap of a station, or is damaged');
  const privateKey = readPrivate(privatePem, passphrase);
  const own = publicHalf(privateKey);
  const [recipient, ephemeral, sealed] = [wrap.recipient, wrap.ephemeral, wrap.sealed].map((text) => Buffer.from(text, 'base64'));
  if (recipient === undefined || ephemeral?.length !== KEY_BYTES || sealed?.length !== KEY_BYTES + TAG_BYTES) throw new UnopenedWrap('the file is no wrap of a station, or is damaged');
  if (!own.equals(recipient)) throw new UnopenedWrap('the wrap is sealed to another recovery key');
  const key = open(wrap, privateKey, own, ephemeral, sealed);
  const keyId = createHmac('sha256', key).update('mot-cua/key-id').digest('hex').slice(0, 16);
  if (keyId !== wrap.keyId) throw new UnopenedWrap('the wrap holds another key than it says');
  return { key, commune: wrap.commune, station: wrap.station };
}

function open(wrap: Parameters<typeof recoveryWrapHead>[0], privateKey: KeyObject, own: Buffer, ephemeral: Buffer, sealed: Buffer): Buffer {
  try {
    const publicKey = createPublicKey({ key: { kty: 'OKP', crv: 'X25519', x: ephemeral.toString('base64url') }, format: 'jwk' });
    const sealing = Buffer.from(hkdfSync('sha256', diffieHellman({ privateKey, publicKey }), Buffer.concat([ephemeral, own]), RECOVERY_WRAP_INFO, KEY_BYTES));
    const decipher = createDecipheriv('chacha20-poly1305', sealing, Buffer.alloc(12), { authTagLength: TAG_BYTES });
    decipher.setAAD(Buffer.from(recoveryWrapHead(wrap)), { plaintextLength: KEY_BYTES });
    decipher.setAuthTag(sealed.subarray(KEY_BYTES));
    return Buffer.concat([decipher.update(sealed.subarray(0, KEY_BYTES)), decipher.final()]);
  } catch (cause) {
    throw new UnopenedWrap('the wrap was changed after it was sealed', { cause });
  }
}

function readPrivate(pem: string, passphrase: string): KeyObject {
  try {
    const key = createPrivateKey({ key: pem, format: 'pem', passphrase });
    if (key.asymmetricKeyType === 'x25519') return key;
  } catch (cause) {
    throw new UnopenedWrap('the private key does not open with this passphrase', { cause });
  }
  throw new UnopenedWrap('the private key is of another kind');
}

function publicHalf(privateKey: KeyObject): Buffer {
  return Buffer.from(jwkSchema.parse(createPublicKey(privateKey).export({ format: 'jwk' })).x, 'base64url');
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return null;
  }
}
