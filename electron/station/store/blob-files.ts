// Scanned pages as encrypted files: durable before their row is written, found by hash, never readable without the data key.

import { createCipheriv, createDecipheriv, createHash, createHmac, hkdfSync, randomBytes } from 'node:crypto';
import { mkdir, open, readdir, readFile, rename, rm, rmdir } from 'node:fs/promises';
import path from 'node:path';
import type { BlobHash, BusinessDay } from '../../../shared/base/ids.ts';
import { blobHashSchema } from '../../../shared/contract/primitives.ts';

const IV_BYTES = 12;
const TAG_BYTES = 16;
const VERSION = 1;
/** Two hex digits, the separator, 64 hex digits: nothing else in the folder is ours to remove. */
const FILE_NAME = /^[0-9a-f]{2}[/\\][0-9a-f]{64}$/;
/** Where files wait that no row speaks of: the day on which they were set aside, and the file's own name. */
const UNCLAIMED = 'unclaimed';
const UNCLAIMED_NAME = /^unclaimed[/\\](\d{4}-\d{2}-\d{2})[/\\]([0-9a-f]{64})$/;

/** The file is missing, or is not what was written, or the disk does not give it out now. */
export class DamagedBlob extends Error {
  override readonly name = 'DamagedBlob';

  /** Code of the failed system call, such as 'EMFILE', where another time may go well; null where what was written is gone. Node's own codes begin with ERR_ and are none. */
  get keptBackBy(): string | null {
    const code: unknown = this.cause instanceof Error && 'code' in this.cause ? this.cause.code : null;
    return typeof code === 'string' && code !== 'ENOENT' && /^E[A-Z0-9]+$/.test(code) ? code : null;
  }
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

  /** Like `store`, then runs `record`, which writes the row; a removal of the same file waits until both are done. What `record` throws leaves a file without a row, which `settleUnknown` finds. */
  storeThen<Result>(bytes: Uint8Array, record: (hash: BlobHash) => Result): Promise<Result> {
    return this.#inTurn(async () => record(await this.store(bytes)));
  }

  /** Removes a file unless `isUsed` says, when its turn comes, that a row speaks of it. */
  removeUnless(hash: BlobHash, isUsed: (hash: BlobHash) => boolean): Promise<void> {
    return this.#inTurn(async () => {
      if (!isUsed(hash)) await this.remove(hash);
    });
  }

  /** The plain bytes; throws `DamagedBlob` when the file is gone, cut or changed. One that was set aside comes back: a row speaks of it again, as after an event that the city gave back. */
  async read(hash: BlobHash): Promise<Buffer> {
    let stored: Buffer;
    try {
      stored = await readFile(this.#fileOf(hash)).catch(async (error: unknown) => {
        if (!(await this.#bringBack(hash))) throw error;
        return await readFile(this.#fileOf(hash));
      });
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

  /**
   * Sets whole files aside that no row speaks of, into `unclaimed/<today>/`, and brings back from there what a row speaks of. Such a file is mostly of a crash between file and row; but it may be
   * that an older store was put back here, and then it is somebody's page. To be called before anything is stored.
   */
  async settleUnknown(known: readonly BlobHash[], today: BusinessDay): Promise<{ readonly setAside: number; readonly broughtBack: number }> {
    await mkdir(this.#folder, { recursive: true, mode: 0o700 });
    const found = await readdir(this.#folder, { recursive: true });
    const present = new Set(found.filter((name) => FILE_NAME.test(name)));
    const wanted = new Set(known.map((hash) => path.relative(this.#folder, this.#fileOf(hash))));
    let broughtBack = 0;
    for (const name of found) {
      const own = UNCLAIMED_NAME.exec(name)?.[2] ?? '';
      const place = path.join(own.slice(0, 2), own);
      if (own === '' || !wanted.has(place) || present.has(place)) continue;
      await this.#move(name, place);
      present.add(place);
      broughtBack += 1;
    }
    const unknown = [...present].filter((name) => !wanted.has(name));
    for (const name of unknown) await this.#move(name, path.join(UNCLAIMED, today, path.basename(name)));
    return { setAside: unknown.length, broughtBack };
  }

  /** Removes what was set aside before a day; returns how many files. */
  async removeUnclaimed(before: BusinessDay): Promise<number> {
    const found = await readdir(path.join(this.#folder, UNCLAIMED), { recursive: true }).catch((error: unknown) => {
      if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return [];
      throw error;
    });
    const old = found.map((name) => path.join(UNCLAIMED, name)).filter((name) => (UNCLAIMED_NAME.exec(name)?.[1] ?? before) < before);
    for (const name of old) await rm(path.join(this.#folder, name), { force: true });
    for (const folder of new Set(old.map((name) => path.dirname(name)))) await rmdir(path.join(this.#folder, folder)).catch(() => undefined);
    return old.length;
  }

  /** False if it does not lie aside. */
  async #bringBack(hash: BlobHash): Promise<boolean> {
    const name = path.basename(this.#fileOf(hash));
    const found = await readdir(path.join(this.#folder, UNCLAIMED), { recursive: true }).catch(() => []);
    const aside = found.find((file) => path.basename(file) === name);
    if (aside === undefined) return false;
    await this.#move(path.join(UNCLAIMED, aside), path.join(name.slice(0, 2), name));
    return true;
  }

  async #move(from: string, to: string): Promise<void> {
    const target = path.join(this.#folder, to);
    await mkdir(path.dirname(target), { recursive: true, mode: 0o700 });
    await rename(path.join(this.#folder, from), target);
    await syncFolder(path.dirname(target));
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
