// The unreliable line between a station and the city: a TCP proxy that can be cut, healed, and that resets connections at random.

import { createServer, connect, type AddressInfo, type Server, type Socket } from 'node:net';
import { breakOff } from '../../shared/base/break-off.ts';
import type { Chance } from './chance.ts';

/** How often and when a connection of a line that is up breaks by itself. */
export interface Faults {
  /** Chance for each new connection to be reset after some bytes. */
  readonly resetChance: number;
  /** Bytes after which it happens, at most. */
  readonly resetWithinBytes: number;
}

/** Listens on 127.0.0.1 and passes bytes on while the line is up and leads somewhere. */
export class FaultProxy implements AsyncDisposable {
  readonly #server: Server;
  readonly #pairs = new Set<readonly [Socket, Socket]>();
  readonly #chance: Chance;
  readonly #faults: Faults;
  #targetPort: number | null = null;
  #up = true;
  /** Bytes that came from the station's side so far. */
  bytesSent = 0;
  /** Bytes that came back so far. */
  bytesReceived = 0;
  /** Connections reset by chance so far. */
  resets = 0;

  private constructor(server: Server, chance: Chance, faults: Faults) {
    this.#server = server;
    this.#chance = chance;
    this.#faults = faults;
  }

  static async start(chance: Chance, faults: Faults): Promise<FaultProxy> {
    const server = createServer();
    const proxy = new FaultProxy(server, chance, faults);
    server.on('connection', (socket) => proxy.#accept(socket));
    await new Promise<void>((resolve) => {
      server.listen(0, '127.0.0.1', resolve);
    });
    return proxy;
  }

  get port(): number {
    return (this.#server.address() as AddressInfo).port;
  }

  /** Lays the far end; until then every connection is reset. */
  leadTo(port: number): void {
    this.#targetPort = port;
  }

  /** The line goes down: what is open is reset, what comes is refused by a reset. */
  cut(): void {
    this.#up = false;
    for (const [near, far] of this.#pairs) {
      breakOff(near);
      breakOff(far);
    }
  }

  heal(): void {
    this.#up = true;
  }

  /** No more resets by chance from now on; the line stays as it is. */
  calm(): void {
    this.#calm = true;
  }
  #calm = false;

  #accept(near: Socket): void {
    near.on('error', () => undefined);
    if (!this.#up || this.#targetPort === null) {
      breakOff(near);
      return;
    }
    const far = connect(this.#targetPort, '127.0.0.1');
    far.on('error', () => breakOff(near));
    const pair = [near, far] as const;
    this.#pairs.add(pair);
    const limit = !this.#calm && this.#chance.is(this.#faults.resetChance) ? this.#chance.between(1, this.#faults.resetWithinBytes) : Infinity;
    let passed = 0;
    const count = (bytes: number): boolean => {
      passed += bytes;
      if (passed < limit || this.#calm) return true;
      this.resets += 1;
      breakOff(near);
      breakOff(far);
      return false;
    };
    near.on('data', (chunk) => {
      this.bytesSent += chunk.length;
      if (count(chunk.length)) far.write(chunk);
    });
    far.on('data', (chunk) => {
      this.bytesReceived += chunk.length;
      if (count(chunk.length)) near.write(chunk);
    });
    near.on('end', () => far.end());
    far.on('end', () => near.end());
    const forget = () => {
      this.#pairs.delete(pair);
      near.destroy();
      far.destroy();
    };
    near.on('close', forget);
    far.on('close', forget);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const [near, far] of this.#pairs) {
      near.destroy();
      far.destroy();
    }
    await new Promise<void>((resolve) => {
      this.#server.close(() => resolve());
    });
  }
}
