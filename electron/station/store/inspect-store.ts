// What takes long to know of the store: SQLite's own check of its pages and the seal of every event. Runs on a thread of its own.

import { z } from 'zod';
import { checkPages } from './check-pages.ts';
import { diskFaultOf } from './disk-trouble.ts';
import { ConnectionHandle } from './handle.ts';
import { checkSeals } from './seals.ts';
import { openForReading } from './open-connection.ts';

const markSchema = z.strictObject({ sequence: z.int().min(0), hash: z.string() });

/** Which store, and of whom. */
export const inspectedStoreSchema = z.strictObject({
  file: z.string(), key: z.custom<Uint8Array>((key) => key instanceof Uint8Array), commune: z.string(), station: z.string(),
});
export type InspectedStore = z.infer<typeof inspectedStoreSchema>;

/** What to look at: the pages or not, the seals from where. */
export const inspectionOrderSchema = z.strictObject({ pages: z.boolean(), from: markSchema });
export type InspectionOrder = z.infer<typeof inspectionOrderSchema>;

/** What was found. `pages` is SQLite's answer, null if it was not asked; 'broken' the first broken seal. */
export const inspectionSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('inspected'), pages: z.string().nullable(), broken: z.int().nullable(), mark: markSchema }),
  z.strictObject({ kind: z.literal('failed'), error: z.string(), isDamage: z.boolean() }),
]);
export type Inspection = z.infer<typeof inspectionSchema>;

/** Looks with a connection of its own that cannot write. Never throws: what broke is an answer, by its name. */
export function inspectStore({ file, key, commune, station }: InspectedStore, { pages, from }: InspectionOrder): Inspection {
  try {
    const connection = openForReading(file, key);
    try {
      const found = pages ? checkPages(connection) : null;
      return { kind: 'inspected', pages: found, ...checkSeals(new ConnectionHandle(connection), { commune, station }, from) };
    } finally {
      connection.close();
    }
  } catch (error) {
    return { kind: 'failed', error: error instanceof Error ? error.name : typeof error, isDamage: diskFaultOf(error)?.code.startsWith('SQLITE_CORRUPT') === true };
  }
}
