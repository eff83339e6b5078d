// Blocks of ticket numbers that this station grants: to itself as they are needed, and to devices that must go on without it.

import { z } from 'zod';
import type { BusinessDay, EpochMs, FieldCode } from '../../../shared/base/ids.ts';
import { businessDaySchema } from '../../../shared/contract/primitives.ts';
import { formatTicketNumber, LAST_TICKET_NUMBER, type TicketNumber } from '../../../shared/domain/codes/ticket-number.ts';
import type { Readable, Writable } from './handle.ts';
import { addLease, mint, OWN, TICKETS } from './leases.ts';

/** Numbers in a block: a busy field's morning. A new incarnation burns at most so many. */
export const TICKET_BLOCK = 100;

/** Who grants, and when. */
export interface Granting {
  readonly incarnation: number;
  readonly at: EpochMs;
  readonly newId: () => string;
}

/** Grants the next block of a field's day to `holder`; false when its 999 numbers are used up. */
export function grantLocal(store: Writable, field: string, day: BusinessDay, size: number, holder: string, { incarnation, at, newId }: Granting): boolean {
  const lo = highestOf(store, field, day) + 1;
  if (lo > LAST_TICKET_NUMBER) return false;
  addLease(store, { leaseId: newId(), series: `${TICKETS}${field}`, day, lo, hi: Math.min(lo + size - 1, LAST_TICKET_NUMBER), incarnation, holder, state: 'open', at });
  return true;
}

/**
 * Takes a field's next ticket number, with a new block where the last one is used up; null when the field's 999 numbers are. One that a ticket has already is passed over: another life of this
 * store may have given it, and its ticket came back from the city after the block was granted.
 */
export function mintTicket(store: Writable, field: FieldCode, day: BusinessDay, granting: Granting): number | null {
  const series = `${TICKETS}${field}`;
  for (;;) {
    const minted = mint(store, series, day, granting.incarnation) ?? (grantLocal(store, field, day, TICKET_BLOCK, OWN, granting) ? mint(store, series, day, granting.incarnation) : null);
    if (minted === null || !isOnTicket(store, formatTicketNumber(field, minted.number), day)) return minted?.number ?? null;
  }
}

const usedRow = z.object({ used: z.int() });

function isOnTicket(store: Readable, number: TicketNumber | null, day: BusinessDay): boolean {
  return store.get(usedRow, 'SELECT 1 AS used FROM ticket WHERE day = $day AND number = $number LIMIT 1', { day, number }) !== null;
}

const markRow = z.object({ series: z.string(), day: businessDaySchema, last: z.int() });
/** Up to where the numbers of a series and day may have been given. */
export type NumberMark = z.output<typeof markRow>;

/**
 * What a mark beside the store must remember of the days from `from` on. Whole blocks, not the numbers given out of them: one lies with a device, one was burned by an earlier restore,
 * and a mark of blocks changes seldom.
 */
export function numberMarks(store: Readable, from: BusinessDay): readonly NumberMark[] {
  return store.all(markRow, `SELECT series, day, max(hi) AS last FROM lease WHERE day >= $from AND series GLOB 'ticket/*' AND state <> 'asked' GROUP BY series, day ORDER BY day, series`, { from });
}

/** Nothing up to the mark is given any more: an earlier life of this store may have given it. What no block holds is kept as void, so that every number has its account. */
export function burnUpTo(store: Writable, { series, day, last }: NumberMark, { incarnation, at, newId }: Granting): void {
  const lo = highestOf(store, series.slice(TICKETS.length), day) + 1;
  const hi = Math.min(last, LAST_TICKET_NUMBER);
  if (lo <= hi) addLease(store, { leaseId: newId(), series, day, lo, hi, incarnation, holder: OWN, state: 'void', at });
}

const highestRow = z.object({ highest: z.int() });

/** The highest number that stands in a block or on a ticket, whoever granted it. A transferred ticket keeps its letter. */
function highestOf(store: Readable, field: string, day: BusinessDay): number {
  const row = store.get(
    highestRow,
    `SELECT max(coalesce((SELECT max(hi) FROM lease WHERE day = $day AND series = $series), 0),
                coalesce((SELECT max(CAST(substr(number, 2) AS INTEGER)) FROM ticket WHERE day = $day AND number GLOB $pattern), 0)) AS highest`,
    { day, series: `${TICKETS}${field}`, pattern: `${field}*` },
  );
  return row?.highest ?? 0;
}
