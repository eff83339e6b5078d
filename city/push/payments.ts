// Payments as they stand, kept beside the log as they come in; and which dossiers a portal has to hear more of than their steps.

import { billNumbersIn } from '../../shared/domain/payment/bill-number.ts';
import type { FeedChange } from '../../shared/wire/feed.ts';
import { readEvent } from '../../shared/wire/upcast.ts';
import { int8s, texts, uuids } from '../database/columns.ts';
import { change } from '../database/rows.ts';
import type { ApplyContext } from '../dossiers/apply.ts';
import { keepStatementsOut, lookAgain } from '../statement/take-statement.ts';
import { noteAnswer } from '../statement/unanswered.ts';
import type { SealedOperation } from './chain.ts';
import { isNews, noteNews } from './portal-news.ts';
import { noteToldTwice } from './told-twice.ts';

const PAYMENT_STEPS = { 'payment.confirmed': 'confirmed_at', 'payment.reversed': 'reversed_at' } as const;

/** Notes what a station's fresh operations say of payments, and which dossiers there is news of. Each payment is one station's own, and its steps come in their order. What the feed has to say of money that had come before. */
export async function notePayments(context: ApplyContext, station: string, fresh: readonly Pick<SealedOperation, 'operation'>[]): Promise<readonly FeedChange[]> {
  const { transaction, commune, at } = context;
  const events = fresh.flatMap(({ operation }) => {
    if (!operation.type.startsWith('payment.') && !isNews(operation.type)) return [];
    const event = readEvent(operation);
    return event.kind === 'known' ? [{ event, at: operation.at }] : [];
  });
  if (events.length === 0) return [];
  const asked = events.flatMap(({ event, at: askedAt }) => (event.type === 'payment.asked' ? [{ ...event.body, askedAt }] : []));
  if (asked.some(({ method }) => method === 'transfer')) await keepStatementsOut(transaction, commune);
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
    const stepped = await change(transaction, `UPDATE payment SET ${column} = $3 WHERE commune = $1 AND payment_id = $2 AND ${column} IS NULL`, [commune, event.body.paymentId, movedAt]);
    if (stepped === 0) await noteToldTwice(context, station, event, column);
    moved.push(event.body.paymentId);
  }
  await noteNews({ transaction, commune, at }, events, moved);
  return lookAgain(transaction, commune, asked.flatMap(({ method, code }) => (method === 'transfer' ? billNumbersIn(code?.purpose.split(' ')[0] ?? '') : [])), at);
}
