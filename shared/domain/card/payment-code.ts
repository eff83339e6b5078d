// Tells a payment QR (EMVCo merchant-presented mode, of which VietQR is one) from anything else, and a whole one from a torn one. Nothing of it is kept.

/** 'payment-code' is whole; `isVietQr` if it goes to NAPAS. 'torn' begins as one and its length or check sum is wrong. */
export type PaymentReading = { readonly kind: 'payment-code'; readonly isVietQr: boolean } | { readonly kind: 'torn' } | { readonly kind: 'other' };

/** Field 00 with the version 01, which every payment QR begins with (EMVCo QR Code Specification, 4.7.1). */
const BEGINNING = /^000201\d{2}/;
const CHECK_SUM_FIELD = '63';
const NAPAS = 'A000000727';
/** Merchant account information. */
const ACCOUNT_FIELDS = { from: 26, to: 51 };

/** Never throws; takes time in proportion to the length. */
export function readPaymentCode(text: string): PaymentReading {
  if (!BEGINNING.test(text)) return { kind: 'other' };
  let isVietQr = false;
  for (let at = 0; at < text.length; ) {
    const [id, size] = [text.slice(at, at + 2), text.slice(at + 2, at + 4)];
    const end = at + 4 + Number(size);
    if (!/^\d{2}$/.test(id) || !/^\d{2}$/.test(size) || end > text.length) return { kind: 'torn' };
    const value = text.slice(at + 4, end);
    const number = Number(id);
    if (number >= ACCOUNT_FIELDS.from && number <= ACCOUNT_FIELDS.to && value.startsWith(`00${String(NAPAS.length)}${NAPAS}`)) isVietQr = true;
    // The check sum is the last field and covers its own number and length.
    if (id === CHECK_SUM_FIELD) return end === text.length && value.toUpperCase() === checkSumOf(text.slice(0, at + 4)) ? { kind: 'payment-code', isVietQr } : { kind: 'torn' };
    at = end;
  }
  return { kind: 'torn' };
}

/** CRC-16/CCITT-FALSE (polynomial 0x1021, start 0xFFFF) as four capital hexadecimal digits, over the text's UTF-8. */
export function checkSumOf(text: string): string {
  let sum = 0xffff;
  for (const byte of utf8(text)) {
    sum ^= byte << 8;
    for (let bit = 0; bit < 8; bit += 1) sum = ((sum & 0x8000) === 0 ? sum << 1 : (sum << 1) ^ 0x1021) & 0xffff;
  }
  return sum.toString(16).toUpperCase().padStart(4, '0');
}

/** Lone surrogates come out as the bytes of their number: they are in no check sum that fits. */
function utf8(text: string): number[] {
  return Array.from(text, (character) => {
    const point = character.codePointAt(0) ?? 0;
    const tail = (shift: number): number => 0x80 | ((point >> shift) & 0x3f);
    if (point < 0x80) return [point];
    if (point < 0x800) return [0xc0 | (point >> 6), tail(0)];
    return point < 0x10_000 ? [0xe0 | (point >> 12), tail(6), tail(0)] : [0xf0 | (point >> 18), tail(12), tail(6), tail(0)];
  }).flat();
}
