// Electron's `BrowserWindow`: a page of Chromium with a place on a display.

import { app, openWindows, PreventableEvent } from './app.ts';
import { screen } from './screen.ts';
import type { WebPreferences } from './contents-page.ts';
import { WebContents } from './web-contents.ts';
import { placeWindow } from '../engine/window-place.ts';
import { theEngine } from '../engine/stage.ts';
import type { Page } from '../engine/targets.ts';
import { notImplemented } from '../trap.ts';
import { WindowState } from './window-state.ts';

interface WindowOptions {
  readonly x?: number;
  readonly y?: number;
  readonly width?: number;
  readonly height?: number;
  readonly show?: boolean;
  readonly title?: string;
  readonly kiosk?: boolean;
  readonly fullscreen?: boolean;
  readonly webPreferences?: WebPreferences;
  readonly [key: string]: unknown;
}

const unsafe = [
  ['contextIsolation', false],
  ['nodeIntegration', true],
  ['nodeIntegrationInWorker', true],
  ['webSecurity', false],
  ['allowRunningInsecureContent', true],
  ['experimentalFeatures', true],
  ['webviewTag', true],
] as const;

let lastId = 0;

export class BrowserWindow extends WindowState {
  readonly id = (lastId += 1);
  readonly webContents: WebContents;
  #hasEnded = false;
  #isClosing = false;
  #page: Page | null = null;
  #placing: Promise<void> = Promise.resolve();

  constructor(options: WindowOptions = {}) {
    super();
    const { targets } = theEngine();
    const preferences = options.webPreferences ?? {};
    for (const [name, value] of unsafe) if (preferences[name] === value) notImplemented(`webPreferences.${name}: ${String(value)}`);
    const area = screen.getPrimaryDisplay()?.workArea ?? { x: 0, y: 0, width: 1366, height: 768 };
    const { width = 800, height = 600 } = options;
    this._bounds = { x: options.x ?? area.x + Math.max(0, Math.floor((area.width - width) / 2)), y: options.y ?? area.y + Math.max(0, Math.floor((area.height - height) / 2)), width, height };
    this._kiosk = options.kiosk === true;
    this._fullscreen = options.fullscreen === true || this._kiosk;
    this._title = options.title ?? app.getName();
    this._isShown = options.show !== false;
    this.webContents = new WebContents(preferences);
    openWindows.add(this);
    // Electron never says so of a window that was hidden before it was ever shown.
    this.webContents.once('did-finish-load', () => this._isHidden || this.emit('ready-to-show', {}));
    this.webContents.on('unresponsive', () => this.emit('unresponsive'));
    this.webContents.on('responsive', () => this.emit('responsive'));
    this.#open(targets.take()).catch((error: unknown) => {
      process.stderr.write(`electron-standin: a window could not be opened: ${String(error)}\n`);
      this.#end();
    });
    app.emit('browser-window-created', {}, this);
  }

  async #open(taken: Promise<Page>): Promise<void> {
    const page = await taken;
    this.#page = page;
    if (this.#isClosing) return theEngine().targets.close(page.targetId);
    theEngine().targets.whenGone(page.targetId, () => this.#end());
    this._place();
    await Promise.all([this.#placing, this.webContents._attach(page)]);
  }

  _place(): void {
    const page = this.#page;
    if (page === null) return;
    const { chromium, targets } = theEngine();
    const place = { bounds: this._fullscreen ? (screen.getDisplayMatching(this._bounds)?.bounds ?? this._bounds) : this._bounds, fullscreen: this._fullscreen, minimized: this._isMinimized || this._isHidden };
    this.#placing = this.#placing.then(() => placeWindow(targets.browser, page, place, chromium.isHeadless)).catch((error: unknown) => {
      if (!this.#hasEnded) process.stderr.write(`electron-standin: a window could not be placed: ${String(error)}\n`);
    });
  }

  #end(): void {
    if (this.#hasEnded) return;
    this.#hasEnded = true;
    openWindows.delete(this);
    if (!this.#isClosing) this.emit('close', new PreventableEvent());
    this.webContents._destroy();
    this.emit('closed', {});
    app._windowClosed();
  }

  loadURL(url: string): Promise<void> {
    return this.webContents.loadURL(url);
  }

  reload(): void {
    this.webContents.reload();
  }

  isDestroyed(): boolean {
    return this.#hasEnded;
  }

  close(): void {
    const event = new PreventableEvent();
    this.emit('close', event);
    if (event.defaultPrevented) app._quitPrevented();
    else this.destroy();
  }

  destroy(): void {
    this.#isClosing = true;
    if (this.#page !== null) theEngine().targets.close(this.#page.targetId);
  }

  static getAllWindows(): BrowserWindow[] {
    return [...openWindows].filter((window) => window instanceof BrowserWindow);
  }

  static fromId(id: number): BrowserWindow | null {
    return BrowserWindow.getAllWindows().find((window) => window.id === id) ?? null;
  }

  static fromWebContents(contents: WebContents): BrowserWindow | null {
    return BrowserWindow.getAllWindows().find((window) => window.webContents === contents) ?? null;
  }

  static getFocusedWindow(): BrowserWindow | null {
    return BrowserWindow.getAllWindows().find((window) => window.isFocused()) ?? null;
  }
}
