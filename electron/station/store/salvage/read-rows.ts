// Reads the rows of a damaged table that can still be read, by narrowing each range that fails down to the single rows at fault.

import BetterSqlite3 from 'better-sqlite3';
import { z } from 'zod';

/** Rows asked for at once; a range without fault costs one question. */
const CHUNK = 256;

const numberSchema = z.number().nullable();

/** A whole range of sequence or row numbers, both ends in it. */
export interface Range {
  readonly from: number;
  readonly to: number;
}

/** `selectFrom` is 'SELECT … FROM table'. Hands every readable row between the two rowids to `take`, in order; returns the rowids that cannot be read, as ranges. Errors that are no damage are thrown. */
export function readRange(source: BetterSqlite3.Database, selectFrom: string, { from, to }: Range, take: (rows: readonly unknown[]) => void): readonly Range[] {
  const range = source.prepare(`${selectFrom} WHERE rowid BETWEEN $low AND $high ORDER BY rowid`).raw();
  // A range of one would still step to the next row, which may lie on a page at fault.
  const single = source.prepare(`${selectFrom} WHERE rowid = $low`).raw();
  const bad: Range[] = [];
  const read = (low: number, high: number): void => {
    let rows: readonly unknown[];
    try {
      rows = low === high ? single.all({ low }) : range.all({ low, high });
    } catch (error) {
      if (!isDamage(error)) throw error;
      if (low === high) {
        const last = bad.at(-1);
        if (last?.to === low - 1) bad[bad.length - 1] = { from: last.from, to: low };
        else bad.push({ from: low, to: low });
        return;
      }
      const middle = Math.floor((low + high) / 2);
      read(low, middle);
      read(middle + 1, high);
      return;
    }
    take(rows);
  };
  for (let low = from; low <= to; low += CHUNK) read(low, Math.min(to, low + CHUNK - 1));
  return bad;
}

/** The highest rowid of a table; `isSure` unless the pages that say it cannot be read, and it is only the highest that some index still tells. */
export function highestRowid(source: BetterSqlite3.Database, table: string, indexes: readonly string[]): { readonly highest: number; readonly isSure: boolean } {
  const asked = ask(source, `SELECT max(rowid) FROM ${table}`);
  if (asked !== undefined) return { highest: asked ?? 0, isSure: true };
  let highest = 0;
  let isSure = false;
  for (const index of indexes) {
    try {
      for (const rowid of source.prepare(`SELECT rowid FROM ${table} INDEXED BY ${index}`).pluck().iterate()) highest = Math.max(highest, numberSchema.parse(rowid) ?? 0);
      isSure = true;
    } catch (error) {
      // An index that cannot be used for this question, or is damaged itself: what it said so far counts.
      if (!(error instanceof BetterSqlite3.SqliteError)) throw error;
    }
  }
  return { highest, isSure };
}

/** True for what a page that is not as it was written makes SQLite say. */
export function isDamage(error: unknown): boolean {
  return error instanceof BetterSqlite3.SqliteError && /^SQLITE_(CORRUPT|NOTADB|IOERR)/.test(error.code);
}

function ask(source: BetterSqlite3.Database, sql: string): number | null | undefined {
  try {
    return numberSchema.parse(source.prepare(sql).pluck().get());
  } catch (error) {
    if (isDamage(error)) return undefined;
    throw error;
  }
}
