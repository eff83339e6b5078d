// Ratings: one word for a visit that is over, from whoever was there, with nobody's name.

import type { BusinessDay } from '../../../../shared/base/ids.ts';
import type { ratingCommands } from '../../../../shared/contract/feedback.ts';
import { Refusal } from '../../../../shared/contract/errors.ts';
import { parseReceiptQr } from '../../../../shared/domain/codes/receipt-qr.ts';
import { ratingTable } from '../../../../shared/domain/feedback/rating-table.ts';
import { addDays } from '../../../../shared/domain/time/business-day.ts';
import { findByReceipt } from '../../store/lookup.ts';
import { saidInDays, visitOfDossier, visitOfNumber, visitToRate, type RateableVisit } from '../../store/ratings.ts';
import { record } from '../../store/record.ts';
import { answerOnce } from '../../store/requests.ts';
import type { Handlers } from '../context.ts';
import { actorOf, momentOf } from '../queue/step.ts';
import { counterOf } from '../visit/own-visit.ts';

/** Longest stretch of a table. */
const MOST_DAYS = 92;

/** One handler for each command of ratings. */
export const ratingHandlers: Handlers<keyof typeof ratingCommands> = {
  'rating.find': (context, input) =>
    context.database.read((store) => {
      if (input.by === 'number') {
        const visit = requireRateable(visitOfNumber(store, momentOf(context).day, input.number));
        return { ticketId: visit.ticketId, number: visit.number, counterId: visit.counterId, via: 'kiosk-number' as const };
      }
      const receipt = parseReceiptQr(input.text);
      const dossier = receipt === null ? null : findByReceipt(store, receipt.dossierId, receipt.code.code);
      if (dossier === null) throw new Refusal('dossier.not-found');
      const visit = requireRateable(visitOfDossier(store, dossier.dossierId));
      return { ticketId: visit.ticketId, number: visit.number, counterId: visit.counterId, via: 'kiosk-receipt' as const };
    }),
  'rating.give': (context, input, caller) =>
    answerOnce(context.database, context.clock, { command: 'rating.give', input, caller }, (store) => {
      const { ticketId, day, number, counterId } = requireRateable(visitToRate(store, input.ticketId));
      const isDisplay = caller.role === 'citizen-display';
      if (isDisplay && counterOf(caller) !== counterId) throw new Refusal('ticket.other-counter', { number, counter: counterId });
      // What a window says of itself is not taken from its input: a kiosk cannot claim to be the screen at the counter.
      const via = isDisplay ? 'citizen-display' : input.via === 'kiosk-receipt' ? 'kiosk-receipt' : 'kiosk-number';
      record(store, context.identity, context.clock, { type: 'ticket.rated', aggregate: 'ticket', aggregateId: ticketId, actor: actorOf(caller), body: { ticketId, day, counterId, level: input.level, via } });
      store.afterCommit(() => {
        context.publish('feedback.changed', {});
        context.wakeSync();
      });
      return {};
    }),
  'rating.list': ({ database, point }, { from, to, by }) => ({
    rows: [...ratingTable(database.read((store) => saidInDays(store, withinMost(from, to), to, by === 'officer')), by, {
      officerAt: (counterId) => point.counters.find((own) => own.counterId === counterId)?.officerName ?? '', field: (code) => point.fields.find((own) => own.code === code)?.name ?? code,
    })],
  }),
};

/** The first day of a stretch, moved up where it would be too long. */
export function withinMost(from: BusinessDay, to: BusinessDay): BusinessDay {
  const earliest = addDays(to, 1 - MOST_DAYS);
  return from < earliest ? earliest : from;
}

/** Refuses what cannot be rated, or is already. */
export function requireRateable(visit: RateableVisit | null): RateableVisit {
  if (visit === null) throw new Refusal('ticket.not-found');
  if (visit.isRated) throw new Refusal('rating.already', { number: visit.number });
  if (visit.state !== 'served') throw new Refusal('rating.not-served', { number: visit.number });
  return visit;
}
