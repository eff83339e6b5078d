// How much of the printer's roll is used: the one place where papers are counted, for printers without a sensor for the end of the roll.

import { z } from 'zod';
import type { EpochMs } from '../../../shared/base/ids.ts';
import { must } from '../../../shared/base/must.ts';
import { epochMsSchema } from '../../../shared/contract/primitives.ts';
import type { Readable, Writable } from './handle.ts';

const rollRow = z.object({ papers: z.int(), begunAt: epochMsSchema.nullable() });
/** Papers that may have come out since the roll was put in; `begunAt` is null while nobody has said when that was. */
export type RollCount = z.output<typeof rollRow>;

export function readRoll(store: Readable): RollCount {
  return must(store.get(rollRow, 'SELECT papers, begun_at AS begunAt FROM paper_roll', {}), 'the migration has written the row');
}

/** One more paper; it belongs into the transaction that writes the outcome of the print. */
export function countPaper(store: Writable): void {
  store.runOne('UPDATE paper_roll SET papers = papers + 1', {});
}

/** A new roll is in. */
export function beginRoll(store: Writable, at: EpochMs): void {
  store.runOne('UPDATE paper_roll SET papers = 0, begun_at = $at', { at });
}
