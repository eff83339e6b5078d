// Which payment a line of the bank's statement is the money of. Exact or not at all; pure.

/** As the city has a payment that one of the lines names. */
export interface KnownPayment {
  readonly paymentId: string;
  readonly station: string;
  /** Its number on the statement. */
  readonly bill: string;
  readonly amount: number;
  /** A station's officer has said that the money is there. */
  readonly isConfirmed: boolean;
  readonly isReversed: boolean;
  /** The line by which the city has confirmed it; null where none has. */
  readonly reference: string | null;
}

export interface Line {
  readonly reference: string;
  readonly amount: number;
  readonly bills: readonly string[];
}

/**
 * 'confirmed' · 'no-purpose': the words name no payment of ours · 'several-purposes': they name more than one · 'unknown-purpose': they name one that no station has told of · 'two-payments': that more than one payment has ·
 * 'amount-differs' · 'already-confirmed': by another line, so somebody has paid twice · 'reversed': the station has cancelled it or given the money back · 'reference-differs': the bank's number was there with another amount or purpose.
 */
export const OUTCOMES = ['confirmed', 'no-purpose', 'several-purposes', 'unknown-purpose', 'two-payments', 'amount-differs', 'already-confirmed', 'reversed', 'reference-differs'] as const;
export type Outcome = (typeof OUTCOMES)[number];

export interface Match {
  readonly outcome: Outcome;
  /** The one payment that the line names, whatever became of it. */
  readonly payment: KnownPayment | null;
}

/** `payments` are those whose number stands in the line. */
export function matchLine({ reference, amount, bills }: Line, payments: readonly KnownPayment[]): Match {
  const [bill, other] = bills;
  if (bill === undefined) return { outcome: 'no-purpose', payment: null };
  if (other !== undefined) return { outcome: 'several-purposes', payment: null };
  const [payment, second] = payments.filter((known) => known.bill === bill);
  if (payment === undefined) return { outcome: 'unknown-purpose', payment: null };
  if (second !== undefined) return { outcome: 'two-payments', payment: null };
  // A city that was put back to an earlier state hears from the station what it had said itself.
  if (payment.reference === reference && payment.amount === amount) return { outcome: 'confirmed', payment };
  if (payment.reference !== null) return { outcome: 'already-confirmed', payment };
  if (payment.isReversed) return { outcome: 'reversed', payment };
  if (payment.amount !== amount) return { outcome: 'amount-differs', payment };
  return { outcome: 'confirmed', payment };
}

/** All lines in their order: what one of them confirms, the next finds confirmed. */
export function matchLines<Each extends Line>(lines: readonly Each[], payments: readonly KnownPayment[]): readonly (Match & { readonly line: Each })[] {
  const known = Map.groupBy(payments, ({ bill }) => bill);
  return lines.map((line) => {
    const [bill] = line.bills;
    const match = matchLine(line, bill === undefined ? [] : (known.get(bill) ?? []));
    if (match.outcome === 'confirmed' && match.payment !== null) known.set(match.payment.bill, [{ ...match.payment, reference: line.reference }]);
    return { ...match, line };
  });
}

/** One line in a file, or in the table: the same money said twice is the same line, also where one file has the time of day and the other has not. */
export function keyOf({ reference, amount, bills }: Line): string {
  return `${reference} ${amount} ${bills.join(' ')}`;
}
