// The account of every number: given to a ticket or a dossier, kept for a device, or never given. What is none of these is missing, and a person is told.

import { z } from 'zod';
import type { BusinessDay } from '../../../shared/base/ids.ts';
import type { NumberBlock } from '../../../shared/contract/care.ts';
import { formatOfficialCode, type AgencyCode } from '../../../shared/domain/codes/dossier-code.ts';
import { parseTicketNumber } from '../../../shared/domain/codes/ticket-number.ts';
import { addDays } from '../../../shared/domain/time/business-day.ts';
import type { Readable } from './handle.ts';
import { blocksOf, CODES, TICKETS, type Block } from './leases.ts';

/** Blocks are shown of so many days before today, and of all days after it. */
const SHOWN_DAYS = 7;
const SHOWN_AHEAD = 14;

/** Blocks of the last and the next days, for the screen. */
export function numberBlocks(store: Readable, today: BusinessDay): NumberBlock[] {
  const days = Array.from({ length: SHOWN_DAYS + SHOWN_AHEAD + 1 }, (_, index) => addDays(today, index - SHOWN_DAYS));
  return days.flatMap((day) =>
    blocksOf(store, day).map((block) => ({ series: block.series, day, lo: block.lo, hi: block.hi, used: usedOf(store, block), state: block.state === 'open' && block.next > block.hi ? 'used-up' as const : block.state })),
  );
}

/** How many of a block's numbers were given. Of one that lies with a device only its tickets tell. */
export function usedOf(store: Readable, { holder, series, day, lo, hi, next }: Block): number {
  if (holder === 'station') return next - lo;
  return ticketsOf(store, day).get(series.slice(TICKETS.length))?.filter((number) => number >= lo && number <= hi).length ?? 0;
}

/** Ticket numbers of a day between 1 and the highest that nobody can account for, and codes that were minted for no dossier. */
export function unaccounted(store: Readable, day: BusinessDay): string[] {
  const blocks = blocksOf(store, day);
  return [...missingTickets(ticketsOf(store, day), blocks), ...blocks.filter(({ series }) => series.startsWith(CODES)).flatMap((block) => missingCodes(store, block))];
}

/** The same of today and the days before it that may still be on somebody's mind. */
export function unaccountedSince(store: Readable, today: BusinessDay): string[] {
  return Array.from({ length: SHOWN_DAYS }, (_, ago) => addDays(today, -ago)).flatMap((day) => unaccounted(store, day));
}

function missingTickets(given: ReadonlyMap<string, readonly number[]>, blocks: readonly Block[]): string[] {
  const fields = new Set([...given.keys(), ...blocks.filter(({ series }) => series.startsWith(TICKETS)).map(({ series }) => series.slice(TICKETS.length))]);
  return [...fields].sort().flatMap((field) => {
    const numbers = new Set(given.get(field));
    const own = blocks.filter(({ series }) => series === `${TICKETS}${field}`);
    const highest = Math.max(0, ...numbers, ...own.map(({ next }) => next - 1));
    const isNeverGiven = (number: number): boolean => own.some(({ lo, hi, next }) => number >= lo && number <= hi && number >= next);
    return Array.from({ length: highest }, (_, index) => index + 1)
      .filter((number) => !numbers.has(number) && !isNeverGiven(number))
      .map((number) => `${field}${String(number).padStart(3, '0')}`);
  });
}

const codeRow = z.object({ code: z.string() });

function missingCodes(store: Readable, { series, day, lo, next }: Block): string[] {
  const agency = series.slice(CODES.length) as AgencyCode;
  const codes = Array.from({ length: next - lo }, (_, index) => formatOfficialCode({ agency, day, number: lo + index })).filter((code) => code !== null);
  const known = new Set(store.all(codeRow, 'SELECT official_code AS code FROM dossier WHERE official_code BETWEEN $first AND $last', { first: codes[0] ?? '', last: codes.at(-1) ?? '' }).map(({ code }) => code));
  return codes.filter((code) => !known.has(code));
}

const numberRow = z.object({ number: z.string() });

/** Numbers by the field in which they were given; a ticket that was sent into another line keeps its letter. */
function ticketsOf(store: Readable, day: BusinessDay): ReadonlyMap<string, number[]> {
  const byField = new Map<string, number[]>();
  for (const { number } of store.all(numberRow, 'SELECT number FROM ticket WHERE day = $day', { day })) {
    const parts = parseTicketNumber(number);
    if (parts !== null) byField.set(parts.field, [...(byField.get(parts.field) ?? []), parts.number]);
  }
  return byField;
}
