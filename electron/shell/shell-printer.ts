// The shell's way to the system's printers: a page in a hidden window without a program, printed without a dialog; a PDF by `lp`, where there is one.

import { BrowserWindow } from 'electron';
import { lpPrint } from '../link/lp.ts';
import type { HostPrinter } from '../link/printing.ts';
import { systemClock } from '../station/life/clock.ts';
import type { Log } from '../station/life/log.ts';
import type { MadePages } from './made-pages.ts';
import { printSilently, type PrintablePage } from './silent-print.ts';
import { openPaper, systemPrinters } from './system-printers.ts';

/** Over pages that `made` lays out. */
export function shellPrinter(made: MadePages, log: Log): HostPrinter {
  const onReason = (reason: string): void => log.warn('print.failed', { reason });
  const onRefused = (what: string): void => log.warn('paper.refused', { what });
  const printers = async (): ReturnType<typeof systemPrinters> => {
    const [any] = BrowserWindow.getAllWindows();
    return any === undefined ? [] : await systemPrinters(any);
  };
  return {
    printers,
    print: async (sent, printer, copies) => {
      // Electron's own viewer of PDFs prints no page without a person; on Windows there is nothing else here.
      if (sent.kind === 'pdf') return await lpPrint(Buffer.from(sent.bytes, 'base64'), printer, copies, onReason);
      const paper = made.layOut(systemClock.uuid(), sent);
      const opened = { has: false };
      const openPage = (): PrintablePage => {
        const page = withPaper(openPaper(onRefused), paper);
        opened.has = true;
        return page;
      };
      try {
        return await printSilently({ printers, openPage, clock: systemClock, onReason }, printer, paper.url, copies);
      } finally {
        // A page that came to a window goes with it, which may be later than this answer.
        if (!opened.has) paper[Symbol.dispose]();
      }
    },
  };
}

/** Keeps the laid-out paper as long as the window that prints it. */
function withPaper(page: PrintablePage, paper: Disposable): PrintablePage {
  return {
    ...page,
    close: () => {
      page.close();
      paper[Symbol.dispose]();
    },
  };
}
