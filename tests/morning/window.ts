// A window without a screen: opens its address as a browser does and calls commands through the same door.

import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { WebSocket } from 'ws';
import type { z } from 'zod';
import { stationFrameSchema, type Failure } from '../../shared/contract/command.ts';
import type { EventName } from '../../shared/contract/events.ts';
import { hostCommands, type HostCommandName } from '../../shared/contract/host.ts';
import { commands, type CommandInput, type CommandName, type CommandOutput } from '../../shared/contract/commands.ts';

/** Longest wait between two looks while nothing is told, in ms. */
const LOOK_AGAIN_MS = 250;

/** A refusal of the station. */
export class CallRefused extends Error {
  override readonly name = 'CallRefused';
  readonly failure: Failure;
  constructor(command: string, failure: Failure) {
    super(`${command}: ${failure.code}`);
    this.failure = failure;
  }
}

/** What a caller gives: a changing command gets a request id where none is given. */
export type Asked<Input> = Input extends unknown ? Omit<Input, 'requestId'> & { readonly requestId?: string } : never;

type Waiting = { readonly resolve: (output: unknown) => void; readonly reject: (error: Error) => void; readonly text: string };

/** Uses an address, as a browser does that follows it. */
export async function openAddress(address: string): Promise<{ readonly cookie: string; readonly path: string }> {
  const opened = await fetch(address, { redirect: 'manual' });
  const cookie = opened.headers.get('set-cookie')?.split(';')[0];
  const location = opened.headers.get('location');
  if (cookie === undefined || location === null) throw new Error(`the window did not open: ${opened.status}`);
  return { cookie, path: location };
}

/** One socket to the station. A lost socket is opened again and what was not answered is asked again with the same request id. */
export class Window implements AsyncDisposable {
  readonly #address: string;
  /** What the address was good for, once: the cookie and the window's path. */
  #opened: { readonly cookie: string; readonly path: string } | null = null;
  #socket: WebSocket | null = null;
  #closed = false;
  #next = 1;
  readonly #waiting = new Map<number, Waiting>();
  readonly #listeners = new Set<(event: EventName) => void>();

  private constructor(address: string) {
    this.#address = address;
  }

  /** Opens the window of `address`, which is good once. */
  static async open(address: string): Promise<Window> {
    const window = new Window(address);
    await window.#connect();
    return window;
  }

  /** Calls a command; changing ones get a request id if none is given. Rejects with `CallRefused`. */
  async call<Name extends CommandName>(command: Name, input: Asked<CommandInput<Name>>): Promise<CommandOutput<Name>> {
    const whole = commands[command].changes ? { requestId: randomUUID(), ...input } : input;
    return commands[command].output.parse(await this.#ask(command, whole)) as CommandOutput<Name>;
  }

  /** Asks the host of the windows itself. Rejects with `CallRefused`. */
  async callHost<Name extends HostCommandName>(command: Name, input: z.input<(typeof hostCommands)[Name]['input']>): Promise<z.output<(typeof hostCommands)[Name]['output']>> {
    return hostCommands[command].output.parse(await this.#ask(command, input)) as z.output<(typeof hostCommands)[Name]['output']>;
  }

  async #ask(command: string, input: unknown): Promise<unknown> {
    const id = this.#next++;
    const text = JSON.stringify({ id, command, input });
    const answered = new Promise<unknown>((resolve, reject) => {
      this.#waiting.set(id, { resolve, reject, text });
    });
    if (this.#socket?.readyState === WebSocket.OPEN) this.#socket.send(text);
    return await answered;
  }

  /** Looks again and again until `look` gives something: an event (any, or one of `on`) is a reason to look, and so is the passing of a quarter of a second. Throws after `limitMs`. */
  async until<T>(what: string, look: () => Promise<T | null>, { on, limitMs = 60_000 }: { readonly on?: readonly EventName[]; readonly limitMs?: number } = {}): Promise<T> {
    const end = performance.now() + limitMs;
    let heard = 0;
    let ring: (() => void) | null = null;
    const listener = (event: EventName): void => {
      if (on?.includes(event) === false) return;
      heard += 1;
      ring?.();
    };
    this.#listeners.add(listener);
    try {
      for (;;) {
        // What is told while we look may be newer than what we see.
        const before = heard;
        const found = await look();
        if (found !== null) return found;
        if (performance.now() > end) throw new Error(`waited ${limitMs} ms for ${what}`);
        if (heard !== before) continue;
        await new Promise<void>((resolve) => {
          const timer = setTimeout(resolve, LOOK_AGAIN_MS);
          ring = () => {
            clearTimeout(timer);
            resolve();
          };
        });
        ring = null;
      }
    } finally {
      this.#listeners.delete(listener);
    }
  }

  /** Resolves when the next event of that name arrives; rejects after `limitMs`. */
  next(event: EventName, limitMs = 60_000): Promise<void> {
    return new Promise((resolve, reject) => {
      const listener = (heard: EventName): void => {
        if (heard === event) end(resolve);
      };
      const end = (settle: () => void): void => {
        clearTimeout(timer);
        this.#listeners.delete(listener);
        settle();
      };
      const timer = setTimeout(() => end(() => reject(new Error(`waited ${limitMs} ms for ${event}`))), limitMs);
      this.#listeners.add(listener);
    });
  }

  async #connect(): Promise<void> {
    this.#opened ??= await openAddress(this.#address);
    const { origin, host } = new URL(this.#address);
    const socket = new WebSocket(`ws://${host}${this.#opened.path}socket`, { headers: { cookie: this.#opened.cookie, origin } });
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
    for (let attempt = 0; attempt < 600 && !this.#closed; attempt += 1) {
      try {
        return await this.#connect();
      } catch {
        await delay(100);
      }
    }
    for (const waiting of this.#waiting.values()) waiting.reject(new Error('the station did not come back'));
  }

  #take(text: string): void {
    const frame = stationFrameSchema.parse(JSON.parse(text));
    if ('event' in frame) {
      for (const listener of [...this.#listeners]) listener(frame.event as EventName);
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
