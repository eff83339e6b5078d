// A vault of an operating system as a test has one: each seals with a secret of its own, and opens only what it sealed.

import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { VaultFailed, type KeyVault } from '../../electron/station/life/keys/vault.ts';

/** `fail` is what any of its methods does while the vault is away. */
export function standInVault(name = 'dpapi'): KeyVault & { readonly fail: () => Promise<never> } {
  const secret = randomBytes(32);
  return {
    kind: 'os',
    name,
    wrap: (key) => {
      const iv = randomBytes(12);
      const cipher = createCipheriv('aes-256-gcm', secret, iv);
      return Promise.resolve(Buffer.concat([iv, cipher.update(key), cipher.final(), cipher.getAuthTag()]));
    },
    unwrap: (sealed) => {
      try {
        const decipher = createDecipheriv('aes-256-gcm', secret, sealed.subarray(0, 12)).setAuthTag(sealed.subarray(-16));
        return Promise.resolve({ key: Buffer.concat([decipher.update(sealed.subarray(12, -16)), decipher.final()]), isStale: false });
      } catch (cause) {
        return Promise.reject(new VaultFailed('not sealed here', { cause }));
      }
    },
    fail: () => Promise.reject(new VaultFailed('the vault is away')),
  };
}
