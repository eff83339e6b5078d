// A ticket printer without a device: each print ends as the test says, when the test says.

import { DeviceStateCell, type DeviceState, type PrintJob, type PrintOutcome, type TicketPrinter, type Unsubscribe } from '../../electron/station/devices/ports.ts';
import type { TestClock } from './test-clock.ts';

export class ScriptedPrinter implements TicketPrinter {
  readonly widthDots = 576;
  /** The first byte of every job that reached the printer, in order. */
  readonly got: number[] = [];
  /** What becomes of the next prints; 'printed' when there is nothing more. A promise holds the print. */
  readonly outcomes: (PrintOutcome | Promise<PrintOutcome>)[] = [];
  /** Called as a job arrives. */
  onJob: () => void = () => undefined;
  readonly #cell: DeviceStateCell;

  constructor(clock: TestClock) {
    this.#cell = new DeviceStateCell(clock, 'ready', null);
  }

  state(): DeviceState {
    return this.#cell.get();
  }

  onChange(listener: (state: DeviceState) => void): Unsubscribe {
    return this.#cell.onChange(listener);
  }

  set(kind: DeviceState['kind'], code: DeviceState['code'] = null): void {
    this.#cell.set(kind, code);
  }

  async print(job: PrintJob, signal?: AbortSignal): Promise<PrintOutcome> {
    signal?.throwIfAborted();
    this.onJob();
    const outcome = await (this.outcomes.shift() ?? { kind: 'printed' });
    if (outcome.kind !== 'failed') this.got.push(job.bits[0] ?? -1);
    return outcome;
  }

  async clearError(): Promise<void> {
    await Promise.resolve();
    if (this.#cell.get().kind === 'trouble') this.#cell.set('ready', null);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await Promise.resolve();
  }
}
