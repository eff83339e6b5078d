// The browser host's way to the system's printers: a page becomes a PDF in a browser that nobody sees, and `lp` takes it.

import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { lpPrint, lpPrinters } from '../link/lp.ts';
import type { HostPrinter, SentPaper } from '../link/printing.ts';

/** How long a browser may take for a page, in ms. */
const LAY_OUT_MS = 20_000;

/** `browser` is the path of one, or null where there is none: then only PDFs are printed. */
export function browserPrinter(browser: string | null, onReason: (reason: string) => void): HostPrinter {
  return {
    printers: lpPrinters,
    print: async (paper, printer, copies) => {
      const printers = await lpPrinters();
      if (printers === null || (paper.kind === 'page' && browser === null)) return null;
      if (!printers.some(({ name }) => name === printer)) return { outcome: 'failed', code: 'printer.absent' };
      const pdf = paper.kind === 'pdf' ? Buffer.from(paper.bytes, 'base64') : browser === null ? null : await layOut(browser, paper);
      if (pdf !== null) return await lpPrint(pdf, printer, copies, onReason);
      // Nothing has reached the printing system yet.
      onReason('the browser made no PDF of the page');
      return { outcome: 'failed', code: 'printer.error' };
    },
  };
}

/** The page as a PDF; null when the browser makes none. */
async function layOut(browser: string, paper: Extract<SentPaper, { kind: 'page' }>): Promise<Uint8Array | null> {
  const folder = mkdtempSync(path.join(tmpdir(), 'mot-cua-paper-'));
  try {
    const [page, pdf] = [path.join(folder, 'paper.html'), path.join(folder, 'paper.pdf')];
    writeFileSync(page, documentOf(paper), { mode: 0o600 });
    const asRoot = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
    const argv = [...asRoot, '--headless', '--disable-gpu', '--no-first-run', '--disable-background-networking', '--no-pdf-header-footer', `--user-data-dir=${path.join(folder, 'profile')}`, `--print-to-pdf=${pdf}`, pathToFileURL(page).href];
    await new Promise<void>((resolve) => {
      const child = spawn(browser, argv, { stdio: 'ignore', timeout: LAY_OUT_MS, killSignal: 'SIGKILL' });
      child.once('error', () => resolve());
      child.once('close', () => resolve());
    });
    return readFileSync(pdf);
  } catch {
    // No file: the browser ended before it had made one.
    return null;
  } finally {
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  }
}

/** Whole in itself, and by its policy unable to run a program or to fetch anything. */
function documentOf({ title, body, style }: Extract<SentPaper, { kind: 'page' }>): string {
  const policy = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'";
  return `<!doctype html><html lang="vi"><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="${policy}"><title>${title.replaceAll('&', '&amp;').replaceAll('<', '&lt;')}</title><style>${style.replaceAll('</', '')}</style><body>${body}</body></html>`;
}
