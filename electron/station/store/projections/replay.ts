// Makes projections anew out of the log: those of one thing, or all of them.

import { z } from 'zod';
import type { AggregateType } from '../../../../shared/wire/log-events.ts';
import type { StationDatabase } from '../database.ts';
import type { Readable, Writable } from '../handle.ts';
import { factsOf, FIRST_FACT, nextFacts, type FactCursor } from './facts.ts';
import { project, PROJECTED_TABLES, PROJECTION_VERSION, type ProjectedTable } from './project.ts';

/** Something of which rows were made: a ticket, a counter, a dossier. */
export interface Aggregate {
  readonly type: AggregateType;
  readonly id: string;
}

/**
 * Rows of one thing, made anew from its facts. Also for what the city gave back: late facts take the place that they had. Where a salvage has found holes in the log and the thing's beginning
 * is not there, the rows that could be read are all there is of it, and stay. Throws `UnreadableFact`.
 */
export function reproject(store: Writable, { type, id }: Aggregate): void {
  const facts = factsOf(store, type, id);
  const tables = PROJECTED_TABLES.filter(({ aggregate }) => aggregate === type);
  // Things of the station are of several kinds, each with a beginning of its own: one that is there is enough.
  if (hasHoles(store) && tables.every(({ beginsWith }) => beginsWith !== null && !facts.some((fact) => fact.type === beginsWith))) return;
  for (const { name, ofAggregate } of tables) store.run(`DELETE FROM ${name} WHERE ${ofAggregate} = $id`, { id });
  for (const fact of facts) project(store, fact);
}

const PAGE = 500;

/** Reads on from a place to the end of the log and projects all of it. Throws `UnreadableFact`. */
export function projectFrom(store: Writable, from: FactCursor): { readonly events: number; readonly cursor: FactCursor } {
  let events = 0;
  let cursor = from;
  for (;;) {
    const page = nextFacts(store, cursor, PAGE);
    if (page.rows === 0) return { events, cursor };
    for (const fact of page.facts) project(store, fact);
    events += page.rows;
    cursor = page.cursor;
  }
}

const holeRow = z.object({ from_seq: z.int() });

/** True where a salvage could not read all of the log. */
function hasHoles(store: Readable): boolean {
  return store.get(holeRow, 'SELECT from_seq FROM salvage_gap LIMIT 1') !== null;
}

function withoutBeginning({ ofAggregate, aggregate, beginsWith }: ProjectedTable): string {
  const begun = (table: string): string => `SELECT agg_id FROM ${table} WHERE agg_type = '${aggregate}' AND type = '${beginsWith ?? ''}'`;
  return `${ofAggregate} NOT IN (${begun('event')} UNION ALL ${begun('returned_event')})`;
}

const versionRow = z.object({ value: z.string() });

function versionOf(store: Readable): string | null {
  return store.get(versionRow, `SELECT value FROM meta WHERE name = 'projection-version'`)?.value ?? null;
}

/**
 * Makes all projections anew where another version of the projectors made them, in one transaction; before anything else runs. Returns how many events that took, null where nothing was to do.
 * Throws `UnreadableFact`, and then everything is as it was.
 */
export function renewProjections(database: StationDatabase): number | null {
  if (database.read(versionOf) === String(PROJECTION_VERSION)) return null;
  return database.write((store) => {
    const kept = hasHoles(store) ? PROJECTED_TABLES.filter(({ beginsWith }) => beginsWith !== null) : [];
    for (const table of kept) store.run(`CREATE TEMP TABLE kept_${table.name} AS SELECT * FROM ${table.name} WHERE ${withoutBeginning(table)}`);
    for (const { name } of PROJECTED_TABLES) store.run(`DELETE FROM ${name}`);
    const { events } = projectFrom(store, FIRST_FACT);
    for (const { name, ofAggregate } of kept) {
      store.run(`DELETE FROM ${name} WHERE ${ofAggregate} IN (SELECT ${ofAggregate} FROM temp.kept_${name})`);
      store.run(`INSERT INTO ${name} SELECT * FROM temp.kept_${name}`);
      store.run(`DROP TABLE temp.kept_${name}`);
    }
    store.runOne(`INSERT INTO meta (name, value) VALUES ('projection-version', $version) ON CONFLICT (name) DO UPDATE SET value = excluded.value`, { version: String(PROJECTION_VERSION) });
    return events;
  });
}
