// The private folder on the data disk through which a scanning program hands over its pages: nobody else reads it, and nothing stays in it.

import { mkdir, readFile, rm } from 'node:fs/promises';
import path from 'node:path';

export class OwnFolder {
  readonly path: string;
  /** A killed run of before may have left something. */
  #isUsed = true;
  #tidying: Promise<void> = Promise.resolve();

  constructor(folder: string) {
    this.path = folder;
  }

  /** Empties it, whatever a killed run left behind. */
  async renew(): Promise<void> {
    await this.#tidying;
    await this.#remove();
    this.#isUsed = true;
    await mkdir(this.path, { recursive: true, mode: 0o700 });
  }

  /** A page, which is then gone from the disk. */
  async take(name: string): Promise<Uint8Array> {
    const file = path.join(this.path, name);
    const bytes = await readFile(file);
    await rm(file, { force: true });
    return bytes;
  }

  /** Removes it if anything may be in it. Never throws: what somebody holds open now is removed by a later call. Not while a scan uses it. */
  async tidy(): Promise<void> {
    this.#tidying = this.#tidying.then(async () => {
      if (this.#isUsed) await this.#remove().catch(() => undefined);
    });
    await this.#tidying;
  }

  async #remove(): Promise<void> {
    await rm(this.path, { recursive: true, force: true, maxRetries: 5 });
    this.#isUsed = false;
  }
}
