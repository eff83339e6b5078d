// Dossiers opened at this station, with the city's word on each: which code it gave, and what of it has arrived.

import { z } from 'zod';
import type { DossierId, EpochMs, OperationId, VisitId } from '../../../shared/base/ids.ts';
import { businessDaySchema, counterIdSchema, dossierIdSchema, epochMsSchema, procedureCodeSchema, visitIdSchema } from '../../../shared/contract/primitives.ts';
import type { Dossier, Lag } from '../../../shared/contract/dossier.ts';
import { dossierStatusSchema } from '../../../shared/contract/dossier.ts';
import { correctableSchema } from '../../../shared/wire/dossier-events.ts';
import type { LogEventBody } from '../../../shared/wire/log-events.ts';
import { standingOf } from './dossier-standing.ts';
import type { Readable } from './handle.ts';
import { factsOf } from './projections/facts.ts';

const flag = z.int().transform((value) => value === 1);
const owner = z.enum(['station', 'city']);
const fields = z.string().transform((text): unknown => JSON.parse(text)).pipe(z.partialRecord(correctableSchema, z.string()));
const dossierRow = z
  .object({
    dossierId: dossierIdSchema,
    visitId: visitIdSchema,
    provisionalCode: z.string(),
    officialCode: z.string().nullable(),
    procedureCode: procedureCodeSchema,
    procedureName: z.string(),
    openedName: z.string(),
    openedId: z.string(),
    ticketNumber: z.string(),
    counterId: counterIdSchema,
    receivedAt: epochMsSchema,
    ownStatus: dossierStatusSchema, ownDueAt: epochMsSchema.nullable(), ownOwner: owner, isMoving: flag, isPromising: flag, corrected: fields, correcting: fields, ownVoided: flag, isVoiding: flag, ownErased: flag, ownSupplementBy: businessDaySchema.nullable(), isOwnWait: flag,
    revision: z.int(), cityStatus: dossierStatusSchema.nullable(), cityDueAt: epochMsSchema.nullable(), cityOwner: owner, cityFields: fields, cityVoided: flag, cityErased: flag,
    pages: z.int(),
    pagesAtCity: z.int(),
    isRefused: flag,
    isAtCity: flag,
    hasDamagedPage: flag,
    unsentEvents: z.int(), unsentSince: epochMsSchema.nullable(), letters: z.int(), heardAt: epochMsSchema.nullable(), sentBackAt: epochMsSchema.nullable(),
  })
  .transform(({ ownStatus, ownDueAt, ownOwner, isMoving, isPromising, corrected, correcting, ownVoided, isVoiding, ownErased, ownSupplementBy, cityStatus, cityDueAt, cityOwner, cityFields, cityVoided, cityErased, openedName, openedId, unsentEvents, unsentSince, letters, heardAt, ...row }) => {
    const own = { status: ownStatus, dueAt: ownDueAt, owner: ownOwner, isMoving, isPromising, corrected, correcting, isVoided: ownVoided, isVoiding, isErased: ownErased };
    const city = cityStatus === null ? null : { status: cityStatus, dueAt: cityDueAt, owner: cityOwner, fields: cityFields, isVoided: cityVoided, isErased: cityErased };
    const standing = standingOf(own, city);
    const lag: Lag = { city: cityStatus, heardAt, events: unsentEvents, since: unsentSince, pages: row.pages - row.pagesAtCity, letters };
    const opened = (value: string): string => (standing.isErased ? '' : value);
    const isOwnWait = row.isOwnWait && standing.status === 5;
    return { ...row, ...standing, isOwnWait, supplementBy: isOwnWait ? ownSupplementBy : null, lag, corrected, applicantName: standing.fields.fullName ?? opened(openedName), applicantId: standing.fields.idNumber ?? opened(openedId) };
  });
/** A dossier as it stands, with what is known of it at the city. `isOwnWait`: it waits for papers that were asked for here, and not by the city since; `supplementBy` is their last day, null where none was said. `sentBackAt`: when the city was heard to send it back from an end. */
export type DossierRow = z.output<typeof dossierRow>;

const notRefused = (op: string): string => `NOT EXISTS (SELECT 1 FROM dead_letter WHERE op_id = ${op} AND state = 'rejected')`;
/** True for an own event of which the city has not answered with a word of its own: not sent, or answered, and nothing newer heard than what it was based on. One that was refused is not on its way. */
const onItsWay = (op: string, base: string): string =>
  `(${notRefused(op)}
    AND (${base} >= coalesce(revision, 0) OR EXISTS (SELECT 1 FROM event WHERE op_id = ${op} AND seq > (SELECT acked_seq FROM sync WHERE id = 1))))`;
const corrections = (condition: string): string => `(SELECT json_group_object(key, value ->> 'to') FROM json_each(corrections) WHERE ${condition})`;

/** How far the city is with a dossier: events that it has not answered, and those that it gave back and nobody has settled. Every list shows it. */
const UNSENT = `FROM event AS own WHERE own.agg_type = 'dossier' AND own.agg_id = dossier.dossier_id AND own.seq > (SELECT acked_seq FROM sync WHERE id = 1)`;
const LAG = `(SELECT count(*) ${UNSENT}) AS unsentEvents, (SELECT min(own.at) ${UNSENT}) AS unsentSince, heard_at AS heardAt,
  (SELECT count(*) FROM letter_event WHERE letter_event.agg_type = 'dossier' AND letter_event.agg_id = dossier.dossier_id AND NOT EXISTS (SELECT 1 FROM settled_letter WHERE settled_letter.op_id = letter_event.op_id)) AS letters`;

const COLUMNS = `SELECT dossier.dossier_id AS dossierId, visit_id AS visitId, provisional_code AS provisionalCode, coalesce(city_dossier.official_code, dossier.official_code) AS officialCode,
  procedure_code AS procedureCode, procedure_name AS procedureName, applicant_name AS openedName, applicant_id AS openedId, ticket_number AS ticketNumber, counter_id AS counterId, received_at AS receivedAt,
  dossier.status AS ownStatus, dossier.due_at AS ownDueAt, dossier.owner AS ownOwner, moved_op IS NOT NULL AND ${onItsWay('moved_op', 'moved_base')} AS isMoving, redue_op IS NOT NULL AND ${onItsWay('redue_op', 'redue_base')} AS isPromising,
  ${corrections(notRefused(`value ->> 'op'`))} AS corrected, ${corrections(onItsWay(`value ->> 'op'`, `value ->> 'base'`))} AS correcting,
  voided_op IS NOT NULL AND ${notRefused('voided_op')} AS ownVoided, voided_op IS NOT NULL AND ${onItsWay('voided_op', 'voided_base')} AS isVoiding, dossier.is_erased AS ownErased, supplement_by AS ownSupplementBy,
  dossier.status = 5 AND (SELECT count(*) FROM json_each(coalesce(city_dossier.moves, '[]')) WHERE value ->> 0 = 5) <= asks AS isOwnWait, coalesce(revision, 0) AS revision, city_dossier.status AS cityStatus, city_dossier.due_at AS cityDueAt,
  coalesce(city_dossier.owner, 'station') AS cityOwner, coalesce(city_dossier.fields, '{}') AS cityFields, coalesce(city_dossier.is_voided, 0) AS cityVoided, coalesce(city_dossier.is_erased, 0) AS cityErased,
  (SELECT count(*) FROM dossier_page AS own WHERE own.dossier_id = dossier.dossier_id) AS pages,
  (SELECT count(*) FROM dossier_page AS own JOIN blob USING (sha256) WHERE own.dossier_id = dossier.dossier_id AND blob.state IN ('verified', 'purged')) AS pagesAtCity,
  EXISTS (SELECT 1 FROM dossier_page AS own JOIN blob USING (sha256) WHERE own.dossier_id = dossier.dossier_id AND blob.state = 'damaged') AS hasDamagedPage,
  EXISTS (SELECT 1 FROM dead_letter WHERE op_id = opened_op AND state = 'rejected') AS isRefused,
  NOT EXISTS (SELECT 1 FROM event WHERE op_id = opened_op AND seq > (SELECT acked_seq FROM sync WHERE id = 1)) AS isAtCity, sent_back_at AS sentBackAt, ${LAG}`;
const WITH_CITY = 'LEFT JOIN city_dossier ON city_dossier.dossier_id = dossier.dossier_id';
const SELECT = `${COLUMNS} FROM dossier ${WITH_CITY}`;

export function dossierById(store: Readable, dossierId: DossierId): DossierRow | null {
  return store.get(dossierRow, `${SELECT} WHERE dossier.dossier_id = $dossierId`, { dossierId });
}

/**
 * By a code that was printed: the provisional one, the official one, minted here or given by the city, and one that turned out to be another's by right. All of them lead here for ever;
 * of two dossiers the one whose code it is today comes first.
 */
export function dossiersByCode(store: Readable, code: string): readonly DossierRow[] {
  return store.all(
    dossierRow,
    // The few that fit come first, or every dossier would be looked at to find them.
    `${COLUMNS} FROM (
       SELECT dossier_id AS found, 1 AS rank FROM city_dossier WHERE official_code = $code
       UNION ALL SELECT dossier_id, 2 FROM dossier WHERE provisional_code = $code
       UNION ALL SELECT dossier_id, 3 FROM dossier WHERE official_code = $code
       UNION ALL SELECT dossier_id, 4 FROM city_dossier WHERE taken_codes <> '[]' AND EXISTS (SELECT 1 FROM json_each(taken_codes) WHERE value = $code)
     ) CROSS JOIN dossier ON dossier.dossier_id = found ${WITH_CITY} GROUP BY found ORDER BY min(rank)`,
    { code },
  );
}

/** More of one number nobody looks through. */
const MOST_OF_NUMBER = 200;

/**
 * The newest dossiers whose person has a number now, newest first: one that was opened under another's by a slip is its person's once it was corrected, and nobody else's. None without a number,
 * nor any that was given up or erased.
 */
export function dossiersOfNumber(store: Readable, idNumber: string): readonly DossierRow[] {
  if (idNumber === '') return [];
  // Whoever has, had or may have the number; the row says which.
  return store
    .all(
      dossierRow,
      `${SELECT} WHERE dossier.dossier_id IN (
         SELECT dossier_id FROM dossier WHERE applicant_id = $idNumber
         UNION SELECT dossier_id FROM dossier WHERE corrections ->> '$.idNumber.to' = $idNumber
         UNION SELECT dossier_id FROM city_dossier WHERE fields ->> '$.idNumber' = $idNumber
       ) ORDER BY received_at DESC, dossier.rowid DESC LIMIT ${MOST_OF_NUMBER}`,
      { idNumber },
    )
    .filter(({ applicantId, isVoided, isErased }) => applicantId === idNumber && !isVoided && !isErased);
}

/** Dossiers that the person of a number filed in a span of time, oldest first; at most 60. A person without a number has only what is asked for. */
export function dossiersOfPerson(store: Readable, idNumber: string, from: EpochMs, before: EpochMs): readonly DossierRow[] {
  return dossiersOfNumber(store, idNumber).filter(({ receivedAt }) => receivedAt >= from && receivedAt < before).toReversed().slice(0, 60);
}

const codeRow = z.object({ code: z.string() });

/** Every code that leads to a dossier. */
export function codesOf(store: Readable, dossierId: DossierId): readonly string[] {
  return store
    .all(
      codeRow,
      `SELECT provisional_code AS code FROM dossier WHERE dossier_id = $dossierId
       UNION SELECT official_code FROM dossier WHERE dossier_id = $dossierId AND official_code IS NOT NULL
       UNION SELECT official_code FROM city_dossier WHERE dossier_id = $dossierId AND official_code IS NOT NULL
       UNION SELECT value FROM city_dossier, json_each(taken_codes) WHERE dossier_id = $dossierId`,
      { dossierId },
    )
    .map(({ code }) => code);
}

const foundRow = z.object({ dossierId: dossierIdSchema });

/** True if a dossier came out of a visit, whether or not the visit's own row is still here. */
export function hasDossierOfVisit(store: Readable, visitId: VisitId): boolean {
  return store.get(foundRow, 'SELECT dossier_id AS dossierId FROM dossier WHERE visit_id = $visitId LIMIT 1', { visitId }) !== null;
}

/** The dossier as it was opened, from the log: what a receipt repeats. An opening that was sent again with other words takes the place of the refused one. */
export function openingOf(store: Readable, dossierId: DossierId): LogEventBody<'dossier.opened'> | null {
  return factsOf(store, 'dossier', dossierId).findLast((fact) => fact.type === 'dossier.opened')?.body ?? null;
}

const heldRow = z.object({ isAtCity: flag });

/** True if the city has an event of ours and did not refuse it. One that only the city had, and gave back, is there. */
export function isAtCity(store: Readable, opId: OperationId): boolean {
  const row = store.get(
    heldRow,
    `SELECT NOT EXISTS (SELECT 1 FROM event WHERE op_id = $opId AND seq > (SELECT acked_seq FROM sync WHERE id = 1)) AND NOT EXISTS (SELECT 1 FROM dead_letter WHERE op_id = $opId) AS isAtCity`,
    { opId },
  );
  return row?.isAtCity ?? false;
}

/** Those of the ids that are here, in the order of the ids. */
export function dossiersOfIds(store: Readable, ids: readonly DossierId[]): readonly DossierRow[] {
  const rows = new Map(store.all(dossierRow, `${SELECT} WHERE dossier.dossier_id IN (SELECT value FROM json_each($ids))`, { ids: JSON.stringify(ids) }).map((row) => [row.dossierId, row]));
  return ids.flatMap((id) => rows.get(id) ?? []);
}

/** Newest first. */
export function newestDossiers(store: Readable, limit: number): readonly DossierRow[] {
  return store.all(dossierRow, `${SELECT} ORDER BY received_at DESC, dossier.dossier_id DESC LIMIT $limit`, { limit });
}

/** Where a dossier stands between this machine and the city. */
export function cityStateOf(row: Pick<DossierRow, 'isRefused' | 'isAtCity' | 'pages' | 'pagesAtCity'>): Dossier['cityState'] {
  if (row.isRefused) return 'refused';
  if (!row.isAtCity) return 'waiting';
  return row.pagesAtCity < row.pages ? 'text-received' : 'complete';
}
