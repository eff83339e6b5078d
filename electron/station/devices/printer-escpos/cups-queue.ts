// A raw queue of CUPS, worked through its own commands in child processes: a printing system that hangs costs a process and not the station.

import { spawn } from 'node:child_process';
import type { DeviceClock, PrinterCode } from '../ports.ts';
import type { PrintQueue, Submitted } from './queue-printer.ts';

/** Longest time for one command, in ms. */
const COMMAND_MS = 6_000;
const MOST_OUTPUT = 64 * 1024;

interface Ended {
  /** Null if it did not run to its end. */
  readonly code: number | null;
  readonly out: string;
}

/** The queue of that name; `server` ('host:port') only where it is not the machine's own. */
export function cupsQueue(queue: string, server: string | undefined, clock: DeviceClock): PrintQueue {
  const at = server === undefined ? [] : ['-h', server];
  return {
    look: async (signal): Promise<PrinterCode | null> => {
      const { code, out } = await runCommand('lpstat', [...at, '-a', queue, '-p', queue], { clock, signal });
      return code === 0 ? troubleOfQueue(out) : 'printer.queue-stopped';
    },
    submit: async (bytes, signal): Promise<Submitted> => {
      const { code } = await runCommand('lp', [...at, '-d', queue, '-o', 'raw', '-t', 'mot-cua'], { clock, signal, input: bytes });
      if (code === 0) return 'taken';
      return code === null ? 'doubtful' : 'refused';
    },
    [Symbol.asyncDispose]: async () => {
      await Promise.resolve();
    },
  };
}

/** Reads what `lpstat -a -p` says in the C locale. A queue that takes jobs and does not print is as bad as one that takes none. */
export function troubleOfQueue(said: string): PrinterCode | null {
  return / not accepting requests /.test(said) || /^printer \S+ disabled /m.test(said) || !/ accepting requests /.test(said) ? 'printer.queue-stopped' : null;
}

async function runCommand(file: string, args: readonly string[], { clock, signal, input }: { readonly clock: DeviceClock; readonly signal: AbortSignal; readonly input?: Uint8Array }): Promise<Ended> {
  const child = spawn(file, args, { stdio: ['pipe', 'pipe', 'ignore'], env: { ...process.env, LC_ALL: 'C' } });
  let out = '';
  child.stdout.setEncoding('latin1').on('data', (text: string) => {
    if (out.length < MOST_OUTPUT) out += text;
  });
  // A command that ends before it has read everything says so with its exit code.
  child.stdin.on('error', () => undefined);
  child.stdin.end(input ?? '');
  const over = new AbortController();
  const ended = new Promise<number | null>((resolve) => {
    // Not installed: certainly nothing was handed over.
    child.once('error', () => resolve(127));
    child.once('close', (code) => resolve(code));
  });
  const late = clock.sleep(COMMAND_MS, AbortSignal.any([over.signal, signal])).then(() => null, () => null);
  const code = await Promise.race([ended, late]);
  over.abort();
  if (child.exitCode === null) child.kill('SIGKILL');
  return { code, out };
}
