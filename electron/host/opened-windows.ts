// The windows that the browser host shows in a browser by itself: those that were asked for, opened once each, closed when the settings no longer have them.

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { WindowSettings } from '../link/settings-reading.ts';
import { openWindow } from './browser.ts';

interface OpenedWindowsParts {
  /** Path of the browser. */
  readonly browser: string;
  /** Ids that are to be shown. Where the settings have none of them, all windows are: somebody must be told what is wrong. */
  readonly wanted: readonly string[];
  readonly isWindowed: boolean;
  readonly newAddress: (windowId: string) => string;
}

export class OpenedWindows implements AsyncDisposable {
  readonly #parts: OpenedWindowsParts;
  readonly #open = new Map<string, AsyncDisposable>();
  #temporary: string | null = null;

  constructor(parts: OpenedWindowsParts) {
    this.#parts = parts;
  }

  /** Opens what is not open yet and closes what is no window any more. `dataFolder` is null where the settings do not say where data lies. */
  show(windows: readonly WindowSettings[], dataFolder: string | null): void {
    const { browser, wanted, isWindowed, newAddress } = this.#parts;
    const named = windows.filter(({ windowId }) => wanted.includes(windowId));
    const chosen = named.length > 0 ? named : windows;
    // One that was opened to say what is wrong goes when that is mended.
    for (const [windowId, opened] of this.#open) {
      if (chosen.some((window) => window.windowId === windowId)) continue;
      this.#open.delete(windowId);
      void opened[Symbol.asyncDispose]();
    }
    for (const { windowId, caller } of chosen) {
      if (this.#open.has(windowId)) continue;
      const profileFolder = dataFolder === null ? this.#temporaryFolder() : path.join(dataFolder, 'browser');
      this.#open.set(windowId, openWindow(browser, newAddress(windowId), { profileFolder, kiosk: caller.role === 'kiosk' && !isWindowed, asRoot: process.getuid?.() === 0 }));
    }
  }

  #temporaryFolder(): string {
    return (this.#temporary ??= mkdtempSync(path.join(tmpdir(), 'mot-cua-browser-')));
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await Promise.all([...this.#open.values()].map((opened) => opened[Symbol.asyncDispose]()));
    if (this.#temporary !== null) rmSync(this.#temporary, { recursive: true, force: true, maxRetries: 5 });
  }
}
