// Opens the encrypted SQLite file with every setting that durability and privacy rest on, and reads each one back.

import BetterSqlite3 from 'better-sqlite3';
import { must } from '../../../shared/base/must.ts';

/** Oldest SQLite without the WAL-reset corruption (sqlite.org/wal.html, fixed in 3.51.3). */
const OLDEST_SQLITE = [3, 51, 3] as const;

/** Setting, the value it is given, and what reading it back must say. */
const SETTINGS: readonly (readonly [name: string, value: string, readBack: unknown])[] = [
  ['foreign_keys', 'ON', 1],
  ['busy_timeout', '5000', 5000],
  ['trusted_schema', 'OFF', 0],
  ['cell_size_check', 'ON', 1],
  ['temp_store', 'MEMORY', 2],
  ['mmap_size', '0', 0],
  ['secure_delete', 'ON', 1],
  ['journal_size_limit', '67108864', 67_108_864],
  ['wal_autocheckpoint', '1000', 1000],
];

/** The file is there but this key does not open it, or it is damaged. Nothing may be deleted or created then. */
export class UnreadableStore extends Error {
  override readonly name = 'UnreadableStore';
}

/** A setting did not take: going on would promise what the disk does not hold. */
export class UnsafeStore extends Error {
  override readonly name = 'UnsafeStore';
}

/**
 * Opens `file` with a raw 32-byte key (ChaCha20-Poly1305 pages, which also detect bit rot), WAL and `synchronous=FULL`.
 * The package is built with `DEFAULT_WAL_SYNCHRONOUS=1`: unless FULL is set, a commit that was acknowledged is lost at power failure, so it is set before the first read and read back after it.
 * Throws `UnreadableStore` or `UnsafeStore`.
 */
export function openConnection(file: string, key: Uint8Array): BetterSqlite3.Database {
  const connection = new BetterSqlite3(file);
  try {
    unlock(connection, key);
    try {
      connection.pragma('journal_mode=WAL');
      connection.pragma('synchronous=FULL');
      connection.prepare('SELECT count(*) FROM sqlite_schema').get();
    } catch (cause) {
      if (!(cause instanceof BetterSqlite3.SqliteError) || !/^SQLITE_(NOTADB|CORRUPT|IOERR)/.test(cause.code)) throw cause;
      throw new UnreadableStore('the key does not open this store, or its first page is damaged', { cause });
    }
    if (process.platform === 'darwin') {
      connection.pragma('fullfsync=ON');
      connection.pragma('checkpoint_fullfsync=ON');
    }
    for (const [name, value] of SETTINGS) connection.pragma(`${name}=${value}`);
    assertSafe(connection);
    return connection;
  } catch (error) {
    connection.close();
    throw error;
  }
}

/** Opens a store that this process has open already, for looking only: what is done with it changes nothing. */
export function openForReading(file: string, key: Uint8Array): BetterSqlite3.Database {
  const connection = new BetterSqlite3(file, { readonly: true, fileMustExist: true });
  try {
    unlock(connection, key);
    connection.pragma('cell_size_check=ON');
    connection.pragma('trusted_schema=OFF');
    return connection;
  } catch (error) {
    connection.close();
    throw error;
  }
}

function unlock(connection: BetterSqlite3.Database, key: Uint8Array): void {
  must(key.length === 32 ? key : null, 'the data key has 32 bytes');
  connection.pragma(`cipher='chacha20'`);
  connection.pragma(`key="x'${Buffer.from(key).toString('hex')}'"`);
}

/** Reads every setting back; throws `UnsafeStore` naming the first that did not take. */
export function assertSafe(connection: BetterSqlite3.Database): void {
  const expected: readonly (readonly [string, unknown])[] = [
    ['cipher', 'chacha20'],
    ['journal_mode', 'wal'],
    ['synchronous', 2],
    ...SETTINGS.map(([name, , readBack]) => [name, readBack] as const),
  ];
  for (const [name, value] of expected) {
    const actual: unknown = connection.pragma(name, { simple: true });
    if (actual !== value) throw new UnsafeStore(`${name} is ${String(actual)} and must be ${String(value)}`);
  }
  const version = String(connection.prepare('SELECT sqlite_version()').pluck().get());
  if (!isAtLeast(version.split('.').map(Number), OLDEST_SQLITE)) throw new UnsafeStore(`SQLite ${version} can corrupt a WAL`);
}

function isAtLeast(version: readonly number[], oldest: readonly number[]): boolean {
  for (const [index, part] of oldest.entries()) {
    const own = version[index] ?? 0;
    if (own !== part) return own > part;
  }
  return true;
}
