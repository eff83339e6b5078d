// Tables as files for Excel and its like: RFC 4180 in UTF-8 with its mark, without which Excel reads Vietnamese as something else.

/** With one of these a spreadsheet takes a text for a formula. */
const FORMULA = /^[=+\-@\t\r]/u;

/** Every value in quotes, every line with CRLF. */
export function csvOf(lines: readonly (readonly string[])[]): string {
  return `\u{FEFF}${lines.map((values) => `${values.map(quoted).join(',')}\r\n`).join('')}`;
}

function quoted(value: string): string {
  const text = FORMULA.test(value) ? `'${value}` : value;
  return `"${text.replaceAll('"', '""')}"`;
}
