// What stands in the projected tables, whole, to be compared.

import { z } from 'zod';
import type { StationDatabase } from '../../electron/station/store/database.ts';
import { PROJECTED_TABLES } from '../../electron/station/store/projections/project.ts';

const anyRow = z.record(z.string(), z.union([z.string(), z.number(), z.null()]));

/** Rows by table, in the order of their keys. */
export function projectedRows(database: StationDatabase): Readonly<Record<string, readonly z.output<typeof anyRow>[]>> {
  return database.read((store) => Object.fromEntries(PROJECTED_TABLES.map(({ name, rowKey }) => [name, store.all(anyRow, `SELECT * FROM ${name} ORDER BY ${rowKey}`)])));
}
