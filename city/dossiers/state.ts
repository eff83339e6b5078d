// A dossier as the city holds it: read under a lock, changed in memory, written back many at once.

import { z } from 'zod';
import type { OperationId } from '../../shared/base/ids.ts';
import { dossierEvents } from '../../shared/wire/dossier-events.ts';
import type { CorrectableField, OpenedDossier } from '../../shared/wire/dossier-events.ts';
import { feedChanges } from '../../shared/wire/feed.ts';
import { senderSchema } from '../../shared/wire/operation.ts';
import { booleans, int2s, int8s, texts, uuids } from '../database/columns.ts';
import { change, readRows } from '../database/rows.ts';
import type { Transaction } from '../database/transaction.ts';

/** Who changed a value last, and at which revision: a station, or 'city'. */
const touchSchema = z.object({ rev: z.int(), by: z.string() });

const { procedureCode } = dossierEvents['dossier.opened'].shape;
const { dossierId, status, revision, dueAt, isVoided, isErased, owner, fields } = feedChanges['dossier.changed'].shape;
const stateSchema = z.object({
  dossierId, status, revision, dueAt, isVoided, isErased, owner,
  procedureCode,
  station: senderSchema.shape.station,
  /** The applicant's values that were corrected since the opening. */
  fields,
  /** The applicant as the opening has it. */
  applicant: z.record(z.string(), z.string()),
  /** By the name of a value: 'status', 'dueAt', or a field of the applicant. */
  touched: z.record(z.string(), touchSchema),
});
export type DossierState = z.infer<typeof stateSchema>;

/** A dossier that is written for the first time. */
export interface NewDossier {
  readonly body: OpenedDossier;
  /** The operation that says so. */
  readonly openedBy: OperationId;
  readonly ownsProvisional: boolean;
  readonly officialCode: string;
}

export const CORRECTABLE = Object.keys(dossierEvents['dossier.opened'].shape.applicant.shape).filter((name) => name !== 'sex' && name !== 'source') as readonly CorrectableField[];

/** A dossier as it stands when it has just been opened. */
export function openedState(body: OpenedDossier, station: DossierState['station']): DossierState {
  return {
    dossierId: body.dossierId, procedureCode: body.procedureCode, station, status: body.status, dueAt: body.dueAt, revision: 1, owner: 'station', isVoided: false, isErased: false, fields: {}, applicant: { ...body.applicant }, touched: {},
  };
}

/** The applicant's value as it now is. */
export function valueOf({ fields: corrected, applicant }: DossierState, field: CorrectableField): string {
  return corrected[field] ?? applicant[field] ?? '';
}

/** Reads and locks dossiers, in the order of their ids, so that two transactions wait for each other and do not lock each other out. */
export async function lockDossiers(transaction: Transaction, commune: string, ids: readonly string[]): Promise<Map<string, DossierState>> {
  const rows = await readRows(
    transaction,
    stateSchema,
    `SELECT dossier_id AS "dossierId", procedure_code AS "procedureCode", station, status, due_at AS "dueAt", revision, owner, is_voided AS "isVoided", is_erased AS "isErased", fields, touched, applicant
     FROM dossier WHERE commune = $1 AND dossier_id = ANY ($2::uuid[]) ORDER BY dossier_id FOR NO KEY UPDATE`,
    [commune, ids],
  );
  return new Map(rows.map((row) => [row.dossierId, row]));
}

/** Writes dossiers for the first time, as they stand after all that a batch says of them. */
export async function insertDossiers(transaction: Transaction, commune: string, opened: readonly (NewDossier & { readonly state: DossierState })[]): Promise<void> {
  if (opened.length === 0) return;
  const sorted = opened.toSorted((a, b) => (a.body.dossierId < b.body.dossierId ? -1 : 1));
  const column = <T>(of: (each: NewDossier & { readonly state: DossierState }) => T): T[] => sorted.map(of);
  await change(
    transaction,
    `INSERT INTO dossier (commune, station, dossier_id, opened_op, provisional_code, owns_provisional, official_code, procedure_code, applicant, received_at, due_at, status, revision, owner, is_voided, is_erased,
       fields, touched)
     SELECT $1, d.* FROM unnest($2::text[], $3::uuid[], $4::uuid[], $5::text[], $6::boolean[], $7::text[], $8::text[], $9::text[]::jsonb[], $10::bigint[], $11::bigint[], $12::smallint[],
       $13::bigint[], $14::text[], $15::boolean[], $16::boolean[], $17::text[]::jsonb[], $18::text[]::jsonb[]) AS d`,
    [
      commune, texts(column(({ state }) => state.station)), uuids(column(({ body }) => body.dossierId)), uuids(column(({ openedBy }) => openedBy)), texts(column(({ body }) => body.provisionalCode)),
      booleans(column(({ ownsProvisional }) => ownsProvisional)), texts(column(({ officialCode }) => officialCode)), texts(column(({ body }) => body.procedureCode)),
      texts(column(({ state }) => JSON.stringify(state.applicant))), int8s(column(({ body }) => body.receivedAt)), ...standingColumns(sorted.map(({ state }) => state)),
    ],
  );
}

/** Writes what changed of dossiers that are there. */
export async function updateDossiers(transaction: Transaction, commune: string, changed: readonly DossierState[]): Promise<void> {
  if (changed.length === 0) return;
  const sorted = changed.toSorted((a, b) => (a.dossierId < b.dossierId ? -1 : 1));
  await change(
    transaction,
    `UPDATE dossier SET due_at = d.due_at, status = d.status, revision = d.revision, owner = d.owner, is_voided = d.is_voided, is_erased = d.is_erased, fields = d.fields::jsonb, touched = d.touched::jsonb,
       procedure_code = d.procedure_code
     FROM unnest($2::uuid[], $3::bigint[], $4::smallint[], $5::bigint[], $6::text[], $7::boolean[], $8::boolean[], $9::text[], $10::text[], $11::text[])
       AS d (id, due_at, status, revision, owner, is_voided, is_erased, fields, touched, procedure_code)
     WHERE dossier.commune = $1 AND dossier.dossier_id = d.id`,
    [commune, uuids(sorted.map((state) => state.dossierId)), ...standingColumns(sorted), texts(sorted.map((state) => state.procedureCode))],
  );
}

function standingColumns(states: readonly DossierState[]): Buffer[] {
  return [
    int8s(states.map((state) => state.dueAt)), int2s(states.map((state) => state.status)), int8s(states.map((state) => state.revision)), texts(states.map((state) => state.owner)),
    booleans(states.map((state) => state.isVoided)), booleans(states.map((state) => state.isErased)), texts(states.map((state) => JSON.stringify(state.fields))),
    texts(states.map((state) => JSON.stringify(state.touched))),
  ];
}
