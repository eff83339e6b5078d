// How far a snapshot of the commune has been read, so that one that broke off goes on from there.

import { z } from 'zod';
import type { DossierId } from '../../../shared/base/ids.ts';
import { dossierIdSchema } from '../../../shared/contract/primitives.ts';
import type { Readable, Writable } from './handle.ts';

const progressRow = z.object({ last: z.int(), after: dossierIdSchema.nullable() });

/** `last` is the feed's number with which to go on when all is read. Null while no snapshot is being read. */
export function readSnapshotProgress(store: Readable): z.output<typeof progressRow> | null {
  return store.get(progressRow, 'SELECT last, after_dossier AS after FROM snapshot_progress WHERE id = 1');
}

/** The first page's `last` is kept, whatever later pages say. */
export function recordSnapshotPage(store: Writable, last: number, after: DossierId): void {
  store.run('INSERT INTO snapshot_progress (id, last, after_dossier) VALUES (1, $last, $after) ON CONFLICT (id) DO UPDATE SET after_dossier = $after', { last, after });
}

/** One is to be read from its beginning: what the feed said meanwhile of dossiers that were not here was passed over. */
export function wantSnapshot(store: Writable): void {
  store.run('INSERT INTO snapshot_progress (id, last, after_dossier) SELECT 1, pulled_number, NULL FROM sync WHERE id = 1 ON CONFLICT (id) DO UPDATE SET after_dossier = NULL');
}

/** All is read: the feed goes on after `last`. What stands under that number there was never read. */
export function endSnapshot(store: Writable, last: number): void {
  store.run('DELETE FROM snapshot_progress');
  store.runOne('UPDATE sync SET pulled_number = $last, pulled_item = NULL WHERE id = 1', { last });
}
