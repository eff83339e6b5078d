// A ticket printer behind a print queue of the operating system, which takes jobs and never says what became of them on paper.
//
// The queue is asked first, and nothing is handed to one that stands still: it would print hours later what nobody waits for any more. A job that the queue has taken is 'unknown',
// since queues call a job done without a printer or paper.

import type { DeviceClock, PrinterCode, PrintJob, PrintOutcome, TicketPrinter } from '../ports.ts';
import { DeviceDriver } from '../ports.ts';
import { encodeJob } from './encode.ts';
import { Turns } from './turns.ts';

/** What became of bytes that a queue was to take: `refused` if it certainly has none of them. */
export type Submitted = 'taken' | 'refused' | 'doubtful';

/** A queue of the operating system. Neither rejects, and both come back within seconds whatever the system does. */
export interface PrintQueue extends AsyncDisposable {
  /** Why the queue is of no use at the moment, or null. */
  look(signal: AbortSignal): Promise<PrinterCode | null>;
  submit(bytes: Uint8Array, signal: AbortSignal): Promise<Submitted>;
}

/** How often the queue is looked at. */
const POLL_MS = 5_000;

export class QueuePrinter extends DeviceDriver implements TicketPrinter {
  readonly widthDots: number;
  readonly #queue: PrintQueue;
  readonly #clock: DeviceClock;
  readonly #pollMs: number;
  readonly #turns = new Turns();
  readonly #end = new AbortController();
  readonly #polling: Promise<void>;

  constructor(queue: PrintQueue, widthDots: number, clock: DeviceClock, pollMs = POLL_MS) {
    super(clock, 'absent', 'printer.absent');
    this.#queue = queue;
    this.widthDots = widthDots;
    this.#clock = clock;
    this.#pollMs = pollMs;
    this.#polling = this.#poll();
  }

  async print(job: PrintJob, signal?: AbortSignal): Promise<PrintOutcome> {
    const bytes = encodeJob(job);
    return await this.#turns.run(async () => {
      signal?.throwIfAborted();
      const trouble = await this.#look();
      signal?.throwIfAborted();
      if (trouble !== null) return { kind: 'failed', code: trouble };
      this.setState('busy', null);
      const submitted = await this.#queue.submit(bytes, this.#end.signal);
      await this.#look();
      if (submitted === 'refused') return { kind: 'failed', code: 'printer.queue-stopped' };
      return { kind: 'unknown', code: submitted === 'taken' ? 'printer.unconfirmed' : 'printer.interrupted' };
    });
  }

  /** Queues have no such order. */
  async clearError(): Promise<void> {
    await this.#turns.run(async () => await this.#look());
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#end.abort();
    await this.#polling;
    await this.#turns.run(async () => await this.#queue[Symbol.asyncDispose]());
  }

  async #look(): Promise<PrinterCode | null> {
    const trouble = await this.#queue.look(this.#end.signal);
    if (this.#end.signal.aborted) return trouble ?? 'printer.interrupted';
    if (trouble === null) this.setState('ready', 'printer.unconfirmed');
    else this.setState('trouble', trouble);
    return trouble;
  }

  async #poll(): Promise<void> {
    while (!this.#end.signal.aborted) {
      // Whatever a look dies of, the next one is due all the same.
      await this.#turns.run(async () => await this.#look()).catch(() => this.setState('trouble', 'printer.queue-stopped'));
      await this.#clock.sleep(this.#pollMs, this.#end.signal).catch(() => undefined);
    }
  }
}
