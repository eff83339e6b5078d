// The report of a statement as people read it: every line that is not done with its number, its code and what to do.

import type { OpenLine } from './open-lines.ts';
import type { LineFault, StatementRead } from './read-statement.ts';
import type { Judged } from './take-statement.ts';
import { MOST_BYTES, MOST_ROWS } from './csv.ts';
import type { Outcome } from './match.ts';

type Fault = Extract<StatementRead, { fault: unknown }>['fault'];

const FAULTS: Readonly<Record<Fault, string>> = {
  'file.too-large': `the file is larger than ${MOST_BYTES / 1024 / 1024} MiB: export a shorter time`,
  'file.too-many-lines': `the file has more than ${MOST_ROWS} lines: export a shorter time`,
  'file.not-text': 'the file is no text in UTF-8 or UTF-16: save it as "CSV UTF-8"',
  'file.columns': 'no line names the columns time, amount, content and reference: say which they are with --column time=NAME --column amount=NAME --column content=NAME --column reference=NAME',
};

const LINE_FAULTS: Readonly<Record<LineFault, string>> = {
  'line.open-quote': 'a quotation mark does not close',
  'line.cells': 'it has more cells than there are columns',
  'line.time': 'its time is none',
  'line.amount': 'its amount is none, or it says both in and out',
  'line.kind': 'it does not say whether the money came in or went out; if the column means something else, say --column kind=',
  'line.reference': 'the bank’s reference is missing, too short, or was shortened by a table program: export it once more as text',
  'line.content': 'its content is too long',
};

/** What each means for whoever reads it. */
const OUTCOMES: Readonly<Record<Exclude<Outcome, 'confirmed'> | 'station-differs', string>> = {
  'no-purpose': 'the content names no payment: other money, or a transfer typed by hand; the payer or the counter knows',
  'several-purposes': 'the content names more than one payment: divide it by hand at the counters',
  'unknown-purpose': 'no station has told of this payment yet: a station that was offline may; it is looked at again with every statement',
  'two-payments': 'two payments have this number: look at both at their counters',
  'amount-differs': 'the amount is not what was asked for: the counter takes the rest or gives back what is too much',
  'already-confirmed': 'this payment was confirmed by another transfer: it was paid twice, give one back',
  reversed: 'the counter has cancelled this payment or given it back: give the money back, or let it be taken anew',
  'reference-differs': 'the same reference was read with another amount or purpose: ask the bank which is right',
  'station-differs': 'confirmed here, and its station could not take it',
};

/** In đồng, with dots. */
export function moneyText(amount: number): string {
  return `${String(amount).replaceAll(/\B(?=(?:\d{3})+$)/g, '.')} đ`;
}

/** In Vietnam's clocks, to the minute. */
function timeText(at: number): string {
  return new Date(at + 7 * 3_600_000).toISOString().slice(0, 16).replace('T', ' ');
}

function judgedText({ line, reference, amount, paidAt, bills, outcome, payment, wasConfirmed }: Judged): string {
  const where = line === null ? 'earlier file' : `line ${line}`;
  const what = outcome === 'confirmed' ? `confirmed for station ${payment?.station ?? ''}${wasConfirmed ? ' (its officer had confirmed it by hand: both are said)' : ''}` : `${outcome}: ${OUTCOMES[outcome]}`;
  return `${where}  ${timeText(paidAt)}  ${reference}  ${moneyText(amount)}  ${bills.length === 0 ? '-' : bills.join(' ')}  ${what}`;
}

/** One line that waits. */
export function listText({ commune, reference, amount, paidAt, bills, why, station, answer }: OpenLine): string {
  const sentence = why === 'confirmed' ? '' : OUTCOMES[why];
  return `${commune}  ${timeText(paidAt)}  ${reference}  ${moneyText(amount)}  ${bills === '' ? '-' : bills}  ${station === null ? '' : `station ${station}  `}${why}: ${sentence}${answer === null || why !== 'station-differs' ? '' : ` (${answer})`}`;
}

interface Report {
  readonly isTrial: boolean;
  readonly cameIn: number;
  readonly others: number;
  readonly known: number;
  readonly refused: readonly { readonly line: number; readonly code: LineFault }[];
  readonly confirmed: readonly Judged[];
  readonly notMatched: readonly Judged[];
  readonly waiting: number;
}

export const readText = {
  fault: (fault: Fault): string => `nothing was read (${fault}): ${FAULTS[fault]}`,
  report: ({ isTrial, cameIn, others, known, refused, confirmed, notMatched, waiting }: Report): readonly string[] => [
    ...refused.map(({ line, code }) => `line ${line}  not read (${code}): ${LINE_FAULTS[code]}`),
    ...[...confirmed, ...notMatched].map(judgedText),
    `${isTrial ? 'would be done' : 'done'}: ${cameIn} lines of money that came in, ${known} of them read before; ${confirmed.length} confirmed, ${notMatched.length} not matched, ${refused.length} not read; ${others} other lines`,
    `${waiting} lines of this commune wait for somebody${waiting === 0 ? '' : ': city/bank-statement.ts list'}`,
  ],
};
