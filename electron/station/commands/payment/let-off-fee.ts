// Lets off what a dossier owes: who leads the point takes a debt off the list, with a reason that stays.

import type { DossierId } from '../../../../shared/base/ids.ts';
import { Refusal } from '../../../../shared/contract/errors.ts';
import { dossierById } from '../../store/dossiers.ts';
import type { Readable } from '../../store/handle.ts';
import { type OwedFee, owedFee } from '../../store/owed-fees.ts';
import { standingPayment } from '../../store/payments.ts';
import { record } from '../../store/record.ts';
import { answerOnce } from '../../store/requests.ts';
import type { Handler } from '../context.ts';
import { actorOf } from '../queue/step.ts';
import { moneyMoved, personOf } from './payment-parts.ts';

/** 'fee.let-off' */
export const letOffFee: Handler<'fee.let-off'> = (context, input, caller) =>
  answerOnce(context.database, context.clock, { command: 'fee.let-off', input, caller }, (store) => {
    const { dossierId, total, reason, officerName } = input;
    const { amount } = requireOwed(store, dossierId, total);
    record(store, context.identity, context.clock, {
      type: 'fee.let-off', aggregate: 'dossier', aggregateId: dossierId, actor: actorOf(caller), body: { dossierId, amount, reason, by: personOf(context, caller, officerName) },
    });
    moneyMoved(context, store);
    return { dossierId };
  });

/** What a dossier owes and nobody waits for. Refuses 'dossier.not-found', 'fee.nothing', 'payment.exists', 'payment.amount-differs' {amount} where `total` is not what it owes now. */
export function requireOwed(store: Readable, dossierId: DossierId, total: number): OwedFee {
  if (dossierById(store, dossierId) === null) throw new Refusal('dossier.not-found');
  const owed = owedFee(store, dossierId);
  if (owed === null) throw new Refusal('fee.nothing');
  if (standingPayment(store, owed.visitId) !== null) throw new Refusal('payment.exists');
  if (owed.amount !== total) throw new Refusal('payment.amount-differs', { amount: owed.amount });
  return owed;
}
