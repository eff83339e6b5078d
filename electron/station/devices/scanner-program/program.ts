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

export class RunningProgram {
  readonly ended: Promise<ProgramEnd>;
  readonly #child: ChildProcess;
  readonly #lines: string[] = [];
  #half = '';
  #words = '';
  #hasEnded = false;
  #news = Promise.withResolvers<void>();

  /** Starts it without a shell, in `cwd`, speaking the language of the code (LC_ALL=C). */
  constructor(command: string, args: readonly string[], cwd?: string) {
    this.#child = spawn(command, args, { cwd, env: { ...process.env, LC_ALL: 'C' }, stdio: ['pipe', 'pipe', 'pipe'], detached: process.platform !== 'win32', windowsHide: true });
    this.#child.stdout?.setEncoding('utf8').on('data', (text: string) => this.#hear(text));
    this.#child.stderr?.setEncoding('utf8').on('data', (text: string) => this.#note(text));
    // A program that is gone does not read what it is told.
    this.#child.stdin?.on('error', () => undefined);
    const over = Promise.withResolvers<ProgramEnd>();
    const end = (code: number | null, isMissing: boolean): void => {
      this.#hasEnded = true;
      over.resolve({ code, isMissing, words: this.#words });
      this.#news.resolve();
    };
    this.#child.once('error', () => end(null, true));
    this.#child.once('close', (code) => end(code, false));
    this.ended = over.promise;
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
    this.#child.stdin?.write(text);
  }

  /**
   * Ends it and everything it started: no more input, one interrupt if it is at work (a device that is cut off stays busy), and after `graceMs` no more asking.
   */
  async stop(clock: DeviceClock, isAtWork: boolean, graceMs: number): Promise<ProgramEnd> {
    this.#child.stdin?.end();
    if (this.#hasEnded) return await this.ended;
    if (isAtWork) this.#signal('SIGINT');
    const waited = new AbortController();
    const isLate = await Promise.race([this.ended.then(() => false), clock.sleep(graceMs, waited.signal).then(() => true, () => false)]);
    waited.abort();
    if (isLate) this.#signal('SIGKILL');
    return await this.ended;
  }

  #signal(signal: 'SIGINT' | 'SIGKILL'): void {
    const { pid } = this.#child;
    if (pid === undefined) return;
    // Windows knows no groups and no interrupt: the tree is taken down from its root.
    if (process.platform === 'win32') {
      if (signal === 'SIGKILL') spawn('taskkill', ['/PID', String(pid), '/T', '/F'], { stdio: 'ignore', windowsHide: true }).once('error', () => this.#child.kill());
      return;
    }
    try {
      process.kill(-pid, signal);
    } catch {
      this.#child.kill(signal);
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

/** Runs a program that only says something, and ends it after `mostMs` or when aborted. */
export async function runToEnd(clock: DeviceClock, command: string, args: readonly string[], mostMs: number, signal: AbortSignal): Promise<ProgramEnd> {
  const program = new RunningProgram(command, args);
  const waited = new AbortController();
  await Promise.race([program.ended, clock.sleep(mostMs, AbortSignal.any([waited.signal, signal])).catch(() => undefined)]);
  waited.abort();
  return program.hasEnded ? await program.ended : await program.stop(clock, true, 1_000);
}
