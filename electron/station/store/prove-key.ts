// Asks the real store whether a key is its own, without changing anything in it.

import { existsSync, statSync } from 'node:fs';
import { storeFileOf } from './backup/restore-backup.ts';
import { openForReading } from './open-connection.ts';

/**
 * 'opens': the key reads the store's first page and its tables. 'refused': it does not, or the file is damaged. 'absent': there is no file. 'empty': a file without a table,
 * as a first start leaves that ended too early, or as a store that was cut to nothing.
 */
export function proveKey(folder: string, key: Uint8Array): 'opens' | 'refused' | 'absent' | 'empty' {
  const file = storeFileOf(folder);
  if (!existsSync(file)) return 'absent';
  if (statSync(file).size === 0 && !hasWal(file)) return 'empty';
  try {
    const connection = openForReading(file, key);
    try {
      return connection.prepare('SELECT count(*) FROM sqlite_schema').pluck().get() === 0 ? 'empty' : 'opens';
    } finally {
      connection.close();
    }
  } catch {
    // Whether the key is another or the page is rotten, nobody can tell from here; either way nothing may be made or written.
    return 'refused';
  }
}

function hasWal(file: string): boolean {
  return existsSync(`${file}-wal`) && statSync(`${file}-wal`).size > 0;
}
