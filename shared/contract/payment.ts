// Fees and payments at the counter: what a visit costs, how it is paid, and what somebody has seen of the money.

import { z } from 'zod';
import { bankReferenceSchema, chargedLineSchema, deskDaySchema, counterIdSchema, dossierIdSchema, epochMsSchema, paidLineSchema, paymentIdSchema, procedureCodeSchema, receiptBookSchema, typedWordsSchema, visitIdSchema, wordsSchema } from './primitives.ts';
import { MOST_LINES } from '../domain/fee/fee.ts';
import { change, query } from './command.ts';
import { errorCodeSchema } from './errors.ts';
import { printSchema } from './queue.ts';

const amount = z.int().min(0);
/** As it was typed: whether it may stand is told beside the field, not by refusing the draft. */
const typedAmount = z.int().min(-1_000_000_000_000).max(1_000_000_000_000);

/** One line as the officer has it; the draft keeps it however wrong it is. */
export const feeOrderSchema = z.strictObject({
  feeId: z.string().min(1).max(64), quantity: typedAmount, pages: typedAmount.exactOptional(), original: typedWordsSchema(200).exactOptional(), entered: typedAmount.exactOptional(),
  changed: z.strictObject({ amount: typedAmount, reason: typedWordsSchema(300) }).exactOptional(), exemption: z.strictObject({ exemptionId: z.string().max(64), proof: typedWordsSchema(300) }).exactOptional(),
});

/** 'now': paid before the dossier is received, or asked for. 'later': when the result is given out. 'none': nothing is charged, and `reason` says why. */
export const feeMannerSchema = z.enum(['now', 'later', 'none']);

const exemptionSchema = z.strictObject({ exemptionId: z.string(), name: z.string(), proof: z.string(), percentOff: z.number() });
const feeKindSchema = z.enum(['phi', 'le-phi']);
const priceSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('each'), amount }),
  z.strictObject({ kind: z.literal('pages'), first: amount, firstPages: z.int(), further: amount, capPerCopy: amount }),
  z.strictObject({ kind: z.literal('entered'), most: amount.nullable() }),
]);
const tariffSchema = z.strictObject({ feeId: z.string(), name: z.string(), kind: feeKindSchema, unit: z.string(), price: priceSchema, exemptions: z.array(exemptionSchema) });

export const billedLineSchema = chargedLineSchema.extend({
  full: amount, exemption: z.strictObject({ exemptionId: z.string(), name: z.string(), proof: z.string() }).nullable(), changed: z.strictObject({ from: amount, reason: z.string() }).nullable(),
});
const reasonSchema = z.enum(['unknown-fee', 'bad-quantity', 'bad-pages', 'bad-amount', 'unknown-exemption', 'no-proof', 'no-reason', 'stands-twice', 'above-law']);
const billSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('bill'), lines: z.array(billedLineSchema), total: amount }),
  z.strictObject({ kind: z.literal('refused'), feeId: z.string(), reason: reasonSchema, most: amount.exactOptional() }),
]);

/** A payment. `state` 'reconciled': its day was closed with it. `receipt` is null until somebody has seen the money. */
export const paymentSchema = z.strictObject({
  paymentId: paymentIdSchema, visitId: visitIdSchema, method: z.enum(['cash', 'transfer']), state: z.enum(['pending', 'confirmed', 'reversed', 'reconciled']), amount,
  lines: z.array(paidLineSchema), at: epochMsSchema,
  /** Whose it is: the counter that asked for it. */
  counterId: counterIdSchema.nullable(), officerName: z.string(),
  /** By what it is found again: the code of its dossier, or the ticket's number until there is one. */
  label: z.string(), hasDossier: z.boolean(),
  receipt: receiptBookSchema.extend({ number: z.int() }).nullable(), handed: amount.nullable(),
  confirmed: z.strictObject({ day: deskDaySchema, at: epochMsSchema, officerName: z.string() }).nullable(),
  reversed: z.strictObject({ day: deskDaySchema.nullable(), at: epochMsSchema, officerName: z.string(), as: z.enum(['cash', 'transfer']), why: z.string(), note: z.string() }).nullable(),
  billNumber: z.string().nullable(),
  /** The transfer that the city has seen on the bank's statement. `isCitys`: by it the city confirmed; else an officer had before, and both have seen the same money. */
  bank: z.strictObject({ reference: z.string(), paidAt: epochMsSchema, isCitys: z.boolean() }).nullable(),
  print: printSchema.nullable(),
});
export type PaymentView = z.infer<typeof paymentSchema>;

/** What a dossier that is open already still owes. Its name is cut as in every list; `isAsked`: a code was shown, and nobody has seen the money. `letOut`: its result was given out all the same, when and why. */
export const owedSchema = z.strictObject({
  dossierId: dossierIdSchema, code: z.string(), applicantName: z.string(), procedureName: z.string(), amount, since: epochMsSchema, isAsked: z.boolean(), letOut: z.strictObject({ at: epochMsSchema, reason: z.string() }).nullable(),
});
export type Owed = z.infer<typeof owedSchema>;

/** What a visit costs and what has come of it. */
export const feeViewSchema = z.strictObject({
  visitId: visitIdSchema, procedureCode: procedureCodeSchema.nullable(), feeText: z.string(), tariff: z.array(tariffSchema),
  /** False where the step may be passed over: the procedure is free, or the catalogue says nothing. */
  isExpected: z.boolean(),
  orders: z.array(feeOrderSchema), manner: feeMannerSchema, reason: z.string(),
  /** True once the officer has said something; before it the orders are the catalogue's. */
  isTouched: z.boolean(),
  /** True while a payment stands: what was paid for is not changed under it. */
  isLocked: z.boolean(),
  bill: billSchema,
  /** The payment that stands, if any; those that were reversed follow, newest first. */
  payments: z.array(paymentSchema),
  /** Null where it can be done; else why not. */
  cashRefusal: errorCodeSchema.nullable(), transferRefusal: errorCodeSchema.nullable(),
  day: deskDaySchema,
  /** This counter may reverse what was confirmed. */
  mayReverse: z.boolean(),
});
export type FeeView = z.infer<typeof feeViewSchema>;

const ofVisit = { visitId: visitIdSchema };
const ofPayment = { paymentId: paymentIdSchema };
const note = wordsSchema(200);
/** Who does it at the administration, whose window has no officer of its own: there it is wanted ('payment.name-needed'), at a counter it is the counter's officer. */
const officerName = wordsSchema(120).exactOptional();

export const paymentCommands = {
  /** Of the visit at this counter; null between two people. */
  'fee.read': query(['counter'], z.strictObject({}), feeViewSchema.nullable()),
  /** Keeps the lines as they were typed, right or wrong: what is wrong stands in `bill`. Refuses 'fee.locked' while a payment stands, 'visit.no-procedure'. */
  'fee.save': change(['counter'], { ...ofVisit, orders: z.array(feeOrderSchema).max(MOST_LINES), manner: feeMannerSchema, reason: wordsSchema(300) }, feeViewSchema),
  /**
   * Cash that the officer has in the hand: payment, receipt number and print in one. `total` is what the officer saw, `handed` what was put on the desk.
   * Refuses 'fee.above-law' {most}, 'fee.wrong', 'fee.nothing', 'payment.amount-differs' {amount}, 'payment.too-little' {short}, 'payment.exists', 'payment.receipts-unset', 'payment.receipts-full' {book}.
   */
  'payment.cash': change(['counter'], { ...ofVisit, total: amount, handed: amount }, paymentSchema),
  /** Shows a VietQR code on the citizen's screen; pending until somebody has seen the money. Refuses like 'payment.cash', and 'payment.account-unset'. */
  'payment.ask': change(['counter'], { ...ofVisit, total: amount }, paymentSchema),
  /**
   * Takes what a dossier owes after its visit is over, without a called ticket: cash with its number at once, or a code on this counter's screen.
   * Refuses 'dossier.not-found', 'fee.nothing' where nothing is owed, 'payment.exists' while a code waits, and like the two above.
   */
  'payment.take-owed': change(['counter'], { dossierId: dossierIdSchema, total: amount, how: z.discriminatedUnion('method', [z.strictObject({ method: z.literal('cash'), handed: amount }), z.strictObject({ method: z.literal('transfer') })]) }, paymentSchema),
  /**
   * What a dossier owes is not wanted any more, for a reason that stays on record; `total` is what was seen. Refuses 'dossier.not-found', 'fee.nothing' where nothing is owed, 'payment.exists' while a code waits, 'payment.amount-differs' {amount},
   * 'payment.name-needed'.
   */
  'fee.let-off': change(['admin'], { dossierId: dossierIdSchema, total: amount, reason: wordsSchema(300).pipe(z.string().min(1)), officerName }, z.strictObject({ dossierId: dossierIdSchema })),
  /** An officer has seen `seen` on the bank's statement: the number is taken and the receipt printed. Refuses 'payment.not-found', 'payment.wrong-state', 'payment.amount-differs' {amount}, 'payment.other-counter' {counter}. */
  'payment.confirm': change(['counter', 'admin'], { ...ofPayment, seen: amount, officerName }, paymentSchema),
  /** Pending: it did not come. Confirmed: it is given back, on the day that is open now. Refuses 'payment.reverse-elsewhere' where the settings let only others do it. `as`: in what it is given back, as it came where nobody says. `drawer`: out of whose drawer the administration takes cash; null is its own. */
  'payment.reverse': change(['counter', 'admin'], { ...ofPayment, officerName, as: z.enum(['cash', 'transfer']).exactOptional(), drawer: counterIdSchema.nullable().exactOptional(), why: z.enum(['not-received', 'wrong-amount', 'wrong-person', 'withdrawn', 'replaced', 'other']), note }, paymentSchema),
  /** Somebody has dealt with money that the city has seen and that confirmed nothing: `note` says how. Refuses 'bank.not-open', 'payment.name-needed'. */
  'payment.settle-bank': change(['admin'], { ...ofPayment, reference: bankReferenceSchema, note: note.pipe(z.string().min(1)), officerName }, z.strictObject({})),
  /** Prints the receipt once more, marked as a copy if one may have come out. Refuses 'payment.no-receipt', 'print.wrong-state'. */
  'payment.print': change(['counter', 'admin'], ofPayment, paymentSchema),
};
