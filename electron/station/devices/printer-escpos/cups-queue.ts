// A raw queue of CUPS, worked through its own commands in child processes: a printing system that hangs costs a process and not the station.

import { spawn, type ChildProcess } from 'node:child_process';
import type { DeviceClock, PrinterCode } from '../ports.ts';
import type { PrintQueue, Submitted } from './queue-printer.ts';
import { StandingJobs } from './standing-jobs.ts';

/** Longest time for one command, in ms. */
const COMMAND_MS = 6_000;
const MOST_OUTPUT = 64 * 1024;
/** As a shell calls a command that is not there: certainly nothing was handed over. */
const NOT_STARTED = 127;

interface Ended {
  /** Null if it did not run to its end. */
  readonly code: number | null;
  readonly out: string;
}

/** The queue of that name; `server` ('host:port') only where it is not the machine's own. */
export function cupsQueue(queue: string, server: string | undefined, clock: DeviceClock): PrintQueue {
  const at = server === undefined ? [] : ['-h', server];
  const ours = new StandingJobs();
  return {
    look: async (signal): Promise<PrinterCode | null> => {
      const { code, out } = await runCommand('lpstat', [...at, '-a', queue, '-p', queue, '-o', queue], { clock, signal });
      if (code !== 0) return 'printer.queue-stopped';
      return troubleOfQueue(out) ?? (ours.stand(waitingIn(out), clock.monotonic()) ? 'printer.queue-stopped' : null);
    },
    submit: async (bytes, signal): Promise<Submitted> => {
      const { code, out } = await runCommand('lp', [...at, '-d', queue, '-o', 'raw', '-t', 'mot-cua'], { clock, signal, input: bytes });
      const id = jobIn(out);
      if (id !== null) ours.handedOver(id, clock.monotonic());
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

/** The job that `lp` says in the C locale it has taken; null if it has taken none. */
export function jobIn(said: string): string | null {
  return /^request id is (\S+)/m.exec(said)?.[1] ?? null;
}

/** The jobs that `lpstat -o` says in the C locale are still to be printed: number, owner, size; no line about a queue has a figure there. */
export function waitingIn(said: string): ReadonlySet<string> {
  return new Set(Array.from(said.matchAll(/^(\S+-\d+)\s+\S+\s+\d+\s/gm), ([, id]) => id ?? ''));
}

/** Never rejects: a machine that can start no more programs is one more command that did not run. */
async function runCommand(file: string, args: readonly string[], { clock, signal, input }: { readonly clock: DeviceClock; readonly signal: AbortSignal; readonly input?: Uint8Array }): Promise<Ended> {
  const child = start(file, args);
  if (child === null) return { code: NOT_STARTED, out: '' };
  const ended = new Promise<number | null>((resolve) => {
    child.once('error', () => resolve(NOT_STARTED));
    child.once('close', (code) => resolve(code));
  });
  // Later errors, as of a kill that came too late, change nothing.
  child.on('error', () => undefined);
  let out = '';
  // A child that did not start for want of file numbers has neither of its ends.
  child.stdout?.setEncoding('latin1').on('data', (text: string) => {
    if (out.length < MOST_OUTPUT) out += text;
  });
  // A command that ends before it has read everything says so with its exit code.
  child.stdin?.on('error', () => undefined);
  child.stdin?.end(input ?? '');
  const over = new AbortController();
  const late = clock.sleep(COMMAND_MS, AbortSignal.any([over.signal, signal])).then(() => null, () => null);
  const code = await Promise.race([ended, late]);
  over.abort();
  if (child.exitCode === null) child.kill('SIGKILL');
  return { code, out };
}

/** Null if the system refuses at once, as for want of memory. */
function start(file: string, args: readonly string[]): ChildProcess | null {
  try {
    return spawn(file, args, { stdio: ['pipe', 'pipe', 'ignore'], env: { ...process.env, LC_ALL: 'C' } });
  } catch {
    return null;
  }
}
