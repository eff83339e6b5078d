// The money settings of a simulated point: an account that all share, and for each station a book of receipts of its own. A copied disk has its original's.

import type { PaymentParts } from '../../../electron/station/commands/payment/payment-parts.ts';
import { MONEY } from '../../fakes/paying-visit.ts';
import { nameOf } from './looking.ts';

const YEARS = [2015, 2016, 2024, 2025, 2026, 2027, 2036, 2037, 2038, 2106, 2107];
export const HOLIDAYS = YEARS.map((year) => ({ year, closed: [], working: [] }));

const BOOK = { symbol: 'AA/26P', first: 1, last: 9_999_999 } as const;

export function moneyOf(label: string): PaymentParts & { readonly settings: { readonly receiptBook: { readonly symbol: string; readonly volume: string; readonly first: number; readonly last: number } } } {
  return { settings: { ...MONEY, receiptBook: { ...BOOK, volume: nameOf(label) }, reversal: 'any-counter' }, holidays: HOLIDAYS };
}
