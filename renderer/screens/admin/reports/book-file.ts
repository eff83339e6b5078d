// The book of dossiers (form 06, A4 lying) as a file of spreadsheets: one line a dossier, its sums at the foot as numbers.

import writeExcelFile from 'write-excel-file/browser';
import type { SheetData } from 'write-excel-file/browser';
import type { Book } from '../../../../shared/contract/report.ts';
import type { Texts } from '../../../parts/texts/use-texts.tsx';
import { typedDate } from '../../../parts/typed-date.ts';

/** The form's columns in order, with widths in characters. */
export const BOOK_COLUMNS = [
  ['number', 6], ['code', 24], ['procedure', 40], ['sets', 7], ['applicant', 24], ['address', 34], ['authority', 26], ['received', 17], ['due', 17], ['returned', 17], ['manner', 14], ['signature', 12], ['note', 16],
] as const;

type Cell = SheetData[number][number];

/** Rows of the sheet: title, unit, period, head, one line a dossier, the foot, and that it names people. */
function bookSheet(book: Book, unit: string, { t, time, date }: Pick<Texts, 't' | 'time' | 'date'>): SheetData {
  const head = (value: string): Cell => ({ value, fontWeight: 'bold', wrap: true, align: 'center', alignVertical: 'center', borderStyle: 'thin' });
  const words = (value: string): Cell => ({ value, wrap: true, alignVertical: 'top', borderStyle: 'thin' });
  const count = (value: number): Cell => ({ value, type: Number, alignVertical: 'top', borderStyle: 'thin' });
  const moment = (at: number | null): Cell => words(at === null ? '' : `${time(at)} ${date(at)}`);
  const { dossiers, sets, returned, notReturned, endUnknown } = book.foot;
  return [
    [{ value: t('book.title'), fontWeight: 'bold', fontSize: 14 }],
    [{ value: t('report.unit-of', { unit, station: book.station }) }],
    [{ value: t('report.period-of', { from: typedDate(book.from), to: typedDate(book.to) }) }],
    [],
    BOOK_COLUMNS.map(([column]) => head(t(`book.column.${column}`))),
    ...book.lines.map((line): SheetData[number] => [
      count(line.number), words(line.code), words(line.procedureName), count(line.sets), words(line.applicant), words(line.addressAndPhone), words(line.authority), moment(line.receivedAt), moment(line.dueAt), moment(line.returnedAt), words(line.manner), words(''),
      words(line.note),
    ]),
    [{ value: t('book.foot.dossiers'), fontWeight: 'bold' }, { value: dossiers, type: Number, fontWeight: 'bold' }],
    [{ value: t('book.foot.sets'), fontWeight: 'bold' }, { value: sets, type: Number, fontWeight: 'bold' }],
    [{ value: t('book.foot.returned'), fontWeight: 'bold' }, { value: returned, type: Number, fontWeight: 'bold' }],
    [{ value: t('book.foot.not-returned'), fontWeight: 'bold' }, { value: notReturned, type: Number, fontWeight: 'bold' }],
    [{ value: t('book.foot.end-unknown'), fontWeight: 'bold' }, { value: endUnknown, type: Number, fontWeight: 'bold' }],
    [],
    [{ value: t('book.personal') }],
  ];
}

/** Name of the file: of one period, one name. */
export function bookFileName({ from, to }: Pick<Book, 'from' | 'to'>): string {
  return `so-theo-doi-mau-06_${from}_${to}.xlsx`;
}

/** The file itself. */
export async function bookFile(book: Book, unit: string, texts: Pick<Texts, 't' | 'time' | 'date'>): Promise<Blob> {
  return await writeExcelFile(bookSheet(book, unit, texts), { sheet: 'Mẫu 06', orientation: 'landscape', columns: BOOK_COLUMNS.map(([, width]) => ({ width })) }).toBlob();
}
