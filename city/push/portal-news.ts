// Which dossiers a portal has to hear more of than their steps: noted as operations come in, and once more as those that waited have their effect at last.

import type { PageId } from '../../shared/base/ids.ts';
import { RESULT_PAPER } from '../../shared/domain/digitisation/parts.ts';
import { isWordOnDay } from '../../shared/wire/dossier-events.ts';
import type { LogEventType } from '../../shared/wire/log-events.ts';
import type { ReadEvent } from '../../shared/wire/upcast.ts';
import { booleans, int8s, uuids } from '../database/columns.ts';
import { change } from '../database/rows.ts';
import type { ApplyContext } from '../dossiers/apply.ts';

/** What a portal is told besides a dossier's steps: what its lists of fees and results say, and scanned pages; those of a result, and a result that was signed, are both. */
const LISTED: readonly LogEventType[] = ['fee.charged', 'fee.let-off', 'dossier.result-arrived', 'dossier.signed'];
const PAGES: readonly LogEventType[] = ['dossier.page-added', 'dossier.page-removed', 'dossier.signed'];

/** True for types of which some events are news. */
export function isNews(type: string): boolean {
  return [...LISTED, ...PAGES, 'dossier.moved'].some((each) => each === type);
}

/** Papers that were signed as one file are the pages that are known, and a step is told by itself: another last day for papers is none. */
function isSaidOtherwise(event: ReadEvent): boolean {
  return (event.type === 'dossier.signed' && event.body.part !== 'result') || (event.type === 'dossier.moved' && !isWordOnDay(event.body));
}

/** The page of which an event speaks; null where it speaks of none. */
function pageOf(event: ReadEvent): PageId | null {
  if (event.type === 'dossier.page-added') return event.body.page.pageId;
  return event.type === 'dossier.page-removed' ? event.body.pageId : null;
}

/** Notes dossiers of which events are news, and those of payments that were seen or given back. */
export async function noteNews({ transaction, commune, at }: Pick<ApplyContext, 'transaction' | 'commune' | 'at'>, events: readonly { readonly event: ReadEvent; readonly at: number }[], payments: readonly string[]): Promise<void> {
  const news = events.flatMap(({ event, at: saidAt }) => {
    if (!isNews(event.type) || !('dossierId' in event.body) || isSaidOtherwise(event)) return [];
    return [{ id: event.body.dossierId, isListed: LISTED.includes(event.type), pageId: pageOf(event), isPage: PAGES.includes(event.type), dayAt: event.type === 'dossier.moved' ? Math.min(saidAt, at) : null }];
  });
  if (news.length === 0 && payments.length === 0) return;
  // In one order for all, so that two stations never wait for each other. Whoever takes a row waits for who has just written it.
  await change(
    transaction,
    `INSERT INTO portal_news (commune, dossier_id, at, is_listed, has_pages, day_at)
     SELECT $1, n.id, $4::bigint, bool_or(n.is_listed OR EXISTS (SELECT FROM dossier_page r WHERE r.commune = $1 AND r.dossier_id = n.id AND r.page_id = n.page AND r.paper_id = $8)), bool_or(n.is_page), max(n.day_at)
     FROM (SELECT * FROM unnest($2::uuid[], $5::boolean[], $6::uuid[], $7::boolean[], $9::bigint[])
           UNION ALL SELECT v.dossier_id, true, NULL, false, NULL FROM payment p JOIN fee_visit v USING (commune, visit_id) WHERE p.commune = $1 AND p.payment_id = ANY ($3::uuid[])) AS n (id, is_listed, page, is_page, day_at)
     GROUP BY n.id ORDER BY n.id ON CONFLICT (commune, dossier_id) DO UPDATE SET at = EXCLUDED.at, is_listed = portal_news.is_listed OR EXCLUDED.is_listed, has_pages = portal_news.has_pages OR EXCLUDED.has_pages,
       day_at = greatest(portal_news.day_at, EXCLUDED.day_at)`,
    [
      commune, uuids(news.map(({ id }) => id)), uuids(payments), at, booleans(news.map(({ isListed }) => isListed)), uuids(news.map(({ pageId }) => pageId)), booleans(news.map(({ isPage }) => isPage)), RESULT_PAPER,
      int8s(news.map(({ dayAt }) => dayAt)),
    ],
  );
}
