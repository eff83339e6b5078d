// A ticket printer without a device: each print ends as the test says, when the test says.

import { DeviceDriver, type DeviceState, type PrintJob, type PrintOutcome, type TicketPrinter } from '../../electron/station/devices/ports.ts';
import type { TestClock } from './test-clock.ts';

export class ScriptedPrinter extends DeviceDriver implements TicketPrinter {
  readonly widthDots = 576;
  /** The first byte of every job that reached the printer, in order. */
  readonly got: number[] = [];
  /** What becomes of the next prints; 'printed' when there is nothing more. A promise holds the print. */
  readonly outcomes: (PrintOutcome | Promise<PrintOutcome>)[] = [];
  /** Called as a job arrives. */
  onJob: () => void = () => undefined;

  constructor(clock: TestClock) {
    super(clock, 'ready', null);
  }

  set(kind: DeviceState['kind'], code: DeviceState['code'] = null): void {
    this.setState(kind, code);
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
    if (this.state().kind === 'trouble') this.setState('ready', null);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await Promise.resolve();
  }
}
