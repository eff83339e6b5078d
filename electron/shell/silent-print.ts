// Prints a page on a printer of the operating system without a dialog, and says by code how it ended. Electron's own window and call are handed in.

import type { ErrorCode } from '../../shared/contract/errors.ts';
import type { Clock } from '../station/life/clock.ts';

/** A hidden page that can be printed. */
export interface PrintablePage {
  load(url: string): Promise<void>;
  /** Electron's webContents.print: `done` says whether the system took the job, and else why not. */
  print(options: { readonly silent: true; readonly deviceName: string; readonly copies: number; readonly printBackground: true }, done: (isTaken: boolean, reason: string) => void): void;
  close(): void;
}

export interface SystemPrinter {
  readonly name: string;
  readonly label: string;
}

/** 'printed' means that the system took the whole job; whether paper came, only a person can say. 'unknown': no word came back in time. */
interface PrintOutcome {
  readonly outcome: 'printed' | 'failed' | 'unknown';
  readonly code: ErrorCode | null;
}

interface SilentPrintParts {
  readonly printers: () => Promise<readonly SystemPrinter[]>;
  readonly openPage: () => PrintablePage;
  readonly clock: Pick<Clock, 'sleep'>;
  /** The system's own words on a failure, for the log. */
  readonly onReason: (reason: string) => void;
}

/** Under the 15 s after which a window stops waiting. */
const WAIT_MS = 12_000;

/** Prints what lies at `url`. Never rejects for what printers do. */
export async function printSilently({ printers, openPage, clock, onReason }: SilentPrintParts, printer: string, url: string, copies: number): Promise<PrintOutcome> {
  // Electron falls back to the default printer for a name that it does not know: the paper would come out somewhere else.
  if (!(await printers()).some(({ name }) => name === printer)) return { outcome: 'failed', code: 'printer.absent' };
  const page = openPage();
  const late = new AbortController();
  const job = runJob(page, printer, url, copies).catch((error: unknown) => (error instanceof Error ? error.message : String(error)));
  // A job that answers late must not lose its page meanwhile.
  void job.then(() => page.close());
  const first = await Promise.race([job, clock.sleep(WAIT_MS, late.signal).then(() => 'late' as const, () => 'late' as const)]);
  late.abort();
  if (first === null) return { outcome: 'printed', code: null };
  if (first === 'late') return { outcome: 'unknown', code: 'printer.timeout' };
  onReason(first);
  return { outcome: 'failed', code: 'printer.error' };
}

/** Null when the system took the job, else its reason. */
async function runJob(page: PrintablePage, printer: string, url: string, copies: number): Promise<string | null> {
  await page.load(url);
  return await new Promise((resolve) => {
    page.print({ silent: true, deviceName: printer, copies, printBackground: true }, (isTaken, reason) => resolve(isTaken ? null : reason === '' ? 'refused without a reason' : reason));
  });
}
