// Dossiers opened at this station, with the city's word on each: which code it gave, and what of it has arrived.

import { z } from 'zod';
import type { BlobHash, CounterId, DossierId, EpochMs, PageId, ProcedureCode, VisitId } from '../../../shared/base/ids.ts';
import { counterIdSchema, dossierIdSchema, epochMsSchema, procedureCodeSchema, visitIdSchema } from '../../../shared/contract/primitives.ts';
import type { Dossier } from '../../../shared/contract/dossier.ts';
import { dossierStatusSchema } from '../../../shared/contract/dossier.ts';
import type { DossierStatus } from '../../../shared/domain/dossier/status.ts';
import { openedDossierSchema } from '../../../shared/wire/dossier-events.ts';
import type { LogEventBody } from '../../../shared/wire/log-events.ts';
import type { Readable, Writable } from './handle.ts';

const flag = z.int().transform((value) => value === 1);
const dossierRow = z.object({
  dossierId: dossierIdSchema,
  visitId: visitIdSchema,
  provisionalCode: z.string(),
  officialCode: z.string().nullable(),
  procedureCode: procedureCodeSchema,
  procedureName: z.string(),
  applicantName: z.string(),
  applicantId: z.string(),
  ticketNumber: z.string(),
  counterId: counterIdSchema,
  status: dossierStatusSchema,
  receivedAt: epochMsSchema,
  dueAt: epochMsSchema.nullable(),
  pages: z.int(),
  pagesAtCity: z.int(),
  isRefused: flag,
  isAtCity: flag,
  hasDamagedPage: flag,
});
/** A dossier as it is stored, with what is known of it at the city. */
export type DossierRow = z.output<typeof dossierRow>;

const SELECT = `SELECT dossier_id AS dossierId, visit_id AS visitId, provisional_code AS provisionalCode, official_code AS officialCode, procedure_code AS procedureCode, procedure_name AS procedureName,
  applicant_name AS applicantName, applicant_id AS applicantId, ticket_number AS ticketNumber, counter_id AS counterId, status, received_at AS receivedAt, due_at AS dueAt,
  (SELECT count(*) FROM dossier_page AS own WHERE own.dossier_id = dossier.dossier_id) AS pages,
  (SELECT count(*) FROM dossier_page AS own JOIN blob USING (sha256) WHERE own.dossier_id = dossier.dossier_id AND blob.state = 'verified') AS pagesAtCity,
  EXISTS (SELECT 1 FROM dossier_page AS own JOIN blob USING (sha256) WHERE own.dossier_id = dossier.dossier_id AND blob.state = 'damaged') AS hasDamagedPage,
  EXISTS (SELECT 1 FROM dead_letter WHERE seq = opened_seq AND state = 'rejected') AS isRefused,
  opened_seq <= (SELECT acked_seq FROM sync WHERE id = 1) AS isAtCity
  FROM dossier`;

/** What is written when a dossier is opened. */
export interface NewDossier {
  readonly dossierId: DossierId;
  readonly visitId: VisitId;
  readonly provisionalCode: string;
  /** Minted here; null where the city gives it. */
  readonly officialCode: string | null;
  readonly procedureCode: ProcedureCode;
  readonly procedureName: string;
  readonly applicantName: string;
  /** '' where the person has no number; such a dossier is found by its receipt only. */
  readonly applicantId: string;
  readonly ticketNumber: string;
  readonly counterId: CounterId;
  readonly status: DossierStatus;
  readonly receivedAt: EpochMs;
  readonly dueAt: EpochMs | null;
  /** Sequence number of its 'dossier.opened' event. */
  readonly openedSeq: number;
  readonly pages: readonly { readonly pageId: PageId; readonly sha256: BlobHash }[];
}

/** Writes a dossier and which pages belong to it. */
export function addDossier(store: Writable, { pages, ...dossier }: NewDossier): void {
  store.runOne(
    `INSERT INTO dossier (dossier_id, visit_id, provisional_code, official_code, procedure_code, procedure_name, applicant_name, applicant_id, ticket_number, counter_id, status, received_at, due_at, opened_seq)
     VALUES ($dossierId, $visitId, $provisionalCode, $officialCode, $procedureCode, $procedureName, $applicantName, $applicantId, $ticketNumber, $counterId, $status, $receivedAt, $dueAt, $openedSeq)`,
    { ...dossier },
  );
  for (const { pageId, sha256 } of pages) {
    store.runOne('INSERT INTO dossier_page (dossier_id, page_id, sha256) VALUES ($dossierId, $pageId, $sha256)', { dossierId: dossier.dossierId, pageId, sha256 });
  }
}

export function dossierById(store: Readable, dossierId: DossierId): DossierRow | null {
  return store.get(dossierRow, `${SELECT} WHERE dossier_id = $dossierId`, { dossierId });
}

/** By the code that was printed, whichever of the two it was: both resolve for ever. */
export function dossierByCode(store: Readable, code: string): DossierRow | null {
  return store.get(dossierRow, `${SELECT} WHERE provisional_code = $code OR official_code = $code`, { code });
}

const openingRow = z.object({ body: z.string().transform((text): unknown => JSON.parse(text)).pipe(openedDossierSchema) });

/** The dossier as it was opened, from the log: what a receipt repeats. */
export function openingOf(store: Readable, dossierId: DossierId): LogEventBody<'dossier.opened'> | null {
  return store.get(openingRow, 'SELECT event.body AS body FROM dossier JOIN event ON event.seq = dossier.opened_seq WHERE dossier_id = $dossierId', { dossierId })?.body ?? null;
}

/** Newest first. */
export function newestDossiers(store: Readable, limit: number): readonly DossierRow[] {
  return store.all(dossierRow, `${SELECT} ORDER BY received_at DESC, dossier_id DESC LIMIT $limit`, { limit });
}

/** Binds the official code to a dossier of this station; true if that is news. Dossiers of other stations are passed over, a code once given never changes, and two dossiers never have the same. */
export function applyOfficialCode(store: Writable, dossierId: DossierId, provisionalCode: string, officialCode: string): boolean {
  return (
    store.run('UPDATE dossier SET official_code = $officialCode WHERE dossier_id = $dossierId AND provisional_code = $provisionalCode AND official_code IS NULL AND NOT EXISTS (SELECT 1 FROM dossier AS other WHERE other.official_code = $officialCode)', {
      dossierId, provisionalCode, officialCode,
    }) === 1
  );
}

/** Keeps an official code that the city says of a dossier of this station which has another one (or that another dossier has); true if that is news. A person must find out which is right. */
export function noteOtherCode(store: Writable, dossierId: DossierId, provisionalCode: string, officialCode: string, at: number): boolean {
  return (
    store.run(
      `INSERT INTO code_conflict (dossier_id, said_code, at) SELECT dossier_id, $officialCode, $at FROM dossier
       WHERE dossier_id = $dossierId AND provisional_code = $provisionalCode AND official_code IS NOT $officialCode ON CONFLICT DO NOTHING`,
      { dossierId, provisionalCode, officialCode, at },
    ) === 1
  );
}

/** Where a dossier stands between this machine and the city. */
export function cityStateOf(row: Pick<DossierRow, 'isRefused' | 'isAtCity' | 'pages' | 'pagesAtCity'>): Dossier['cityState'] {
  if (row.isRefused) return 'refused';
  if (!row.isAtCity) return 'waiting';
  return row.pagesAtCity < row.pages ? 'text-received' : 'complete';
}
