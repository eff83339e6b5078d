// Paper opinion slips: entered once, of the visit that the slip names or of none, counted with what was said on screens, and struck where they were entered wrongly.

import type { BusinessDay } from '../../../../shared/base/ids.ts';
import { Refusal } from '../../../../shared/contract/errors.ts';
import type { HolidayFile } from '../../../../shared/contract/holiday-file.ts';
import type { opinionCommands } from '../../../../shared/contract/opinion.ts';
import { parseReceiptQr } from '../../../../shared/domain/codes/receipt-qr.ts';
import { OLDEST_SLIP_DAYS } from '../../../../shared/domain/feedback/opinion-slip.ts';
import { addDays } from '../../../../shared/domain/time/business-day.ts';
import { dossiersByCode } from '../../store/dossiers.ts';
import type { Readable } from '../../store/handle.ts';
import { findByReceipt } from '../../store/lookup.ts';
import { isSlipStruck, keepOpinionWords, opinionSlips } from '../../store/opinions.ts';
import { visitOfDossier, visitOfNumber, type RateableVisit } from '../../store/ratings.ts';
import { record } from '../../store/record.ts';
import { answerOnce } from '../../store/requests.ts';
import type { Handlers } from '../context.ts';
import { actorOf, momentOf } from '../queue/step.ts';
import { requireRateable, withinMost } from './rating-handlers.ts';
import { receivePetition, tellFeedback } from './receive-petition.ts';

const MOST_LISTED = 300;
const NUMBER = /^[A-Z]\d{3}$/;

/** One handler for each command; `shipped` are the holiday tables that came with the program. */
export function opinionHandlers(shipped: readonly HolidayFile[]): Handlers<keyof typeof opinionCommands> {
  return {
    'opinion.enter': (context, input, caller) =>
      answerOnce(context.database, context.clock, { command: 'opinion.enter', input, caller }, (store) => {
        const { at, day: today } = momentOf(context);
        if (input.day > today || input.day < addDays(today, -OLDEST_SLIP_DAYS)) throw new Refusal('opinion.wrong-day');
        const { level, pace, manner, flaws, words, wordsAre, about, contactName, contactPhone } = input;
        if (words === '' && wordsAre !== 'remark') throw new Refusal('words.missing');
        const visit = visitOfSlip(store, input.code.trim(), input.day);
        const opinionId = context.clock.uuid();
        const actor = actorOf(caller);
        const petition = wordsAre === 'remark' ? null : receivePetition(context, store, { kind: wordsAre, about, text: words, contactName, contactPhone, via: 'paper', actor }, shipped);
        record(store, context.identity, context.clock, {
          type: 'opinion.entered', aggregate: 'station', aggregateId: aggregateOf(opinionId), actor, at,
          body: { opinionId, day: visit?.day ?? input.day, ticketId: visit?.ticketId ?? null, level, pace, manner, flaws: [...new Set(flaws)], petitionId: petition?.petitionId ?? null },
        });
        if (wordsAre === 'remark' && words !== '') keepOpinionWords(store, opinionId, words, at);
        tellFeedback(context, store);
        return { opinionId, petition: petition === null ? null : { code: petition.code, handleBy: petition.handleBy } };
      }),
    'opinion.strike': (context, input, caller) =>
      answerOnce(context.database, context.clock, { command: 'opinion.strike', input, caller }, (store) => {
        const { opinionId, reason } = input;
        const isStruck = isSlipStruck(store, opinionId);
        if (isStruck === null) throw new Refusal('opinion.not-found');
        if (isStruck) throw new Refusal('opinion.struck');
        record(store, context.identity, context.clock, { type: 'opinion.struck', aggregate: 'station', aggregateId: aggregateOf(opinionId), actor: actorOf(caller), body: { opinionId, reason } });
        tellFeedback(context, store);
        return { opinionId };
      }),
    'opinion.list': (context, { from, to }) =>
      context.database.read((store) => {
        const slips = opinionSlips(store, withinMost(from, to), to, MOST_LISTED + 1);
        return { slips: slips.slice(0, MOST_LISTED), hasMore: slips.length > MOST_LISTED };
      }),
  };
}

/** A slip is an aggregate of its own: what becomes of it stands behind its entry. */
function aggregateOf(opinionId: string): string {
  return `opinion-${opinionId}`;
}

/** The visit of which a slip speaks: by the number of its day, by a dossier's code or its receipt; null for a slip that says none. */
function visitOfSlip(store: Readable, text: string, day: BusinessDay): RateableVisit | null {
  if (text === '') return null;
  const code = text.toUpperCase();
  if (NUMBER.test(code)) return requireRateable(visitOfNumber(store, day, code));
  const receipt = parseReceiptQr(text);
  const dossier = receipt === null ? dossiersByCode(store, code)[0] : findByReceipt(store, receipt.dossierId, receipt.code.code);
  if (dossier === undefined || dossier === null) throw new Refusal('dossier.not-found');
  return requireRateable(visitOfDossier(store, dossier.dossierId));
}
