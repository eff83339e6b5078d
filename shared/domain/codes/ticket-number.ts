// The number on a ticket: the letter of the field and three digits, from 001 each business day.

import type { Brand } from '../../base/brand.ts';
import type { FieldCode } from '../../base/ids.ts';

/** 'A001' … 'Z999'. */
export type TicketNumber = Brand<string, 'TicketNumber'>;

/** Last number that a field can give out in a day. */
export const LAST_TICKET_NUMBER = 999;

/** Writes a ticket number; null when the field's 999 numbers of the day are used up: the caller refuses, numbers never start over. */
export function formatTicketNumber(field: FieldCode, number: number): TicketNumber | null {
  if (!Number.isInteger(number) || number < 1 || number > LAST_TICKET_NUMBER) return null;
  return `${field}${String(number).padStart(3, '0')}` as TicketNumber;
}

/** Reads a ticket number as people type it ('a001', 'A 1'); null for anything else. */
export function parseTicketNumber(text: string): { readonly field: FieldCode; readonly number: number } | null {
  const found = /^\s*([A-Za-z])[\s-]?(\d{1,3})\s*$/.exec(text);
  if (found === null) return null;
  const number = Number(found[2]);
  return number === 0 ? null : { field: (found[1] ?? '').toUpperCase() as FieldCode, number };
}
