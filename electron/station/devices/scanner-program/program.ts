// A scanning program as a child process of its own group: its lines as they come, its end, and a way to end it that cannot be ignored.

import { spawn, type ChildProcess } from 'node:child_process';
import type { DeviceClock } from '../ports.ts';

/** How a program ended. `isMissing`: there is no such program. `words`: the last it said, on either stream. */
export interface ProgramEnd {
  readonly code: number | null;
  readonly isMissing: boolean;
  readonly words: string;
}

/** More of what a program says is not kept. */
const MOST_WORDS = 64 * 1024;
/** A killed program whose end nobody hears by then (a driver stuck in the kernel, a helper that holds its output open) is left to the system. */
const UNHEARD_MS = 5_000;

export class RunningProgram {
  readonly ended: Promise<ProgramEnd>;
  readonly #child: ChildProcess | null;
  readonly #end: (code: number | null, isMissing: boolean) => void;
  readonly #lines: string[] = [];
  #half = '';
  #words = '';
  #hasEnded = false;
  #news = Promise.withResolvers<void>();

  /** Starts it without a shell, in `cwd`, speaking the language of the code (LC_ALL=C), with `more` in its environment. */
  constructor(command: string, args: readonly string[], cwd?: string, more: Readonly<Record<string, string>> = {}) {
    const over = Promise.withResolvers<ProgramEnd>();
    this.ended = over.promise;
    this.#end = (code, isMissing) => {
      this.#hasEnded = true;
      over.resolve({ code, isMissing, words: this.#words });
      this.#news.resolve();
    };
    this.#child = started(command, args, cwd, more);
    if (this.#child === null) {
      this.#end(null, true);
      return;
    }
    const child = this.#child;
    child.stdout?.setEncoding('utf8').on('data', (text: string) => this.#hear(text));
    child.stderr?.setEncoding('utf8').on('data', (text: string) => this.#note(text));
    // A program that is gone does not read what it is told.
    child.stdin?.on('error', () => undefined);
    // One that runs can fail too, at being killed: its end is still to come.
    child.on('error', () => {
      if (child.pid === undefined) this.#end(null, true);
    });
    child.once('close', (code) => this.#end(code, false));
  }

  get hasEnded(): boolean {
    return this.#hasEnded;
  }

  /** The next line of its output, or null where none has come yet. */
  takeLine(): string | null {
    return this.#lines.shift() ?? null;
  }

  /** Resolves when it has said something since the last call, or has ended. */
  async news(): Promise<void> {
    await this.#news.promise;
    if (!this.#hasEnded) this.#news = Promise.withResolvers<void>();
  }

  /** Types into it. */
  type(text: string): void {
    this.#child?.stdin?.write(text);
  }

  /**
   * Ends it and everything it started: no more input, one interrupt if it is at work (a device that is cut off stays busy), and after `graceMs` no more asking.
   * Always comes back: what does not end even when killed is let go of after `unheardMs`.
   */
  async stop(clock: DeviceClock, isAtWork: boolean, graceMs: number, unheardMs = UNHEARD_MS): Promise<ProgramEnd> {
    this.#child?.stdin?.end();
    if (this.#hasEnded) return await this.ended;
    if (isAtWork) this.#signal('SIGINT');
    if (await this.#outlasts(clock, graceMs)) {
      this.#signal('SIGKILL');
      if (await this.#outlasts(clock, unheardMs)) this.#letGo();
    }
    return await this.ended;
  }

  async #outlasts(clock: DeviceClock, ms: number): Promise<boolean> {
    const waited = new AbortController();
    const isLate = await Promise.race([this.ended.then(() => false), clock.sleep(ms, waited.signal).then(() => true, () => false)]);
    waited.abort();
    return isLate;
  }

  #letGo(): void {
    const child = this.#child;
    for (const stream of [child?.stdin, child?.stdout, child?.stderr]) stream?.destroy();
    child?.unref();
    this.#end(child?.exitCode ?? null, false);
  }

  #signal(signal: 'SIGINT' | 'SIGKILL'): void {
    const child = this.#child;
    if (child?.pid === undefined) return;
    try {
      // Windows knows no groups and no interrupt: the tree is taken down from its root, while that number is still the root's.
      if (process.platform !== 'win32') process.kill(-child.pid, signal);
      else if (signal === 'SIGKILL' && child.exitCode === null) spawn('taskkill', ['/PID', String(child.pid), '/T', '/F'], { stdio: 'ignore', windowsHide: true }).once('error', () => child.kill());
    } catch {
      child.kill(signal);
    }
  }

  #hear(text: string): void {
    this.#note(text);
    const lines = `${this.#half}${text}`.split(/\r?\n/);
    this.#half = (lines.pop() ?? '').slice(-4_096);
    this.#lines.push(...lines.slice(-1_000));
  }

  #note(text: string): void {
    this.#words = `${this.#words}${text}`.slice(-MOST_WORDS);
    this.#news.resolve();
  }
}

/** Null where it could not even be tried, as with a file that is no program of this system. */
function started(command: string, args: readonly string[], cwd: string | undefined, more: Readonly<Record<string, string>>): ChildProcess | null {
  try {
    return spawn(command, args, { cwd, env: { ...process.env, LC_ALL: 'C', ...more }, stdio: ['pipe', 'pipe', 'pipe'], detached: process.platform !== 'win32', windowsHide: true });
  } catch {
    return null;
  }
}

/** Runs a program that only says something, and ends it after `mostMs` or when aborted. */
export async function runToEnd(clock: DeviceClock, command: string, args: readonly string[], mostMs: number, signal: AbortSignal): Promise<ProgramEnd> {
  const program = new RunningProgram(command, args);
  const waited = new AbortController();
  await Promise.race([program.ended, clock.sleep(mostMs, AbortSignal.any([waited.signal, signal])).catch(() => undefined)]);
  waited.abort();
  return program.hasEnded ? await program.ended : await program.stop(clock, true, 1_000);
}
