// What the program keeps of updates over its restarts: which bundle it waits with, and what a person said about it.

import { z } from 'zod';
import { updateSourceSchema } from '../../shared/contract/update.ts';
import { epochMsSchema } from '../../shared/contract/primitives.ts';
import { machineDisk } from './files/disk.ts';
import { readRecord, writeRecord } from './files/record.ts';
import type { UpdatePlaces } from './notes.ts';

const hex = z.string().regex(/^[0-9a-f]{64}$/);
const programRecordSchema = z.strictObject({
  format: z.literal(1),
  found: z.strictObject({ bundleId: hex, source: updateSourceSchema }).nullable(),
  /** Bundle that somebody wants in place. */
  asked: hex.nullable(),
  postponed: z.strictObject({ bundleId: hex, until: epochMsSchema }).nullable(),
});
export type ProgramRecord = z.infer<typeof programRecordSchema>;

const NOTHING: ProgramRecord = { format: 1, found: null, asked: null, postponed: null };

/** What was kept; nothing where it cannot be read, since it can be found again. */
export function readProgramRecord(places: UpdatePlaces): ProgramRecord {
  const reading = readRecord(machineDisk, places.program, programRecordSchema);
  return reading.kind === 'seen' ? reading.content : NOTHING;
}

export function writeProgramRecord(places: UpdatePlaces, record: ProgramRecord): void {
  writeRecord(machineDisk, places.program, record);
}
