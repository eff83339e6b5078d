// News of dossiers that is no step of theirs – a fee, a payment, a result, a scanned page – as one more writing at the portal, each once: the news goes and the step comes in one transaction.
// The classic adapter has the dossier written again. The six-step calls have its status said again, with the lists that go with it, where it stands at one that has lists: elsewhere the next such status says what is known then.

import { z } from 'zod';
import { portalStatus } from '../case.ts';
import { uuids } from '../../database/columns.ts';
import { change, readRows } from '../../database/rows.ts';
import type { Transaction } from '../../database/transaction.ts';
import type { PortalSettings } from '../settings.ts';
import { BESIDE_PARTS } from './claim.ts';
import { planTurn } from './plan.ts';
import type { Told, What } from './plan.ts';
import { toldSchema } from './turns.ts';
import type { ToldCase } from './turns.ts';
import { writeSteps } from './write-steps.ts';
import type { Step } from './write-steps.ts';

const AT_ONCE = 500;
const idRow = z.object({ id: z.string() });
const newsRow = idRow.extend({ isListed: z.boolean() });
const caseRow = z.object({ id: z.string(), told: toldSchema, part: z.int() });

/** Dossiers that stand at a status with lists and have news for them, as far as no step waits that will say it: before such a dossier moves on, the portal hears it. */
export async function unsaidLists(transaction: Transaction, settings: PortalSettings, commune: string, told: ReadonlyMap<string, ToldCase>): Promise<ReadonlySet<string>> {
  if (settings.dialect !== 'six-step') return new Set();
  const ids = [...told].flatMap(([id, each]) => (settings.statusLists.includes(portalStatus(each)) ? [id] : []));
  if (ids.length === 0) return new Set();
  const found = await readRows(
    transaction,
    idRow,
    `SELECT n.dossier_id AS id FROM portal_news n WHERE n.commune = $1 AND n.dossier_id = ANY ($2::uuid[]) AND n.is_listed
       AND NOT EXISTS (SELECT FROM portal_step w WHERE w.commune = n.commune AND w.dossier_id = n.dossier_id AND w.what = 'status' AND w.state = 'waiting' AND w.status = ANY ($3::smallint[]))`,
    [commune, uuids(ids), settings.statusLists],
  );
  return new Set(found.map(({ id }) => id));
}

/** How news is said of a dossier that stands where `told` says; null where its dialect has nothing to say now. */
function planNews(settings: PortalSettings, told: ToldCase): { readonly parts: readonly What[]; readonly told: Told } | null {
  // A second after what it heard last: later steps keep their own moments.
  if (settings.dialect === 'classic') return planTurn('classic', told, { ...told, note: '', isRewritten: true }, settings.givesCodes);
  // A status is where a dossier stands and has no moment of its own.
  return settings.statusLists.includes(portalStatus(told)) ? { parts: ['status'], told } : null;
}

/**
 * Takes the news of a commune whose feed has been taken over up to `number`, in the transaction that holds its cursor; true when there may be more. A dossier that still waits to be written, or to have its status said, is written with it, and one of
 * which the portal has not heard yet will be.
 */
export async function takeNews(transaction: Transaction, settings: PortalSettings, commune: string, number: number, now: number): Promise<boolean> {
  const found = await readRows(transaction, idRow, 'SELECT dossier_id AS id FROM portal_news WHERE commune = $1 ORDER BY dossier_id LIMIT $2', [commune, AT_ONCE]);
  if (found.length === 0) return false;
  const news = uuids(found.map(({ id }) => id));
  // Dossiers first and news after them, in one order, as whoever pushes has them.
  await change(transaction, 'SELECT FROM dossier WHERE commune = $1 AND dossier_id = ANY ($2::uuid[]) ORDER BY dossier_id FOR SHARE', [commune, news]);
  const taken = await readRows(
    transaction,
    newsRow,
    `WITH mine AS (SELECT dossier_id FROM portal_news WHERE commune = $1 AND dossier_id = ANY ($2::uuid[]) ORDER BY dossier_id FOR UPDATE)
     DELETE FROM portal_news n USING mine WHERE n.commune = $1 AND n.dossier_id = mine.dossier_id RETURNING n.dossier_id AS id, n.is_listed AS "isListed"`,
    [commune, news],
  );
  const isClassic = settings.dialect === 'classic';
  // Only now: what is written of them from here on is news again.
  const cases = await readRows(
    transaction,
    caseRow,
    `SELECT c.dossier_id AS id, json_build_object('status', c.status, 'isVoided', c.is_voided, 'isErased', c.is_erased, 'dueAt', c.due_at, 'at', c.at) AS told,
            coalesce((SELECT max(s.part) FROM portal_step s WHERE s.commune = c.commune AND s.dossier_id = c.dossier_id AND s.number = $3 AND s.part < $5), 0) AS part
     FROM portal_case c JOIN dossier d USING (commune, dossier_id) WHERE c.commune = $1 AND c.dossier_id = ANY ($2::uuid[]) AND NOT d.is_erased
       AND NOT EXISTS (SELECT FROM portal_step w WHERE w.commune = c.commune AND w.dossier_id = c.dossier_id AND w.what = $4 AND w.state = 'waiting')
     ORDER BY c.dossier_id`,
    [commune, uuids(taken.flatMap(({ id, isListed }) => (isListed || isClassic ? [id] : []))), number, isClassic ? 'dossier' : 'status', BESIDE_PARTS],
  );
  const known = new Map<string, ToldCase>();
  const steps = cases.flatMap(({ id, told, part }): readonly Step[] => {
    const planned = planNews(settings, told);
    if (planned === null) return [];
    known.set(id, { ...planned.told, isErased: false });
    return planned.parts.map((what, place) => ({ dossierId: id, number, part: part + 1 + place, what, told: planned.told, note: '', detail: '' }));
  });
  await writeSteps(transaction, commune, steps, known, now);
  return taken.length === AT_ONCE;
}
