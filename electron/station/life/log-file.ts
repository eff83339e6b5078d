// Keeps log lines in files of bounded size and number without ever holding up whoever logs: a full or stuck disk costs lines, is said, and is tried again.

import { appendFileSync } from 'node:fs';
import { mkdir, open, rename, rm, stat, type FileHandle } from 'node:fs/promises';
import path from 'node:path';
import type { LogValues } from './log.ts';

/** Where lines go and how many are kept. */
export interface LogFileParts {
  readonly folder: string;
  /** 'station' writes station.log, then station.1.log for the one before it, and so on. */
  readonly name: string;
  readonly fileBytes: number;
  readonly files: number;
  /** First line of every file, with its line end: what ran and with which settings. */
  readonly header: () => string;
  /** Milliseconds that only grow. */
  readonly monotonic: () => number;
  /** Tells that lines are lost since now, with the system's code, and that they are written again. */
  readonly onChange: (state: LogFileState, lost: number) => void;
}

/** 'stopped' since a write failed; `code` is the system's, such as ENOSPC. */
export type LogFileState = { readonly kind: 'writing' } | { readonly kind: 'stopped'; readonly code: string };

/** Lines that wait while the disk is slow; more are lost and counted. */
const MOST_WAITING = 2000;
/** After a failed write the next try is this far away, in ms. */
const REST_MS = 60_000;

/** The current file and those before it. */
export class LogFile implements AsyncDisposable {
  readonly #parts: LogFileParts;
  #waiting: string[] = [];
  #pump: Promise<void> | null = null;
  #handle: FileHandle | null = null;
  #bytes = 0;
  #lost = 0;
  #state: LogFileState = { kind: 'writing' };
  #retryAt = -Infinity;

  constructor(parts: LogFileParts) {
    this.#parts = parts;
  }

  get state(): LogFileState {
    return this.#state;
  }

  /** Takes a line with its end; returns at once, whatever the disk does. */
  write(line: string): void {
    const isResting = this.#state.kind === 'stopped' && this.#parts.monotonic() < this.#retryAt;
    if (isResting || this.#waiting.length >= MOST_WAITING) this.#lost += 1;
    else this.#waiting.push(line);
    if (!isResting) this.#pump ??= this.#run().finally(() => (this.#pump = null));
  }

  /** Looks whether lines would find their file, without one to write; `state` says it a little later. */
  look(): void {
    if (this.#state.kind === 'stopped' && this.#parts.monotonic() < this.#retryAt) return;
    this.#pump ??= this.#hold().then(
      () => this.#isWriting(),
      (error: unknown) => this.#stop(error, 0),
    ).then(() => this.#run()).finally(() => (this.#pump = null));
  }

  async #run(): Promise<void> {
    while (this.#waiting.length > 0) {
      const lines = this.#waiting;
      this.#waiting = [];
      try {
        for (const batch of batches(lines)) await this.#append(batch);
        this.#isWriting();
      } catch (error) {
        this.#stop(error, lines.length);
        return;
      }
    }
  }

  async #append(text: string): Promise<void> {
    const bytes = Buffer.byteLength(text);
    if (this.#handle !== null && this.#bytes + bytes > this.#parts.fileBytes) await this.#rotate();
    const handle = await this.#hold();
    await handle.appendFile(text);
    this.#bytes += bytes;
  }

  /** The open file, opened anew where its name was taken away: it would go on taking lines that nobody ever finds. */
  async #hold(): Promise<FileHandle> {
    const held = this.#handle;
    if (held !== null) {
      const [own, named] = await Promise.all([held.stat(), stat(this.#file(0)).catch(() => null)]);
      if (named?.ino === own.ino && named.dev === own.dev) return held;
      this.#handle = null;
      await held.close();
    }
    return (this.#handle = await this.#open());
  }

  async #open(): Promise<FileHandle> {
    await mkdir(this.#parts.folder, { recursive: true, mode: 0o750 });
    const handle = await open(this.#file(0), 'a', 0o640);
    const { size } = await handle.stat();
    // A file that an earlier run has filled is not begun with one more header.
    if (size >= this.#parts.fileBytes) {
      await handle.close();
      await this.#shift();
      return await this.#open();
    }
    try {
      const header = this.#parts.header();
      await handle.appendFile(header);
      this.#bytes = size + Buffer.byteLength(header);
      return handle;
    } catch (error) {
      await handle.close();
      throw error;
    }
  }

  async #rotate(): Promise<void> {
    const handle = this.#handle;
    this.#handle = null;
    await handle?.close();
    await this.#shift();
  }

  async #shift(): Promise<void> {
    await rm(this.#file(this.#parts.files - 1), { force: true });
    for (let age = this.#parts.files - 2; age >= 0; age -= 1) {
      await rename(this.#file(age), this.#file(age + 1)).catch((error: unknown) => {
        if (codeOf(error) !== 'ENOENT') throw error;
      });
    }
  }

  #file(age: number): string {
    return path.join(this.#parts.folder, age === 0 ? `${this.#parts.name}.log` : `${this.#parts.name}.${age}.log`);
  }

  #isWriting(): void {
    if (this.#state.kind === 'writing' && this.#lost === 0) return;
    const lost = this.#lost;
    this.#lost = 0;
    this.#state = { kind: 'writing' };
    this.#parts.onChange(this.#state, lost);
  }

  #stop(error: unknown, lost: number): void {
    this.#lost += lost + this.#waiting.length;
    this.#waiting = [];
    this.#retryAt = this.#parts.monotonic() + REST_MS;
    const handle = this.#handle;
    this.#handle = null;
    // Its file may be the very thing that is broken: nobody waits for it to close.
    void handle?.close().catch(() => undefined);
    const wasWriting = this.#state.kind === 'writing';
    this.#state = { kind: 'stopped', code: codeOf(error) };
    if (wasWriting) this.#parts.onChange(this.#state, this.#lost);
  }

  /** Writes what still waits before a process ends at once; what cannot be written is lost, as the process is. */
  writeNow(): void {
    const text = this.#waiting.join('');
    this.#waiting = [];
    try {
      if (text !== '' && this.#handle !== null) appendFileSync(this.#file(0), text);
    } catch {
      this.#lost += 1;
    }
  }

  /** Waits for the lines taken so far, and closes the file. */
  async [Symbol.asyncDispose](): Promise<void> {
    await this.#pump;
    await this.#handle?.close().catch(() => undefined);
    this.#handle = null;
  }
}

/** The values of the line that says that lines were lost. */
export function lossValues(state: LogFileState, lost: number): LogValues {
  return state.kind === 'stopped' ? { code: state.code, lost } : { lost };
}

function batches(lines: readonly string[]): string[] {
  const most = 50;
  return Array.from({ length: Math.ceil(lines.length / most) }, (_, index) => lines.slice(index * most, (index + 1) * most).join(''));
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : 'unknown';
}
