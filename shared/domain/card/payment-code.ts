// Tells a payment QR (EMVCo merchant-presented mode, of which VietQR is one) from anything else, and a whole one from a torn one. Nothing of it is kept.

import { CHECK_SUM_FIELD, checkSumOf, readFields } from '../payment/tagged-fields.ts';
import type { TaggedField } from '../payment/tagged-fields.ts';

/** 'payment-code' is whole; `isVietQr` if it goes to NAPAS. 'torn' begins as one and its length or check sum is wrong. */
export type PaymentReading = { readonly kind: 'payment-code'; readonly isVietQr: boolean } | { readonly kind: 'torn' } | { readonly kind: 'other' };

/** Field 00 with the version 01, which every payment QR begins with (EMVCo QR Code Specification, 4.7.1). */
const BEGINNING = /^000201\d{2}/;
const NAPAS = 'A000000727';
/** Merchant account information. */
const ACCOUNT_FIELDS = { from: 26, to: 51 };

/** Never throws; takes time in proportion to the length. */
export function readPaymentCode(text: string): PaymentReading {
  if (!BEGINNING.test(text)) return { kind: 'other' };
  const fields = readFields(text);
  const last = fields?.at(-1);
  if (fields === null || last?.id !== CHECK_SUM_FIELD || last.value.toUpperCase() !== checkSumOf(text.slice(0, last.at + 4))) return { kind: 'torn' };
  return { kind: 'payment-code', isVietQr: fields.some(isOfNapas) };
}

function isOfNapas({ id, value }: TaggedField): boolean {
  const number = Number(id);
  return number >= ACCOUNT_FIELDS.from && number <= ACCOUNT_FIELDS.to && value.startsWith(`00${String(NAPAS.length)}${NAPAS}`);
}
