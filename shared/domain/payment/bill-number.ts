// The number by which a transfer is found again on a bank's statement: written first into a VietQR code's purpose, and read back out of whatever the bank has made of it. Pure.

/** Ten digits of the payment's own id behind two letters: short enough for every bank, and one that the next payment has not. */
const BILL_NUMBER = /^MC[0-9A-F]{10}$/;

/** Of a payment's id, a UUID. */
export function billNumberOf(paymentId: string): string {
  return `MC${paymentId.replaceAll('-', '').slice(-10).toUpperCase()}`;
}

/**
 * Those that stand in a text as whole words, each once, in their order. Banks write everything in capitals, without accents and between words of their own: so letters are compared as capitals, and anything that is
 * neither letter nor digit ends a word. Nothing is guessed: a number that is cut, glued to another word, or has one digit wrong is none.
 */
export function billNumbersIn(text: string): readonly string[] {
  const words = text.normalize('NFKD').replaceAll(/\p{M}/gu, '').toUpperCase().split(/[^\p{L}\p{N}]+/u);
  return [...new Set(words.filter((word) => BILL_NUMBER.test(word)))];
}
