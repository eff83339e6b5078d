// In training the system's printers get pages that say across all of them what they are; a PDF has the words in it already.

import type { PageForPrinter, SystemPrinter } from './devices/ports.ts';

const STYLE = `
.training-band { margin: 0 0 4mm; padding: 2mm; background: #000; color: #fff; font: 800 16pt/1.2 'Be Vietnam Pro', 'Segoe UI', 'Noto Sans', sans-serif; text-align: center; }
.training-across { position: fixed; inset: 0; display: grid; place-items: center; font: 800 44pt/1 'Be Vietnam Pro', 'Segoe UI', 'Noto Sans', sans-serif; color: rgb(0 0 0 / 14%); pointer-events: none; }
.training-across span { transform: rotate(-35deg); white-space: nowrap; }
`;

/** The same printers, with the words on every page that is laid out for them. */
export function printerForTraining(printer: SystemPrinter, words: string): SystemPrinter {
  return {
    printers: () => printer.printers(),
    print: (paper, name, copies) => printer.print(paper.kind === 'page' ? marked(paper, words) : paper, name, copies),
  };
}

function marked({ title, body, style, kind }: PageForPrinter, words: string): PageForPrinter {
  return { kind, title, style: `${style}${STYLE}`, body: `<div class="training-across"><span>${words}</span></div><p class="training-band">${words}</p>${body}` };
}
