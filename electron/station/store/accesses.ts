// Who looked at whose data, as the log has it.

import { z } from 'zod';
import type { DossierId, EpochMs } from '../../../shared/base/ids.ts';
import { dossierIdSchema, epochMsSchema } from '../../../shared/contract/primitives.ts';
import type { LogEventBody } from '../../../shared/wire/log-events.ts';
import type { Readable } from './handle.ts';

/** Why somebody sees a dossier's data. */
export type AccessPurpose = LogEventBody<'access.noted'>['purpose'];

/** Stands for the dossier in the entry of somebody who took the whole list with him, or searched among all; no dossier has it. */
export const ALL_DOSSIERS = '00000000-0000-8000-8000-000000000000' as DossierId;

const notedRow = z.object({ at: z.int() });

/**
 * True if this look at a dossier is on record at a moment of the span; another officer at the same window looks anew. `officerId` is empty where nobody was signed in. Told by the index of looks, so that it reads
 * the span alone: all searches of all years have one aggregate, and each letter of a search asks.
 */
export function isAccessNoted(store: Readable, look: { readonly dossierId: DossierId; readonly actor: string; readonly officerId: string; readonly purpose: AccessPurpose }, span: { readonly after: number; readonly upTo: EpochMs }): boolean {
  return (
    store.get(
      notedRow,
      `SELECT at FROM event INDEXED BY event_looks WHERE agg_type = 'access' AND agg_id = $dossierId AND actor = $actor AND body ->> 'purpose' = $purpose AND at > $after AND at <= $upTo
         AND coalesce((SELECT officer_id FROM event_officer WHERE event_officer.op_id = event.op_id), '') = $officerId LIMIT 1`,
      { ...look, ...span },
    ) !== null
  );
}

const accessRow = z.object({ at: epochMsSchema, actor: z.string(), officer: z.string(), dossierId: dossierIdSchema, label: z.string(), purpose: z.string() });
/** One look, with the code by which people know the dossier. No personal data. */
export type AccessRow = z.output<typeof accessRow>;

/** Looks from a moment on and before another one, at one dossier or at any. */
export interface AccessSpan {
  readonly from: EpochMs;
  readonly before: EpochMs;
  readonly dossierId: DossierId | null;
}

/**
 * What was written once more under a new incarnation, or given back by the city beside our own, is one look. A second row of an operation stands only behind the first place where something
 * was written once more. Sorted and cut before bodies and codes are read: a year has a hundred thousand looks.
 */
const IN_SPAN = `agg_type = 'access' AND type = 'access.noted' AND at >= $from AND at < $before`;
const ONCE = `(seq < coalesce((SELECT min(first_seq) FROM birth WHERE base < first_seq - 1), seq + 1) OR NOT EXISTS (SELECT 1 FROM event AS earlier WHERE earlier.op_id = event.op_id AND earlier.seq < event.seq))`;

/** Conditions on looks of a span, and the table that they are asked of: left to itself the planner takes the index of aggregates, and reads every body. */
function ownLooks(dossierId: DossierId | null): string {
  return dossierId === null ? `event INDEXED BY event_looks WHERE ${IN_SPAN} AND $dossierId IS NULL AND ${ONCE}` : `event WHERE ${IN_SPAN} AND agg_id = $dossierId AND ${ONCE}`;
}
const RETURNED = `returned_event WHERE ${IN_SPAN} AND ($dossierId IS NULL OR agg_id = $dossierId) AND NOT EXISTS (SELECT 1 FROM event WHERE event.op_id = returned_event.op_id)`;

/** Newest first, at most `limit`. */
export function readAccesses(store: Readable, { from, before, dossierId }: AccessSpan, limit: number): readonly AccessRow[] {
  return store.all(
    accessRow,
    `SELECT at, actor, coalesce((SELECT name FROM event_officer WHERE event_officer.op_id = look.op_id), '') AS officer, agg_id AS dossierId, body ->> 'purpose' AS purpose,
            CASE agg_id WHEN $all THEN '*' ELSE coalesce((SELECT coalesce(official_code, provisional_code) FROM dossier_code WHERE dossier_id = agg_id), (SELECT code FROM petition WHERE petition_id = agg_id), agg_id) END AS label
     FROM (SELECT op_id, at, actor, agg_id, body, incarnation, seq FROM event WHERE seq IN (SELECT seq FROM ${ownLooks(dossierId)} ORDER BY seq DESC LIMIT $limit)
           UNION ALL SELECT op_id, at, actor, agg_id, body, incarnation, seq FROM ${RETURNED}) AS look ORDER BY incarnation DESC, seq DESC LIMIT $limit`,
    { from, before, dossierId, all: ALL_DOSSIERS, limit },
  );
}

const countRow = z.object({ count: z.int() });

export function countAccesses(store: Readable, { from, before, dossierId }: AccessSpan): number {
  return store.get(countRow, `SELECT (SELECT count(*) FROM ${ownLooks(dossierId)}) + (SELECT count(*) FROM ${RETURNED}) AS count`, { from, before, dossierId })?.count ?? 0;
}
