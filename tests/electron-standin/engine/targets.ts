// Pages of the running Chromium: each new one is held until somebody has prepared it, and goes to whoever asked for it.

import type { Connection, Session } from './cdp.ts';

/** A page's target, held before its first script where `isHeld`. */
export interface Page {
  readonly session: Session;
  readonly targetId: string;
  readonly isHeld: boolean;
  /** The page whose script opened it; null for the stand-in's own. */
  readonly openerId: string | null;
  readonly url: string;
}

/** All pages. */
export class Targets {
  readonly browser: Session;
  /** Told of pages that a page has opened by itself; they are held until this lets them go or closes them. */
  onPopup: (page: Page) => void = () => undefined;
  readonly #pages = new Map<string, Page>();
  readonly #awaited = new Map<string, (page: Page) => void>();
  readonly #ends = new Map<string, () => void>();
  #spare: Page | null = null;
  #asked = 0;
  #undecided: Page[] = [];
  readonly #first = Promise.withResolvers<Page>();

  constructor(connection: Connection) {
    this.browser = connection.session('');
    this.browser.on('Target.attachedToTarget', ({ sessionId, targetInfo, waitingForDebugger }) => {
      this.#take({ session: connection.session(sessionId), targetId: targetInfo.targetId, isHeld: waitingForDebugger, openerId: targetInfo.openerId ?? null, url: targetInfo.url });
    });
    this.browser.on('Target.detachedFromTarget', ({ sessionId }) => {
      connection.forget(sessionId);
      for (const [targetId, { session }] of this.#pages) if (session.id === sessionId) this.#lose(targetId);
    });
  }

  /** Holds every new page from now on; resolves with the page that Chromium came up with. */
  async start(): Promise<Page> {
    await this.browser.send('Target.setAutoAttach', { autoAttach: true, waitForDebuggerOnStart: true, flatten: true, filter: [{ type: 'page' }] });
    this.#spare = await this.#first.promise;
    return this.#spare;
  }

  /** A page for a new window: the first gets the one that is there already. */
  async take(): Promise<Page> {
    const spare = this.#spare;
    this.#spare = null;
    if (spare !== null) return spare;
    this.#asked += 1;
    const { targetId } = await this.browser.send('Target.createTarget', { url: 'about:blank', newWindow: true });
    const there = this.#pages.get(targetId);
    const page = there ?? (await new Promise<Page>((resolve) => void this.#awaited.set(targetId, resolve)));
    this.#asked -= 1;
    this.#undecided = this.#undecided.filter((each) => each.targetId !== targetId);
    if (this.#asked === 0) for (const stranger of this.#undecided.splice(0)) this.onPopup(stranger);
    return page;
  }

  /** Calls back once when the page has gone. */
  whenGone(targetId: string, listener: () => void): void {
    this.#ends.set(targetId, listener);
  }

  close(targetId: string): void {
    this.browser.send('Target.closeTarget', { targetId }).catch(() => undefined);
  }

  #take(page: Page): void {
    const isFirst = this.#pages.size === 0 && this.#spare === null && this.#asked === 0;
    this.#pages.set(page.targetId, page);
    const awaited = this.#awaited.get(page.targetId);
    this.#awaited.delete(page.targetId);
    if (awaited !== undefined) awaited(page);
    else if (page.openerId !== null) this.onPopup(page);
    else if (isFirst) this.#first.resolve(page);
    else if (this.#asked > 0) this.#undecided.push(page);
    else this.onPopup(page);
  }

  #lose(targetId: string): void {
    this.#pages.delete(targetId);
    if (this.#spare?.targetId === targetId) this.#spare = null;
    this.#ends.get(targetId)?.();
    this.#ends.delete(targetId);
  }
}
