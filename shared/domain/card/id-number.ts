// The twelve-digit personal number: what it says about its owner, and how it is shown where it is not needed.

import type { Brand } from '../../base/brand.ts';
import { PROVINCE_NUMBERS } from './provinces.ts';

/** Twelve digits. There is no check digit: a wrong number is told only by what it contradicts. */
export type IdNumber = Brand<string, 'IdNumber'>;

export type Sex = 'female' | 'male';

/** Things an officer should look at; none of them blocks, because the papers of people are older than the rules. */
export type IdNumberWarning = 'id-length' | 'id-province' | 'id-sex' | 'id-birth-year';

/** What is known from elsewhere about the number's owner. */
export interface KnownPerson {
  readonly sex: Sex | 'unknown';
  readonly birthYear: number | null;
}

/** Reads twelve digits, also grouped by spaces or dots as people type them; null for anything else. */
export function parseIdNumber(text: string): IdNumber | null {
  const digits = text.replaceAll(/[\s.]/gu, '');
  return /^\d{12}$/.test(digits) ? (digits as IdNumber) : null;
}

/** Why something can be nobody's number; null for what may be one, and for nothing. Twelve digits on a card, nine on an old one; the fourth of twelve is century and sex, and nobody is born after 2099 yet. */
export function idNumberFault(digits: string): 'id-number' | 'id-length' | 'id-century' | null {
  if (!/^\d*$/.test(digits)) return 'id-number';
  if (digits !== '' && digits.length !== 9 && digits.length !== 12) return 'id-length';
  return digits.length === 12 && Number(digits.charAt(3)) > LAST_CENTURY_DIGIT ? 'id-century' : null;
}

/** Women born from 2000 to 2099. */
const LAST_CENTURY_DIGIT = 3;

/**
 * Compares a number with what is known of its owner. Digits 1–3 are the province, the fourth is century and sex (0 and 1 for men and women
 * born 1900–1999, 2 and 3 for 2000–2099, and so on), the next two the year of birth. Circular 59/2021/TT-BCA, article 4.
 */
export function checkIdNumber(text: string, known: KnownPerson): readonly IdNumberWarning[] {
  const number = parseIdNumber(text);
  if (number === null) return ['id-length'];
  const warnings: IdNumberWarning[] = [];
  const centuryAndSex = Number(number.charAt(3));
  const sex: Sex = centuryAndSex % 2 === 0 ? 'male' : 'female';
  const birthYear = 1900 + Math.floor(centuryAndSex / 2) * 100 + Number(number.slice(4, 6));
  if (!PROVINCE_NUMBERS.has(number.slice(0, 3))) warnings.push('id-province');
  if (known.sex !== 'unknown' && known.sex !== sex) warnings.push('id-sex');
  if (known.birthYear !== null && known.birthYear !== birthYear) warnings.push('id-birth-year');
  return warnings;
}

/** The first three and last three characters with stars between; everything is hidden in what is too short to be hidden in part. */
export function maskIdNumber(number: string): string {
  const shown = 3;
  if (number.length < shown * 3) return '*'.repeat(number.length);
  return number.slice(0, shown) + '*'.repeat(number.length - shown * 2) + number.slice(-shown);
}
