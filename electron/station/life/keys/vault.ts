// Where a machine keeps what opens its data key without a person: the operating system's vault, or, without one, a file of its user.

/** The vault is not there, or does not give back what it was given. Nothing was changed. */
export class VaultFailed extends Error {
  override readonly name = 'VaultFailed';
}

/** Seals 32-byte keys for this user of this machine. */
export interface KeyVault {
  /** 'file': what is sealed is the key itself, and only the rights of its file protect it. */
  readonly kind: 'file' | 'os';
  /** 'key-file', or what the system calls its vault: 'dpapi', 'keychain', 'gnome_libsecret', 'basic_text', … Shown on the health screen. */
  readonly name: string;
  /** Throws `VaultFailed`. */
  wrap(key: Uint8Array): Promise<Uint8Array>;
  /** `isStale`: the vault has a newer secret of its own and asks to seal the key anew. Throws `VaultFailed`. */
  unwrap(sealed: Uint8Array): Promise<{ readonly key: Uint8Array; readonly isStale: boolean }>;
}

/** The stand-by's vault: a file with mode 0600. */
export const fileVault: KeyVault = {
  kind: 'file',
  name: 'key-file',
  wrap: (key) => Promise.resolve(key),
  unwrap: (sealed) => Promise.resolve({ key: sealed, isStale: false }),
};
