// What a station writes down of money: what a dossier costs, what was asked for, seen, given back, counted, and how a day was closed. No payer's name stands in any of it.

import { z } from 'zod';
import { amountSchema, bankReferenceSchema, chargedLineSchema, deskDaySchema, counterIdSchema, dossierIdSchema, epochMsSchema, paidLineSchema, paymentIdSchema, receiptBookSchema, visitIdSchema } from '../contract/primitives.ts';

const amount = amountSchema;
const words = z.string().max(300);
const paymentId = paymentIdSchema;

/** Money as the city has seen it on the bank's statement. */
const bank = z.strictObject({ reference: bankReferenceSchema, paidAt: epochMsSchema });

/**
 * What the city's word met here: 'confirmed-before': an officer had said so already. 'reversed': it had been given up as not come. 'given-back': it had been confirmed and given back. 'paid-twice': the city had confirmed it by
 * another transfer. 'amount-differs': it is not what was asked for. 'unknown': nobody here knows the payment. Of all but the first somebody has to decide.
 */
export const bankFoundSchema = z.enum(['confirmed-before', 'reversed', 'given-back', 'paid-twice', 'amount-differs', 'unknown']);

/** Who did it: the counter and the officer whose name stands on it; the administration has no counter. */
const by = z.strictObject({ counterId: counterIdSchema.nullable(), officerName: z.string().max(120) });

export const paymentEvents = {
  /** What a dossier costs as it was opened, with what was let off and why. `manner`: how it is paid, as form 01 says it. Proofs, reasons and the names of originals are personal data. */
  'fee.charged': z.strictObject({
    dossierId: dossierIdSchema, visitId: visitIdSchema,
    lines: z.array(chargedLineSchema.extend({
      full: amount, exemption: z.strictObject({ exemptionId: z.string().max(64), name: z.string().max(200), proof: words }).nullable(), changed: z.strictObject({ from: amount, reason: words }).nullable(),
    })).max(20),
    total: amount,
    manner: z.enum(['now', 'later', 'none']),
    reason: words,
  }),
  /** What a dossier owed is not wanted any more: how much, why, and who said so. Why is personal data. */
  'fee.let-off': z.strictObject({ dossierId: dossierIdSchema, amount, reason: z.string().max(300), by }),
  /** A payment begins: the money is asked for, and nobody has seen it. `code` is what a bank's app was shown. */
  'payment.asked': z.strictObject({
    paymentId, visitId: visitIdSchema, by, method: z.enum(['cash', 'transfer']), lines: z.array(paidLineSchema).min(1).max(20), amount,
    code: z.strictObject({ bankNumber: z.string().max(6), bankName: z.string().max(80), account: z.string().max(19), holder: z.string().max(120), purpose: z.string().max(25), billNumber: z.string().max(25) }).nullable(),
  }),
  /** Somebody has seen exactly this money; the receipt's number was taken for it. `handed` is what lay on the desk before the change was given. With `bank` it was the city, and `by` is the counter that asked, without a name. */
  'payment.confirmed': z.strictObject({ paymentId, day: deskDaySchema, by, seen: amount, handed: amount.nullable(), receipt: receiptBookSchema.extend({ number: z.int().min(1) }), bank: bank.exactOptional() }),
  /** The city has seen money that could not confirm its payment any more, or not at all. */
  'payment.bank-said': z.strictObject({ paymentId, bank, amount, found: bankFoundSchema }),
  /** Somebody has dealt with money that the city has seen and that confirmed nothing. */
  'payment.bank-settled': z.strictObject({ paymentId, reference: bankReferenceSchema, by, note: z.string().max(200) }),
  /** It did not come, or was given back: by whom, out of whose drawer, and `as` what where somebody said so; without it, as it had come. Its number stays taken. */
  'payment.reversed': z.strictObject({ paymentId, day: deskDaySchema, by, as: z.enum(['cash', 'transfer']).exactOptional(), why: z.enum(['not-received', 'wrong-amount', 'wrong-person', 'withdrawn', 'replaced', 'other']), note: z.string().max(200) }),
  /** Numbers of a book that this store will not give: before a book's first one, or where another life of the store may have given them, of which payments may still come back from the city. */
  'receipts.skipped': z.strictObject({ book: receiptBookSchema, from: z.int().min(1), to: z.int().min(1), why: z.enum(['restored', 'book-begins', 'unknown']) }),
  /** What lay in a counter's drawer when its officer counted it. */
  'drawer.counted': z.strictObject({ day: deskDaySchema, by: by.extend({ counterId: counterIdSchema }), counted: amount, expected: z.int(), note: z.string().max(200) }),
  /** The day's sums as they were when it was closed; from then on nothing is added to it. */
  'payday.closed': z.strictObject({
    day: deskDaySchema, by, cash: amount, transfers: amount, reversedCash: amount, reversedTransfers: amount, countedCash: z.int(), countedTransfers: z.int(), payments: z.int().min(0),
    pending: z.strictObject({ count: z.int().min(0), amount }), receipts: z.array(receiptBookSchema.extend({ first: z.int().min(1), last: z.int().min(1), used: z.int().min(0) })).max(50),
    faults: z.array(z.string().max(40)).max(60), explanation: words,
  }),
} as const satisfies Record<string, z.ZodType>;
