// News of dossiers that is no step of theirs – a fee, a payment, a result, a scanned page – as one more writing at the portal, each once: the news goes and the step comes in one transaction.
// The classic adapter has the dossier written again. The six-step calls have its status said again, with the lists that go with it, where it stands at one that has lists; elsewhere the next such status says what is known then. What no call of theirs can say is looked for by a step of its own.

import { z } from 'zod';
import { must } from '../../../shared/base/must.ts';
import { portalStatus } from '../case.ts';
import { uuids } from '../../database/columns.ts';
import { change, readRows } from '../../database/rows.ts';
import type { Transaction } from '../../database/transaction.ts';
import type { PortalSettings, SixStepSettings } from '../settings.ts';
import { BESIDE_PARTS } from './claim.ts';
import { endsWithoutLists, momentAfter, planTurn } from './plan.ts';
import type { Told, What } from './plan.ts';
import { epochMsSchema, toldSchema } from './turns.ts';
import type { ToldCase } from './turns.ts';
import { writeSteps } from './write-steps.ts';
import type { Step } from './write-steps.ts';

const AT_ONCE = 500;
const idRow = z.object({ id: z.string() });
/** `isListed`: what the lists of fees and results say is another; `hasPages`: pages came or went; `dayAt`: when a running request for papers got another last day. */
const newsRow = idRow.extend({ isListed: z.boolean(), hasPages: z.boolean(), dayAt: epochMsSchema.nullable() });
type News = z.infer<typeof newsRow>;
const caseRow = z.object({ id: z.string(), told: toldSchema, part: z.int(), waiting: z.array(z.string()) });

/** Says the lists at the status that has them, with the pages of the result where some came. */
function listParts({ resultFiles }: SixStepSettings, { hasPages }: Pick<News, 'hasPages'>): readonly What[] {
  return hasPages && resultFiles !== null ? ['result-files', 'status'] : ['status'];
}

/** Dossiers that stand at a status with lists and have news for them, as far as no step waits that will say it, and what is to be said: before such a dossier moves on, the portal hears it. */
export async function unsaidLists(transaction: Transaction, settings: PortalSettings, commune: string, told: ReadonlyMap<string, ToldCase>): Promise<ReadonlyMap<string, readonly What[]>> {
  if (settings.dialect !== 'six-step') return new Map();
  const ids = [...told].flatMap(([id, each]) => (settings.statusLists.includes(portalStatus(each)) ? [id] : []));
  if (ids.length === 0) return new Map();
  const found = await readRows(
    transaction,
    newsRow,
    `SELECT n.dossier_id AS id, n.is_listed AS "isListed", n.has_pages AS "hasPages", n.day_at AS "dayAt" FROM portal_news n WHERE n.commune = $1 AND n.dossier_id = ANY ($2::uuid[]) AND n.is_listed
       AND NOT EXISTS (SELECT FROM portal_step w WHERE w.commune = n.commune AND w.dossier_id = n.dossier_id AND w.what = 'status' AND w.state = 'waiting' AND w.status = ANY ($3::smallint[]))`,
    [commune, uuids(ids), settings.statusLists],
  );
  return new Map(found.map((news) => [news.id, listParts(settings, news)]));
}

/** How news is said of a dossier that stands where `told` says, beside what waits to be said of it; null where there is nothing to say now. */
function planNews(settings: PortalSettings, told: ToldCase, news: News, waiting: readonly string[]): { readonly parts: readonly What[]; readonly told: Told } | null {
  if (settings.dialect === 'classic') {
    // A second after what it heard last: later steps keep their own moments.
    return waiting.includes('dossier') ? null : planTurn(settings, told, { ...told, note: '', isRewritten: true });
  }
  const hasLists = settings.statusLists.includes(portalStatus(told));
  const lists = news.isListed && hasLists && !waiting.includes('status') ? listParts(settings, news) : [];
  // Pages that come before the first have gone go with them.
  const isRest = (news.hasPages && !waiting.includes('files')) || (news.isListed && endsWithoutLists(settings, told));
  // The day stands in the words of the step, which is said once more at the moment of the new one.
  const again = news.dayAt !== null && portalStatus(told) === 5 && !waiting.includes('progress') ? { ...told, at: momentAfter(news.dayAt, told) } : null;
  const parts: readonly What[] = [...(again === null ? [] : (['progress'] as const)), ...lists, ...(isRest && !waiting.includes('rest') ? (['rest'] as const) : [])];
  // A status is where a dossier stands and has no moment of its own.
  return parts.length === 0 ? null : { parts, told: again ?? told };
}

/**
 * Takes the news of a commune whose feed has been taken over up to `number`, in the transaction that holds its cursor; true when there may be more. A dossier that still waits to be written, or to have its status said, is written with it, and one of
 * which the portal has not heard yet will be.
 */
export async function takeNews(transaction: Transaction, settings: PortalSettings, commune: string, number: number, now: number): Promise<boolean> {
  const found = await readRows(transaction, idRow, 'SELECT dossier_id AS id FROM portal_news WHERE commune = $1 ORDER BY dossier_id LIMIT $2', [commune, AT_ONCE]);
  if (found.length === 0) return false;
  const ids = uuids(found.map(({ id }) => id));
  // Dossiers first and news after them, in one order, as whoever pushes has them.
  await change(transaction, 'SELECT FROM dossier WHERE commune = $1 AND dossier_id = ANY ($2::uuid[]) ORDER BY dossier_id FOR SHARE', [commune, ids]);
  const taken = await readRows(
    transaction,
    newsRow,
    `WITH mine AS (SELECT dossier_id FROM portal_news WHERE commune = $1 AND dossier_id = ANY ($2::uuid[]) ORDER BY dossier_id FOR UPDATE)
     DELETE FROM portal_news n USING mine WHERE n.commune = $1 AND n.dossier_id = mine.dossier_id RETURNING n.dossier_id AS id, n.is_listed AS "isListed", n.has_pages AS "hasPages", n.day_at AS "dayAt"`,
    [commune, ids],
  );
  // Only now: what is written of them from here on is news again.
  const cases = await readRows(
    transaction,
    caseRow,
    `SELECT c.dossier_id AS id, json_build_object('status', c.status, 'isVoided', c.is_voided, 'isErased', c.is_erased, 'dueAt', c.due_at, 'at', c.at) AS told,
            coalesce((SELECT max(s.part) FROM portal_step s WHERE s.commune = c.commune AND s.dossier_id = c.dossier_id AND s.number = $3 AND s.part < $4), 0) AS part,
            ARRAY(SELECT DISTINCT w.what FROM portal_step w WHERE w.commune = c.commune AND w.dossier_id = c.dossier_id AND w.state = 'waiting') AS waiting
     FROM portal_case c JOIN dossier d USING (commune, dossier_id) WHERE c.commune = $1 AND c.dossier_id = ANY ($2::uuid[]) AND NOT d.is_erased ORDER BY c.dossier_id`,
    [commune, uuids(taken.map(({ id }) => id)), number, BESIDE_PARTS],
  );
  const news = new Map(taken.map((each) => [each.id, each]));
  const known = new Map<string, ToldCase>();
  const steps = cases.flatMap(({ id, told, part, waiting }): readonly Step[] => {
    const planned = planNews(settings, told, must(news.get(id), 'its row was just taken'), waiting);
    if (planned === null) return [];
    known.set(id, { ...planned.told, isErased: false });
    return planned.parts.map((what, place) => ({ dossierId: id, number, part: part + 1 + place, what, told: planned.told, note: '', detail: '' }));
  });
  await writeSteps(transaction, settings, commune, steps, known, now);
  return taken.length === AT_ONCE;
}
