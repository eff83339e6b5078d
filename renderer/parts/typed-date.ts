// Dates as officers type them, day first, and as the contract carries them.

import type { TextKey } from './texts/texts.ts';

/** '24/11/1985' for '1985-11-24'; '' for ''. */
export function typedDate(iso: string): string {
  const [year, month, day] = iso.split('-');
  return year !== undefined && month !== undefined && day !== undefined ? `${day}/${month}/${year}` : '';
}

/** '1985-11-24' for '24/11/1985', '24-11-1985', '24.11.1985' or '24111985'; '' for nothing typed; null for what is no date. */
export function parseTypedDate(typed: string): string | null {
  if (typed.trim() === '') return '';
  const read = numbersOf(typed);
  if (read === null) return null;
  const [day, month, year] = read;
  const real = new Date(Date.UTC(year, month - 1, day));
  return real.getUTCMonth() === month - 1 && real.getUTCDate() === day ? real.toISOString().slice(0, 10) : null;
}

/** What is said beside a day that is typed wrong: how it is written, or that there is no such day; null for a day and for nothing typed. */
export function typedDateError(typed: string): TextKey | null {
  if (parseTypedDate(typed) !== null) return null;
  return numbersOf(typed) === null ? 'counter.person.error.date' : 'counter.person.error.no-such-day';
}

/** Day, month and year of what is written as a date, of a year in which somebody or something of today can have begun. */
function numbersOf(typed: string): readonly [number, number, number] | null {
  const text = typed.trim();
  const parts = /^(\d{1,2})[/.\-\s](\d{1,2})[/.\-\s](\d{4})$/.exec(text) ?? /^(\d{2})(\d{2})(\d{4})$/.exec(text);
  const year = Number(parts?.[3] ?? 0);
  return year < 1880 ? null : [Number(parts?.[1]), Number(parts?.[2]), year];
}
