// Electron's `ipcMain`, and the ear of its own that each page has.

import { emitterFor } from '../trap.ts';

type Handler = (event: object, ...values: readonly unknown[]) => unknown;

/** Handlers by channel beside the events. */
export class IpcMain extends emitterFor('ipcMain') {
  readonly #handlers = new Map<string, Handler>();

  handle(channel: string, handler: Handler): void {
    if (this.#handlers.has(channel)) throw new Error(`Attempted to register a second handler for '${channel}'`);
    this.#handlers.set(channel, handler);
  }

  handleOnce(channel: string, handler: Handler): void {
    this.handle(channel, (event, ...values) => {
      this.removeHandler(channel);
      return handler(event, ...values);
    });
  }

  removeHandler(channel: string): void {
    this.#handlers.delete(channel);
  }

  /** The handler of a channel; for the stand-in's own use. */
  _handlerOf(channel: string): Handler | null {
    return this.#handlers.get(channel) ?? null;
  }
}

export const ipcMain = new IpcMain();
