// Every fact that this store knows of, once: the station's own log and what the city gave back of it, in the order in which it happened.

import { z } from 'zod';
import type { AggregateType } from '../../../../shared/wire/log-events.ts';
import type { Readable } from '../handle.ts';
import { factRow, readFact, type Fact, type FactRow } from './fact.ts';

const COLUMNS = 'op_id AS opId, incarnation, seq, agg_type AS aggregate, agg_id AS aggregateId, type, type_version AS typeVersion, body, at, actor, base_rev AS baseRev';
/** What was written once more under a new incarnation is the same fact, and what the log has itself is not taken from what was given back. */
const OWN = `SELECT ${COLUMNS} FROM event WHERE NOT EXISTS (SELECT 1 FROM event AS earlier WHERE earlier.op_id = event.op_id AND earlier.seq < event.seq)`;
const RETURNED = `SELECT ${COLUMNS} FROM returned_event WHERE NOT EXISTS (SELECT 1 FROM event WHERE event.op_id = returned_event.op_id)`;

/** The facts of one thing, oldest first. Throws `UnreadableFact`. */
export function factsOf(store: Readable, aggregate: AggregateType, aggregateId: string): readonly Fact[] {
  const rows = store.all(factRow, `${OWN} AND agg_type = $aggregate AND agg_id = $aggregateId UNION ALL ${RETURNED} AND agg_type = $aggregate AND agg_id = $aggregateId ORDER BY incarnation, seq`, { aggregate, aggregateId });
  return rows.flatMap((row) => readFact(row) ?? []);
}

/** Where a reading of the whole log has got to. */
export interface FactCursor {
  readonly own: number;
  readonly returned: { readonly incarnation: number; readonly seq: number };
}

export const FIRST_FACT: FactCursor = { own: 0, returned: { incarnation: 0, seq: 0 } };

/** The next facts in order, about `limit`; `rows` is 0 at the end. What this program has not learned is counted and left out. Throws `UnreadableFact`. */
export function nextFacts(store: Readable, { own, returned }: FactCursor, limit: number): { readonly facts: readonly Fact[]; readonly rows: number; readonly cursor: FactCursor } {
  const ownRows = store.all(factRow, `${OWN} AND seq > $seq ORDER BY seq LIMIT $limit`, { seq: own, limit });
  const returnedRows = store.all(factRow, `${RETURNED} AND (incarnation, seq) > ($incarnation, $seq) ORDER BY incarnation, seq LIMIT $limit`, { ...returned, limit });
  // Of two full pages only what comes before both their ends is known to be complete.
  const ends = [ownRows, returnedRows].flatMap((rows) => (rows.length === limit ? (rows.at(-1) ?? []) : []));
  const isWhole = (row: FactRow): boolean => ends.every((end) => byPlace(row, end) <= 0);
  const rows = [...ownRows, ...returnedRows].filter(isWhole).sort(byPlace);
  const last = (among: readonly FactRow[]): FactRow | undefined => among.findLast(isWhole);
  return { facts: rows.flatMap((row) => readFact(row) ?? []), rows: rows.length, cursor: { own: last(ownRows)?.seq ?? own, returned: last(returnedRows) ?? returned } };
}

function byPlace(one: FactRow, other: FactRow): number {
  return one.incarnation - other.incarnation || one.seq - other.seq;
}

const countRow = z.object({ count: z.int() });

/** How many events came back so far: more of them change the order of what was read before. */
export function countReturned(store: Readable): number {
  return store.get(countRow, 'SELECT count(*) AS count FROM returned_event')?.count ?? 0;
}
