// Scanned pages as encrypted files: durable before their row is written, found by hash, never readable without the data key.

import { createCipheriv, createDecipheriv, createHash, createHmac, hkdfSync, randomBytes } from 'node:crypto';
import { mkdir, open, readdir, readFile, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import type { BlobHash } from '../../../shared/base/ids.ts';
import { blobHashSchema } from '../../../shared/contract/primitives.ts';

const IV_BYTES = 12;
const TAG_BYTES = 16;
const VERSION = 1;
/** Two hex digits, the separator, 64 hex digits: nothing else in the folder is ours to remove. */
const FILE_NAME = /^[0-9a-f]{2}[/\\][0-9a-f]{64}$/;

/** The file is missing, or is not what was written. */
export class DamagedBlob extends Error {
  override readonly name = 'DamagedBlob';
}

/**
 * Files under `<folder>/<ab>/<name>`: the name is an HMAC of the hash under the data key (the disk tells nobody which document it holds), the content AES-256-GCM with a key of its own
 * (HKDF of data key and hash). Layout: version byte, 12-byte IV, 16-byte tag, ciphertext.
 */
export class BlobFiles {
  readonly #folder: string;
  readonly #key: Buffer;
  /** Writing a file with its row, and removing a file, take turns: a page must never get a row while its file is being removed for another one's sake. */
  #turn: Promise<unknown> = Promise.resolve();

  constructor(folder: string, dataKey: Uint8Array) {
    this.#folder = folder;
    this.#key = Buffer.from(dataKey);
  }

  /** Writes `bytes` so that they survive a power failure; returns their SHA-256. The same bytes twice are one file. */
  async store(bytes: Uint8Array): Promise<BlobHash> {
    const hash = blobHashSchema.parse(createHash('sha256').update(bytes).digest('hex'));
    const file = this.#fileOf(hash);
    const folder = path.dirname(file);
    await mkdir(folder, { recursive: true, mode: 0o700 });
    const iv = randomBytes(IV_BYTES);
    const cipher = createCipheriv('aes-256-gcm', this.#keyOf(hash), iv);
    const sealed = Buffer.concat([cipher.update(bytes), cipher.final()]);
    const temporary = `${file}.${randomBytes(6).toString('hex')}.tmp`;
    try {
      const handle = await open(temporary, 'wx', 0o600);
      try {
        await handle.writeFile(Buffer.concat([Buffer.of(VERSION), iv, cipher.getAuthTag(), sealed]));
        await handle.sync();
      } finally {
        await handle.close();
      }
      await rename(temporary, file);
    } catch (error) {
      // On a full disk what was written of it is the first thing to give back.
      await rm(temporary, { force: true });
      throw error;
    }
    await syncFolder(folder);
    await syncFolder(this.#folder);
    return hash;
  }

  /** Like `store`, then runs `record`, which writes the row; a removal of the same file waits until both are done. What `record` throws leaves a file without a row, which `sweepUnknown` finds. */
  storeThen<Result>(bytes: Uint8Array, record: (hash: BlobHash) => Result): Promise<Result> {
    return this.#inTurn(async () => record(await this.store(bytes)));
  }

  /** Removes a file unless `isUsed` says, when its turn comes, that a row speaks of it. */
  removeUnless(hash: BlobHash, isUsed: (hash: BlobHash) => boolean): Promise<void> {
    return this.#inTurn(async () => {
      if (!isUsed(hash)) await this.remove(hash);
    });
  }

  /** The plain bytes; throws `DamagedBlob` when the file is gone, cut or changed. */
  async read(hash: BlobHash): Promise<Buffer> {
    let stored: Buffer;
    try {
      stored = await readFile(this.#fileOf(hash));
    } catch (cause) {
      throw new DamagedBlob('a scanned page cannot be read', { cause });
    }
    try {
      if (stored[0] !== VERSION) throw new Error('unknown version');
      const iv = stored.subarray(1, 1 + IV_BYTES);
      const tag = stored.subarray(1 + IV_BYTES, 1 + IV_BYTES + TAG_BYTES);
      const decipher = createDecipheriv('aes-256-gcm', this.#keyOf(hash), iv);
      decipher.setAuthTag(tag);
      return Buffer.concat([decipher.update(stored.subarray(1 + IV_BYTES + TAG_BYTES)), decipher.final()]);
    } catch (cause) {
      throw new DamagedBlob('a scanned page is damaged', { cause });
    }
  }

  /** Removes a file; nothing happens if it is not there. */
  async remove(hash: BlobHash): Promise<void> {
    await rm(this.#fileOf(hash), { force: true });
  }

  /** Removes what a crash left half-written; returns how many files. To be called before anything is stored. */
  async sweep(): Promise<number> {
    await mkdir(this.#folder, { recursive: true, mode: 0o700 });
    const left = (await readdir(this.#folder, { recursive: true })).filter((name) => name.endsWith('.tmp'));
    for (const name of left) await rm(path.join(this.#folder, name), { force: true });
    return left.length;
  }

  /** Removes whole files that no row speaks of: a crash came between file and row, or between row and removal. To be called before anything is stored; returns how many. */
  async sweepUnknown(known: readonly BlobHash[]): Promise<number> {
    await mkdir(this.#folder, { recursive: true, mode: 0o700 });
    const names = new Set(known.map((hash) => path.relative(this.#folder, this.#fileOf(hash))));
    const unknown = (await readdir(this.#folder, { recursive: true })).filter((name) => FILE_NAME.test(name) && !names.has(name));
    for (const name of unknown) await rm(path.join(this.#folder, name), { force: true });
    return unknown.length;
  }

  #inTurn<Result>(work: () => Promise<Result>): Promise<Result> {
    const mine = this.#turn.then(work, work);
    this.#turn = mine.catch(() => undefined);
    return mine;
  }

  #fileOf(hash: BlobHash): string {
    const name = createHmac('sha256', this.#key).update(`blob-name:${hash}`).digest('hex');
    return path.join(this.#folder, name.slice(0, 2), name);
  }

  #keyOf(hash: BlobHash): Buffer {
    return Buffer.from(hkdfSync('sha256', this.#key, Buffer.from(hash, 'hex'), 'mot-cua scan v1', 32));
  }
}

/** A rename is durable only when its folder is; Windows has no such call and needs none. */
async function syncFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return;
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
