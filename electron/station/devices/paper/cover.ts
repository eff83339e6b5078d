// The cover sheet of one paper, for the scanner's feeder: a strip for the ticket printer, a page for the system's.

import type { CoverPaper, PageForPrinter } from '../ports.ts';
import { coverModules } from './qr.ts';
import { openSheet } from './open-sheet.ts';
import type { DrawnStrip, TextWidths } from './sheet.ts';
import { fill, type PaperTexts } from './texts.ts';

/** Side of the code without its border on a strip, in dots of 1/8 mm: 26 mm, which a scan at 200 dpi reads with dust on it. */
const LEAST_DOTS = 208;

/** Draws a strip for a printer of that width. */
export function drawCover(paper: CoverPaper, texts: PaperTexts, widthDots: number, widths: TextWidths): DrawnStrip {
  const { sheet, small } = openSheet(paper.isExample, texts, widthDots, widths);
  const center = 'center' as const;
  sheet.text(paper.unitName, { size: small - 2, weight: 400, align: center });
  sheet.space(8);
  sheet.band(texts['paper.cover.title'], small + 8);
  sheet.space(12);
  sheet.text(paper.paperName, { size: small + 14, weight: 800, align: center });
  sheet.space(10);
  sheet.pair(texts['paper.cover.number'], paper.number, Math.round(sheet.roomDots * 0.42), small + 4, 800);
  sheet.pair(texts['paper.cover.place'], placeText(paper, texts), Math.round(sheet.roomDots * 0.42), small);
  sheet.text(paper.procedureName, { size: small - 2, weight: 400, align: center });
  sheet.space(8);
  sheet.rule('dashed');
  sheet.modules(coverModules(paper.qr), LEAST_DOTS);
  sheet.text(texts['paper.cover.use'], { size: small, weight: 600, align: center });
  sheet.space(12);
  return sheet.toJob();
}

const STYLE = `
@page { margin: 12mm; }
body { margin: 0; font: 400 14pt/1.4 'Be Vietnam Pro', 'Segoe UI', 'Noto Sans', sans-serif; color: #000; text-align: center; }
.example, .title { margin: 0 0 4mm; padding: 2mm; background: #000; color: #fff; font-weight: 800; }
.example { font-size: 12pt; }
.title { font-size: 20pt; }
.unit { margin: 0 0 4mm; font-size: 11pt; }
h1 { margin: 0 0 4mm; font-size: 26pt; line-height: 1.25; }
.of { margin: 0 0 1mm; font-size: 16pt; }
.of b { font-size: 24pt; }
.procedure { margin: 0 0 2mm; font-size: 11pt; }
svg { display: block; width: 56mm; height: 56mm; margin: 0 auto; }
.use { margin: 2mm auto 0; max-width: 120mm; font-weight: 600; }
`;

/** Lays out a page, good for A5 and everything larger. The code is 56 mm with its border. */
export function layOutCover(paper: CoverPaper, texts: PaperTexts): PageForPrinter {
  const lines = [
    ...(paper.isExample ? [`<p class="example">${escaped(texts['paper.example'])}</p>`] : []),
    `<p class="unit">${escaped(paper.unitName)}</p>`,
    `<p class="title">${escaped(texts['paper.cover.title'])}</p>`,
    `<h1>${escaped(paper.paperName)}</h1>`,
    `<p class="of">${escaped(texts['paper.cover.number'])} <b>${escaped(paper.number)}</b> · ${escaped(texts['paper.cover.place'])} ${escaped(placeText(paper, texts))}</p>`,
    `<p class="procedure">${escaped(paper.procedureName)}</p>`,
    svgOf(coverModules(paper.qr)),
    `<p class="use">${escaped(texts['paper.cover.use'])}</p>`,
  ];
  return { kind: 'page', title: `${texts['paper.cover.title']} ${paper.number}`, body: lines.join('\n'), style: STYLE };
}

function placeText({ place, places }: CoverPaper, texts: PaperTexts): string {
  return fill(texts['paper.cover.place-value'], { place, places });
}

/** With its quiet border of four modules. */
function svgOf(modules: readonly (readonly boolean[])[]): string {
  const side = modules.length + 8;
  const dark = modules.flatMap((row, y) => row.flatMap((isDark, x) => (isDark ? [`M${x + 4} ${y + 4}h1v1h-1z`] : [])));
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${side} ${side}" shape-rendering="crispEdges"><path fill="#fff" d="M0 0h${side}v${side}H0z"/><path d="${dark.join('')}"/></svg>`;
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}
