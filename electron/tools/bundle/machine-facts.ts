// What a bundle tells of machine, disk and store: measures and counts, no names but the program's own.

import { readdirSync, statfsSync, statSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { z } from 'zod';
import { ConnectionHandle } from '../../station/store/handle.ts';
import { openForReading } from '../../station/store/open-connection.ts';

/** Files that the program makes; any other is counted and not named. */
const OURS = /^(?:station\.(?:db|db-wal|db-shm|lock)|data\.key|high-water\.json|health\.json|host\.secret|reserve\.bin|restored|salvage-report\.json|shell-memory\.json|keys|blobs|backups|set-aside|logs|browser|updates)$/;

/** The machine: no name of it, no user. */
export function machineFacts(version: string): unknown {
  return {
    version, node: process.versions.node, electron: process.versions['electron'] ?? null, system: `${process.platform} ${process.arch} ${os.release()}`,
    processors: os.cpus().length, memoryMb: Math.round(os.totalmem() / 1024 ** 2), freeMemoryMb: Math.round(os.freemem() / 1024 ** 2), upHours: Math.round(os.uptime() / 3600), zone: Intl.DateTimeFormat().resolvedOptions().timeZone,
  };
}

/** Room on the disk of the data, and what lies in its folder. */
export function diskFacts(dataFolder: string): unknown {
  try {
    const disk = statfsSync(dataFolder);
    const entries = readdirSync(dataFolder, { withFileTypes: true });
    const own = entries.filter(({ name }) => OURS.test(name));
    return {
      freeMb: Math.round((disk.bavail * disk.bsize) / 1024 ** 2), totalMb: Math.round((disk.blocks * disk.bsize) / 1024 ** 2),
      files: own.map((entry) => ({ name: entry.name, ...(entry.isDirectory() ? folderFacts(path.join(dataFolder, entry.name)) : fileFacts(path.join(dataFolder, entry.name))) })),
      otherEntries: entries.length - own.length,
    };
  } catch (error) {
    return { unreadable: error instanceof Error && 'code' in error ? error.code : 'unknown' };
  }
}

const countRow = z.object({ name: z.string(), rows: z.int() });

/** Counts of the store, by table and by kind of event. */
export function storeFacts(file: string, key: Uint8Array): unknown {
  const connection = openForReading(file, key);
  try {
    const store = new ConnectionHandle(connection);
    const tables = store.all(z.object({ name: z.string() }), `SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name`);
    return {
      schema: Number(connection.pragma('user_version', { simple: true })), pages: Number(connection.pragma('page_count', { simple: true })), freePages: Number(connection.pragma('freelist_count', { simple: true })),
      // Names of tables are the program's own.
      tables: tables.map(({ name }) => store.get(countRow, `SELECT '${name}' AS name, count(*) AS rows FROM ${name}`)),
      events: store.all(countRow, 'SELECT type AS name, count(*) AS rows FROM event GROUP BY type ORDER BY type'),
    };
  } finally {
    connection.close();
  }
}

function fileFacts(file: string): { readonly bytes: number; readonly changed: string } {
  const { size, mtimeMs } = statSync(file);
  return { bytes: size, changed: new Date(mtimeMs).toISOString() };
}

function folderFacts(folder: string): { readonly files: number; readonly bytes: number } {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return { files: files.length, bytes: files.reduce((sum, { parentPath, name }) => sum + (statSync(path.join(parentPath, name), { throwIfNoEntry: false })?.size ?? 0), 0) };
}
