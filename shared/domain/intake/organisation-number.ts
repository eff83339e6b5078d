// The number under which a business or another organisation is known: a tax code with its check digit, or what it was registered or founded under.

/** Of the first nine digits of a tax code; the tenth is ten less their weighted sum modulo eleven. Own knowledge of the tax authority's rule, which published checkers share. */
const WEIGHTS = [31, 29, 23, 19, 17, 13, 7, 5, 3] as const;

/** What is wrong: a check digit that does not fit, or a count of digits that no such number has. */
export type NumberFault = 'check-digit' | 'length';

/** Digits without what groups them; a branch keeps the dash before its three. */
export function plainNumber(text: string): string {
  return text.normalize('NFC').trim().toUpperCase().replaceAll(/[\s.]/gu, '').replace(/^(\d{10})-?(\d{3})$/u, '$1-$2');
}

/**
 * A doubt for the officer, who has the papers before him: the rules are not sure, so nothing is refused by them. Null for a number that may be right, and for none. Ten digits, or ten and three for a branch, are a tax code and must have its check digit. Twelve are a person's own number, under which a household business
 * is taxed since July 2025 (own knowledge). With a letter in it, it is a registration or a founding decision, of which no rule is known; other counts of digits are nobody's.
 */
export function organisationNumberFault(text: string): NumberFault | null {
  const number = plainNumber(text);
  if (number === '' || /[^\d-]/u.test(number)) return null;
  if (/^\d{12}$/u.test(number)) return null;
  if (!/^\d{10}(?:-\d{3})?$/u.test(number)) return 'length';
  const sum = WEIGHTS.reduce((total, weight, place) => total + weight * Number(number.charAt(place)), 0);
  return 10 - (sum % 11) === Number(number.charAt(9)) ? null : 'check-digit';
}
