// Opens the store's file for the station: what the write-ahead log lost is noticed first, and a step of the schema begins only when there is a copy from before it.

import path from 'node:path';
import type BetterSqlite3 from 'better-sqlite3';
import { z } from 'zod';
import type { Clock } from '../life/clock.ts';
import { makeBackup } from './backup/make-backup.ts';
import { ConnectionHandle } from './handle.ts';
import { migrate } from './migrate.ts';
import { migrations } from './migrations/all.ts';
import { openConnection, UnreadableStore, UnsafeStore } from './open-connection.ts';
import { copyAside } from './set-aside.ts';
import { STORE_FILE } from './store-lock.ts';
import { commitsBehind, readWalFrames } from './wal-tail.ts';

/** The open store; `lostCommits` were acknowledged or were just being made when the log was cut: the files as they were found lie aside. */
export interface OpenedStore {
  readonly connection: BetterSqlite3.Database;
  readonly lostCommits: number;
}

const ownerRow = z.object({ commune: z.string(), station: z.string() });

/** The caller holds the lock. Throws `UnreadableStore` (nothing changed), `UnsafeStore`, `NewerStore`, `FailedStep`. */
export function openStore(folder: string, key: Uint8Array, clock: Pick<Clock, 'now'>): OpenedStore {
  const file = path.join(folder, STORE_FILE);
  const frames = readWalFrames(`${file}-wal`);
  const connection = openTwice(() => openConnection(file, key));
  try {
    const lostCommits = frames === null ? 0 : commitsBehind(frames, frames.isHeaderWhole ? framesRead(connection) : 0);
    if (lostCommits > 0) copyAside(folder, STORE_FILE, { why: 'cut', code: `${lostCommits}`, at: clock.now() });
    migrate(connection, migrations, () => copyBeforeStep(folder, key, connection, clock));
    return { connection, lostCommits };
  } catch (error) {
    connection.close();
    throw error;
  }
}

/** A reading that failed once may have been the cable's fault; twice is the disk's, and then a person decides. */
function openTwice(open: () => BetterSqlite3.Database): BetterSqlite3.Database {
  try {
    return open();
  } catch (error) {
    if (!(error instanceof UnreadableStore)) throw error;
    return open();
  }
}

/** How many frames of the log SQLite has found whole; asking moves none of them. */
function framesRead(connection: BetterSqlite3.Database): number {
  const [answer] = z.array(z.object({ log: z.int() })).parse(connection.pragma('wal_checkpoint(NOOP)'));
  return answer?.log ?? 0;
}

function copyBeforeStep(folder: string, key: Uint8Array, connection: BetterSqlite3.Database, clock: Pick<Clock, 'now'>): void {
  const owner = new ConnectionHandle(connection).get(
    ownerRow, `SELECT c.value AS commune, s.value AS station FROM meta AS c, meta AS s WHERE c.name = 'commune' AND s.name = 'station'`,
  );
  // A store that nobody has claimed holds nothing.
  if (owner === null) return;
  const source = { file: path.join(folder, STORE_FILE), key, places: { dataFolder: folder, secondFolder: null, ...owner } };
  const outcome = makeBackup(source, { at: clock.now(), kind: 'update', isClockBelieved: false });
  if (outcome.kind === 'failed') throw new UnsafeStore(`no copy could be made before the update: ${outcome.reason}`);
}
