// The printing system of Linux and macOS through its own programs: `lpstat` lists the printers, `lp` takes a PDF. Where they are not installed there is no printer.

import { spawn } from 'node:child_process';
import type { PrintEnd } from './printing.ts';

/** How long a printing system may take to accept a job, in ms. */
const LONGEST_MS = 15_000;

interface Ended {
  readonly code: number | null;
  readonly out: string;
  /** Ended by us, after too long. */
  readonly isLate: boolean;
}

/** Names of the printers; null where the programs are not installed or do not answer. */
export async function lpPrinters(): Promise<readonly { readonly name: string; readonly label: string }[] | null> {
  const ended = await run('lpstat', ['-e'], null);
  if (ended === null || ended.isLate) return null;
  // Nothing to list is an error to lpstat, and an empty list to us.
  return ended.out.split('\n').map((line) => line.trim()).filter((line) => line !== '' && line.length <= 200).map((name) => ({ name, label: name }));
}

/** Hands a PDF to one of `lpPrinters`; null where the programs are not installed. */
export async function lpPrint(pdf: Uint8Array, printer: string, copies: number, onReason: (reason: string) => void): Promise<PrintEnd | null> {
  const printers = await lpPrinters();
  if (printers === null) return null;
  // A name that is not on the list may also be a switch.
  if (!printers.some(({ name }) => name === printer)) return { outcome: 'failed', code: 'printer.absent' };
  const ended = await run('lp', ['-d', printer, '-n', String(copies), '-t', 'Mot Cua'], pdf);
  if (ended === null) return null;
  if (ended.isLate) return { outcome: 'unknown', code: 'printer.timeout' };
  if (ended.code === 0) return { outcome: 'printed', code: null };
  onReason(ended.out.slice(0, 200));
  return { outcome: 'failed', code: 'printer.error' };
}

/** Runs a program with bytes on its input; null where it is not installed. */
function run(program: string, argv: readonly string[], input: Uint8Array | null): Promise<Ended | null> {
  return new Promise((resolve) => {
    const child = spawn(program, argv, { stdio: ['pipe', 'pipe', 'pipe'], timeout: LONGEST_MS, killSignal: 'SIGKILL', env: { ...process.env, LC_ALL: 'C.UTF-8' } });
    let out = '';
    for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (text: string) => (out = `${out}${text}`.slice(-20_000)));
    // A program that ends without reading everything says so by its code.
    child.stdin.on('error', () => undefined);
    child.once('error', () => resolve(null));
    child.once('close', (code, signal) => resolve({ code, out, isLate: signal === 'SIGKILL' }));
    child.stdin.end(input ?? undefined);
  });
}
