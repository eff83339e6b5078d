// Room on the store's disk: how much there is, what is not done any more when it gets scarce, and a reserve that is given up so that the day can be closed.

import { randomBytes } from 'node:crypto';
import { existsSync, rmSync, statfsSync } from 'node:fs';
import { open, rename } from 'node:fs/promises';
import path from 'node:path';

const RESERVE_FILE = 'reserve.bin';
const GIGABYTE = 1024 ** 3;
/** Below it somebody is asked to clear up. */
const LOW_BYTES = 5 * GIGABYTE;
/** Below it nothing is scanned any more; dossiers of text go on. */
const SCARCE_BYTES = GIGABYTE;
const RESERVE_BYTES = 256 * 1024 ** 2;
/** Of a small disk the reserve takes no more than this part. */
const RESERVE_PART = 64;
const CHUNK_BYTES = 4 * 1024 ** 2;

/** What the disk says, in bytes. */
export interface DiskSpace {
  readonly free: number;
  readonly total: number;
}

export type RoomLevel = 'ample' | 'low' | 'scarce';

/** The reserve of `folder`'s disk: 256 MB, on a disk of less than 16 GB a 64th of it. */
export class DiskRoom {
  readonly #folder: string;
  readonly #read: () => DiskSpace;

  /** `read` is the disk's own word unless a test stands in for it. */
  constructor(folder: string, read: () => DiskSpace = () => spaceOf(folder)) {
    this.#folder = folder;
    this.#read = read;
  }

  freeBytes(): number {
    return this.#read().free;
  }

  level(): RoomLevel {
    const free = this.freeBytes();
    return free < SCARCE_BYTES ? 'scarce' : free < LOW_BYTES ? 'low' : 'ample';
  }

  /** Gives the reserve up; false if it is not there. */
  release(): boolean {
    const file = path.join(this.#folder, RESERVE_FILE);
    if (!existsSync(file)) return false;
    rmSync(file, { force: true });
    return true;
  }

  /** Makes the reserve again where there is room for it and for scans besides; true if it is there afterwards. */
  async replenish(): Promise<boolean> {
    const file = path.join(this.#folder, RESERVE_FILE);
    if (existsSync(file)) return true;
    const { free, total } = this.#read();
    const bytes = Math.min(RESERVE_BYTES, Math.floor(total / RESERVE_PART));
    // On a small disk it is made as long as it leaves three quarters of what is free.
    if (free - bytes < Math.min(SCARCE_BYTES, total / 4)) return false;
    const unfinished = `${file}.tmp`;
    try {
      const handle = await open(unfinished, 'w', 0o600);
      try {
        // Chance, and not zeros: a disk that compresses would reserve nothing.
        for (let left = bytes; left > 0; left -= CHUNK_BYTES) await handle.writeFile(randomBytes(Math.min(left, CHUNK_BYTES)));
        await handle.sync();
      } finally {
        await handle.close();
      }
      await rename(unfinished, file);
      return true;
    } catch (error) {
      rmSync(unfinished, { force: true });
      throw error;
    }
  }
}

function spaceOf(folder: string): DiskSpace {
  const disk = statfsSync(folder);
  return { free: disk.bavail * disk.bsize, total: disk.blocks * disk.bsize };
}
