// One line of what was paid and the book that its receipt comes from, as windows, stations and the city all say it.

import { z } from 'zod';

/** Whole đồng, up to a hundred billion. */
export const amountSchema = z.int().min(0).max(100_000_000_000);

/** A line without what was shown for an exemption. `amount` is what is paid of it. */
export const paidLineSchema = z.strictObject({
  feeId: z.string().min(1).max(64), name: z.string().min(1).max(200), kind: z.enum(['phi', 'le-phi']), unit: z.string().max(60), quantity: z.int().min(1), unitAmount: amountSchema, amount: amountSchema,
});

/** A book of receipts: its symbol and its volume, as they are printed. */
export const receiptBookSchema = z.strictObject({ symbol: z.string().regex(/^[A-Z0-9/.-]{1,20}$/), volume: z.string().regex(/^[A-Za-z0-9.-]{1,12}$/) });
