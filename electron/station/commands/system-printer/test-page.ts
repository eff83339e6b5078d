// The test page for a printer of the operating system: what proves that letters, accents and margins come out.

import type { EpochMs } from '../../../../shared/base/ids.ts';
import { VIETNAMESE_ROWS } from '../../../../shared/domain/text/vietnamese-letters.ts';
import { must } from '../../../../shared/base/must.ts';
import type { SystemPaper } from '../../devices/ports.ts';

const STYLE = `
@page { size: A4; margin: 20mm; }
body { font: 14pt/1.5 'Be Vietnam Pro', 'Segoe UI', 'Noto Sans', sans-serif; color: #000; }
h1 { font-size: 22pt; }
p { margin: 6pt 0; }
`;

/** Laid out for A4 by the host. `words` are the plain texts of both languages. */
export function testPage({ vi, en }: { readonly vi: Readonly<Record<string, string>>; readonly en: Readonly<Record<string, string>> }, printer: string, at: EpochMs): SystemPaper {
  const of = (table: Readonly<Record<string, string>>, key: string): string => must(table[key], 'a plain text that the test page says');
  const title = `Một Cửa – ${of(vi, 'plain.print.title')}`;
  const lines = [
    of(vi, 'plain.print.words'), of(en, 'plain.print.words'), `${of(vi, 'plain.print.printer')}: ${printer}`, `${of(vi, 'plain.print.at')}: ${new Date(at).toISOString()}`,
    '0123456789',
    ...VIETNAMESE_ROWS.map((row) => [...row, ...row.map((letter) => letter.toUpperCase())].join(' ')),
  ];
  return { kind: 'page', title, body: `<h1>${escaped(title)}</h1>${lines.map((line) => `<p>${escaped(line)}</p>`).join('')}`, style: STYLE };
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}
