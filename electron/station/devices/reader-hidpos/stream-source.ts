// Raw 64-byte HID POS reports over TCP: a reader at another machine, or the virtual one.

import { connect } from 'node:net';
import type { DeviceClock } from '../ports.ts';
import { STANDARD_LAYOUT } from './pos-layout.ts';
import type { ReportSink, ReportSource } from './source.ts';

const REPORT_BYTES = STANDARD_LAYOUT.bytes;

export class StreamReportSource implements ReportSource {
  readonly #host: string;
  readonly #port: number;
  readonly #clock: DeviceClock;
  readonly #retryMs: number;

  constructor(host: string, port: number, clock: DeviceClock, retryMs = 2_000) {
    this.#host = host;
    this.#port = port;
    this.#clock = clock;
    this.#retryMs = retryMs;
  }

  async run(sink: ReportSink, signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      await this.#once(sink, signal);
      await this.#clock.sleep(this.#retryMs, signal).catch(() => undefined);
    }
  }

  /** One connection, from the attempt to its end. */
  async #once(sink: ReportSink, signal: AbortSignal): Promise<void> {
    const socket = connect({ host: this.#host, port: this.#port, keepAlive: true, keepAliveInitialDelay: 10_000 });
    const end = (): void => void socket.destroy();
    signal.addEventListener('abort', end);
    let isOpen = false;
    let rest = Buffer.alloc(0);
    socket.once('connect', () => {
      isOpen = true;
      sink.opened([STANDARD_LAYOUT]);
    });
    socket.on('data', (chunk: Buffer) => {
      rest = Buffer.concat([rest, chunk]);
      let used = 0;
      for (; rest.length - used >= REPORT_BYTES; used += REPORT_BYTES) sink.report(Uint8Array.from(rest.subarray(used, used + REPORT_BYTES)));
      rest = rest.subarray(used);
    });
    socket.on('end', end);
    // 'close' follows every error.
    socket.on('error', () => undefined);
    await new Promise<void>((resolve) => socket.once('close', () => resolve()));
    signal.removeEventListener('abort', end);
    if (isOpen) sink.closed();
    else sink.missing('reader.absent');
  }
}
