// A window's socket in hostile hands: says what it likes, counts every answer, and knows when all that was said is behind it.

import { WebSocket } from 'ws';
import { until } from '../integration/city/city-under-test.ts';

/** One socket. */
export class HostileWindow implements Disposable {
  readonly socket: WebSocket;
  /** All frames by their id; events are left out. */
  readonly answers = new Map<number, unknown[]>();
  closeCode: number | null = null;
  #lastId = 0;

  private constructor(socket: WebSocket) {
    this.socket = socket;
    socket.on('message', (data) => {
      const frame = JSON.parse((data as Buffer).toString('utf8')) as { readonly id?: number };
      if (frame.id !== undefined) this.answers.set(frame.id, [...(this.answers.get(frame.id) ?? []), frame]);
    });
    socket.on('error', () => undefined);
    socket.once('close', (code) => (this.closeCode = code));
  }

  /** Opens the socket of a window with a cookie of it. Rejects with the status of a refusal. */
  static async open(authority: string, windowId: string, cookie: string): Promise<HostileWindow> {
    const socket = new WebSocket(`ws://${authority}/w/${windowId}/socket`, { headers: { cookie, origin: `http://${authority}` } });
    const window = new HostileWindow(socket);
    await new Promise<void>((resolve, reject) => {
      socket.once('open', () => resolve());
      socket.once('error', reject);
    });
    return window;
  }

  /** A number that no frame had. */
  nextId(): number {
    this.#lastId += 1;
    return this.#lastId;
  }

  /** Sends a plain question and waits for its answer: whatever was said before has been heard by then. */
  async isHeard(): Promise<boolean> {
    const id = this.nextId() + 1_000_000_000;
    this.socket.send(`{"id":${id},"command":"point.describe","input":{}}`);
    await until('an answer, or the end of the socket', () => this.answers.has(id) || this.closeCode !== null, 30_000);
    return this.answers.has(id);
  }

  [Symbol.dispose](): void {
    this.socket.terminate();
  }
}
