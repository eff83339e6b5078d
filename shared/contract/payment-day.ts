// The cash desk's day: each counter's drawer, what is still pending, and the closing that must come out even or say why not.

import { z } from 'zod';
import { deskDaySchema, counterIdSchema, epochMsSchema, paymentIdSchema, receiptBookSchema, wordsSchema } from './primitives.ts';
import { change, query } from './command.ts';
import { errorCodeSchema } from './errors.ts';
import { owedSchema, paymentSchema } from './payment.ts';

const amount = z.int().min(0);
const sums = { cash: amount, transfers: amount, reversedCash: amount, reversedTransfers: amount };

/** What a counter took and gave back; `counted` is the last count of its drawer, null where nobody has. */
const drawerSchema = z.strictObject({
  counterId: counterIdSchema.nullable(), officerNames: z.array(z.string()), payments: z.int(), ...sums,
  /** Cash less what was given back: what must lie in the drawer for this day. */
  expected: z.int(),
  counted: z.strictObject({ amount: z.int(), at: epochMsSchema, officerName: z.string(), note: z.string() }).nullable(),
});

/** Numbers of one book, first to last, with the payments that have them. `skipped`: explained, no payment has them. `missing`: nobody knows. */
const rangeSchema = z.strictObject({ book: receiptBookSchema, first: z.int(), last: z.int(), used: z.int(), reversed: z.int(), skipped: z.array(z.strictObject({ from: z.int(), to: z.int(), why: z.string() })), missing: z.array(z.int()) });

const faultSchema = z.strictObject({ kind: z.enum(['lines-differ', 'receipt-missing', 'receipt-twice', 'no-receipt', 'cash-differs', 'transfers-differ', 'total-differs', 'closed-differs']), what: z.string(), expected: z.int().nullable(), found: z.int().nullable() });

/** Money that the city has seen and that confirmed nothing, or waits. `code`: why; `counterId`: whose payment it is about. `maySettle`: it will not have an effect by itself any more, and somebody has to say what was done. */
const bankWordSchema = z.strictObject({
  paymentId: paymentIdSchema, reference: z.string(), amount, paidAt: epochMsSchema, at: epochMsSchema, counterId: counterIdSchema.nullable(), officerName: z.string(), label: z.string(), code: errorCodeSchema, maySettle: z.boolean(),
});
export type BankWordView = z.infer<typeof bankWordSchema>;

export const payDaySchema = z.strictObject({
  station: z.string(), day: deskDaySchema,
  /** The day into which money that is taken now goes: today, its next supplement once it was closed, or a later day while the clock is doubted. */
  openDay: deskDaySchema,
  /** Days that want somebody, oldest first: with payments and not closed, or closed in the last year with a sum that is another now ('closed-differs'). */
  openDays: z.array(deskDaySchema),
  /** The day of the same date and its supplements in which there was anything, in order, and what they come to together, of the whole station. */
  sameDate: z.array(deskDaySchema), dateTotal: z.int(),
  ...sums, total: z.int(), byFee: z.array(z.strictObject({ feeId: z.string(), name: z.string(), amount: z.int() })),
  drawers: z.array(drawerSchema), receipts: z.array(rangeSchema), payments: z.array(paymentSchema),
  /** Of any day: money that was asked for and nobody has seen. */
  pending: z.array(paymentSchema),
  /** Confirmed in the last 90 days, without a dossier, and their visit is over: somebody has to give the money back or say what it was for. */
  withoutDossier: z.array(paymentSchema),
  /** Of any day, the oldest first: money on the bank's statement that somebody has to look at. */
  bankWords: z.array(bankWordSchema),
  /** Dossiers whose fee was charged and not paid, of whatever counter and day, the oldest first: at most 100 of `count`, which owe `amount` together. */
  owed: z.strictObject({ count: z.int(), amount: z.int(), dossiers: z.array(owedSchema) }),
  /** With the counts that were asked with; null ones are taken as what should be there. */
  faults: z.array(faultSchema),
  closed: z.strictObject({ at: epochMsSchema, officerName: z.string(), countedCash: z.int(), countedTransfers: z.int(), explanation: z.string(), total: z.int() }).nullable(),
});
export type PayDay = z.infer<typeof payDaySchema>;

export const payDayCommands = {
  /** The whole station at the administration; null takes the day that is open. */
  'payday.read': query(['admin'], z.strictObject({ day: deskDaySchema.nullable(), countedCash: z.int().nullable(), countedTransfers: z.int().nullable() }), payDaySchema),
  /** This counter's own drawer on the day that is open, with its own payments and what is pending here. */
  'drawer.read': query(['counter'], z.strictObject({}), payDaySchema),
  /** What the officer counted in this counter's drawer. It may be counted again; the last count holds. Refuses 'payday.closed' {day}. */
  'drawer.count': change(['counter'], { day: deskDaySchema, counted: amount, note: wordsSchema(200) }, payDaySchema),
  /**
   * Closes a day for good. Refuses 'payday.closed' {day}, 'payday.changed' where something came in since `total` was seen, 'payday.not-yet' {day} for a day that has not begun or a supplement of one that is not closed, 'payday.clock-doubted' while the clock is not believed,
   * and 'payday.does-not-close' {count} where something is wrong and nobody says why.
   */
  'payday.close': change(['admin'], { day: deskDaySchema, total: z.int(), countedCash: z.int(), countedTransfers: z.int(), explanation: wordsSchema(300), officerName: wordsSchema(120).pipe(z.string().min(1)) }, payDaySchema),
};
