// The line to a printer on the network: one TCP connection, mostly to port 9100.

import { connect, type Socket } from 'node:net';
import { breakOff } from '../../../../shared/base/break-off.ts';
import { LineEnd } from '../../../../shared/base/line-end.ts';
import type { DeviceClock } from '../ports.ts';
import type { OpenPrinterLine, PrinterLine } from './line.ts';

/** Lines to the printer at that address. */
export function tcpLine(host: string, port: number): OpenPrinterLine {
  return async (ms, clock, signal) => {
    const socket = connect({ host, port, noDelay: true, keepAlive: true, keepAliveInitialDelay: 10_000 });
    const over = new AbortController();
    const connected = new Promise<boolean>((resolve) => {
      socket.once('connect', () => resolve(true));
      socket.once('error', () => resolve(false));
    });
    const late = clock.sleep(ms, AbortSignal.any([over.signal, signal])).then(() => false, () => false);
    const ok = await Promise.race([connected, late]);
    over.abort();
    if (ok && !signal.aborted) return new TcpLine(socket, clock);
    socket.on('error', () => undefined);
    socket.destroy();
    return 'printer.absent';
  };
}

class TcpLine implements PrinterLine {
  readonly closed: Promise<void>;
  readonly #socket: Socket;
  readonly #clock: DeviceClock;
  readonly #end: LineEnd;

  constructor(socket: Socket, clock: DeviceClock) {
    this.#socket = socket;
    this.#clock = clock;
    // Every error is followed by 'close', which is what the driver acts on.
    socket.on('error', () => undefined);
    socket.on('end', () => socket.destroy());
    this.closed = new Promise((resolve) => socket.once('close', () => resolve()));
    this.#end = new LineEnd(this.closed);
  }

  get isOpen(): boolean {
    return !this.#socket.destroyed;
  }

  onData(listener: (chunk: Uint8Array) => void): void {
    this.#socket.on('data', listener);
  }

  async write(bytes: Uint8Array): Promise<boolean> {
    const taken = new Promise<boolean>((resolve) => {
      this.#socket.write(bytes, (error) => resolve(error === null || error === undefined));
    });
    return await this.#end.orEnd(taken, false);
  }

  /** Says good-bye first: a printer throws away what it has not yet taken in of a connection that is reset, and some models wait for the lost half of a connection until they are switched off. */
  async close(ms: number): Promise<void> {
    this.#socket.end();
    const over = new AbortController();
    await Promise.race([this.closed, this.#clock.sleep(ms, over.signal).catch(() => undefined)]);
    over.abort();
    this.#socket.destroy();
    await this.closed;
  }

  drop(): void {
    breakOff(this.#socket);
  }
}
