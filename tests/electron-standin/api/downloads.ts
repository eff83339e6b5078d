// Downloads of any page, told to the session before they are kept; what it prevents is cancelled.

import path from 'node:path';
import type { Session as ElectronSession } from './session.ts';
import { PreventableEvent } from './app.ts';
import { fromWire } from '../addresses.ts';
import type { Session } from '../engine/cdp.ts';
import { emitterFor } from '../trap.ts';

/** Chromium tells no content type of a download here; these are what a page of ours can make. */
const types: Readonly<Record<string, string>> = { '.csv': 'text/csv', '.json': 'application/json', '.html': 'text/html', '.txt': 'text/plain', '.pdf': 'application/pdf', '.zip': 'application/zip' };

class DownloadItem extends emitterFor('downloadItem') {
  readonly #url: string;
  readonly #name: string;
  readonly #cancel: () => void;

  constructor(url: string, name: string, cancel: () => void) {
    super();
    this.#url = url;
    this.#name = name;
    this.#cancel = cancel;
  }

  getURL(): string {
    return this.#url;
  }

  getFilename(): string {
    return this.#name;
  }

  /** By the name's ending. */
  getMimeType(): string {
    return types[path.extname(this.#name)] ?? 'application/octet-stream';
  }

  cancel(): void {
    this.#cancel();
  }
}

/** Tells `session` of every download; `contentsOf` finds the page by a frame of it. */
export function watchDownloads(browser: Session, session: ElectronSession, contentsOf: (frameId: string) => unknown): void {
  browser.on('Browser.downloadWillBegin', ({ frameId, guid, url, suggestedFilename }) => {
    const cancel = (): void => void browser.send('Browser.cancelDownload', { guid }).catch(() => undefined);
    const item = new DownloadItem(fromWire(url), suggestedFilename, cancel);
    browser.on('Browser.downloadProgress', (progress) => {
      if (progress.guid === guid && progress.state !== 'inProgress') item.emit('done', {}, progress.state === 'canceled' ? 'cancelled' : 'completed');
    });
    const event = new PreventableEvent();
    session.emit('will-download', event, item, contentsOf(frameId));
    if (event.defaultPrevented) cancel();
  });
}
