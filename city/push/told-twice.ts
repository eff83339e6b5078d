// Money that is told a second time: two lives of one store both had the payment, and each has confirmed it or given it back. It counts once; that two receipts or two drawers know of it, a person must look into.

import { z } from 'zod';
import type { LogEventBody } from '../../shared/wire/log-events.ts';
import { readRows } from '../database/rows.ts';
import type { ApplyContext } from '../dossiers/apply.ts';
import { noteIncident } from './incident.ts';

export type MoneyStep = { readonly type: 'payment.confirmed'; readonly body: LogEventBody<'payment.confirmed'> } | { readonly type: 'payment.reversed'; readonly body: LogEventBody<'payment.reversed'> };

const knownRow = z.object({ isKnown: z.literal(true) });

/** `column`: where the first of the two stands. A payment that nobody has told of yet is none of it. */
export async function noteToldTwice(context: ApplyContext, station: string, step: MoneyStep, column: 'confirmed_at' | 'reversed_at'): Promise<void> {
  const { paymentId, day } = step.body;
  const known = await readRows(context.transaction, knownRow, `SELECT true AS "isKnown" FROM payment WHERE commune = $1 AND payment_id = $2 AND ${column} IS NOT NULL`, [context.commune, paymentId]);
  if (known.length === 0) return;
  const detail = step.type === 'payment.confirmed' ? `confirmed twice: ${receiptOf(step.body)} of ${day} is the later receipt` : `given back twice: the later time on ${day}`;
  await noteIncident(context, station, { code: 'payment.twice', subject: paymentId, detail });
  context.log('alarm', 'payment.twice', { commune: context.commune, station, subject: paymentId, detail });
}

function receiptOf({ receipt: { symbol, volume, number } }: LogEventBody<'payment.confirmed'>): string {
  return `${symbol} ${volume} ${String(number)}`;
}
