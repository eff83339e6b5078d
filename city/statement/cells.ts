// What single cells of a bank's file say: an amount, a moment, a reference, whether money came in. Null for whatever is not certain.

import { feedChanges } from '../../shared/wire/feed.ts';
import { folded } from './columns.ts';

const referenceSchema = feedChanges['payment.seen'].shape.reference;
const LARGEST = 9_999_999_999_999;
const IN = new Set(['c', 'cr', 'credit', 'co', 'ghi co', 'tien vao', 'nhan tien', 'in']);
const OUT = new Set(['d', 'dr', 'debit', 'no', 'ghi no', 'tien ra', 'chuyen tien', 'out']);

/**
 * Whole đồng, below 0 where it went out. Thousands are apart by dots, commas or spaces, by one of them and in threes; behind the other sign may stand zeros only, since there is no smaller coin. "1.5" is no amount,
 * and neither is what a table program has made of a long number.
 */
export function parseAmount(cell: string): number | null {
  const text = cell.replaceAll(/[\u00a0\u202f]/g, ' ').trim().replace(/\s*(?:VND|VNĐ|đồng|đ)$/iu, '');
  const found = /^([+-]?)\s*(\d{1,3}(?:([., ])\d{3}(?:\3\d{3})*)?|\d+)(?:([.,])0{1,2})?$/.exec(text);
  if (found === null) return null;
  const [, sign, digits = '', thousands, decimals] = found;
  if (decimals !== undefined && decimals === thousands) return null;
  const amount = Number(digits.replaceAll(/\D/g, ''));
  if (amount > LARGEST) return null;
  return sign === '-' ? -amount : amount;
}

/** True: it came in. False: it went out. */
export function parseKind(cell: string): boolean | null {
  const sign = cell.trim();
  if (sign === '+' || sign === '-') return sign === '+';
  const word = folded(cell);
  return IN.has(word) ? true : OUT.has(word) ? false : null;
}

/** The bank's own number of the transfer. What a table program has shortened ("1.23E+15") would be the same for many, and is none. */
export function parseReference(cell: string): string | null {
  const text = cell.trim().replace(/^'/, '');
  return referenceSchema.safeParse(text).success && !/^\d+(?:[.]\d+)?E\d+$/i.test(text) ? text : null;
}

const TIME = String.raw`(?<hour>\d{1,2}):(?<minute>\d{2})(?::(?<second>\d{2})(?:\.\d{1,6})?)?`;
const DAYS = [String.raw`(?<day>\d{1,2})(?<sign>[/.-])(?<month>\d{1,2})\k<sign>(?<year>\d{4})`, String.raw`(?<year>\d{4})(?<sign>[/.-])(?<month>\d{1,2})\k<sign>(?<day>\d{1,2})`];
const MOMENTS = DAYS.flatMap((day) => [new RegExp(`^${day}(?:[ T]+${TIME})?$`), new RegExp(`^${TIME} +${day}$`)]);
const IN_VIETNAM_MS = 7 * 3_600_000;

/** In Vietnam's clocks: the day before the month as banks here write it, or the year first; with the time of day before or behind, or without one. A day that no calendar has is none. */
export function parseMoment(cell: string): number | null {
  const text = cell.trim();
  const groups = MOMENTS.map((form) => form.exec(text)?.groups).find((found) => found !== undefined);
  if (groups === undefined) return null;
  const part = (name: string): number => Number(groups[name] ?? 0);
  const [year, month, day, hour, minute, second] = [part('year'), part('month'), part('day'), part('hour'), part('minute'), part('second')];
  const local = new Date(Date.UTC(year, month - 1, day, hour, minute, second));
  const isReal = local.getUTCMonth() === month - 1 && local.getUTCDate() === day && hour < 24 && minute < 60 && second < 60 && year >= 2000 && year < 2100;
  return isReal ? local.getTime() - IN_VIETNAM_MS : null;
}
