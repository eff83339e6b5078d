// Electron's `webContents`: one page, as the app's code commands it.

import { app } from './app.ts';
import { ContentsPage, type OpenHandler, type WebPreferences } from './contents-page.ts';
import { WebFrame } from './web-frame.ts';
import { toWire } from '../addresses.ts';
import { handOver, listPrinters, makePdf, type PrinterInfo } from '../engine/printing.ts';
import { theEngine } from '../engine/stage.ts';
import { numberOfNetError } from '../engine/net-errors.ts';
import { notImplemented, trapped } from '../trap.ts';

const all = new Map<number, WebContents>();

export class WebContents extends ContentsPage {
  #hasDevTools = false;
  #zoom = 1;

  constructor(preferences: WebPreferences) {
    super(preferences);
    all.set(this.id, this);
    this.once('destroyed', () => all.delete(this.id));
    app.emit('web-contents-created', {}, this);
  }

  get mainFrame(): WebFrame {
    const line = this._line ?? notImplemented('webContents.mainFrame before the page is there');
    return new WebFrame(line, line.targetId);
  }

  isDestroyed(): boolean {
    return this._isDestroyed;
  }

  isCrashed(): boolean {
    return this._hasCrashed;
  }

  isLoading(): boolean {
    return this._isLoading;
  }

  getURL(): string {
    return this._url;
  }

  getTitle(): Promise<string> {
    return notImplemented('webContents.getTitle');
  }

  async loadURL(url: string): Promise<void> {
    const line = await this._opened.promise;
    await this.#go(url, () => line.session.send('Page.navigate', { url: toWire(url) }));
  }

  reload(): void {
    const line = this._line;
    if (line === null) return;
    // A page that has crashed cannot reload itself; it is led to where it was.
    const url = this._url;
    this.#go(url, async () => (this._hasCrashed ? line.session.send('Page.navigate', { url: toWire(url) }) : line.session.send('Page.reload'))).catch(() => undefined);
  }

  stop(): void {
    void this._line?.session.send('Page.stopLoading').catch(() => undefined);
  }

  async #go(url: string, start: () => Promise<unknown>): Promise<void> {
    this._ownLoads += 1;
    this._isLoading = true;
    const loaded = new Promise<void>((resolve) => this.once('did-finish-load', () => resolve()));
    const begun = (await start()) as { readonly errorText?: string } | undefined;
    this._hasCrashed = false;
    if (begun?.errorText === undefined) return loaded;
    this._ownLoads = 0;
    this._isLoading = false;
    const errno = numberOfNetError(begun.errorText);
    this.emit('did-fail-load', {}, errno, begun.errorText, url, true);
    throw Object.assign(new Error(`${begun.errorText} (${String(errno)}) loading '${url}'`), { code: begun.errorText, errno, url });
  }

  send(channel: string, ...values: unknown[]): void {
    const line = this._line;
    if (line === null) throw new TypeError('Object has been destroyed');
    line.send(line.targetId, channel, values);
  }

  setWindowOpenHandler(handler: OpenHandler): void {
    this._openHandler = handler;
  }

  forcefullyCrashRenderer(): void {
    this._line?.session.send('Page.crash').catch(() => undefined);
  }

  async executeJavaScript(code: string): Promise<unknown> {
    const line = await this._opened.promise;
    const { result, exceptionDetails } = await line.session.send('Runtime.evaluate', { expression: code, awaitPromise: true, returnByValue: true, userGesture: true });
    if (exceptionDetails !== undefined) throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text);
    return result.value as unknown;
  }

  async printToPDF(options: Readonly<Record<string, unknown>> = {}): Promise<Buffer> {
    const line = await this._opened.promise;
    return makePdf(line.session, options);
  }

  /** Without a dialog only: there is none. */
  print(options: Readonly<Record<string, unknown>> = {}, done: (worked: boolean, why: string) => void = () => undefined): void {
    if (options['silent'] !== true) notImplemented('webContents.print with a dialog');
    const { deviceName = '', copies = 1 } = options as { readonly deviceName?: string; readonly copies?: number };
    this.printToPDF(options)
      .then((pdf) => handOver(pdf, deviceName, copies))
      .then((why) => done(why === '', why), (error: unknown) => done(false, String(error)));
  }

  getPrintersAsync(): Promise<readonly PrinterInfo[]> {
    return listPrinters();
  }

  close(): void {
    if (this._line !== null) theEngine().targets.close(this._line.targetId);
  }

  focus(): void {
    this._line?.session.send('Page.bringToFront').catch(() => undefined);
  }

  setVisualZoomLevelLimits(): Promise<void> {
    return Promise.resolve();
  }

  setZoomFactor(factor: number): void {
    this.#zoom = factor;
  }

  getZoomFactor(): number {
    return this.#zoom;
  }

  setZoomLevel(level: number): void {
    this.#zoom = 1.2 ** level;
  }

  setBackgroundThrottling(): void {
    // Switched off by Playwright's switches anyway.
  }

  openDevTools(): void {
    this.#hasDevTools = this._preferences.devTools !== false;
  }

  closeDevTools(): void {
    this.#hasDevTools = false;
  }

  isDevToolsOpened(): boolean {
    return this.#hasDevTools;
  }
}

/** The module's `webContents`: looking pages up. */
export const webContents = trapped('webContents', {
  getAllWebContents: () => [...all.values()],
  fromId: (id: number) => all.get(id),
  fromDevToolsTargetId: (targetId: string) => [...all.values()].find((each) => each._line?.targetId === targetId),
  getFocusedWebContents: () => null,
});
