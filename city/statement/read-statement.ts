// A bank's statement as the city may act on it: what came in, line by line; and each line that cannot be believed, with its number and why.

import { billNumbersIn } from '../../shared/domain/payment/bill-number.ts';
import { parseAmount, parseKind, parseMoment, parseReference } from './cells.ts';
import { findColumns, type ColumnName, type Columns } from './columns.ts';
import { type CsvRow, decodeFile, type FileFault, MOST_ROWS, rowsOf, type Separator, separators } from './csv.ts';

/** Money that came in. `bills` are the payments' own numbers that stand in the bank's words; of the words nothing else is kept, since they name people. */
export interface StatementLine {
  readonly line: number;
  readonly paidAt: number;
  readonly amount: number;
  readonly reference: string;
  readonly bills: readonly string[];
}

/** Why a line is not believed. */
export type LineFault = 'line.open-quote' | 'line.cells' | 'line.time' | 'line.amount' | 'line.kind' | 'line.reference' | 'line.content';

export interface Statement {
  readonly lines: readonly StatementLine[];
  readonly refused: readonly { readonly line: number; readonly code: LineFault }[];
  /** Money that went out, and lines without any: counted, and nothing more. */
  readonly others: number;
}

export type StatementRead = { readonly statement: Statement } | { readonly fault: FileFault | 'file.columns' };

/** Banks put the account's name and the period above the columns. */
const HEAD_ROWS = 60;
const LONGEST_CONTENT = 1000;

/** `said`: columns by the name that somebody has given. Never throws. */
export function readStatement(bytes: Uint8Array, said: Readonly<Partial<Record<ColumnName, string>>> = {}): StatementRead {
  const decoded = decodeFile(bytes);
  if ('fault' in decoded) return decoded;
  const found = findHead(decoded.text, said);
  if (found === null) return { fault: 'file.columns' };
  const rows = rowsOf(decoded.text, found.separator);
  if (rows.length > MOST_ROWS) return { fault: 'file.too-many-lines' };
  const lines: StatementLine[] = [];
  const refused: { readonly line: number; readonly code: LineFault }[] = [];
  let others = 0;
  for (const row of rows.filter(({ line }) => line > found.line)) {
    const read = readLine(row, found.columns, found.width);
    if (read === null) others += 1;
    else if (typeof read === 'string') refused.push({ line: row.line, code: read });
    else lines.push(read);
  }
  return { statement: { lines, refused, others } };
}

interface Head {
  readonly separator: Separator;
  readonly columns: Columns;
  readonly line: number;
  readonly width: number;
}

/** The first row, by any of the separators, in which all columns are found. */
function findHead(text: string, said: Readonly<Partial<Record<ColumnName, string>>>): Head | null {
  for (const separator of separators()) {
    for (const { line, cells } of rowsOf(text, separator, HEAD_ROWS)) {
      const columns = cells === null ? null : findColumns(cells, said);
      if (cells !== null && columns !== null) return { separator, columns, line, width: cells.length };
    }
  }
  return null;
}

/** Null for what did not come in. */
function readLine({ line, cells }: CsvRow, columns: Columns, width: number): StatementLine | LineFault | null {
  if (cells === null) return 'line.open-quote';
  const cell = (place: number): string => (cells[place] ?? '').trim();
  // Sums and signatures stand below the lines, under few of the columns or none.
  if (cell(columns.time) === '' && cell(columns.reference) === '') return null;
  // A separator inside words without quotes moves everything behind it: an amount would be read from another column.
  if (cells.length > width && cells.slice(width).some((more) => more.trim() !== '')) return 'line.cells';
  const came = cameIn(cell, columns);
  if (came === null || typeof came === 'string') return came;
  const paidAt = parseMoment(cell(columns.time));
  if (paidAt === null) return 'line.time';
  const reference = parseReference(cell(columns.reference));
  if (reference === null) return 'line.reference';
  const content = cell(columns.content);
  if (content.length > LONGEST_CONTENT) return 'line.content';
  return { line, paidAt, amount: came, reference, bills: billNumbersIn(content) };
}

/** How much came in; null where it went out or nothing moved. */
function cameIn(cell: (place: number) => string, { amount, hasOwnColumn, debit, kind }: Columns): number | LineFault | null {
  const out = debit === null || cell(debit) === '' ? 0 : parseAmount(cell(debit));
  if (out === null) return 'line.amount';
  if (hasOwnColumn && ['', '-'].includes(cell(amount))) return null;
  const sum = parseAmount(cell(amount));
  if (sum === null) return 'line.amount';
  // A line that says both is believed in neither.
  if (out !== 0) return sum === 0 || !hasOwnColumn ? null : 'line.amount';
  if (kind !== null) {
    const isIn = parseKind(cell(kind));
    if (isIn === null) return 'line.kind';
    if (!isIn) return null;
  }
  return sum > 0 ? sum : null;
}
