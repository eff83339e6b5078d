// What a portal has last heard of a dossier's fees, results and pages, kept as fingerprints, and what of it is another by now: over calls that have no place for it, a person says it by hand.

import { createHash } from 'node:crypto';
import type { Pool } from 'pg';
import { z } from 'zod';
import { must } from '../../../shared/base/must.ts';
import type { CityClock } from '../../clock.ts';
import { change, readRows } from '../../database/rows.ts';
import { LATER } from '../settings.ts';
import type { Later, SixStepSettings } from '../settings.ts';
import type { PortalCase } from '../case.ts';
import { listsOf } from '../six-step/map.ts';
import { noteByHand } from './claim.ts';
import type { ClaimedStep } from './claim.ts';
import { endsWithoutLists } from './plan.ts';
import { IS_HANDED_IN, IS_RESULT } from './result-pages.ts';

type Fingerprints = Readonly<Record<Later, string>>;

const pageRow = z.object({ pageId: z.string(), isResult: z.boolean(), isThere: z.boolean(), isRemoved: z.boolean() });
const heardRow = z.object({ fees: z.string().nullable(), results: z.string().nullable(), pages: z.string().nullable(), lies: z.array(z.string()) });

/** '' of nothing at all. */
function fingerprintOf(things: readonly unknown[]): string {
  return things.length === 0 ? '' : createHash('sha256').update(JSON.stringify(things)).digest('hex').slice(0, 32);
}

/** Notes that the portal, or a person, has what is given of the lists; a list that is null was not said. */
export async function noteHeard(pool: Pool, { commune, dossierId }: ClaimedStep, lists: { readonly fees: readonly unknown[] | null; readonly results: readonly unknown[] | null }): Promise<void> {
  const [fees, results] = [lists.fees, lists.results].map((list) => (list === null ? null : fingerprintOf(list)));
  await change(pool, 'UPDATE portal_case SET heard_fees = coalesce($3, heard_fees), heard_results = coalesce($4, heard_results) WHERE commune = $1 AND dossier_id = $2', [commune, dossierId, fees, results]);
}

/** Pages that the portal has not got, and those it has that were taken away since. Of a result that a later status will bring, there are none. */
async function pagesAtOdds(pool: Pool, { commune, dossierId }: ClaimedStep, isResultLater: boolean): Promise<readonly string[]> {
  const rows = await readRows(
    pool,
    pageRow,
    `SELECT p.page_id AS "pageId", ${IS_RESULT} AS "isResult", f.page_id IS NOT NULL AS "isThere", p.removed_at IS NOT NULL AS "isRemoved"
     FROM dossier_page p LEFT JOIN portal_file f USING (commune, dossier_id, page_id) WHERE p.commune = $1 AND p.dossier_id = $2 AND (${IS_HANDED_IN} OR ${IS_RESULT}) ORDER BY p.page_id`,
    [commune, dossierId],
  );
  return rows.flatMap(({ pageId, isResult, isThere, isRemoved }) => (isThere === isRemoved && !(isResult && (isResultLater || isThere)) ? [pageId] : []));
}

/**
 * Looks for what the portal was not told and these calls cannot say any more where the dossier stands, and puts it on the desk's list, by name. Whatever is on that list is told as far as this goes: only what changes afterwards is
 * looked for again, once the list has been settled.
 */
export async function lookForRest(pool: Pool, clock: CityClock, settings: SixStepSettings, step: ClaimedStep, dossier: PortalCase): Promise<void> {
  if (dossier.applicant === null) return;
  const isAtEnd = endsWithoutLists(settings, dossier.step);
  const { fees, results } = listsOf(dossier, settings);
  const pages = await pagesAtOdds(pool, step, settings.resultFiles !== null && !isAtEnd);
  const now: Fingerprints = { fees: fingerprintOf(fees), results: fingerprintOf(results), pages: fingerprintOf(pages) };
  const key = [step.commune, step.dossierId];
  const [row] = await readRows(
    pool,
    heardRow,
    `SELECT c.heard_fees AS fees, c.heard_results AS results, c.heard_pages AS pages,
            ARRAY(SELECT s.detail FROM portal_step s WHERE s.commune = c.commune AND s.dossier_id = c.dossier_id AND s.what = 'by-hand' AND s.state = 'desk') AS lies
     FROM portal_case c WHERE c.commune = $1 AND c.dossier_id = $2`,
    key,
  );
  const { lies, ...heard } = must(row, 'a step has its dossier');
  const onList = new Set(lies.flatMap((detail) => detail.split(' ')));
  const unsaid = LATER.filter((kind) => settings.laterByHand.includes(kind) && (kind === 'pages' || isAtEnd) && (heard[kind] ?? '') !== now[kind] && !onList.has(kind));
  if (unsaid.length === 0) return;
  await noteByHand(pool, clock, step, 'portal.by-hand', unsaid.join(' '));
  const given = LATER.map((kind) => (unsaid.includes(kind) ? now[kind] : null));
  await change(pool, 'UPDATE portal_case SET heard_fees = coalesce($3, heard_fees), heard_results = coalesce($4, heard_results), heard_pages = coalesce($5, heard_pages) WHERE commune = $1 AND dossier_id = $2', [...key, ...given]);
}
