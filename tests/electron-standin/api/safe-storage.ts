// Electron's `safeStorage` as it is on a Linux without a keyring: a key in a file, which protects nothing and says so.

import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { trapped } from '../trap.ts';
import { app } from './app.ts';

const MARK = 'standin10';

function key(): Buffer {
  const file = path.join(app.getPath('userData'), 'standin.vault');
  if (!existsSync(file)) writeFileSync(file, randomBytes(32), { mode: 0o600 });
  return readFileSync(file);
}

function encryptString(text: string): Buffer {
  const nonce = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', key(), nonce);
  const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
  return Buffer.concat([Buffer.from(MARK), nonce, cipher.getAuthTag(), sealed]);
}

function decryptString(sealed: Buffer): string {
  const refused = new Error('Error while decrypting the ciphertext provided to safeStorage.decryptString.');
  if (sealed.subarray(0, MARK.length).toString() !== MARK) throw refused;
  const rest = sealed.subarray(MARK.length);
  const opener = createDecipheriv('aes-256-gcm', key(), rest.subarray(0, 12)).setAuthTag(rest.subarray(12, 28));
  try {
    return Buffer.concat([opener.update(rest.subarray(28)), opener.final()]).toString('utf8');
  } catch {
    throw refused;
  }
}

export const safeStorage = trapped('safeStorage', {
  isEncryptionAvailable: () => app.isReady(),
  getSelectedStorageBackend: () => 'basic_text',
  setUsePlainTextEncryption: () => undefined,
  encryptString,
  decryptString,
  isAsyncEncryptionAvailable: () => Promise.resolve(app.isReady()),
  encryptStringAsync: async (text: string) => Promise.resolve(encryptString(text)),
  decryptStringAsync: async (sealed: Buffer) => Promise.resolve({ shouldReEncrypt: false, result: decryptString(sealed) }),
});
