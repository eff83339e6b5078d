// Saves what can be read of a damaged store into a new one, and says exactly which events are missing. The damaged files are only read.

import type BetterSqlite3 from 'better-sqlite3';
import { z } from 'zod';
import type { EpochMs } from '../../../../shared/base/ids.ts';
import { epochMsSchema } from '../../../../shared/contract/primitives.ts';
import { migrate } from '../migrate.ts';
import { migrations } from '../migrations/all.ts';
import { openConnection, openForReading, UnreadableStore } from '../open-connection.ts';
import { highestRowid, isDamage, readRange, type Range } from './read-rows.ts';

const rangeSchema = z.strictObject({ from: z.int(), to: z.int() });

/** What became of a store, for the supervisor and for 'store.history'. Sequence numbers and table names only, no content. */
export const salvageReportSchema = z.strictObject({
  at: epochMsSchema,
  /** The highest sequence number that is known of; events after it may be missing too unless `isEndKnown`. */
  lastSequence: z.int(), isEndKnown: z.boolean(),
  events: z.int(), missing: z.array(rangeSchema),
  /** Rows read, and places that could not be read; in a table whose end is not known there may be more. */
  tables: z.array(z.strictObject({ table: z.string(), rows: z.int(), unreadable: z.int(), isEndKnown: z.boolean() })),
});
export type SalvageReport = z.infer<typeof salvageReportSchema>;

const tableRow = z.object({ name: z.string(), wr: z.int() });
const columnRow = z.object({ name: z.string(), type: z.string(), pk: z.int() });
const nameRow = z.object({ name: z.string() });

/** Where nothing tells how far a table goes, so many places are tried. */
const LEAST_TRIED = 4096;

/**
 * Copies every readable row of `from` into the new store `to`, table by table, whatever it points to. `lastSeen` is the highest sequence number that somebody else knows of, or 0.
 * Throws `UnreadableStore` when the first page or the list of tables cannot be read: then only a copy helps.
 */
export function salvageStore(from: string, key: Uint8Array, to: string, at: EpochMs, lastSeen: number): SalvageReport {
  const source = openForReading(from, key);
  try {
    const version = versionOf(source);
    const target = openConnection(to, key);
    try {
      migrate(target, migrations.filter((step) => step.version <= version));
      target.pragma('foreign_keys=OFF');
      const tables = z.array(tableRow).parse(target.prepare(`SELECT name, wr FROM pragma_table_list WHERE schema = 'main' AND type = 'table' AND name NOT LIKE 'sqlite_%'`).all());
      const copied = tables.map(({ name, wr }) => ({ table: name, ...(wr === 1 ? copyByKey(source, target, name) : copyByRowid(source, target, name, name === 'event' ? lastSeen : 0)) }));
      // The index over it is no table of its own: what the rows say is taken into it once all of them are there.
      if (tables.some(({ name }) => name === 'dossier_find')) target.exec(`INSERT INTO dossier_word (dossier_word) VALUES ('rebuild')`);
      const { missing, lastSequence } = missingEvents(target, copied.find(({ table }) => table === 'event')?.highest ?? 0);
      // Out of a whole log the next start makes all projected rows anew; out of one with holes it would lose rows that could be read.
      if (missing.length === 0) target.exec(`DELETE FROM meta WHERE name = 'projection-version'`);
      target.pragma('wal_checkpoint(TRUNCATE)');
      return {
        at, lastSequence, isEndKnown: copied.find(({ table }) => table === 'event')?.isEndKnown ?? false,
        events: copied.find(({ table }) => table === 'event')?.rows ?? 0, missing: [...missing],
        tables: copied.map(({ table, rows, unreadable, isEndKnown }) => ({ table, rows, unreadable, isEndKnown })),
      };
    } finally {
      target.close();
    }
  } finally {
    source.close();
  }
}

function versionOf(source: BetterSqlite3.Database): number {
  try {
    source.prepare('SELECT name, sql FROM sqlite_schema').all();
    return Number(source.pragma('user_version', { simple: true }));
  } catch (cause) {
    if (isDamage(cause)) throw new UnreadableStore('the first page or the list of tables cannot be read', { cause });
    throw cause;
  }
}

interface Copied {
  readonly rows: number;
  readonly unreadable: number;
  readonly isEndKnown: boolean;
  readonly highest: number;
}

/** By ranges of rowids. The rowid goes along: some tables live by its order. */
function copyByRowid(source: BetterSqlite3.Database, target: BetterSqlite3.Database, table: string, lastSeen: number): Copied {
  const columns = columnsOf(target, table);
  const isRowidNamed = columns.some(({ pk, type }) => pk === 1 && type === 'INTEGER') && columns.filter(({ pk }) => pk > 0).length === 1;
  const names = [...(isRowidNamed ? [] : ['rowid']), ...columns.map(({ name }) => name)];
  const indexes = z.array(nameRow).parse(target.prepare('SELECT name FROM pragma_index_list(?)').all(table)).map(({ name }) => name);
  const { highest, isSure } = highestRowid(source, table, indexes);
  const end = Math.max(highest, lastSeen, isSure ? 0 : LEAST_TRIED);
  const insert = insertInto(target, table, names);
  let rows = 0;
  const bad = target.transaction(() =>
    readRange(source, `SELECT ${names.join(', ')} FROM ${table}`, { from: 1, to: end }, (found) => {
      for (const row of found) insert(row);
      rows += found.length;
    }),
  ).immediate();
  return { rows, unreadable: bad.reduce((sum, range) => sum + range.to - range.from + 1, 0), isEndKnown: isSure, highest: end };
}

/** A table without rowids is read from its beginning until it fails, and from its end until it fails; what lies between is lost. */
function copyByKey(source: BetterSqlite3.Database, target: BetterSqlite3.Database, table: string): Copied {
  const columns = columnsOf(target, table);
  const names = columns.map(({ name }) => name);
  const keys = columns.filter(({ pk }) => pk > 0).sort((one, other) => one.pk - other.pk).map(({ name }) => name);
  const insert = insertInto(target, table, names);
  const copy = (direction: 'ASC' | 'DESC'): boolean => {
    try {
      const order = keys.map((key) => `${key} ${direction}`).join(', ');
      for (const row of source.prepare(`SELECT ${names.join(', ')} FROM ${table} ORDER BY ${order}`).raw().iterate()) insert(row);
      return true;
    } catch (error) {
      if (isDamage(error)) return false;
      throw error;
    }
  };
  const isWhole = target.transaction(() => copy('ASC') || (copy('DESC') && false)).immediate();
  const rows = z.int().parse(target.prepare(`SELECT count(*) FROM ${table}`).pluck().get());
  return { rows, unreadable: isWhole ? 0 : 1, isEndKnown: isWhole, highest: 0 };
}

function columnsOf(target: BetterSqlite3.Database, table: string): readonly z.infer<typeof columnRow>[] {
  return z.array(columnRow).parse(target.prepare('SELECT name, type, pk FROM pragma_table_info(?)').all(table));
}

/** What a step of the schema has put there makes way for what was read. */
function insertInto(target: BetterSqlite3.Database, table: string, names: readonly string[]): (row: unknown) => void {
  const insert = target.prepare(`INSERT OR REPLACE INTO ${table} (${names.join(', ')}) VALUES (${names.map(() => '?').join(', ')})`);
  return (row) => void insert.run(z.array(z.unknown()).parse(row));
}

/** The gaps between the events that are there, up to `lastSequence`; they are noted, so that the chain is known to be broken there and nowhere else. */
function missingEvents(target: BetterSqlite3.Database, highest: number): { readonly lastSequence: number; readonly missing: readonly Range[] } {
  const missing: Range[] = [];
  let next = 1;
  for (const value of target.prepare('SELECT seq FROM event ORDER BY seq').pluck().iterate()) {
    const seq = z.int().parse(value);
    if (seq > next) missing.push({ from: next, to: seq - 1 });
    next = seq + 1;
  }
  if (highest >= next) missing.push({ from: next, to: highest });
  const note = target.prepare('INSERT OR REPLACE INTO salvage_gap (from_seq, to_seq) VALUES (?, ?)');
  for (const { from, to } of missing) note.run(from, to);
  return { lastSequence: Math.max(highest, next - 1), missing };
}
