// Electron's `BrowserWindow`: a page of Chromium with a place on a display.

import { app, openWindows, PreventableEvent } from './app.ts';
import { screen } from './screen.ts';
import { WebContents, type WebPreferences } from './web-contents.ts';
import { placeWindow, type Bounds } from '../engine/window-place.ts';
import { theEngine } from '../engine/stage.ts';
import type { Page } from '../engine/targets.ts';
import { emitterFor, notImplemented } from '../trap.ts';

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

export class BrowserWindow extends emitterFor('BrowserWindow') {
  readonly id = (lastId += 1);
  readonly webContents: WebContents;
  #bounds: Bounds;
  #fullscreen: boolean;
  #kiosk: boolean;
  #title: string;
  #isShown: boolean;
  #isMinimized = false;
  #isFocused = false;
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
    this.#bounds = { x: options.x ?? area.x + Math.max(0, Math.floor((area.width - width) / 2)), y: options.y ?? area.y + Math.max(0, Math.floor((area.height - height) / 2)), width, height };
    this.#kiosk = options.kiosk === true;
    this.#fullscreen = options.fullscreen === true || this.#kiosk;
    this.#title = options.title ?? app.getName();
    this.#isShown = options.show !== false;
    this.webContents = new WebContents(preferences);
    openWindows.add(this);
    this.webContents.once('did-finish-load', () => this.emit('ready-to-show', {}));
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
    this.#place();
    await this.#placing;
    await this.webContents._attach(page);
  }

  #place(): void {
    const page = this.#page;
    if (page === null) return;
    const { chromium, targets } = theEngine();
    const place = { bounds: this.#fullscreen ? (screen.getDisplayMatching(this.#bounds)?.bounds ?? this.#bounds) : this.#bounds, fullscreen: this.#fullscreen, minimized: this.#isMinimized };
    this.#placing = this.#placing.then(() => placeWindow(targets.browser, page.targetId, place, chromium.isHeadless)).catch((error: unknown) => {
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

  show(): void {
    this.#isShown = true;
    this.emit('show', {});
  }

  showInactive(): void {
    this.show();
  }

  hide(): void {
    this.#isShown = false;
    this.emit('hide', {});
  }

  isVisible(): boolean {
    return this.#isShown && !this.#isMinimized;
  }

  focus(): void {
    this.#isFocused = true;
    this.webContents.focus();
    this.emit('focus', {});
  }

  isFocused(): boolean {
    return this.#isFocused;
  }

  moveTop(): void {
    this.webContents.focus();
  }

  minimize(): void {
    this.#isMinimized = true;
    this.#place();
    this.emit('minimize', {});
  }

  isMinimized(): boolean {
    return this.#isMinimized;
  }

  restore(): void {
    this.#isMinimized = false;
    this.#place();
    this.emit('restore', {});
  }

  getBounds(): Bounds {
    return this.#fullscreen ? (screen.getDisplayMatching(this.#bounds)?.bounds ?? this.#bounds) : this.#bounds;
  }

  setBounds(bounds: Partial<Bounds>): void {
    this.#bounds = { ...this.#bounds, ...bounds };
    this.#place();
  }

  setPosition(x: number, y: number): void {
    this.setBounds({ x, y });
  }

  setSize(width: number, height: number): void {
    this.setBounds({ width, height });
  }

  setFullScreen(fullscreen: boolean): void {
    this.#fullscreen = fullscreen;
    this.#place();
  }

  isFullScreen(): boolean {
    return this.#fullscreen;
  }

  setKiosk(kiosk: boolean): void {
    this.#kiosk = kiosk;
    this.setFullScreen(kiosk);
  }

  isKiosk(): boolean {
    return this.#kiosk;
  }

  setTitle(title: string): void {
    this.#title = title;
  }

  getTitle(): string {
    return this.#title;
  }

  setAlwaysOnTop(): void {
    // No window of Chromium's can be.
  }

  setVisibleOnAllWorkspaces(): void {
    // As above.
  }

  setMenu(): void {
    // There is none.
  }

  removeMenu(): void {
    // There is none.
  }

  setMenuBarVisibility(): void {
    // There is none.
  }

  setContentProtection(): void {
    // No window of Chromium's has it.
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
