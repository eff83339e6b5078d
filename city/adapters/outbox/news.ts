// News of dossiers that is no step of theirs – a fee, a payment, a result, a scanned page – as one more writing of the dossier at the portal, each once: the news goes and the step comes in one transaction.

import { z } from 'zod';
import { uuids } from '../../database/columns.ts';
import { change, readRows } from '../../database/rows.ts';
import type { Transaction } from '../../database/transaction.ts';
import type { PortalSettings } from '../settings.ts';
import { planTurn } from './plan.ts';
import { toldSchema } from './turns.ts';
import type { ToldCase } from './turns.ts';
import { writeSteps } from './write-steps.ts';
import type { Step } from './write-steps.ts';

const AT_ONCE = 500;
const idRow = z.object({ id: z.string() });
const caseRow = z.object({ id: z.string(), told: toldSchema, part: z.int() });

/**
 * Takes the news of a commune whose feed has been taken over up to `number`, in the transaction that holds its cursor; true when there may be more. A dossier that still waits to be written is written with it, and one of which the portal has not heard
 * yet will be. The six-step calls have no second writing: what comes after the first is not told (docs/portal.md).
 */
export async function takeNews(transaction: Transaction, settings: PortalSettings, commune: string, number: number, now: number): Promise<boolean> {
  const found = await readRows(transaction, idRow, 'SELECT dossier_id AS id FROM portal_news WHERE commune = $1 ORDER BY dossier_id LIMIT $2', [commune, AT_ONCE]);
  if (found.length === 0) return false;
  const news = uuids(found.map(({ id }) => id));
  // Dossiers first and news after them, in one order, as whoever pushes has them.
  await change(transaction, 'SELECT FROM dossier WHERE commune = $1 AND dossier_id = ANY ($2::uuid[]) ORDER BY dossier_id FOR SHARE', [commune, news]);
  const taken = await change(
    transaction,
    `WITH mine AS (SELECT dossier_id FROM portal_news WHERE commune = $1 AND dossier_id = ANY ($2::uuid[]) ORDER BY dossier_id FOR UPDATE)
     DELETE FROM portal_news n USING mine WHERE n.commune = $1 AND n.dossier_id = mine.dossier_id`,
    [commune, news],
  );
  if (settings.dialect !== 'classic') return taken === AT_ONCE;
  // Only now: what is written of them from here on is news again.
  const cases = await readRows(
    transaction,
    caseRow,
    `SELECT c.dossier_id AS id, json_build_object('status', c.status, 'isVoided', c.is_voided, 'isErased', c.is_erased, 'dueAt', c.due_at, 'at', c.at) AS told,
            coalesce((SELECT max(s.part) FROM portal_step s WHERE s.commune = c.commune AND s.dossier_id = c.dossier_id AND s.number = $3), 0) AS part
     FROM portal_case c JOIN dossier d USING (commune, dossier_id) WHERE c.commune = $1 AND c.dossier_id = ANY ($2::uuid[]) AND NOT d.is_erased
       AND NOT EXISTS (SELECT FROM portal_step w WHERE w.commune = c.commune AND w.dossier_id = c.dossier_id AND w.what = 'dossier' AND w.state = 'waiting')
     ORDER BY c.dossier_id`,
    [commune, news, number],
  );
  const known = new Map<string, ToldCase>();
  const steps = cases.flatMap(({ id, told, part }): readonly Step[] => {
    // A second after what it heard last: later steps keep their own moments.
    const planned = planTurn('classic', told, { ...told, note: '', isRewritten: true }, settings.givesCodes);
    if (planned === null) return [];
    known.set(id, { ...planned.told, isErased: false });
    return planned.parts.map((what, place) => ({ dossierId: id, number, part: part + 1 + place, what, told: planned.told, note: '', detail: '' }));
  });
  await writeSteps(transaction, commune, steps, known, now);
  return taken === AT_ONCE;
}
