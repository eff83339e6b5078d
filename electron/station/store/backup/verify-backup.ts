// Decides whether a copy of the store may be trusted: it is read as if a stranger had brought it.

import { existsSync, statSync } from 'node:fs';
import BetterSqlite3 from 'better-sqlite3';
import { z } from 'zod';
import { checkSeals, FIRST_MARK, type SealMark } from '../seals.ts';
import { ConnectionHandle } from '../handle.ts';
import { migrations } from '../migrations/all.ts';
import { openForReading } from '../open-connection.ts';

/** Why a copy is not used: it is not there, cannot be opened with this key, is damaged, is of another station, is of a newer program, or its log is not whole. */
export type BackupFault = 'missing' | 'unreadable' | 'damaged' | 'foreign' | 'newer' | 'seal-broken';

/** The copy cannot be used, and nothing was changed. */
export class RefusedBackup extends Error {
  override readonly name = 'RefusedBackup';
  readonly fault: BackupFault;
  constructor(fault: BackupFault, cause?: unknown) {
    super(`the copy is refused: ${fault}`, { cause });
    this.fault = fault;
  }
}

/** Where the log of a certain life of a store ends. */
export interface StoreEnd {
  readonly incarnation: number;
  readonly seq: number;
  readonly hash: string;
}

const headRow = z.object({ sequence: z.int(), hash: z.string() });
const metaRow = z.object({ name: z.string(), value: z.string() });

/** The newest event of a store. */
export function headOf(handle: ConnectionHandle): SealMark {
  return handle.get(headRow, 'SELECT seq AS sequence, hash FROM event ORDER BY seq DESC LIMIT 1') ?? FIRST_MARK;
}

/**
 * Reads every page (each is authenticated by its seal under the key), the station's name, the schema's number, the chain of the log from `from` on, and where it ends if that is given. Returns the newest event.
 * Throws `RefusedBackup`; writes nothing. Takes long for a large store: not for the thread that serves windows.
 */
export function verifyBackup(file: string, key: Uint8Array, owner: { readonly commune: string; readonly station: string }, from: SealMark = FIRST_MARK, end?: StoreEnd): SealMark {
  if (!existsSync(file)) throw new RefusedBackup('missing');
  let connection: BetterSqlite3.Database | null = null;
  try {
    connection = openForReading(file, key);
    const pages = Number(connection.pragma('page_count', { simple: true }));
    const pageSize = Number(connection.pragma('page_size', { simple: true }));
    const version = Number(connection.pragma('user_version', { simple: true }));
    if (pages === 0) throw new RefusedBackup('unreadable');
    if (pages * pageSize !== statSync(file).size) throw new RefusedBackup('damaged');
    if (version > (migrations.at(-1)?.version ?? 0)) throw new RefusedBackup('newer');
    if (connection.pragma('integrity_check(1)', { simple: true }) !== 'ok') throw new RefusedBackup('damaged');
    const handle = new ConnectionHandle(connection);
    const owned = new Map(handle.all(metaRow, `SELECT name, value FROM meta WHERE name IN ('commune', 'station', 'incarnation')`).map(({ name, value }) => [name, value]));
    if (owned.size > 0 && (owned.get('commune') !== owner.commune || owned.get('station') !== owner.station)) throw new RefusedBackup('foreign');
    if (checkSeals(handle, owner, from).broken !== null) throw new RefusedBackup('seal-broken');
    const head = headOf(handle);
    // Of this station, and of another life or another moment of it.
    if (end !== undefined && (head.sequence !== end.seq || head.hash !== end.hash || owned.get('incarnation') !== String(end.incarnation))) throw new RefusedBackup('foreign');
    return head;
  } catch (error) {
    if (error instanceof BetterSqlite3.SqliteError) throw new RefusedBackup(error.code.startsWith('SQLITE_NOTADB') ? 'unreadable' : 'damaged', error);
    if (error instanceof z.ZodError) throw new RefusedBackup('damaged');
    throw error;
  } finally {
    connection?.close();
  }
}
