// The portal's tables of papers, taken apart again from their flattened text: one table per case, rows of name, form file and numbers.

export interface PaperRow {
  /** Heading of the table that the row stands in; '' for the table without one. */
  readonly heading: string;
  readonly text: string;
  readonly originals: number;
  readonly copies: number;
}

const TABLE_HEADER = 'Tên giấy tờMẫu đơn, tờ khaiSố lượng';
const QUANTITY = /(\d+) bản chính(?:,(\d{1,2}) bản sao)?/gu;
const FILE_ENDING = /\.(?:docx?|pdf|xlsx?|rtf)$/iu;
/**
 * Where the name of a form file may begin, directly behind the paper's name, and how long it may be: after a sentence or bracket ("BCA).Mẫu"),
 * between a small and a capital letter ("khiếu nạiMẫu"), after an abbreviation ("NĐ-CPMau", "BTC01-LP"), after the words "quy định".
 */
const FILE_STARTS: readonly (readonly [RegExp, number])[] = [
  [/(?<=[\p{L})]\.|[);”"])(?=[\p{Lu}\d])/gu, 120],
  [/(?<=[\p{Ll}\d])(?=\p{Lu})/gu, 80],
  [/(?<=\p{Lu}{2})(?=\p{Lu}\p{Ll})/gu, 40],
  [/(?<=quy định|\p{L}{2})(?=\d\d-)/gu, 20],
  [/(?<=quy định)(?=\p{Ll})/gu, 60],
];

/** All rows in the portal's order; none where the text does not have the tables' form. */
export function readPapers(text: string): readonly PaperRow[] {
  const [first = '', ...tables] = text.split(TABLE_HEADER);
  let heading = first;
  return tables.flatMap((table) => {
    const rows: PaperRow[] = [];
    let from = 0;
    for (const match of table.matchAll(QUANTITY)) {
      const count = quantityOf(table, match);
      if (count === null) continue;
      rows.push({ heading: tidyHeading(heading), text: withoutFormFile(table.slice(from, count.startsAt)), originals: count.originals, copies: Number(match[2] ?? 0) });
      from = match.index + match[0].length;
    }
    heading = table.slice(from);
    return rows;
  });
}

/**
 * Numbers also stand inside names ("nộp 01 bản chính và …"). The cell of the table is followed directly by the next row or the end, and a number
 * written "01" after a blank belongs to the name. Of more digits only the last is the cell's: names end in "Mẫu số 03", "năm 2024".
 */
function quantityOf(table: string, match: RegExpExecArray): { readonly startsAt: number; readonly originals: number } | null {
  const digits = match[1] ?? '';
  const next = table.charAt(match.index + match[0].length);
  if (/[\s;.:,)]/u.test(next)) return null;
  const before = table.charAt(match.index - 1);
  if (/^0\d$/.test(digits) && (before === '' || /[\s(\p{L}]/u.test(before))) return null;
  return { startsAt: match.index + digits.length - 1, originals: Number(digits.slice(-1)) };
}

/** The name of the downloadable form is written directly behind the paper's name. */
function withoutFormFile(text: string): string {
  const name = text.trim();
  if (!FILE_ENDING.test(name)) return name;
  for (const [boundary, longest] of FILE_STARTS) {
    const start = [...name.matchAll(boundary)].find((match) => name.length - match.index <= longest);
    if (start !== undefined) return name.slice(0, start.index).trim();
  }
  return name;
}

function tidyHeading(heading: string): string {
  return heading.replaceAll(/\s+/gu, ' ').replaceAll(/^[\s*–-]+|[\s:–-]+$/gu, '');
}
