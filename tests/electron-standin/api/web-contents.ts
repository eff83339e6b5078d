// Electron's `webContents`: one page, its loads and lock, its crashes, its messages.

import { app, PreventableEvent } from './app.ts';
import { IpcMain, ipcMain } from './ipc-main.ts';
import { session as sessions } from './session.ts';
import { WebFrame } from './web-frame.ts';
import { fromWire, originOf, toWire } from '../addresses.ts';
import { PageLine, type Said } from '../engine/page-line.ts';
import { grantPermissions } from '../engine/permissions.ts';
import { answerRequest, refuse, type Paused } from '../engine/requests.ts';
import { theEngine } from '../engine/stage.ts';
import type { Page } from '../engine/targets.ts';
import { emitterFor, notImplemented, trapped } from '../trap.ts';

/** The web preferences that the stand-in can honour; the others throw. */
export interface WebPreferences {
  readonly preload?: string;
  readonly sandbox?: boolean;
  readonly devTools?: boolean;
  readonly nodeIntegrationInSubFrames?: boolean;
  readonly [key: string]: unknown;
}

type OpenHandler = (details: Readonly<Record<string, unknown>>) => { readonly action: string };

const all = new Map<number, WebContents>();
let lastId = 0;

export class WebContents extends emitterFor('webContents') {
  readonly id = (lastId += 1);
  readonly session = sessions.defaultSession;
  readonly ipc = new IpcMain();
  readonly #preferences: WebPreferences;
  readonly #opened = Promise.withResolvers<PageLine>();
  #line: PageLine | null = null;
  #url = '';
  #ownLoads = 0;
  #hasCrashed = false;
  #isDestroyed = false;
  #isLoading = false;
  #hasDevTools = false;
  #zoom = 1;
  #openHandler: OpenHandler | null = null;
  #lastOpened = { url: '', frameName: '', features: '' };

  constructor(preferences: WebPreferences) {
    super();
    this.#preferences = preferences;
    this.#opened.promise.catch(() => undefined);
    all.set(this.id, this);
    app.emit('web-contents-created', {}, this);
  }

  /** Takes its page over; called by its window once. */
  async _attach(page: Page): Promise<PageLine> {
    const line = new PageLine(page);
    const { session } = line;
    const { preload = null, sandbox = true, nodeIntegrationInSubFrames: inSubFrames = false } = this.#preferences;
    session.on('Fetch.requestPaused', (paused) => {
      this.#onRequest(line, paused as Paused).catch((error: unknown) => {
        if (!this.#isDestroyed) process.stderr.write(`electron-standin: ${String(error)}\n`);
      });
    });
    session.on('Page.frameNavigated', ({ frame }) => {
      if (frame.parentId !== undefined) return;
      this.#url = fromWire(`${frame.url}${frame.urlFragment ?? ''}`);
      this.emit('did-navigate', {}, this.#url, 200, 'OK');
    });
    session.on('Page.navigatedWithinDocument', ({ frameId, url }) => {
      if (frameId !== line.targetId) return;
      this.#url = fromWire(url);
      this.#tellStart(this.#url, frameId, true);
      this.emit('did-navigate-in-page', {}, this.#url, true);
    });
    session.on('Page.domContentEventFired', () => this.emit('dom-ready', {}));
    session.on('Page.loadEventFired', () => {
      this.#isLoading = false;
      this.emit('did-finish-load', {});
      this.emit('did-stop-loading', {});
    });
    session.on('Page.windowOpen', ({ url, windowName, windowFeatures }) => {
      this.#lastOpened = { url: fromWire(url), frameName: windowName, features: windowFeatures.join(',') };
    });
    session.on('Inspector.targetCrashed', () => {
      this.#hasCrashed = true;
      this.emit('render-process-gone', {}, { reason: 'crashed', exitCode: 5 });
      app.emit('render-process-gone', {}, this, { reason: 'crashed', exitCode: 5 });
    });
    this.#line = line;
    await line.open(
      {
        preload,
        inSubFrames,
        process: { sandboxed: sandbox || app.isStandinSandboxed, contextIsolated: true, isMainFrame: true, type: 'renderer', platform: process.platform, arch: process.arch, versions: { node: process.versions.node }, env: {}, argv: [] },
        onSaid: (said) => void this.#onSaid(said),
      },
      page.isHeld,
      () => undefined,
    );
    this.#opened.resolve(line);
    return line;
  }

  /** Called when its page is gone. */
  _destroy(): void {
    if (this.#isDestroyed) return;
    this.#isDestroyed = true;
    this.#opened.reject(new Error('Object has been destroyed'));
    all.delete(this.id);
    this.emit('destroyed', {});
  }

  get _line(): PageLine | null {
    return this.#isDestroyed ? null : this.#line;
  }

  get mainFrame(): WebFrame {
    const line = this.#line ?? notImplemented('webContents.mainFrame before the page is there');
    return new WebFrame(line, line.targetId);
  }

  isDestroyed(): boolean {
    return this.#isDestroyed;
  }

  isCrashed(): boolean {
    return this.#hasCrashed;
  }

  isLoading(): boolean {
    return this.#isLoading;
  }

  getURL(): string {
    return this.#url;
  }

  getTitle(): Promise<string> {
    return notImplemented('webContents.getTitle');
  }

  async loadURL(url: string): Promise<void> {
    const line = await this.#opened.promise;
    await this.#go(url, () => line.session.send('Page.navigate', { url: toWire(url) }));
  }

  reload(): void {
    const line = this.#line;
    if (line === null) return;
    // A page that has crashed cannot reload itself; it is led to where it was.
    const url = this.#url;
    this.#go(url, async () => (this.#hasCrashed ? line.session.send('Page.navigate', { url: toWire(url) }) : line.session.send('Page.reload'))).catch(() => undefined);
  }

  stop(): void {
    void this.#line?.session.send('Page.stopLoading').catch(() => undefined);
  }

  async #go(url: string, start: () => Promise<unknown>): Promise<void> {
    this.#ownLoads += 1;
    this.#isLoading = true;
    const loaded = new Promise<void>((resolve) => this.once('did-finish-load', () => resolve()));
    const begun = (await start()) as { readonly errorText?: string } | undefined;
    this.#hasCrashed = false;
    if (begun?.errorText === undefined) return loaded;
    this.#ownLoads = 0;
    this.#isLoading = false;
    this.emit('did-fail-load', {}, -3, begun.errorText, url, true);
    throw Object.assign(new Error(`${begun.errorText} (-3) loading '${url}'`), { code: begun.errorText, errno: -3, url });
  }

  async #onRequest(line: PageLine, paused: Paused): Promise<void> {
    const isAnswer = paused.responseStatusCode !== undefined || paused.responseErrorReason !== undefined;
    if (paused.resourceType === 'Document' && !isAnswer) {
      const isMain = paused.frameId === line.targetId;
      const url = fromWire(paused.request.url);
      const isOwn = isMain && this.#ownLoads > 0 && paused.redirectedRequestId === undefined;
      if (isOwn) this.#ownLoads = 0;
      else if (this.#isRefused(url, isMain, paused.frameId, paused.redirectedRequestId !== undefined)) return refuse(line.session, paused.requestId, 'Aborted');
      if (paused.redirectedRequestId === undefined) this.#tellStart(url, paused.frameId, false);
      await grantPermissions(theEngine().targets.browser, this.session, this, originOf(url));
    }
    await answerRequest(line.session, this.session, this.id, paused);
  }

  /** Asks the page's lock whether a step that the page itself takes may be taken. */
  #isRefused(url: string, isMainFrame: boolean, frameId: string, isRedirect: boolean): boolean {
    const frame = this.#line === null ? null : new WebFrame(this.#line, frameId);
    const names = isRedirect ? ['will-redirect'] : isMainFrame ? ['will-frame-navigate', 'will-navigate'] : ['will-frame-navigate'];
    return names.some((name) => {
      const event = Object.assign(new PreventableEvent(), { url, isMainFrame, isSameDocument: false, frame, initiator: frame });
      this.emit(name, event, url, isRedirect, isMainFrame);
      return event.defaultPrevented;
    });
  }

  #tellStart(url: string, frameId: string, isSameDocument: boolean): void {
    const isMainFrame = frameId === this.#line?.targetId;
    if (isMainFrame && !isSameDocument) this.emit('did-start-loading', {});
    this.emit('did-start-navigation', { url, isSameDocument, isMainFrame, frame: this.#line === null ? null : new WebFrame(this.#line, frameId) }, url, isSameDocument, isMainFrame);
  }

  async #onSaid(said: Said): Promise<void> {
    const line = this.#line;
    if (line === null) return;
    const senderFrame = said.frame === null ? null : new WebFrame(line, said.frame.id, fromWire(said.url));
    const event = trapped('IpcMainInvokeEvent', { type: 'frame', sender: this, senderFrame, processId: 1, frameId: 1, reply: (channel: string, ...values: unknown[]) => this.send(channel, ...values) });
    if (said.kind === 'send') {
      this.ipc.emit(said.channel, event, ...said.values);
      ipcMain.emit(said.channel, event, ...said.values);
      return;
    }
    const handler = this.ipc._handlerOf(said.channel) ?? ipcMain._handlerOf(said.channel);
    try {
      if (handler === null) throw new Error(`No handler registered for '${said.channel}'`);
      said.answer(true, await handler(event, ...said.values));
    } catch (error) {
      said.answer(false, new Error(`Error invoking remote method '${said.channel}': ${String(error)}`));
    }
  }

  send(channel: string, ...values: unknown[]): void {
    const line = this._line;
    if (line === null) throw new TypeError('Object has been destroyed');
    line.send(line.targetId, channel, values);
  }

  setWindowOpenHandler(handler: OpenHandler): void {
    this.#openHandler = handler;
  }

  /** What its handler says of a window that its page opens; without one it may, as in Electron. */
  _mayOpen(url: string): boolean {
    const { frameName, features, url: wanted } = this.#lastOpened;
    if (this.#openHandler === null) return true;
    return this.#openHandler({ url: wanted === '' ? fromWire(url) : wanted, frameName, features, disposition: 'new-window', referrer: { url: '', policy: 'no-referrer' } }).action === 'allow';
  }

  forcefullyCrashRenderer(): void {
    this.#line?.session.send('Page.crash').catch(() => undefined);
  }

  async executeJavaScript(code: string): Promise<unknown> {
    const line = await this.#opened.promise;
    const { result, exceptionDetails } = await line.session.send('Runtime.evaluate', { expression: code, awaitPromise: true, returnByValue: true, userGesture: true });
    if (exceptionDetails !== undefined) throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text);
    return result.value as unknown;
  }

  close(): void {
    if (this.#line !== null) theEngine().targets.close(this.#line.targetId);
  }

  focus(): void {
    this.#line?.session.send('Page.bringToFront').catch(() => undefined);
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
    this.#hasDevTools = this.#preferences.devTools !== false;
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
