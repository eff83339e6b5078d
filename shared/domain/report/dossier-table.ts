// The periodic report on settling procedures (form II.06a/VPCP/KSTT): dossiers by field as received, done and open, in thirteen columns whose sums close.

import type { EpochMs } from '../../base/ids.ts';
import type { DossierFact, Period } from '../index766/facts.ts';
import { endingOf, isLate } from '../index766/timing.ts';
import { businessDayOf } from '../time/business-day.ts';

/** Columns after the running number and the field, in the form's order; found in a production system that prints the form. */
export const TABLE_COLUMNS = ['received', 'receivedOnline', 'receivedDirect', 'carriedOver', 'done', 'doneEarly', 'doneInTime', 'doneLate', 'open', 'openInTime', 'openLate'] as const;
export type TableColumn = (typeof TABLE_COLUMNS)[number];

export type TableCounts = Readonly<Record<TableColumn, number>>;

/** A field (lĩnh vực) and its numbers. */
export interface TableRow {
  readonly sector: string;
  readonly counts: TableCounts;
}

export interface DossierTable {
  readonly rows: readonly TableRow[];
  readonly total: TableCounts;
}

/** What a sum does not do. `row` is null for the line of totals. */
export interface TableFault {
  readonly row: string | null;
  readonly kind: 'received-parts' | 'done-parts' | 'open-parts' | 'received-is-done-and-open' | 'column-total';
  readonly column: TableColumn;
  readonly expected: number;
  readonly found: number;
}

const NOTHING: TableCounts = { received: 0, receivedOnline: 0, receivedDirect: 0, carriedOver: 0, done: 0, doneEarly: 0, doneInTime: 0, doneLate: 0, open: 0, openInTime: 0, openLate: 0 };

/**
 * Every dossier that was received in the period, or before it and not ended when it began. What waits for papers that were asked for counts as done in time, and so does what was returned or withdrawn in time, as
 * the production system counts. What happened at `asOf` itself has happened. 'Early' is an end on a day before the promised one (own reading). By post is counted with direct.
 */
export function dossierTable(dossiers: readonly DossierFact[], { from, to }: Period, asOf: EpochMs): DossierTable {
  const until = Math.min(to, asOf + 1) as EpochMs;
  const rows = new Map<string, TableCounts>();
  for (const fact of dossiers) {
    const columns = columnsOf(fact, from, until);
    if (columns.length === 0) continue;
    rows.set(fact.sector, addTo(rows.get(fact.sector) ?? NOTHING, columns));
  }
  const sorted = [...rows].map(([sector, counts]) => ({ sector, counts })).sort((one, other) => (one.sector < other.sector ? -1 : 1));
  return { rows: sorted, total: sumOf(sorted) };
}

function columnsOf(fact: DossierFact, from: EpochMs, until: EpochMs): TableColumn[] {
  if (fact.receivedAt >= until) return [];
  const ending = endingOf(fact, until);
  const isOld = fact.receivedAt < from;
  // What ended before the period began was told in an earlier report. One that waited then may go on in this one.
  if (isOld && ending.kind === 'ended' && ending.at < from) return [];
  const received: TableColumn = isOld ? 'carriedOver' : fact.channel === 'online' ? 'receivedOnline' : 'receivedDirect';
  const late = isLate(fact, until);
  if (ending.kind === 'open') return ['received', received, 'open', late ? 'openLate' : 'openInTime'];
  if (late) return ['received', received, 'done', 'doneLate'];
  const isEarly = ending.kind === 'ended' && fact.dueAt !== null && businessDayOf(ending.at) < businessDayOf(fact.dueAt);
  return ['received', received, 'done', isEarly ? 'doneEarly' : 'doneInTime'];
}

function addTo(counts: TableCounts, columns: readonly TableColumn[]): TableCounts {
  const added: Record<TableColumn, number> = { ...counts };
  for (const column of columns) added[column] += 1;
  return added;
}

function sumOf(rows: readonly TableRow[]): TableCounts {
  const total: Record<TableColumn, number> = { ...NOTHING };
  for (const { counts } of rows) for (const column of TABLE_COLUMNS) total[column] += counts[column];
  return total;
}

/** Every sum that does not close, of a table that came from here or from elsewhere; none for ours. */
export function tableFaults({ rows, total }: DossierTable): readonly TableFault[] {
  const inside = [...rows.map(({ sector, counts }) => ({ row: sector, counts })), { row: null, counts: total }].flatMap(({ row, counts }) =>
    SUMS.flatMap(({ kind, column, parts }): TableFault[] => {
      const expected = parts.reduce((sum, part) => sum + counts[part], 0);
      return expected === counts[column] ? [] : [{ row, kind, column, expected, found: counts[column] }];
    }),
  );
  const summed = sumOf(rows);
  return [...inside, ...TABLE_COLUMNS.flatMap((column): TableFault[] => (summed[column] === total[column] ? [] : [{ row: null, kind: 'column-total', column, expected: summed[column], found: total[column] }]))];
}

const SUMS: readonly { readonly kind: Exclude<TableFault['kind'], 'column-total'>; readonly column: TableColumn; readonly parts: readonly TableColumn[] }[] = [
  { kind: 'received-parts', column: 'received', parts: ['receivedOnline', 'receivedDirect', 'carriedOver'] },
  { kind: 'done-parts', column: 'done', parts: ['doneEarly', 'doneInTime', 'doneLate'] },
  { kind: 'open-parts', column: 'open', parts: ['openInTime', 'openLate'] },
  { kind: 'received-is-done-and-open', column: 'received', parts: ['done', 'open'] },
];
