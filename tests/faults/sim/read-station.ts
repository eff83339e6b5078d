// Reads a station's store as the judge wants to see it.

import { createHash } from 'node:crypto';
import { z } from 'zod';
import { blobHashSchema } from '../../../shared/contract/primitives.ts';
import { canonicalTexts, type Operation } from '../../../shared/wire/operation.ts';
import type { CommandContext } from '../../../electron/station/commands/context.ts';
import type { StationDatabase } from '../../../electron/station/store/database.ts';
import { newestDossiers } from '../../../electron/station/store/dossiers.ts';
import { readOperations } from '../../../electron/station/store/event-log.ts';
import type { Readable } from '../../../electron/station/store/handle.ts';
import { readHistory } from '../../../electron/station/store/returned-events.ts';
import { readSyncMarks } from '../../../electron/station/store/sync-state.ts';
import { readMoney } from './read-money.ts';
import type { SeenEvent, StationState } from './record.ts';

/** An operation as the record keeps it. */
export function seen(station: string, operation: Operation): SeenEvent {
  const { opId, seq, incarnation, type, aggType, aggId, aggRev, prevHash, hash, body } = operation;
  return { station, opId, seq, incarnation, type, aggType, aggId, aggRev, prevHash, hash, body, content: createHash('sha256').update(canonicalTexts('', '', operation).content).digest('hex') };
}

/** The log after a sequence number. */
export function seenEvents(database: StationDatabase, station: string, after: number): readonly SeenEvent[] {
  return database.read((store) => readOperations(store, after, 100_000)).map((operation) => seen(station, operation));
}

const noticeRow = z.object({ dossierId: z.string(), kind: z.string(), field: z.string(), lost: z.string(), opId: z.string() });
const leaseRow = z.object({ series: z.string(), day: z.string(), lo: z.int(), hi: z.int(), next: z.int(), incarnation: z.int(), state: z.string() });
const ticketRow = z.object({ ticketId: z.string(), day: z.string(), number: z.string() });
const deadRow = z.object({ opId: z.string(), code: z.string(), isOpen: z.int().transform((value) => value === 1) });
const returnedRow = z.object({ opId: z.string() });
const blobRow = z.object({ sha256: blobHashSchema, state: z.string(), bytes: z.int() });

/** What had no effect at the city, in the order of the log. */
function readDead(store: Readable): z.output<typeof deadRow>[] {
  return store.all(deadRow, 'SELECT op_id AS opId, code, op_id NOT IN (SELECT op_id FROM settled_letter) AS isOpen FROM dead_letter ORDER BY returned, seq');
}

export async function readState(station: string, { database, blobs, identity }: CommandContext): Promise<StationState> {
  const read = database.read((store) => ({
    missing: readHistory(store, identity.incarnation).births.flatMap((birth) => birth.missing),
    marks: readSyncMarks(store),
    dossiers: newestDossiers(store, 100_000).map(({ dossierId, provisionalCode, officialCode, status }) => ({ dossierId, provisionalCode, officialCode, status })),
    leases: store.all(leaseRow, `SELECT series, day, lo, hi, next, incarnation, state FROM lease WHERE state <> 'asked' ORDER BY series, day, lo`),
    tickets: store.all(ticketRow, 'SELECT ticket_id AS ticketId, day, number FROM ticket ORDER BY day, number'),
    notices: store.all(noticeRow, 'SELECT dossier_id AS dossierId, kind, field, lost, op_id AS opId FROM notice ORDER BY notice_id'),
    deadLetters: readDead(store),
    returned: store.all(returnedRow, 'SELECT op_id AS opId FROM returned_event ORDER BY incarnation, seq').map(({ opId }) => opId),
    money: readMoney(store),
    blobs: store.all(blobRow, 'SELECT sha256, state, bytes FROM blob ORDER BY sha256'),
  }));
  const held: StationState['blobs'][number][] = [];
  for (const blob of read.blobs) held.push({ ...blob, hasFile: await blobs.read(blob.sha256).then(() => true, () => false) });
  return { station, events: seenEvents(database, station, 0), ackedSeq: read.marks.ackedSeq, pulledNumber: read.marks.pulledNumber, dossiers: read.dossiers, leases: read.leases, missing: read.missing, notices: read.notices, tickets: read.tickets, deadLetters: read.deadLetters, returned: read.returned, blobs: held, money: read.money };
}
