// Makes all projections anew beside those that are in use, and says where the two differ. Reads with a connection of its own and writes to memory only, so that it may take its time on a thread.
//
// Phases: the log is read through outside any transaction, since what stands in it never changes → in one reading transaction the few events that came meanwhile → the comparison, at that moment.

import type BetterSqlite3 from 'better-sqlite3';
import { z } from 'zod';
import { aggregateTypeSchema } from '../../../../shared/wire/log-events.ts';
import { ConnectionHandle } from '../handle.ts';
import type { InspectedStore } from '../inspect-store.ts';
import { openForReading } from '../open-connection.ts';
import { UnreadableFact } from './fact.ts';
import { countReturned, FIRST_FACT } from './facts.ts';
import { PROJECTED_TABLES } from './project.ts';
import { projectFrom } from './replay.ts';

/** What the thread is asked. */
export const comparisonOrderSchema = z.strictObject({ compare: z.literal('projections') });

/** `aggregates` are those of which a row is another, missing or too much. 'unreadable': an event of the log, by its place. */
export const comparisonSchema = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('compared'), events: z.int(),
    tables: z.array(z.strictObject({ table: z.string(), rows: z.int(), differed: z.int() })),
    aggregates: z.array(z.strictObject({ type: aggregateTypeSchema, id: z.string() })),
  }),
  z.strictObject({ kind: z.literal('unreadable'), detail: z.string() }),
  z.strictObject({ kind: z.literal('failed'), error: z.string() }),
]);
export type Comparison = z.infer<typeof comparisonSchema>;

/** Events that come back while the log is read take places that were passed: then it is read once more. */
const MOST_READINGS = 3;

/** Never throws: what broke is an answer. */
export function compareProjections({ file, key }: Pick<InspectedStore, 'file' | 'key'>): Comparison {
  try {
    const connection = openForReading(file, key);
    try {
      connection.pragma('temp_store=MEMORY');
      for (let reading = 0; reading < MOST_READINGS; reading += 1) {
        const compared = compareOnce(connection);
        if (compared !== null) return compared;
      }
      return { kind: 'failed', error: 'the log changed under every reading' };
    } finally {
      connection.close();
    }
  } catch (error) {
    if (error instanceof UnreadableFact) return { kind: 'unreadable', detail: error.message };
    return { kind: 'failed', error: error instanceof Error ? error.name : typeof error };
  }
}

function compareOnce(connection: BetterSqlite3.Database): Comparison | null {
  // A temporary table hides the one of the same name: projectors write to it without knowing.
  for (const { name } of PROJECTED_TABLES) connection.exec(`DROP TABLE IF EXISTS temp.${name}`);
  for (const sql of temporaryTables(connection)) connection.exec(sql);
  const shadow = new ConnectionHandle(connection);
  const returned = countReturned(shadow);
  const first = projectFrom(shadow, FIRST_FACT);
  return connection.transaction((): Comparison | null => {
    if (countReturned(shadow) !== returned) return null;
    const rest = projectFrom(shadow, first.cursor);
    const found = PROJECTED_TABLES.map((table) => ({ ...table, ...differencesIn(connection, shadow, table) }));
    return {
      kind: 'compared',
      events: first.events + rest.events,
      tables: found.map(({ name, rows, differed }) => ({ table: name, rows, differed })),
      aggregates: PROJECTED_TABLES.flatMap(({ aggregate }) => aggregate).filter((type, index, all) => all.indexOf(type) === index)
        .flatMap((type) => [...new Set(found.flatMap(({ aggregate, ids }) => (aggregate === type ? ids : [])))].map((id) => ({ type, id }))),
    };
  })();
}

const schemaRow = z.object({ sql: z.string() });

/** The statements that make the projected tables and their indexes, for the temporary database; what hangs on them by triggers is no projection. */
function temporaryTables(connection: BetterSqlite3.Database): readonly string[] {
  const names = JSON.stringify(PROJECTED_TABLES.map(({ name }) => name));
  const rows = connection.prepare(`SELECT sql FROM main.sqlite_schema WHERE tbl_name IN (SELECT value FROM json_each(?)) AND type IN ('table', 'index') AND sql IS NOT NULL ORDER BY type DESC`).all(names);
  return rows.map((row) => schemaRow.parse(row).sql.replace(/^CREATE TABLE /, 'CREATE TEMP TABLE ').replace(/^CREATE INDEX /, 'CREATE INDEX temp.'));
}

const idRow = z.object({ id: z.string() });
const countRow = z.object({ count: z.int() });

function differencesIn(connection: BetterSqlite3.Database, shadow: ConnectionHandle, { name, ofAggregate, rowKey }: (typeof PROJECTED_TABLES)[number]): { readonly rows: number; readonly differed: number; readonly ids: readonly string[] } {
  const count = (sql: string): number => countRow.parse(connection.prepare(sql).get()).count;
  const other = `SELECT * FROM (SELECT * FROM main.${name} EXCEPT SELECT * FROM temp.${name}) UNION ALL SELECT * FROM (SELECT * FROM temp.${name} EXCEPT SELECT * FROM main.${name})`;
  return {
    rows: count(`SELECT count(*) AS count FROM temp.${name}`),
    differed: count(`SELECT count(*) AS count FROM (SELECT DISTINCT ${rowKey} FROM (${other}))`),
    ids: shadow.all(idRow, `SELECT DISTINCT cast(${ofAggregate} AS TEXT) AS id FROM (${other}) ORDER BY id`).map(({ id }) => id),
  };
}
