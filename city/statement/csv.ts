// A bank's file taken apart into rows, as hostile as any: its size, its encoding, its separators and its quotes. What a row means is said elsewhere.

/** A month of a commune's account has some hundred lines. */
export const MOST_BYTES = 8 * 1024 * 1024;
export const MOST_ROWS = 50_000;
/** A quoted cell that goes over more lines than this has lost its end. */
const LONGEST_QUOTE_LINES = 12;
const SEPARATORS = [',', ';', '\t'] as const;
export type Separator = (typeof SEPARATORS)[number];

/** `line` is that of the file, from 1, at which the row begins; `cells` is null where its quotes do not close. */
export interface CsvRow {
  readonly line: number;
  readonly cells: readonly string[] | null;
}

export type FileFault = 'file.too-large' | 'file.not-text' | 'file.too-many-lines';

/** UTF-8 with or without its mark, UTF-16 with it. Bytes that are no text in it are refused as a whole: a letter that was guessed could be one of a number. */
export function decodeFile(bytes: Uint8Array): { readonly text: string } | { readonly fault: FileFault } {
  if (bytes.length > MOST_BYTES) return { fault: 'file.too-large' };
  const encoding = bytes[0] === 0xff && bytes[1] === 0xfe ? 'utf-16le' : bytes[0] === 0xfe && bytes[1] === 0xff ? 'utf-16be' : 'utf-8';
  try {
    const text = new TextDecoder(encoding, { fatal: true }).decode(bytes);
    return text.includes('\0') ? { fault: 'file.not-text' } : { text };
  } catch {
    return { fault: 'file.not-text' };
  }
}

/** The rows of a file by each separator that it may have; the reader takes the one by which it finds its columns. */
export function separators(): readonly Separator[] {
  return SEPARATORS;
}

/** Rows in their order, empty ones left out; at most `limit` of them. A row whose quotes do not close ends with its line, so that it takes no other along. */
export function rowsOf(text: string, separator: Separator, limit = MOST_ROWS + 1): CsvRow[] {
  const rows: CsvRow[] = [];
  let at = 0;
  let line = 1;
  while (at < text.length && rows.length < limit) {
    const read = readRow(text, at, separator);
    const end = read?.end ?? endOfLine(text, at);
    if (read === null || read.cells.some((cell) => cell.trim() !== '')) rows.push({ line, cells: read?.cells ?? null });
    line += linesIn(text, at, end);
    at = end;
  }
  return rows;
}

/** Behind the end of the line. */
function endOfLine(text: string, from: number): number {
  for (let at = from; at < text.length; at += 1) {
    if (text[at] === '\n') return at + 1;
    if (text[at] === '\r') return text[at + 1] === '\n' ? at + 2 : at + 1;
  }
  return text.length;
}

function linesIn(text: string, from: number, to: number): number {
  let lines = 0;
  for (let at = from; at < to; lines += 1) at = endOfLine(text, at);
  return lines;
}

/** Null where a quote does not close, or something other than a separator stands behind it. */
function readRow(text: string, from: number, separator: Separator): { readonly cells: readonly string[]; readonly end: number } | null {
  const cells: string[] = [];
  let at = from;
  for (;;) {
    const cell = text[at] === '"' ? readQuoted(text, at, separator) : readPlain(text, at, separator);
    if (cell === null) return null;
    cells.push(cell.text);
    at = cell.end;
    const sign = text[at];
    if (sign === separator) at += 1;
    else if (sign === undefined || sign === '\n' || sign === '\r') return { cells, end: endOfLine(text, at) };
    else return null;
  }
}

interface Cell {
  readonly text: string;
  readonly end: number;
}

function readPlain(text: string, from: number, separator: Separator): Cell {
  let end = from;
  while (end < text.length && text[end] !== separator && text[end] !== '\n' && text[end] !== '\r') end += 1;
  return { text: text.slice(from, end), end };
}

function readQuoted(text: string, from: number, separator: Separator): Cell | null {
  let lines = 0;
  for (let at = from + 1; at < text.length; at += 1) {
    if (text[at] === '\n' || (text[at] === '\r' && text[at + 1] !== '\n')) lines += 1;
    if (lines > LONGEST_QUOTE_LINES) return null;
    if (text[at] !== '"') continue;
    if (text[at + 1] === '"') {
      at += 1;
      continue;
    }
    const inside = text.slice(from + 1, at);
    // A line within it that looks like a row of its own is one: the quote was lost, and the row must not go with it.
    if (lines > 0 && inside.split(/[\r\n]+/).slice(1).some((line) => line.split(separator).length > 2)) return null;
    return { text: inside.replaceAll('""', '"'), end: at + 1 };
  }
  return null;
}
