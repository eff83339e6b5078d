// Speaks Chromium's DevTools protocol over the pipe: commands with their answers, events by session.

import { EventEmitter } from 'node:events';
import type { Readable, Writable } from 'node:stream';
import type { CDPSession } from '@playwright/test';

interface Message {
  readonly id?: number;
  readonly sessionId?: string;
  readonly method?: string;
  readonly params?: unknown;
  readonly result?: unknown;
  readonly error?: { readonly message: string };
}

/** One session: the browser's, or that of one target. Typed as Playwright's own. */
export interface Session {
  readonly id: string;
  readonly send: CDPSession['send'];
  readonly on: CDPSession['on'];
}

/** The connection with all of its sessions. */
export class Connection {
  readonly #out: Writable;
  readonly #waiting = new Map<number, { readonly sessionId: string; readonly what: string; resolve(value: unknown): void; reject(error: Error): void }>();
  readonly #ears = new Map<string, EventEmitter>();
  #lastId = 0;
  #isClosed = false;

  constructor(input: Readable, out: Writable) {
    this.#out = out;
    let rest = '';
    input.setEncoding('utf8').on('data', (chunk: string) => {
      const texts = (rest + chunk).split('\0');
      rest = texts.pop() ?? '';
      for (const text of texts) this.#take(JSON.parse(text) as Message);
    });
    input.on('close', () => {
      this.#isClosed = true;
      this.forget(null);
    });
    out.on('error', () => {
      this.#isClosed = true;
    });
  }

  /** The session of an id; '' is the browser's own. */
  session(id: string): Session {
    const ear = this.#ears.get(id) ?? new EventEmitter().setMaxListeners(0);
    this.#ears.set(id, ear);
    const session: Session = {
      id,
      send: ((method: string, params: object = {}) => this.#send(id, method, params)) as CDPSession['send'],
      on: ((method: string, listener: (payload: unknown) => void) => ear.on(method, listener)) as unknown as CDPSession['on'],
    };
    return session;
  }

  /** Ends whatever still waits in a session that is gone; null means all. */
  forget(id: string | null): void {
    for (const [key, call] of this.#waiting) {
      if (id !== null && call.sessionId !== id) continue;
      this.#waiting.delete(key);
      call.reject(new Error(`electron-standin: ${call.what}: the target is gone`));
    }
    if (id !== null) this.#ears.delete(id);
  }

  #send(sessionId: string, what: string, params: object): Promise<unknown> {
    this.#lastId += 1;
    const id = this.#lastId;
    if (this.#isClosed) return Promise.reject(new Error(`electron-standin: ${what}: Chromium is gone`));
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, { sessionId, what, resolve, reject });
      this.#out.write(`${JSON.stringify({ id, method: what, params, ...(sessionId === '' ? {} : { sessionId }) })}\0`);
    });
  }

  #take({ id, sessionId = '', method, params, result, error }: Message): void {
    if (method !== undefined) {
      this.#ears.get(sessionId)?.emit(method, params);
      return;
    }
    const call = this.#waiting.get(id ?? -1);
    this.#waiting.delete(id ?? -1);
    if (error === undefined) call?.resolve(result);
    else call?.reject(new Error(`electron-standin: ${call.what}: ${error.message}`));
  }
}
