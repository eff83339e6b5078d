// Seals the data key by the vault, for the city's recovery key or by a passphrase, and opens the last again.

import { createCipheriv, createDecipheriv, createHmac, createPublicKey, diffieHellman, generateKeyPairSync, hkdfSync, randomBytes, scrypt, timingSafeEqual } from 'node:crypto';
import { z } from 'zod';
import { must } from '../../../../shared/base/must.ts';
import { RECOVERY_WRAP_INFO, recoveryWrapHead, type RecoveryWrap } from '../../../../shared/wire/recovery-wrap.ts';
import type { KeyVault } from './vault.ts';
import { KEY_BYTES, type PassphraseWrap, type Wrap } from './wrap-file.ts';

const CIPHER = 'chacha20-poly1305';
const TAG_BYTES = 16;
/** Each sealing key seals once, so the nonce need not differ. */
const NONCE = Buffer.alloc(12);
const PASSPHRASE_INFO = 'mot-cua/key-wrap/passphrase/1';
/** 128 MiB and about half a second on an office machine: RFC 7914's own advice for files, times eight. */
const SCRYPT = { cost: 2 ** 17, blockSize: 8, parallel: 1 } as const;

const publicJwkSchema = z.object({ x: z.base64url() });

/** Tells keys apart; of the key it tells nothing. */
export function keyIdOf(key: Uint8Array): string {
  return createHmac('sha256', key).update('mot-cua/key-id').digest('hex').slice(0, 16);
}

/** Seals `key` so that only the owner of the recovery key (raw X25519 public key, 32 bytes) opens it. */
export function sealForRecovery(key: Uint8Array, recipient: Uint8Array, place: { readonly commune: string; readonly station: string }): RecoveryWrap {
  const own = generateKeyPairSync('x25519');
  const ephemeral = Buffer.from(publicJwkSchema.parse(own.publicKey.export({ format: 'jwk' })).x, 'base64url');
  const publicKey = createPublicKey({ key: { kty: 'OKP', crv: 'X25519', x: Buffer.from(recipient).toString('base64url') }, format: 'jwk' });
  const secret = diffieHellman({ privateKey: own.privateKey, publicKey });
  const sealing = Buffer.from(hkdfSync('sha256', secret, Buffer.concat([ephemeral, recipient]), RECOVERY_WRAP_INFO, 32));
  const head = {
    format: 'mot-cua-key', version: 1, keyId: keyIdOf(key), kind: 'recovery', commune: place.commune, station: place.station,
    recipient: Buffer.from(recipient).toString('base64'), ephemeral: ephemeral.toString('base64'),
  } as const;
  return { ...head, sealed: seal(sealing, recoveryWrapHead(head), key) };
}

/** The wrap file of a vault; what the vault gives back must be the key, before anything relies on it. Of a vault that is a file: the key itself. */
export async function sealByVault(vault: KeyVault, key: Uint8Array): Promise<Uint8Array> {
  const sealed = await vault.wrap(key);
  const { key: again } = await vault.unwrap(sealed);
  must(again.length === key.length && timingSafeEqual(again, key) ? again : null, 'the vault gives back what it was given');
  if (vault.kind === 'file') return sealed;
  return bytesOf({ format: 'mot-cua-key', version: 1, keyId: keyIdOf(key), kind: 'vault', vault: vault.name, sealed: Buffer.from(sealed).toString('base64') });
}

/** A wrap as its file holds it. */
export function bytesOf(wrap: Wrap): Uint8Array {
  return Buffer.from(`${JSON.stringify(wrap, null, 2)}\n`);
}

/** Seals `key` by what a person knows. */
export async function sealByPassphrase(key: Uint8Array, passphrase: string): Promise<PassphraseWrap> {
  const head = { format: 'mot-cua-key', version: 1, keyId: keyIdOf(key), kind: 'passphrase', salt: randomBytes(32).toString('base64'), ...SCRYPT } as const;
  return { ...head, sealed: seal(await stretch(passphrase, head), passphraseHead(head), key) };
}

/** The key, or null when the passphrase is another one or the file was changed. */
export async function openByPassphrase(wrap: PassphraseWrap, passphrase: string): Promise<Uint8Array | null> {
  const sealed = Buffer.from(wrap.sealed, 'base64');
  if (sealed.length !== KEY_BYTES + TAG_BYTES) return null;
  const decipher = createDecipheriv(CIPHER, await stretch(passphrase, wrap), NONCE, { authTagLength: TAG_BYTES });
  decipher.setAAD(Buffer.from(passphraseHead(wrap)), { plaintextLength: KEY_BYTES });
  decipher.setAuthTag(sealed.subarray(KEY_BYTES));
  try {
    return Buffer.concat([decipher.update(sealed.subarray(0, KEY_BYTES)), decipher.final()]);
  } catch {
    return null;
  }
}

function seal(sealing: Uint8Array, head: string, key: Uint8Array): string {
  const cipher = createCipheriv(CIPHER, sealing, NONCE, { authTagLength: TAG_BYTES });
  cipher.setAAD(Buffer.from(head), { plaintextLength: key.length });
  return Buffer.concat([cipher.update(key), cipher.final(), cipher.getAuthTag()]).toString('base64');
}

function passphraseHead({ version, keyId, salt, cost, blockSize, parallel }: Omit<PassphraseWrap, 'sealed'>): string {
  return [PASSPHRASE_INFO, version, keyId, salt, cost, blockSize, parallel].join('\n');
}

/** Typed the same, it is the same: how a keyboard puts Vietnamese letters together does not count. */
function stretch(passphrase: string, { salt, cost, blockSize, parallel }: Pick<PassphraseWrap, 'salt' | 'cost' | 'blockSize' | 'parallel'>): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    scrypt(passphrase.normalize('NFC').trim(), Buffer.from(salt, 'base64'), 32, { N: cost, r: blockSize, p: parallel, maxmem: 256 * cost * blockSize }, (error, derived) => {
      if (error === null) resolve(derived);
      else reject(error);
    });
  });
}
