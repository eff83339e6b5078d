// Runs a tool of node_modules under this very Node and gives back all it wrote.
import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { join } from 'node:path';

/** The repository's own folder. */
export const root = join(import.meta.dirname, '..', '..');

export interface Ran {
  /** Exit code, or null when a signal ended it. */
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

export interface RunOptions {
  readonly cwd?: string;
  readonly env?: Readonly<Record<string, string | undefined>>;
  /** Shows what the tool writes while it runs, as well as gathering it. */
  readonly live?: boolean;
  readonly signal?: AbortSignal;
}

const running = new Set<ChildProcess>();

/** Passes a signal on to every tool that still runs: they are in nobody's terminal. */
export function signalTools(signal: NodeJS.Signals): void {
  for (const child of running) child.kill(signal);
}

/** Starts `file` with `args` and waits for its end; never throws for a bad exit code. */
export function run(file: string, args: readonly string[], options: RunOptions = {}): Promise<Ran> {
  return new Promise((resolve, reject) => {
    const child = spawn(file, args, {
      cwd: options.cwd ?? root,
      env: { ...process.env, ...options.env },
      stdio: ['ignore', 'pipe', 'pipe'],
      ...(options.signal === undefined ? {} : { signal: options.signal, killSignal: 'SIGTERM' as const }),
    });
    running.add(child);
    let out = '';
    let err = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      out += text;
      if (options.live === true) process.stdout.write(text);
    });
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      err += text;
      if (options.live === true) process.stderr.write(text);
    });
    child.on('error', reject);
    child.on('close', (code) => {
      running.delete(child);
      resolve({ code, out, err });
    });
  });
}

/** Runs a package's command-line script, given by its path below node_modules, with the Node that runs this. */
export function runTool(script: string, args: readonly string[], options: RunOptions = {}): Promise<Ran> {
  return run(process.execPath, [join(root, 'node_modules', script), ...args], options);
}

/** The written lines of a tool, without the empty ones. */
export function linesOf(ran: Ran): string[] {
  return `${ran.out}\n${ran.err}`.split('\n').filter((line) => line.trim() !== '');
}
