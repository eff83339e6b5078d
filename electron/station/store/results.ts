// What came back of dossiers and what became of it, out of the projection.

import { z } from 'zod';
import type { DossierId, EpochMs } from '../../../shared/base/ids.ts';
import { businessDaySchema, dossierIdSchema, epochMsSchema } from '../../../shared/contract/primitives.ts';
import { callMannerSchema, resultKindSchema } from '../../../shared/contract/result.ts';
import type { Readable } from './handle.ts';

const resultRow = z.object({
  dossierId: dossierIdSchema, kind: resultKindSchema.nullable(), place: z.string(), number: z.string(), abstract: z.string(), issuedOn: businessDaySchema.nullable(), arrivedAt: epochMsSchema.nullable(),
  calls: z.int(), calledAt: epochMsSchema.nullable(), calledManner: callMannerSchema.nullable(), returnedAt: epochMsSchema.nullable(), returnedManner: z.enum(['by-hand', 'by-post']).nullable(), tracking: z.string(), signedAt: epochMsSchema.nullable(),
});
export type ResultRow = z.output<typeof resultRow>;

const SELECT = `SELECT dossier_id AS dossierId, kind, place, number, abstract, issued_on AS issuedOn, arrived_at AS arrivedAt, calls, called_at AS calledAt, called_manner AS calledManner, returned_at AS returnedAt, returned_manner AS returnedManner,
  tracking, signed_at AS signedAt FROM dossier_result`;
/** Given out, or gone to the post on a day: nobody looks through more. */
const MOST = 300;
export const MOST_POSTED = MOST;
/** Whoever shows them says where there are more. */
export const MOST_IN_WORK = 1000;
export const MOST_WAITING = 900;

export function resultOf(store: Readable, dossierId: DossierId): ResultRow | null {
  return store.get(resultRow, `${SELECT} WHERE dossier_id = $dossierId`, { dossierId });
}

/** The result of a dossier as it now is: what came, was told and was given out before the city sent the dossier back was of another one. */
export function resultNow(store: Readable, { dossierId, sentBackAt }: { readonly dossierId: DossierId; readonly sentBackAt: EpochMs | null }): ResultRow | null {
  const result = resultOf(store, dossierId);
  if (result === null || sentBackAt === null) return result;
  const isOld = (at: EpochMs | null): boolean => at === null || at <= sentBackAt;
  return {
    ...result,
    ...(isOld(result.arrivedAt) ? { kind: null, place: '', number: '', abstract: '', issuedOn: null, arrivedAt: null } : {}),
    ...(isOld(result.calledAt) ? { calls: 0, calledAt: null, calledManner: null } : {}),
    ...(isOld(result.returnedAt) ? { returnedAt: null, returnedManner: null, tracking: '', signedAt: null } : {}),
  };
}

const idRow = z.object({ dossierId: dossierIdSchema });
/** All, or those alone whose result was wished by post. */
type Way = 'any' | 'by-post';
/** As the opening told it; before a list is cut, so that none of the others takes a place in it. */
const goes = (way: Way, dossierId: string): string => (way === 'any' ? '' : `AND EXISTS (SELECT 1 FROM dossier AS wished WHERE wished.dossier_id = ${dossierId} AND wished.by_post = 1)`);

/** Dossiers of which something may lie here for their owners: it came, or they are done; the latest opened first. Whoever shows them looks at how each stands. */
export function dossiersWithResults(store: Readable, way: Way = 'any'): readonly DossierId[] {
  return store
    .all(
      idRow,
      // What ended meanwhile by the city's word is left out before it is counted: over the years that is most of them.
      `SELECT dossier_id AS dossierId FROM (
         SELECT dossier_id FROM dossier_result WHERE returned_at IS NULL AND arrived_at IS NOT NULL AND kind <> 'supplements'
         UNION SELECT dossier_id FROM dossier WHERE status = 9 UNION SELECT dossier_id FROM city_dossier WHERE status = 9
       ) JOIN dossier_now USING (dossier_id) WHERE NOT is_voided AND status NOT IN (7, 10) ${goes(way, 'dossier_now.dossier_id')} ORDER BY dossier_id DESC LIMIT $limit`,
      { limit: MOST_WAITING },
    )
    .map(({ dossierId }) => dossierId);
}

const ownerRow = z.object({ dossierId: dossierIdSchema, fullName: z.string(), idNumber: z.string() });

/** People for whom somebody else filed these dossiers, by name and number. */
export function ownersOf(store: Readable, ids: readonly DossierId[]): readonly z.output<typeof ownerRow>[] {
  const from = (log: string): string =>
    `SELECT agg_id AS dossierId, body ->> '$.intake.behalf.owner.fullName' AS fullName, coalesce(body ->> '$.intake.behalf.owner.idNumber', '') AS idNumber FROM ${log}
     WHERE agg_type = 'dossier' AND type = 'dossier.opened' AND agg_id IN (SELECT value FROM json_each($ids)) AND body ->> '$.intake.behalf.owner.kind' = 'person'`;
  return store.all(ownerRow, `${from('event')} UNION ${from('returned_event')}`, { ids: JSON.stringify(ids) });
}

/** Dossiers that somebody works on, the nearest due date first. */
export function dossiersInWork(store: Readable, way: Way = 'any'): readonly DossierId[] {
  return store.all(idRow, `SELECT dossier_id AS dossierId FROM dossier_in_work WHERE status IN (4, 6) ${goes(way, 'dossier_in_work.dossier_id')} ORDER BY due_at IS NULL, due_at LIMIT $limit`, { limit: MOST_IN_WORK }).map(({ dossierId }) => dossierId);
}

/** Given out since a moment, and by hand without a signature before it; the newest first. */
export function returnedSince(store: Readable, since: EpochMs): readonly ResultRow[] {
  return store.all(resultRow, `${SELECT} WHERE returned_at >= $since OR (returned_manner = 'by-hand' AND signed_at IS NULL) ORDER BY returned_at DESC LIMIT $limit`, { since, limit: MOST });
}

/** What was wished by post and has gone there since a moment, or since an earlier one and nobody has said that it was brought; the newest first. */
export function postedOrUnderWay(store: Readable, since: EpochMs, underWaySince: EpochMs): readonly ResultRow[] {
  return store.all(resultRow, `${SELECT} WHERE returned_manner = 'by-post' AND returned_at >= $underWaySince AND (returned_at >= $since OR signed_at IS NULL) ${goes('by-post', 'dossier_result.dossier_id')} ORDER BY returned_at DESC, dossier_id LIMIT $limit`, { since, underWaySince, limit: MOST_POSTED });
}

/** What went to the post in a span of time, in the order of going. */
export function postedBetween(store: Readable, from: EpochMs, before: EpochMs): readonly ResultRow[] {
  return store.all(resultRow, `${SELECT} WHERE returned_at >= $from AND returned_at < $before AND returned_manner = 'by-post' ORDER BY returned_at, dossier_id LIMIT $limit`, { from, before, limit: MOST });
}
