// A window without a screen: opens its address as a browser does and calls commands through the same door.

import { randomUUID } from 'node:crypto';
import { WebSocket } from 'ws';
import { stationFrameSchema, type Failure } from '../../shared/contract/command.ts';
import { commands, type CommandInput, type CommandName, type CommandOutput } from '../../shared/contract/commands.ts';

/** A refusal of the station. */
export class CallRefused extends Error {
  override readonly name = 'CallRefused';
  readonly failure: Failure;
  constructor(command: string, failure: Failure) {
    super(`${command}: ${failure.code}`);
    this.failure = failure;
  }
}

type Waiting = { readonly resolve: (output: unknown) => void; readonly reject: (error: Error) => void; readonly text: string };

/** One socket to the station. A lost socket is opened again and what was not answered is asked again with the same request id. */
export class Window implements AsyncDisposable {
  readonly #address: string;
  #socket: WebSocket | null = null;
  #closed = false;
  #next = 1;
  readonly #waiting = new Map<number, Waiting>();
  readonly #listeners = new Set<(event: string) => void>();

  private constructor(address: string) {
    this.#address = address;
  }

  /** Opens the window of `address` (its key included). */
  static async open(address: string): Promise<Window> {
    const window = new Window(address);
    await window.#connect();
    return window;
  }

  /** Calls a command; changing ones get a request id if none is given. Rejects with `CallRefused`. */
  async call<Name extends CommandName>(command: Name, input: Omit<CommandInput<Name>, 'requestId'> & { readonly requestId?: string }): Promise<CommandOutput<Name>> {
    const id = this.#next++;
    const whole = commands[command].changes ? { requestId: randomUUID(), ...input } : input;
    const text = JSON.stringify({ id, command, input: whole });
    const answered = new Promise<unknown>((resolve, reject) => {
      this.#waiting.set(id, { resolve, reject, text });
    });
    if (this.#socket?.readyState === WebSocket.OPEN) this.#socket.send(text);
    const output: unknown = await answered;
    return commands[command].output.parse(output) as CommandOutput<Name>;
  }

  /** Asks again and again until `found` gives something; each pushed event and each 50 ms is a reason to look. Throws after `limitMs`. */
  async until<T>(what: string, look: () => Promise<T | null>, limitMs = 30_000): Promise<T> {
    const end = performance.now() + limitMs;
    for (;;) {
      const found = await look();
      if (found !== null) return found;
      if (performance.now() > end) throw new Error(`waited ${limitMs} ms for ${what}`);
      await this.#news(50);
    }
  }

  #news(ms: number): Promise<void> {
    return new Promise((resolve) => {
      const done = () => {
        clearTimeout(timer);
        this.#listeners.delete(done);
        resolve();
      };
      const timer = setTimeout(done, ms);
      this.#listeners.add(done);
    });
  }

  async #connect(): Promise<void> {
    const opened = await fetch(this.#address, { redirect: 'manual' });
    const cookie = opened.headers.get('set-cookie')?.split(';')[0];
    const location = opened.headers.get('location');
    if (cookie === undefined || location === null) throw new Error(`the window did not open: ${opened.status}`);
    const { origin, host } = new URL(this.#address);
    const socket = new WebSocket(`ws://${host}${location}socket`, { headers: { cookie, origin } });
    this.#socket = socket;
    await new Promise<void>((resolve, reject) => {
      socket.once('open', resolve);
      socket.once('error', reject);
    });
    socket.on('error', () => socket.terminate());
    socket.on('message', (data) => this.#take((data as Buffer).toString('utf8')));
    socket.on('close', () => {
      if (!this.#closed) void this.#reconnect();
    });
    for (const { text } of this.#waiting.values()) socket.send(text);
  }

  async #reconnect(): Promise<void> {
    for (let attempt = 0; attempt < 100 && !this.#closed; attempt += 1) {
      try {
        return await this.#connect();
      } catch {
        await this.#news(100);
      }
    }
    for (const waiting of this.#waiting.values()) waiting.reject(new Error('the station did not come back'));
  }

  #take(text: string): void {
    const frame = stationFrameSchema.parse(JSON.parse(text));
    if ('event' in frame) {
      for (const listener of [...this.#listeners]) listener(frame.event);
      return;
    }
    const waiting = this.#waiting.get(frame.id);
    this.#waiting.delete(frame.id);
    if (frame.ok) waiting?.resolve(frame.output);
    else waiting?.reject(new CallRefused(waiting.text.slice(0, 80), frame.error));
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#closed = true;
    const socket = this.#socket;
    if (socket === null || socket.readyState === WebSocket.CLOSED) return;
    const closed = new Promise<void>((resolve) => {
      socket.once('close', () => resolve());
    });
    socket.terminate();
    await closed;
  }
}
