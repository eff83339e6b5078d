// Payments that the city has confirmed, by whether their station has answered: what a station that was away too long is told once more.

import { type FeedChange, feedChanges, MOST_SEEN_PAYMENTS } from '../../shared/wire/feed.ts';
import type { LogEventBody } from '../../shared/wire/log-events.ts';
import { change, readRows, type Queryable } from '../database/rows.ts';
import type { Sender } from '../server/caller.ts';

const seen = feedChanges['payment.seen'];

/** Of one station, the oldest first. */
export async function unansweredPayments(on: Queryable, { commune, station }: Sender): Promise<Extract<FeedChange, { type: 'payment.seen' }>[]> {
  return readRows(
    on, seen,
    `SELECT 'payment.seen' AS type, p.station, p.payment_id AS "paymentId", s.reference, p.amount, s.paid_at AS "paidAt"
     FROM payment_seen s JOIN payment p USING (commune, payment_id) WHERE s.commune = $1 AND p.station = $2 AND s.answer IS NULL ORDER BY s.at, s.reference LIMIT ${MOST_SEEN_PAYMENTS}`,
    [commune, station],
  );
}

/** Notes what a station says of the city's word, also where a city that was put back has forgotten having said it. A confirmation of its own is no answer. */
export async function noteAnswer(on: Queryable, commune: string, event: { readonly type: 'payment.confirmed'; readonly body: LogEventBody<'payment.confirmed'> } | { readonly type: 'payment.bank-said'; readonly body: LogEventBody<'payment.bank-said'> }): Promise<void> {
  const { paymentId, bank } = event.body;
  if (bank === undefined) return;
  if (event.type === 'payment.bank-said') {
    await change(on, 'UPDATE payment_seen SET answer = $4 WHERE commune = $1 AND payment_id = $2 AND reference = $3', [commune, paymentId, bank.reference, event.body.found]);
    return;
  }
  await change(
    on,
    `INSERT INTO payment_seen (commune, payment_id, reference, paid_at, at, answer) VALUES ($1, $2, $3, $4, $4, 'confirmed')
     ON CONFLICT (commune, payment_id) DO UPDATE SET answer = EXCLUDED.answer WHERE payment_seen.reference = EXCLUDED.reference`,
    [commune, paymentId, bank.reference, bank.paidAt],
  );
}
