// The commands of fees and payments, by name.

import type { payDayCommands } from '../../../../shared/contract/payment-day.ts';
import type { paymentCommands } from '../../../../shared/contract/payment.ts';
import { Refusal } from '../../../../shared/contract/errors.ts';
import { standingPayment } from '../../store/payments.ts';
import { answerOnce } from '../../store/requests.ts';
import { saveFeeDraft } from '../../store/visit-fees.ts';
import { visitAtCounter } from '../../store/visits.ts';
import type { Handlers } from '../context.ts';
import { actorOf } from '../queue/step.ts';
import { counterOf, ownVisit } from '../visit/own-visit.ts';
import { settleBankWord } from './bank-words.ts';
import { chargeFee } from './charge-fee.ts';
import { payDayHandlers } from './day-handlers.ts';
import { feeOfVisit, feeView } from './fee-view.ts';
import { moneyMoved, type PaymentParts } from './payment-parts.ts';
import { letOffFee } from './let-off-fee.ts';
import { confirmTransfer, printPayment, reversePayment } from './settle-payment.ts';
import { askTransfer, takeCash, takeOwed } from './take-payment.ts';

/** One handler for each; `parts` are the unit's own settings and the days off that came with the program. */
export function moneyHandlers(parts: PaymentParts): Handlers<keyof typeof paymentCommands | keyof typeof payDayCommands> {
  return {
    ...payDayHandlers(parts),
    'fee.read': (context, _input, caller) =>
      context.database.read((store) => {
        const visit = visitAtCounter(store, counterOf(caller));
        return visit === null ? null : feeView(context, parts, store, visit, caller);
      }),
    'fee.save': (context, input, caller) =>
      answerOnce(context.database, context.clock, { command: 'fee.save', input, caller }, (store) => {
        const { orders, manner, reason } = input;
        const visit = ownVisit(store, input.visitId, counterOf(caller));
        const fee = feeOfVisit(context, store, visit);
        if (fee === null) throw new Refusal('visit.no-procedure');
        if (standingPayment(store, visit.visitId) !== null) throw new Refusal('fee.locked');
        saveFeeDraft(store, visit.visitId, { procedureCode: fee.procedure.code, orders, manner, reason });
        // Of a dossier that is open already, a decision is carried over at once; lines that are still typed are when they are paid.
        if (visit.dossierId !== null && manner !== 'now') chargeFee(context, store, visit, visit.dossierId, actorOf(caller));
        moneyMoved(context, store);
        return feeView(context, parts, store, visit, caller);
      }),
    'payment.cash': takeCash(parts), 'payment.ask': askTransfer(parts), 'payment.take-owed': takeOwed(parts), 'fee.let-off': letOffFee, 'payment.confirm': confirmTransfer(parts), 'payment.reverse': reversePayment(parts), 'payment.print': printPayment, 'payment.settle-bank': settleBankWord,
  };
}
