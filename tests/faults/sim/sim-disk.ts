// The disk of a simulated machine: full, or failing at the very commit, so that nobody knows whether it is there.

import { cpSync } from 'node:fs';
import BetterSqlite3 from 'better-sqlite3';
import type { StoreMoment } from '../../../electron/station/store/watched-connection.ts';
import type { Chance } from '../../morning/chance.ts';

/** Called by the store at each of its moments; throws what the disk would say. */
export function failingDisk(chance: Chance, often: () => number): (moment: StoreMoment) => void {
  return (moment) => {
    if (often() === 0 || !chance.is(often())) return;
    if (moment === 'commit') throw new BetterSqlite3.SqliteError('simulated', chance.pick(['SQLITE_FULL', 'SQLITE_IOERR_WRITE', 'SQLITE_IOERR_FSYNC']));
    if (moment === 'committed') throw new BetterSqlite3.SqliteError('simulated', 'SQLITE_IOERR_FSYNC');
  };
}

/** What another process finds of a store after a crash: everything but the lock and the memory that was shared. */
export function copyStore(from: string, to: string): void {
  cpSync(from, to, { recursive: true, filter: (file) => !file.includes('station.lock') && !file.endsWith('-shm') });
}
