// A ticket printer of a simulated station: takes its time, knows what it prints, and may lose power in the middle.

import { DeviceDriver, type PrintJob, type PrintOutcome, type TicketPrinter } from '../../../electron/station/devices/ports.ts';
import type { Chance } from '../../morning/chance.ts';
import type { SimClock } from './sim-clock.ts';

/** The picture of a paper is its words: the simulation reads what it prints. */
export function drawWords(what: string, paper: string): Promise<PrintJob> {
  return Promise.resolve({ widthDots: 8, rows: 1, bits: Buffer.from(JSON.stringify({ what, paper })) });
}

export class SimPrinter extends DeviceDriver implements TicketPrinter {
  readonly widthDots = 8;
  readonly #clock: SimClock;
  readonly #chance: Chance;
  readonly #failing: number;
  readonly #printed: (words: unknown) => void;

  constructor(clock: SimClock, chance: Chance, failing: number, printed: (words: unknown) => void) {
    super(clock, 'ready', null);
    this.#clock = clock;
    this.#chance = chance;
    this.#failing = failing;
    this.#printed = printed;
  }

  async print({ bits }: PrintJob, signal?: AbortSignal): Promise<PrintOutcome> {
    signal?.throwIfAborted();
    await this.#clock.sleep(this.#chance.between(200, 2000));
    if (this.#chance.is(this.#failing)) return { kind: 'failed', code: 'printer.paper-out' };
    this.#printed(JSON.parse(Buffer.from(bits).toString('utf8')));
    await this.#clock.sleep(this.#chance.between(50, 500));
    return this.#chance.is(this.#failing) ? { kind: 'unknown', code: 'printer.timeout' } : { kind: 'printed' };
  }

  async clearError(): Promise<void> {
    await Promise.resolve();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await Promise.resolve();
  }
}
