// Payments as they stand, read out of their projection.

import { z } from 'zod';
import type { BusinessDay, CounterId, DeskDay, EpochMs, PaymentId, VisitId } from '../../../shared/base/ids.ts';
import { deskDaySchema, counterIdSchema, epochMsSchema, paidLineSchema, paymentIdSchema, visitIdSchema } from '../../../shared/contract/primitives.ts';
import type { Payment } from '../../../shared/domain/payment/payment.ts';
import { paymentEvents } from '../../../shared/wire/payment-events.ts';
import type { Readable } from './handle.ts';
import { IS_VOIDED } from './voided.ts';

function json<Schema extends z.ZodType>(schema: Schema) {
  return z.string().transform((text): unknown => JSON.parse(text)).pipe(schema);
}

const paymentRow = z.object({
  paymentId: paymentIdSchema, visitId: visitIdSchema, method: z.enum(['cash', 'transfer']), amount: z.int(), lines: json(z.array(paidLineSchema)), at: epochMsSchema, counterId: counterIdSchema.nullable(), officerName: z.string(),
  code: json(paymentEvents['payment.asked'].shape.code).nullable(),
  confirmedDay: deskDaySchema.nullable(), confirmedAt: epochMsSchema.nullable(), confirmedCounter: counterIdSchema.nullable(), confirmedBy: z.string().nullable(), handed: z.int().nullable(),
  symbol: z.string().nullable(), volume: z.string().nullable(), number: z.int().nullable(),
  reversedDay: deskDaySchema.nullable(), reversedAt: epochMsSchema.nullable(), reversedBy: z.string().nullable(), reversedCounter: counterIdSchema.nullable(), reversedWhy: z.string().nullable(), reversedNote: z.string().nullable(), reversedAs: z.enum(['cash', 'transfer']).nullable(),
  isClosed: z.int(),
  bankReference: z.string().nullable(), bankPaidAt: epochMsSchema.nullable(), bankFound: z.enum(['confirmed', 'confirmed-before']).nullable(),
  dossierCode: z.string().nullable(), ticketNumber: z.string().nullable(),
});
/** A payment with what belongs to it: the code of its visit's dossier, its ticket's number, whether its day is closed. */
export type PaymentRow = z.output<typeof paymentRow>;

/** The one word of the city that holds for a payment. */
const BANK = `FROM bank_word WHERE bank_word.payment_id = payment.payment_id AND found IN ('confirmed', 'confirmed-before') LIMIT 1`;
const SELECT = `SELECT payment.payment_id AS paymentId, payment.visit_id AS visitId, method, amount, lines, asked_at AS at, payment.counter_id AS counterId, officer_name AS officerName, code,
  confirmed_day AS confirmedDay, confirmed_at AS confirmedAt, confirmed_counter AS confirmedCounter, confirmed_by AS confirmedBy, handed, book_symbol AS symbol, book_volume AS volume, receipt_number AS number,
  reversed_day AS reversedDay, reversed_at AS reversedAt, reversed_by AS reversedBy, reversed_counter AS reversedCounter, reversed_why AS reversedWhy, reversed_note AS reversedNote, reversed_as AS reversedAs,
  EXISTS (SELECT 1 FROM pay_day WHERE pay_day.day = payment.confirmed_day) AS isClosed,
  (SELECT reference ${BANK}) AS bankReference, (SELECT paid_at ${BANK}) AS bankPaidAt, (SELECT found ${BANK}) AS bankFound,
  (SELECT coalesce(dossier.official_code, city_dossier.official_code, dossier.provisional_code) FROM dossier LEFT JOIN city_dossier USING (dossier_id) WHERE dossier.visit_id = payment.visit_id LIMIT 1) AS dossierCode,
  (SELECT ticket.number FROM visit JOIN ticket USING (ticket_id) WHERE visit.visit_id = payment.visit_id) AS ticketNumber
  FROM payment`;

export function paymentById(store: Readable, paymentId: PaymentId): PaymentRow | null {
  return store.get(paymentRow, `${SELECT} WHERE payment_id = $paymentId`, { paymentId });
}

/** Of one visit, the newest first. */
export function paymentsOfVisit(store: Readable, visitId: VisitId): readonly PaymentRow[] {
  return store.all(paymentRow, `${SELECT} WHERE payment.visit_id = $visitId ORDER BY payment.rowid DESC`, { visitId });
}

/** The payment that stands for a visit, pending or confirmed; there is never more than one. */
export function standingPayment(store: Readable, visitId: VisitId): PaymentRow | null {
  return store.get(paymentRow, `${SELECT} WHERE payment.visit_id = $visitId AND reversed_day IS NULL LIMIT 1`, { visitId });
}

/** What was confirmed or given back on a day, in the order of asking. */
export function paymentsOfDay(store: Readable, day: DeskDay): readonly PaymentRow[] {
  return store.all(paymentRow, `${SELECT} WHERE confirmed_day = $day OR (reversed_day = $day AND confirmed_day IS NOT NULL) ORDER BY asked_at, payment.rowid`, { day });
}

/** Asked for and seen by nobody, of any day; of one counter, or of all. */
export function pendingPayments(store: Readable, counterId: CounterId | null): readonly PaymentRow[] {
  return store.all(paymentRow, `${SELECT} WHERE confirmed_day IS NULL AND reversed_day IS NULL AND ($counterId IS NULL OR payment.counter_id = $counterId) ORDER BY asked_at`, { counterId });
}

/** Asked at a counter since a moment for a visit that was over by then, and seen by nobody: what was owed; the newest. */
export function askedAfterVisit(store: Readable, counterId: CounterId, since: EpochMs): PaymentRow | null {
  return store.get(
    paymentRow,
    `${SELECT} WHERE payment.asked_at >= $since AND payment.counter_id = $counterId AND confirmed_day IS NULL AND reversed_day IS NULL
       AND NOT EXISTS (SELECT 1 FROM visit WHERE visit.visit_id = payment.visit_id AND (visit.state <> 'ended' OR visit.ended_at > payment.asked_at)) ORDER BY payment.asked_at DESC LIMIT 1`,
    { counterId, since },
  );
}

/** What the city has confirmed since a moment of what this counter had asked for, of this visit or as owed, and what still stands so; the newest. */
export function seenByCity(store: Readable, counterId: CounterId, since: EpochMs, visitId: VisitId | null): PaymentRow | null {
  return store.get(
    paymentRow,
    `${SELECT} WHERE payment_id IN (SELECT payment_id FROM bank_word WHERE said_at >= $since AND found = 'confirmed') AND payment.counter_id = $counterId AND reversed_day IS NULL
       AND (payment.visit_id = $visitId OR NOT EXISTS (SELECT 1 FROM visit WHERE visit.visit_id = payment.visit_id AND (visit.state <> 'ended' OR visit.ended_at > payment.asked_at)))
     ORDER BY payment.confirmed_at DESC LIMIT 1`,
    { counterId, since, visitId },
  );
}

/** Money that was taken on `since` or later for a visit that ended without a dossier, or whose dossier was given up; a hundred of them, the oldest first. Of most nobody has to look up how they stand. */
export function paymentsWithoutDossier(store: Readable, since: BusinessDay): readonly PaymentRow[] {
  return store.all(
    paymentRow,
    `${SELECT} WHERE confirmed_day >= $since AND reversed_day IS NULL AND NOT EXISTS (SELECT 1 FROM dossier LEFT JOIN city_dossier USING (dossier_id) WHERE dossier.visit_id = payment.visit_id
         AND ((voided_op IS NULL AND coalesce(city_dossier.is_voided, 0) = 0) OR NOT ${IS_VOIDED}))
       AND NOT EXISTS (SELECT 1 FROM visit WHERE visit.visit_id = payment.visit_id AND visit.state <> 'ended') ORDER BY asked_at LIMIT 100`,
    { since },
  );
}

/** As the rules of payments know it. */
export function paymentOf(row: PaymentRow): Payment {
  const { paymentId, method, amount, at, confirmedDay, reversedDay } = row;
  return {
    paymentId, method, amount, at, lines: row.lines.map((line) => ({ feeId: line.feeId, amount: line.amount })),
    state: reversedDay !== null ? 'reversed' : confirmedDay === null ? 'pending' : row.isClosed === 1 ? 'reconciled' : 'confirmed',
    receiptNumber: receiptName(row), confirmedOn: confirmedDay, reversedOn: confirmedDay === null ? null : reversedDay, reversedAs: row.reversedAs,
  };
}

/** A receipt's number as it is printed and sorted; null where none was taken. */
export function receiptName({ symbol, volume, number }: Pick<PaymentRow, 'symbol' | 'volume' | 'number'>): string | null {
  return symbol === null || volume === null || number === null ? null : `${symbol} ${volume} ${String(number).padStart(7, '0')}`;
}

/** Whose name stands on its receipt: of who has seen the money, or of who asked for it where nobody here has, or the city did. */
export function signerOf({ confirmedBy, officerName, bankFound }: Pick<PaymentRow, 'confirmedBy' | 'officerName' | 'bankFound'>): string {
  return bankFound === 'confirmed' ? officerName : (confirmedBy ?? officerName);
}
