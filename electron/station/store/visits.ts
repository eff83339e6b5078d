// The draft of a visit: who stands at the counter, what they came for and which papers they brought. Never in the log: only an opened dossier leaves this machine.

import { z } from 'zod';
import type { CounterId, DossierId, EpochMs, ProcedureCode, VisitId } from '../../../shared/base/ids.ts';
import type { ErrorCode } from '../../../shared/contract/errors.ts';
import { errorCodeSchema } from '../../../shared/contract/errors.ts';
import { counterIdSchema, dossierIdSchema, epochMsSchema, procedureCodeSchema, ticketIdSchema, visitIdSchema } from '../../../shared/contract/primitives.ts';
import { type Intake, intakeSchema, type Typing, typingSchema } from '../../../shared/contract/intake.ts';
import type { Person, Visit } from '../../../shared/contract/visit.ts';
import { cardWarningSchema, personSchema } from '../../../shared/contract/visit.ts';
import type { Readable, Writable } from './handle.ts';

function json<Schema extends z.ZodType>(schema: Schema) {
  return z.string().transform((text): unknown => JSON.parse(text)).pipe(schema);
}

const visitRow = z.object({
  visitId: visitIdSchema,
  ticketId: ticketIdSchema,
  number: z.string(),
  counterId: counterIdSchema,
  state: z.enum(['open', 'dossier-opened', 'held', 'ended']),
  startedAt: epochMsSchema,
  person: json(personSchema).nullable(),
  personSource: z.enum(['card', 'typed']).nullable(),
  warnings: json(z.array(cardWarningSchema)),
  procedureCode: procedureCodeSchema.nullable(),
  dossierId: dossierIdSchema.nullable(),
  refusalCode: errorCodeSchema.nullable(),
  refusalAt: epochMsSchema.nullable(),
  scanPaperId: z.string().nullable(),
  scanStartedAt: epochMsSchema.nullable(),
  intake: json(intakeSchema),
  typing: json(typingSchema),
});
/** A visit as it is stored, with the number of its ticket. */
export type VisitRow = z.output<typeof visitRow>;

const SELECT = `SELECT visit.visit_id AS visitId, visit.ticket_id AS ticketId, ticket.number AS number, visit.counter_id AS counterId, visit.state AS state, started_at AS startedAt, person,
  person_source AS personSource, warnings, visit.procedure_code AS procedureCode, dossier_id AS dossierId, refusal_code AS refusalCode, refusal_at AS refusalAt,
  scan_paper_id AS scanPaperId, scan_started_at AS scanStartedAt, intake, typing
  FROM visit JOIN ticket ON ticket.ticket_id = visit.ticket_id`;

const paperRow = z.object({ paperId: z.string(), originals: z.int(), certified: z.int(), copies: z.int() });
/** How many of one paper the officer has in hand. */
export type PaperCount = z.output<typeof paperRow>;

export function visitById(store: Readable, visitId: VisitId): VisitRow | null {
  return store.get(visitRow, `${SELECT} WHERE visit.visit_id = $visitId`, { visitId });
}

/** The visit that a counter serves now; null between two people. */
export function visitAtCounter(store: Readable, counterId: CounterId): VisitRow | null {
  return store.get(visitRow, `${SELECT} WHERE visit.counter_id = $counterId AND visit.state IN ('open', 'dossier-opened')`, { counterId });
}

export function paperCounts(store: Readable, visitId: VisitId): readonly PaperCount[] {
  return store.all(paperRow, 'SELECT paper_id AS paperId, originals, certified, copies FROM visit_paper WHERE visit_id = $visitId ORDER BY paper_id', { visitId });
}

/** Sets who is being served; what the reader refused before is settled with it. */
export function setPerson(store: Writable, visitId: VisitId, person: Person, source: 'card' | 'typed', warnings: readonly Visit['warnings'][number][]): void {
  store.runOne('UPDATE visit SET person = $person, person_source = $source, warnings = $warnings, refusal_code = NULL, refusal_at = NULL WHERE visit_id = $visitId', {
    visitId, person: JSON.stringify(person), source, warnings: JSON.stringify(warnings),
  });
}

export function setReaderRefusal(store: Writable, visitId: VisitId, code: ErrorCode, at: EpochMs): void {
  store.runOne('UPDATE visit SET refusal_code = $code, refusal_at = $at WHERE visit_id = $visitId', { visitId, code, at });
}

export function setProcedure(store: Writable, visitId: VisitId, procedureCode: ProcedureCode): void {
  store.runOne('UPDATE visit SET procedure_code = $procedureCode WHERE visit_id = $visitId', { visitId, procedureCode });
}

/** Forgets the counts of papers that are not in `keep`: a paper that nobody asks for is not counted. */
export function keepPaperCounts(store: Writable, visitId: VisitId, keep: readonly string[]): void {
  for (const { paperId } of paperCounts(store, visitId)) {
    if (!keep.includes(paperId)) store.runOne('DELETE FROM visit_paper WHERE visit_id = $visitId AND paper_id = $paperId', { visitId, paperId });
  }
}

export function setPaperCount(store: Writable, visitId: VisitId, { paperId, originals, certified, copies }: PaperCount): void {
  store.runOne(
    `INSERT INTO visit_paper (visit_id, paper_id, originals, certified, copies) VALUES ($visitId, $paperId, $originals, $certified, $copies)
     ON CONFLICT (visit_id, paper_id) DO UPDATE SET originals = excluded.originals, certified = excluded.certified, copies = excluded.copies`,
    { visitId, paperId, originals, certified, copies },
  );
}

export function setIntake(store: Writable, visitId: VisitId, intake: Intake): void {
  store.runOne('UPDATE visit SET intake = $intake WHERE visit_id = $visitId', { visitId, intake: JSON.stringify(intake) });
}

export function setTyping(store: Writable, visitId: VisitId, typing: Typing): void {
  store.runOne('UPDATE visit SET typing = $typing WHERE visit_id = $visitId', { visitId, typing: JSON.stringify(typing) });
}

/** Notes that a scan runs, so that a crash cannot make a cut scan look like a finished one. */
export function noteScanRunning(store: Writable, visitId: VisitId, paperId: string, at: EpochMs): void {
  store.runOne('UPDATE visit SET scan_paper_id = $paperId, scan_started_at = $at WHERE visit_id = $visitId', { visitId, paperId, at });
}

/** One that broke off (`isWhole` false) is gone on with by the next. */
export function noteScanEnded(store: Writable, visitId: VisitId, isWhole: boolean): void {
  store.runOne('UPDATE visit SET scan_paper_id = NULL, scan_started_at = NULL, broken_scan_id = iif($isWhole, NULL, broken_scan_id) WHERE visit_id = $visitId', { visitId, isWhole: Number(isWhole) });
}

const brokenRow = z.object({ scanId: z.string().nullable() });

/** The last scan of a visit that gave a page, if it broke off, by a fault or with the station itself. */
export function brokenScan(store: Readable, visitId: VisitId): string | null {
  return store.get(brokenRow, 'SELECT broken_scan_id AS scanId FROM visit WHERE visit_id = $visitId', { visitId })?.scanId ?? null;
}

/** To be noted with its first page: until it ends whole it counts as broken off. */
export function noteScanGives(store: Writable, visitId: VisitId, scanId: string): void {
  store.runOne('UPDATE visit SET broken_scan_id = $scanId WHERE visit_id = $visitId', { visitId, scanId });
}

/** The visit has its dossier; its draft is settled. */
export function noteDossierOpened(store: Writable, visitId: VisitId, dossierId: DossierId): void {
  store.runOne(`UPDATE visit SET state = 'dossier-opened', dossier_id = $dossierId, scan_paper_id = NULL, scan_started_at = NULL, typing = '{}' WHERE visit_id = $visitId AND state = 'open'`, { visitId, dossierId });
}
