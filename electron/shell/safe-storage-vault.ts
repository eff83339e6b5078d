// Lends the station the operating system's vault: Electron's safeStorage lives in the shell's process only.

import type { VaultAnswer, VaultAsk } from '../link/parent-link.ts';

/** The part of Electron's `safeStorage` that is used: its asynchronous calls, since the others are deprecated (electronjs.org/docs/latest/api/safe-storage). */
export interface SafeStorage {
  isAsyncEncryptionAvailable(): Promise<boolean>;
  encryptStringAsync(text: string): Promise<Buffer>;
  decryptStringAsync(sealed: Buffer): Promise<{ readonly shouldReEncrypt: boolean; readonly result: string }>;
  /** On Linux only. */
  getSelectedStorageBackend(): string;
}

/** Answers one question of the station; what the vault throws is an answer too, by its name alone, since its words may quote what it was given. */
export async function answerVault(storage: SafeStorage, platform: NodeJS.Platform, ask: VaultAsk): Promise<VaultAnswer> {
  try {
    if (!(await storage.isAsyncEncryptionAvailable())) return { what: 'failed', detail: 'no vault' };
    if (ask.what === 'describe') return { what: 'described', name: platform === 'win32' ? 'dpapi' : platform === 'darwin' ? 'keychain' : storage.getSelectedStorageBackend() };
    if (ask.what === 'wrap') return { what: 'wrapped', sealed: (await storage.encryptStringAsync(ask.key)).toString('base64') };
    const sealed = Buffer.from(ask.sealed, 'base64');
    const first = await storage.decryptStringAsync(sealed);
    // With a new secret of the vault, its documentation wants the same question once more.
    const { result } = first.shouldReEncrypt ? await storage.decryptStringAsync(sealed) : first;
    return { what: 'unwrapped', key: result, isStale: first.shouldReEncrypt };
  } catch (error) {
    return { what: 'failed', detail: error instanceof Error ? error.name : typeof error };
  }
}
