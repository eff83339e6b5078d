// A day at the cash desk, summed up out of the store: drawers, receipts, what is pending, and everything that keeps it from closing.

import type { BusinessDay, CounterId, DeskDay } from '../../../../shared/base/ids.ts';
import type { Owed } from '../../../../shared/contract/payment.ts';
import type { PayDay } from '../../../../shared/contract/payment-day.ts';
import { dayEnd, type CountedMoney, type DayFault } from '../../../../shared/domain/payment/day-end.ts';
import { dateOf } from '../../../../shared/domain/payment/desk-day.ts';
import { type DeskPayment, drawersOf, type Stretch, unexplainedNumbers } from '../../../../shared/domain/payment/drawers.ts';
import { maskName } from '../../../../shared/domain/text/mask-name.ts';
import { addDays } from '../../../../shared/domain/time/business-day.ts';
import { dossierById } from '../../store/dossiers.ts';
import type { Readable } from '../../store/handle.ts';
import { type OwedFee, owedFees } from '../../store/owed-fees.ts';
import { closedDay, drawerCounts, openDays, partsOfDate } from '../../store/payment-days.ts';
import { paymentOf, type PaymentRow, paymentsOfDay, paymentsWithoutDossier, pendingPayments, receiptName, standingPayment } from '../../store/payments.ts';
import { skippedReceipts, usedReceipts } from '../../store/receipt-books.ts';
import type { CommandContext } from '../context.ts';
import { bankWordViews } from './bank-words.ts';
import { openPayDay, type PaymentParts } from './payment-parts.ts';
import { paymentView } from './payment-view.ts';

/** So long somebody is asked about money that was taken for nothing: what nobody gave back in a quarter is the accountant's. */
const LOOKED_AFTER_DAYS = 90;

/** So long a closed day is compared with what its payments come to now. */
const COMPARED_DAYS = 366;

/** So many dossiers that owe money are named; the sum is of all. */
const MOST_OWED = 100;

/** `counted` holds null where nobody has counted: then what should be there is taken. `counterId` narrows everything to one drawer. */
export interface DayQuestion {
  readonly day: DeskDay;
  readonly countedCash: number | null;
  readonly countedTransfers: number | null;
  readonly counterId: CounterId | null;
}

export function dayView(context: CommandContext, parts: PaymentParts, store: Readable, { day, countedCash, countedTransfers, counterId }: DayQuestion): PayDay {
  const rows = paymentsOfDay(store, day).filter((row) => counterId === null || row.confirmedCounter === counterId || row.reversedCounter === counterId);
  const desk = rows.map(deskPayment);
  const owed = owedFees(store, MOST_OWED);
  const counts = new Map(drawerCounts(store, day).map((count) => [count.counterId, count]));
  const drawers = drawersOf(day, desk, [...counts.keys()]).filter((drawer) => counterId === null || drawer.counterId === counterId);
  const own = counterId === null ? desk : desk.map((payment) => ownSide(payment, counterId));
  const receipts = rangesOf(store, day, rows);
  const missing = receipts.flatMap(({ book, missing: numbers }) => numbers.map((number) => `${book.symbol} ${book.volume} ${String(number).padStart(7, '0')}`));
  const pending = pendingPayments(store, counterId);
  const expected = dayEnd(day, own, [], { cash: 0, transfers: 0 });
  const counted: CountedMoney = { cash: countedCash ?? expected.cash - expected.reversedCash, transfers: countedTransfers ?? expected.transfers - expected.reversedTransfers };
  const end = dayEnd(day, own, [...rows.flatMap((row) => (row.confirmedDay === day ? (receiptName(row) ?? []) : [])), ...(counterId === null ? missing : [])], counted);
  const closed = closedDay(store, day);
  const date = partsOfDate(store, dateOf(day));
  const names = new Map(rows.flatMap(({ lines }) => lines.map((line) => [line.feeId, line.name] as const)));
  const closedTotal = closed === null ? null : closed.closed.cash + closed.closed.transfers - closed.closed.reversedCash - closed.closed.reversedTransfers;
  return {
    station: `${context.identity.commune}-${context.identity.station}`, day, openDay: openPayDay(context, store, parts), openDays: [...openDays(store, addDays(context.trueDay().day, -COMPARED_DAYS))],
    sameDate: [...date.parts], dateTotal: date.total,
    cash: end.cash, transfers: end.transfers, reversedCash: end.reversedCash, reversedTransfers: end.reversedTransfers, total: end.total,
    byFee: end.byFee.map(({ feeId, amount }) => ({ feeId, name: names.get(feeId) ?? feeId, amount })),
    drawers: drawers.map((drawer) => {
      const count = drawer.counterId === null ? undefined : counts.get(drawer.counterId);
      return { ...drawer, officerNames: [...drawer.officerNames], counted: count === undefined ? null : { amount: count.counted, at: count.at, officerName: count.officerName, note: count.note } };
    }),
    receipts, payments: rows.map((row) => paymentView(store, row)), pending: pending.map((row) => paymentView(store, row)),
    withoutDossier: paymentsWithoutDossier(store, addDays(context.trueDay().day, -LOOKED_AFTER_DAYS)).filter((row) => counterId === null || row.counterId === counterId).map((row) => paymentView(store, row)),
    bankWords: bankWordViews(store).filter((word) => counterId === null || word.counterId === counterId),
    owed: { count: owed.count, amount: owed.amount, dossiers: owed.oldest.flatMap((one) => owedView(store, one)) },
    faults: [
      ...end.faults.map(faultView),
      // A store that was put back may have got payments of a closed day back from the city.
      ...(closedTotal !== null && counterId === null && closedTotal !== end.total ? [{ kind: 'closed-differs' as const, what: '', expected: closedTotal, found: end.total }] : []),
    ],
    closed: closed === null ? null : {
      at: closed.at, officerName: closed.closed.by.officerName, countedCash: closed.closed.countedCash, countedTransfers: closed.closed.countedTransfers, explanation: closed.closed.explanation, total: closedTotal ?? 0,
    },
  };
}

function owedView(store: Readable, { dossierId, visitId, amount, since, letOutAt, letOutReason }: OwedFee): readonly Owed[] {
  const dossier = dossierById(store, dossierId);
  if (dossier === null) return [];
  const { officialCode, provisionalCode, applicantName, procedureName } = dossier;
  return [{ dossierId, code: officialCode ?? provisionalCode, applicantName: maskName(applicantName), procedureName, amount, since, isAsked: standingPayment(store, visitId) !== null, letOut: letOutAt === null ? null : { at: letOutAt, reason: letOutReason ?? '' } }];
}

function deskPayment(row: PaymentRow): DeskPayment {
  return { ...paymentOf(row), takenAt: row.confirmedCounter, givenBackAt: row.reversedCounter, takenBy: row.confirmedBy ?? '' };
}

/** Of a payment that passed two drawers, what this one had of it. */
function ownSide(payment: DeskPayment, counterId: CounterId): DeskPayment {
  return { ...payment, confirmedOn: payment.takenAt === counterId ? payment.confirmedOn : ('' as BusinessDay), reversedOn: payment.givenBackAt === counterId ? payment.reversedOn : null };
}

function rangesOf(store: Readable, day: DeskDay, rows: readonly PaymentRow[]): PayDay['receipts'] {
  const books = Map.groupBy(rows.filter(({ confirmedDay, number }) => confirmedDay === day && number !== null), ({ symbol, volume }) => `${symbol ?? ''} ${volume ?? ''}`);
  return [...books.values()].map((taken) => {
    const book = { symbol: taken[0]?.symbol ?? '', volume: taken[0]?.volume ?? '' };
    const numbers = taken.flatMap(({ number }) => number ?? []);
    const [first, last] = [Math.min(...numbers), Math.max(...numbers)];
    const used = new Set(usedReceipts(store, book, first, last));
    // What was given up before the city had said which of it was given: numbers that came back with their payments are not in doubt any more.
    const skipped = skippedReceipts(store, book).filter(({ from, to }) => to >= first && from <= last).flatMap((gap) => without(gap, usedReceipts(store, book, gap.from, gap.to)));
    return { book, first, last, used: numbers.length, reversed: taken.filter(({ reversedDay }) => reversedDay !== null).length, skipped: [...skipped], missing: [...unexplainedNumbers({ first, last }, used, skipped)] };
  });
}

/** What is left of a stretch without the numbers that payments have. */
function without<Gap extends Stretch>(gap: Gap, used: readonly number[]): Gap[] {
  const starts = [gap.from, ...used.map((number) => number + 1)];
  const ends = [...used.map((number) => number - 1), gap.to];
  return starts.map((from, place) => ({ ...gap, from, to: ends[place] ?? gap.to })).filter(({ from, to }) => from <= to);
}

function faultView(fault: DayFault): PayDay['faults'][number] {
  switch (fault.kind) {
    case 'lines-differ':
      return { kind: fault.kind, what: fault.paymentId, expected: fault.amount, found: fault.lines };
    case 'receipt-missing':
    case 'receipt-twice':
      return { kind: fault.kind, what: fault.number, expected: null, found: null };
    case 'no-receipt':
      return { kind: fault.kind, what: fault.paymentId, expected: null, found: null };
    case 'cash-differs':
    case 'transfers-differ':
      return { kind: fault.kind, what: '', expected: fault.expected, found: fault.counted };
    case 'total-differs':
      return { kind: fault.kind, what: '', expected: fault.byMethod, found: fault.byFee };
  }
}
