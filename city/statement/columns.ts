// Which column of a bank's file is which, by the names that Vietnamese banks give them or by those that somebody says.

/** 'amount' is signed or only of what came in; 'credit' and 'debit' are two columns; 'kind' says of each line whether it came in. */
export type ColumnName = 'time' | 'amount' | 'credit' | 'debit' | 'kind' | 'content' | 'reference';
export const COLUMN_NAMES = ['time', 'amount', 'credit', 'debit', 'kind', 'content', 'reference'] as const satisfies readonly ColumnName[];

/** The place of each column that is there. `amount` is that of what came in, whichever of the two it is. */
export interface Columns {
  readonly time: number;
  readonly amount: number;
  /** An empty cell of a column of its own for what came in says that nothing did. */
  readonly hasOwnColumn: boolean;
  readonly debit: number | null;
  readonly kind: number | null;
  readonly content: number;
  readonly reference: number;
}

/** The better name first: a file with the day of the transaction and that of the booking is read by the first. */
const KNOWN: Readonly<Record<ColumnName, readonly string[]>> = {
  time: ['thoi gian giao dich', 'ngay gio giao dich', 'ngay giao dich', 'ngay gd', 'thoi gian', 'ngay gio', 'transaction time', 'transaction date', 'ngay hach toan', 'posting date', 'ngay hieu luc', 'value date', 'ngay', 'date'],
  amount: ['so tien', 'so tien giao dich', 'so tien gd', 'so tien vnd', 'amount', 'transaction amount'],
  credit: ['so tien ghi co', 'phat sinh co', 'ps co', 'ghi co', 'tien vao', 'credit', 'credit amount'],
  debit: ['so tien ghi no', 'phat sinh no', 'ps no', 'ghi no', 'tien ra', 'debit', 'debit amount'],
  kind: ['ghi no co', 'no co', 'loai giao dich', 'loai gd', 'd c', 'dr cr', 'cd', 'dc', 'debit credit'],
  content: ['noi dung giao dich', 'noi dung chuyen khoan', 'noi dung', 'dien giai', 'mo ta giao dich', 'mo ta', 'description', 'transaction description', 'content', 'remark', 'details'],
  reference: ['so tham chieu', 'ma tham chieu', 'tham chieu', 'ma giao dich', 'so giao dich', 'so but toan', 'ma gd', 'so gd', 'reference', 'reference no', 'reference number', 'ref no', 'transaction id', 'transaction no', 'so chung tu', 'so ct'],
};

/** Words as they are compared: small, without accents and signs. */
export function folded(text: string): string {
  return text.normalize('NFKD').replaceAll(/\p{M}/gu, '').replaceAll(/[đĐ]/g, 'd').toLowerCase().replaceAll(/[^a-z0-9]+/g, ' ').trim();
}

/** Without their accents these two are an English word for a running number and one for a company. */
const ACCENTED: Readonly<Record<string, string>> = { nợ: 'ghi no', có: 'ghi co' };

/** A heading in two languages has each for itself: "Số tham chiếu / Reference No.". */
function namesOf(heading: string): readonly string[] {
  // "Nợ/Có" is one column that says which, and not two.
  if (KNOWN.kind.includes(folded(heading))) return [folded(heading)];
  return [heading, ...heading.split(/[/|()\n]/)].map((part) => ACCENTED[part.normalize('NFC').trim().toLowerCase()] ?? folded(part)).filter((name) => name !== '');
}

/** Null where a column that is needed is missing, or where two have the same right to it. `said` goes before what is known. */
export function findColumns(headings: readonly string[], said: Readonly<Partial<Record<ColumnName, string>>>): Columns | null {
  const named = headings.map(namesOf);
  const placeOf = (column: ColumnName): number | null => {
    const own = said[column];
    for (const name of own === undefined ? KNOWN[column] : [folded(own)]) {
      const places = named.flatMap((names, place) => (names.includes(name) ? [place] : []));
      const [only, other] = places;
      if (only !== undefined) return other === undefined ? only : null;
    }
    return null;
  };
  const [time, content, reference, credit] = [placeOf('time'), placeOf('content'), placeOf('reference'), placeOf('credit')];
  const amount = credit ?? placeOf('amount');
  if (time === null || amount === null || content === null || reference === null || new Set([time, amount, content, reference]).size < 4) return null;
  const debit = placeOf('debit');
  return { time, amount, hasOwnColumn: credit !== null, debit, kind: placeOf('kind'), content, reference };
}
