// The files of scanned pages: a page is there whole, under the hash of its bytes, or not at all.
// Arrive under a name of its own → hash agrees → fsync → rename to `<root>/<commune>/<ab>/<sha256>` → fsync of the folder. Only then may a row say so.

import { createHash } from 'node:crypto';
import { mkdir, open, readdir, readFile, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Readable } from 'node:stream';
import { MAX_BLOB_BYTES } from '../../shared/wire/messages.ts';
import type { CityClock } from '../clock.ts';
import { WireRefusal } from '../server/refusal.ts';

/** What lies in the folder of arrivals longer than this belongs to a gateway that died. */
const ABANDONED_MS = 15 * 60_000;

/** Files below one root; several gateways may share it. */
export class BlobStore {
  readonly #root: string;
  readonly #clock: CityClock;
  /** Folders of which this process knows that their own names are durable. */
  readonly #settled = new Set<string>();

  constructor(root: string, clock: CityClock) {
    this.#root = root;
    this.#clock = clock;
  }

  /** Makes the root and sweeps out what was left half-arrived; needed before the first page is received. */
  async prepare(): Promise<void> {
    const arrivals = this.#arrivals;
    await mkdir(arrivals, { recursive: true, mode: 0o700 });
    await mkdir(this.uploads, { recursive: true, mode: 0o700 });
    for (const name of await readdir(arrivals)) {
      const found = await stat(join(arrivals, name)).catch(() => null);
      if (found !== null && found.mtimeMs < this.#clock.now() - ABANDONED_MS) await rm(join(arrivals, name), { force: true });
    }
  }

  /** Bytes of the page on the disk; null when it is not there. */
  async size(commune: string, sha256: string): Promise<number | null> {
    const found = await stat(this.#path(commune, sha256)).catch(() => null);
    return found?.isFile() === true ? found.size : null;
  }

  /** The page itself; null when it is not there. */
  async read(commune: string, sha256: string): Promise<Buffer | null> {
    return (await this.size(commune, sha256)) === null ? null : readFile(this.#path(commune, sha256));
  }

  /** Removes the page; nothing happens when it is not there. */
  async remove(commune: string, sha256: string): Promise<void> {
    await rm(this.#path(commune, sha256), { force: true });
  }

  /** Takes a page from a stream and gives its size once it is durable. Nothing remains of one that is cut, too large, empty or not what its name says. */
  async receive(commune: string, sha256: string, stream: Readable): Promise<number> {
    const arriving = join(this.#arrivals, this.#clock.unique());
    try {
      const bytes = await this.#write(arriving, sha256, stream);
      const path = this.#path(commune, sha256);
      await this.#settle(dirname(path));
      await rename(arriving, path);
      await syncFolder(dirname(path));
      return bytes;
    } catch (error) {
      await rm(arriving, { force: true });
      throw error;
    }
  }

  async #write(arriving: string, sha256: string, stream: Readable): Promise<number> {
    await using file = await open(arriving, 'wx', 0o600);
    const hash = createHash('sha256');
    let bytes = 0;
    for await (const part of stream.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
      bytes += part.length;
      if (bytes > MAX_BLOB_BYTES) throw new WireRefusal('wire.too-large', `a page has at most ${MAX_BLOB_BYTES} bytes`);
      hash.update(part);
      await file.writeFile(part);
    }
    if (bytes === 0) throw new WireRefusal('wire.invalid', 'the page is empty');
    if (hash.digest('hex') !== sha256) throw new WireRefusal('wire.hash-mismatch', 'the bytes are not those of the hash');
    await file.sync();
    return bytes;
  }

  /** Makes a folder below the root and its name durable, up to the root. */
  async #settle(folder: string): Promise<void> {
    if (folder === this.#root || this.#settled.has(folder)) return;
    await this.#settle(dirname(folder));
    await mkdir(folder, { recursive: true, mode: 0o700 });
    await syncFolder(dirname(folder));
    this.#settled.add(folder);
  }

  /** Where pages gather that come piece by piece, for days maybe; none of them is a page of the city yet. */
  get uploads(): string {
    return join(this.#root, 'uploads');
  }

  get #arrivals(): string {
    return join(this.#root, 'arriving');
  }

  #path(commune: string, sha256: string): string {
    return join(this.#root, commune, sha256.slice(0, 2), sha256);
  }
}

async function syncFolder(folder: string): Promise<void> {
  // Windows neither can nor need do this.
  if (process.platform === 'win32') return;
  await using handle = await open(folder, 'r');
  await handle.sync();
}
