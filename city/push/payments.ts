// Payments as they stand, kept beside the log as they come in; and which dossiers a portal has to hear more of than their steps.

import type { PageId } from '../../shared/base/ids.ts';
import { RESULT_PAPER } from '../../shared/domain/digitisation/parts.ts';
import { billNumbersIn } from '../../shared/domain/payment/bill-number.ts';
import type { FeedChange } from '../../shared/wire/feed.ts';
import type { LogEventType } from '../../shared/wire/log-events.ts';
import { readEvent } from '../../shared/wire/upcast.ts';
import type { ReadEvent } from '../../shared/wire/upcast.ts';
import { booleans, int8s, texts, uuids } from '../database/columns.ts';
import { change } from '../database/rows.ts';
import type { ApplyContext } from '../dossiers/apply.ts';
import { lookAgain } from '../statement/take-statement.ts';
import { noteAnswer } from '../statement/unanswered.ts';
import type { SealedOperation } from './chain.ts';

/** What a portal is told besides a dossier's steps: what its lists of fees and results say, and scanned pages, of which those of a result are both. */
const LISTED: readonly LogEventType[] = ['fee.charged', 'fee.let-off', 'dossier.result-arrived'];
const PAGES: readonly LogEventType[] = ['dossier.page-added', 'dossier.page-removed'];

function isListed(type: string): boolean {
  return (LISTED as readonly string[]).includes(type);
}

function isPage(type: string): boolean {
  return (PAGES as readonly string[]).includes(type);
}

function isNews(type: string): boolean {
  return isListed(type) || isPage(type);
}

/** The page of which an event speaks; null where it speaks of none. */
function pageOf(event: ReadEvent): PageId | null {
  if (event.type === 'dossier.page-added') return event.body.page.pageId;
  return event.type === 'dossier.page-removed' ? event.body.pageId : null;
}

const PAYMENT_STEPS = { 'payment.confirmed': 'confirmed_at', 'payment.reversed': 'reversed_at' } as const;

/** Notes what a station's fresh operations say of payments, and which dossiers there is news of. Each payment is one station's own, and its steps come in their order. What the feed has to say of money that had come before. */
export async function notePayments({ transaction, commune, at }: ApplyContext, station: string, fresh: readonly SealedOperation[]): Promise<readonly FeedChange[]> {
  const events = fresh.flatMap(({ operation }) => {
    if (!operation.type.startsWith('payment.') && !isNews(operation.type)) return [];
    const event = readEvent(operation);
    return event.kind === 'known' ? [{ event, at: operation.at }] : [];
  });
  if (events.length === 0) return [];
  const asked = events.flatMap(({ event, at: askedAt }) => (event.type === 'payment.asked' ? [{ ...event.body, askedAt }] : []));
  const charged = events.flatMap(({ event }) => (event.type === 'fee.charged' ? [event.body] : []));
  await change(
    transaction,
    `INSERT INTO payment (commune, station, payment_id, visit_id, method, amount, purpose, asked_at)
     SELECT $1, $2, p.* FROM unnest($3::uuid[], $4::uuid[], $5::text[], $6::bigint[], $7::text[], $8::bigint[]) AS p ON CONFLICT DO NOTHING`,
    [
      commune, station, uuids(asked.map(({ paymentId }) => paymentId)), uuids(asked.map(({ visitId }) => visitId)), texts(asked.map(({ method }) => method)), int8s(asked.map(({ amount }) => amount)),
      texts(asked.map(({ code }) => (code?.purpose ?? '').replaceAll('\0', ''))), int8s(asked.map(({ askedAt }) => askedAt)),
    ],
  );
  await change(transaction, 'INSERT INTO fee_visit (commune, visit_id, dossier_id) SELECT $1, v.* FROM unnest($2::uuid[], $3::uuid[]) AS v ON CONFLICT DO NOTHING', [commune, uuids(charged.map(({ visitId }) => visitId)), uuids(charged.map(({ dossierId }) => dossierId))]);
  const moved: string[] = [];
  for (const { event, at: movedAt } of events) {
    if (event.type === 'payment.confirmed' || event.type === 'payment.bank-said') await noteAnswer(transaction, commune, event);
    if (event.type !== 'payment.confirmed' && event.type !== 'payment.reversed') continue;
    const column = PAYMENT_STEPS[event.type];
    await change(transaction, `UPDATE payment SET ${column} = $3 WHERE commune = $1 AND payment_id = $2 AND ${column} IS NULL`, [commune, event.body.paymentId, movedAt]);
    moved.push(event.body.paymentId);
  }
  const ofDossiers = events.flatMap(({ event }) => (isNews(event.type) && 'dossierId' in event.body ? [{ id: event.body.dossierId, isListed: isListed(event.type), pageId: pageOf(event), isPage: isPage(event.type) }] : []));
  // In one order for all, so that two stations never wait for each other. Whoever takes a row waits for who has just written it.
  await change(
    transaction,
    `INSERT INTO portal_news (commune, dossier_id, at, is_listed, has_pages)
     SELECT $1, n.id, $4::bigint, bool_or(n.is_listed OR EXISTS (SELECT FROM dossier_page r WHERE r.commune = $1 AND r.dossier_id = n.id AND r.page_id = n.page AND r.paper_id = $8)), bool_or(n.is_page)
     FROM (SELECT * FROM unnest($2::uuid[], $5::boolean[], $6::uuid[], $7::boolean[])
           UNION ALL SELECT v.dossier_id, true, NULL, false FROM payment p JOIN fee_visit v USING (commune, visit_id) WHERE p.commune = $1 AND p.payment_id = ANY ($3::uuid[])) AS n (id, is_listed, page, is_page)
     GROUP BY n.id ORDER BY n.id ON CONFLICT (commune, dossier_id) DO UPDATE SET at = EXCLUDED.at, is_listed = portal_news.is_listed OR EXCLUDED.is_listed, has_pages = portal_news.has_pages OR EXCLUDED.has_pages`,
    [
      commune, uuids(ofDossiers.map(({ id }) => id)), uuids(moved), at, booleans(ofDossiers.map((each) => each.isListed)), uuids(ofDossiers.map(({ pageId }) => pageId)), booleans(ofDossiers.map((each) => each.isPage)), RESULT_PAPER,
    ],
  );
  return lookAgain(transaction, commune, asked.flatMap(({ method, code }) => (method === 'transfer' ? billNumbersIn(code?.purpose.split(' ')[0] ?? '') : [])), at);
}
