// Prints a page as Electron does without a dialog: as a PDF of Chromium's, handed to the system's printing.

import { execFile, spawn } from 'node:child_process';
import { promisify } from 'node:util';
import type { Session } from './cdp.ts';

const runFile = promisify(execFile);

/** A printer as the system names it. */
export interface PrinterInfo {
  readonly name: string;
  readonly displayName: string;
  readonly description: string;
  readonly options: Readonly<Record<string, string>>;
}

/** The page as a PDF. Paper is given in Electron's microns or by name; A4 without a word. */
export async function makePdf(session: Session, options: Readonly<Record<string, unknown>>): Promise<Buffer> {
  const size = options['pageSize'];
  const microns = typeof size === 'object' && size !== null ? (size as { readonly width: number; readonly height: number }) : { width: 210_000, height: 297_000 };
  const inch = 25_400;
  const { data } = await session.send('Page.printToPDF', {
    landscape: options['landscape'] === true,
    printBackground: options['printBackground'] === true,
    paperWidth: microns.width / inch,
    paperHeight: microns.height / inch,
    preferCSSPageSize: options['preferCSSPageSize'] === true,
  });
  return Buffer.from(data, 'base64');
}

/** Printers that the system knows; none where it has no printing. */
export async function listPrinters(): Promise<readonly PrinterInfo[]> {
  const names = await runFile('lpstat', ['-e'], { timeout: 10_000 }).then(
    ({ stdout }) => stdout.split('\n').map((line) => line.trim()).filter((line) => line !== ''),
    () => [],
  );
  return names.map((name) => ({ name, displayName: name, description: '', options: {} }));
}

/** Hands a PDF to a printer; the answer is empty, or why not, in Electron's words. */
export function handOver(pdf: Buffer, printer: string, copies: number): Promise<string> {
  return new Promise((resolve) => {
    const child = spawn('lp', [...(printer === '' ? [] : ['-d', printer]), '-n', String(copies), '-'], { stdio: ['pipe', 'ignore', 'ignore'] });
    child.once('error', () => resolve('Print job failed'));
    child.once('exit', (code) => resolve(code === 0 ? '' : 'Invalid deviceName provided'));
    child.stdin.on('error', () => undefined);
    child.stdin.end(pdf);
  });
}
