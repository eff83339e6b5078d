// What a unit says of its money: where transfers go, which book receipts are taken from, and who may reverse a payment.

import { z } from 'zod';

/** Where a VietQR code sends the money; null: none is offered. */
const accountSchema = z.strictObject({
  /** The bank's number at NAPAS. */
  bankNumber: z.string().regex(/^\d{6}$/),
  /** For people's eyes. */
  bankName: z.string().min(1).max(80),
  account: z.string().regex(/^[A-Za-z0-9]{1,19}$/),
  /** As the bank shows it. */
  holder: z.string().min(1).max(120),
});

/** The book of this machine alone: two machines never share one. Null: no receipt can be given, so no money is taken. */
const bookSchema = z
  .strictObject({
    symbol: z.string().regex(/^[A-Z0-9/.-]{1,20}$/),
    volume: z.string().regex(/^[A-Za-z0-9.-]{1,12}$/),
    first: z.int().min(1).max(9_999_999).default(1),
    last: z.int().min(1).max(9_999_999).default(9_999_999),
  })
  .refine(({ first, last }) => first <= last, { path: ['last'], params: { rule: 'book-ends-before-it-begins' } });

export const paymentSettingsSchema = z.strictObject({
  account: accountSchema.nullable().default(null),
  receiptBook: bookSchema.nullable().default(null),
  /** Who may reverse a payment that was confirmed: the counter that took it, any counter, or only the administration. One that is pending is always its counter's. */
  reversal: z.enum(['own-counter', 'any-counter', 'admin']).default('admin'),
});
export type PaymentSettings = z.infer<typeof paymentSettingsSchema>;
