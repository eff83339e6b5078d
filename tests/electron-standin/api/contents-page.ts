// The page behind a `webContents`: its attachment to Chromium, its requests and steps, its keys, its messages.

import { app, PreventableEvent } from './app.ts';
import { IpcMain, ipcMain } from './ipc-main.ts';
import { session as sessions } from './session.ts';
import { WebFrame } from './web-frame.ts';
import { fromWire, originOf } from '../addresses.ts';
import { watchForHangs } from '../engine/hang-watch.ts';
import { PageLine, type Said } from '../engine/page-line.ts';
import { grantPermissions } from '../engine/permissions.ts';
import { answerRequest, refuse, type Paused } from '../engine/requests.ts';
import { theEngine } from '../engine/stage.ts';
import type { Page } from '../engine/targets.ts';
import { KEY_QUESTION } from '../page/keys.ts';
import { emitterFor, trapped } from '../trap.ts';

/** The web preferences that the stand-in can honour; the others throw. */
export interface WebPreferences {
  readonly preload?: string;
  readonly sandbox?: boolean;
  readonly devTools?: boolean;
  readonly nodeIntegrationInSubFrames?: boolean;
  readonly [key: string]: unknown;
}

export type OpenHandler = (details: Readonly<Record<string, unknown>>) => { readonly action: string };

let lastId = 0;

/** What `WebContents` stands on. Members with a line before their name are the stand-in's own. */
export abstract class ContentsPage extends emitterFor('webContents') {
  readonly id = (lastId += 1);
  readonly session = sessions.defaultSession;
  readonly ipc = new IpcMain();
  readonly _preferences: WebPreferences;
  readonly _opened = Promise.withResolvers<PageLine>();
  _line: PageLine | null = null;
  _url = '';
  _ownLoads = 0;
  _hasCrashed = false;
  _isDestroyed = false;
  _isLoading = false;
  _openHandler: OpenHandler | null = null;
  #stopWatch: () => void = () => undefined;
  #lastOpened = { url: '', frameName: '', features: '' };

  constructor(preferences: WebPreferences) {
    super();
    this._preferences = preferences;
    this._opened.promise.catch(() => undefined);
  }

  /** Takes its page over; called by its window once. */
  async _attach(page: Page): Promise<PageLine> {
    const line = new PageLine(page);
    const { session } = line;
    const { preload = null, sandbox = true, nodeIntegrationInSubFrames: inSubFrames = false } = this._preferences;
    session.on('Fetch.requestPaused', (paused) => {
      this.#onRequest(line, paused as Paused).catch((error: unknown) => {
        if (!this._isDestroyed) process.stderr.write(`electron-standin: ${String(error)}\n`);
      });
    });
    session.on('Page.frameNavigated', ({ frame }) => {
      if (frame.parentId !== undefined) return;
      this._url = fromWire(`${frame.url}${frame.urlFragment ?? ''}`);
      this.emit('did-navigate', {}, this._url, 200, 'OK');
    });
    session.on('Page.navigatedWithinDocument', ({ frameId, url }) => {
      if (frameId !== line.targetId) return;
      this._url = fromWire(url);
      this.#tellStart(this._url, frameId, true);
      this.emit('did-navigate-in-page', {}, this._url, true);
    });
    session.on('Page.domContentEventFired', () => this.emit('dom-ready', {}));
    session.on('Page.loadEventFired', () => {
      this._isLoading = false;
      this.emit('did-finish-load', {});
      this.emit('did-stop-loading', {});
    });
    session.on('Page.windowOpen', ({ url, windowName, windowFeatures }) => {
      this.#lastOpened = { url: fromWire(url), frameName: windowName, features: windowFeatures.join(',') };
    });
    session.on('Inspector.targetCrashed', () => {
      this._hasCrashed = true;
      this.emit('render-process-gone', {}, { reason: 'crashed', exitCode: 5 });
      app.emit('render-process-gone', {}, this, { reason: 'crashed', exitCode: 5 });
    });
    this.#stopWatch = watchForHangs(
      line,
      () => !this._isLoading && !this._hasCrashed && !this._isDestroyed,
      (isHung) => this.emit(isHung ? 'unresponsive' : 'responsive'),
    );
    this._line = line;
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
    this._opened.resolve(line);
    return line;
  }

  /** Called when its page is gone. */
  _destroy(): void {
    if (this._isDestroyed) return;
    this._isDestroyed = true;
    this.#stopWatch();
    this._line = null;
    this._opened.reject(new Error('Object has been destroyed'));
    this.emit('destroyed', {});
  }

  async #onRequest(line: PageLine, paused: Paused): Promise<void> {
    if (paused.request.url.endsWith(KEY_QUESTION)) return this.#onKey(line, paused);
    const isAnswer = paused.responseStatusCode !== undefined || paused.responseErrorReason !== undefined;
    if (paused.resourceType === 'Document' && !isAnswer) {
      const isMain = paused.frameId === line.targetId;
      const url = fromWire(paused.request.url);
      const isOwn = isMain && this._ownLoads > 0 && paused.redirectedRequestId === undefined;
      if (isOwn) this._ownLoads = 0;
      else if (this.#isRefused(url, isMain, paused.frameId, paused.redirectedRequestId !== undefined)) return refuse(line.session, paused.requestId, 'Aborted');
      if (paused.redirectedRequestId === undefined) this.#tellStart(url, paused.frameId, false);
      await grantPermissions(theEngine().targets.browser, this.session, this, originOf(url));
    }
    await answerRequest(line.session, this.session, this.id, paused);
  }

  async #onKey(line: PageLine, { requestId, request }: Paused): Promise<void> {
    const event = new PreventableEvent();
    this.emit('before-input-event', event, { modifiers: [], ...(JSON.parse(request.postData ?? '{}') as object) });
    await line.session.send('Fetch.fulfillRequest', { requestId, responseCode: 200, body: Buffer.from(event.defaultPrevented ? 'prevented' : 'free').toString('base64') });
  }

  /** Asks the page's lock whether a step that the page itself takes may be taken. */
  #isRefused(url: string, isMainFrame: boolean, frameId: string, isRedirect: boolean): boolean {
    const frame = this._line === null ? null : new WebFrame(this._line, frameId);
    const names = isRedirect ? ['will-redirect'] : isMainFrame ? ['will-frame-navigate', 'will-navigate'] : ['will-frame-navigate'];
    return names.some((name) => {
      const event = Object.assign(new PreventableEvent(), { url, isMainFrame, isSameDocument: false, frame, initiator: frame });
      this.emit(name, event, url, isRedirect, isMainFrame);
      return event.defaultPrevented;
    });
  }

  #tellStart(url: string, frameId: string, isSameDocument: boolean): void {
    const isMainFrame = frameId === this._line?.targetId;
    if (isMainFrame && !isSameDocument) this.emit('did-start-loading', {});
    this.emit('did-start-navigation', { url, isSameDocument, isMainFrame, frame: this._line === null ? null : new WebFrame(this._line, frameId) }, url, isSameDocument, isMainFrame);
  }

  async #onSaid(said: Said): Promise<void> {
    const line = this._line;
    if (line === null) return;
    const senderFrame = said.frame === null ? null : new WebFrame(line, said.frame.id, fromWire(said.url));
    const event = trapped('IpcMainInvokeEvent', { type: 'frame', sender: this, senderFrame, processId: 1, frameId: 1, reply: (channel: string, ...values: unknown[]) => line.send(line.targetId, channel, values) });
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

  /** What its handler says of a window that its page opens; without one it may, as in Electron. */
  _mayOpen(url: string): boolean {
    const { frameName, features, url: wanted } = this.#lastOpened;
    if (this._openHandler === null) return true;
    return this._openHandler({ url: wanted === '' ? fromWire(url) : wanted, frameName, features, disposition: 'new-window', referrer: { url: '', policy: 'no-referrer' } }).action === 'allow';
  }
}
