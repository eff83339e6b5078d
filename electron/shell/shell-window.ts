// One window of the shell: made, locked, loaded and nursed; it goes where it is told and closes only when it may.

import { BrowserWindow } from 'electron';
import type { HostWindow, IncidentCode } from '../../shared/contract/host.ts';
import type { WindowSettings } from '../link/settings-reading.ts';
import { systemClock } from '../station/life/clock.ts';
import type { Log } from '../station/life/log.ts';
import { EVENT_CHANNEL } from './channels.ts';
import type { Area } from './display-arrangement.ts';
import type { FrameRelay } from './frame-relay.ts';
import { shutInRoles } from './key-rules.ts';
import { holdWindow, lockContents, lockKeys } from './lock-down.ts';
import { PLAIN_URL } from './made-pages.ts';
import { PageNurse } from './page-nurse.ts';
import { isProgramPage, PAGE_URL } from './page-origin.ts';
import { windowOptions } from './window-options.ts';
import type { SeatedWindow } from './window-seats.ts';

interface ShellWindowParts {
  readonly settings: WindowSettings;
  readonly preload: string;
  readonly devTools: boolean;
  readonly relay: FrameRelay;
  readonly log: Log;
  readonly onPage: (state: HostWindow['page']) => void;
  readonly onIncident: (code: IncidentCode, windowId: string, detail: string) => void;
  readonly onMoved: (bounds: Area) => void;
  /** True when no other window of this machine is open: only then does closing it end the program. */
  readonly isLast: () => boolean;
  /** Windows ends the user's session, also for an update or a power cut that a battery has told of. */
  readonly onSessionEnd: () => void;
}

/** How long a window lies still before its place counts as a person's wish, in ms. */
const SETTLED_MS = 1000;
const FIRST_BOUNDS: Area = { x: 0, y: 0, width: 1366, height: 768 };

export interface ShellWindow extends SeatedWindow {
  readonly window: BrowserWindow;
  /** Client id of the page that is open now, null between two. */
  readonly clientId: () => string | null;
  /** Gives the desktop back until `enter`: nobody is shut in any more. */
  leave(): void;
  enter(): void;
  readonly hasLeft: () => boolean;
  close(): void;
}

/** Opens it without showing it: `place` does, once its page has something to show. */
export function openShellWindow({ settings: { windowId, caller, display }, preload, devTools, relay, log, onPage, onIncident, onMoved, isLast, onSessionEnd }: ShellWindowParts): ShellWindow {
  const { role } = caller;
  const isShutIn = shutInRoles.has(role);
  const window = new BrowserWindow(windowOptions({ role, bounds: FIRST_BOUNDS, preload, devTools }));
  const contents = window.webContents;
  const ended = new AbortController();
  const now: { clientId: string | null; bounds: Area | null; hasLeft: boolean; isPainted: boolean; isPlain: boolean } = { clientId: null, bounds: null, hasLeft: false, isPainted: false, isPlain: false };

  lockContents(contents, (what) => log.warn('page.refused', { windowId, what }));
  lockKeys(contents, role);
  const hold = holdWindow(window, isShutIn, isLast);

  const endPage = (): void => {
    if (now.clientId !== null) relay.close(now.clientId);
    now.clientId = null;
  };
  // Each load is a line of its own: what an earlier page asked is answered to nobody.
  contents.on('did-start-navigation', (details) => {
    if (!details.isMainFrame || details.isSameDocument) return;
    // A step that will be refused leaves the page where it is, and its line with it.
    if (!isProgramPage(details.url) && details.url !== PLAIN_URL) return;
    endPage();
    now.clientId = relay.open(caller, (frame) => {
      if (!contents.isDestroyed()) contents.send(EVENT_CHANNEL, frame);
    }, windowId);
  });
  const load = (url: string): void => {
    now.isPlain = url === PLAIN_URL;
    // A failed load is told by 'did-fail-load' as well; the promise alone would be an unhandled rejection.
    window.loadURL(url).catch((error: unknown) => log.warn('page.load', { windowId, detail: String(error).slice(0, 200) }));
  };
  const nurse = new PageNurse({
    patient: { load: () => load(PAGE_URL), loadPlain: () => load(PLAIN_URL), crash: () => contents.forcefullyCrashRenderer() },
    clock: systemClock, signal: ended.signal, onState: onPage,
    onIncident: (code, detail) => onIncident(code, windowId, detail),
  });
  // No lock is asked about steps that need no request, such as to an empty page or back in time: whoever has arrived elsewhere is led back.
  contents.on('did-navigate', (_event, url) => {
    if (isProgramPage(url) || url === PLAIN_URL) return;
    endPage();
    log.warn('page.refused', { windowId, what: 'arrived' });
    load(PAGE_URL);
  });
  contents.on('did-finish-load', () => {
    if (!now.isPlain) nurse.loaded();
  });
  contents.on('did-fail-load', (_event, code, _words, _url, isMainFrame) => {
    // ERR_ABORTED: another load took its place, or a download began.
    if (isMainFrame && code !== -3) nurse.loadFailed(String(code));
  });
  contents.on('render-process-gone', (_event, { reason }) => nurse.gone(reason));
  window.on('unresponsive', () => nurse.unresponsive());
  window.on('responsive', () => nurse.responsive());

  const settle = (): void => {
    if (window.isDestroyed()) return;
    const { bounds } = now;
    if (bounds === null || !now.isPainted) {
      // Only one that is shown: a window that is hidden before it was ever shown counts as covered, and its page never paints.
      if (window.isVisible()) window.hide();
      return;
    }
    if (now.hasLeft) return;
    const is = window.getBounds();
    // Where a hidden window really is, only the system knows: it has moved and cut it to the displays that were left.
    const isThere = window.isVisible() && is.x === bounds.x && is.y === bounds.y && is.width === bounds.width && is.height === bounds.height;
    if (!isShutIn) {
      if (!isThere) window.setBounds(bounds);
      return window.show();
    }
    // One that fills a screen must let go of it before it can go to another.
    if (!isThere) {
      window.setKiosk(false);
      window.setFullScreen(false);
      window.setBounds(bounds);
    }
    // Not taking the focus: an officer may be typing in another window.
    window.showInactive();
    window.setFullScreen(true);
    if (role === 'kiosk') window.setKiosk(true);
  };
  const painted = (): void => {
    if (now.isPainted) return;
    now.isPainted = true;
    settle();
  };
  window.once('ready-to-show', painted);
  // A page of a hidden window may be ready without being said to have painted.
  contents.once('did-finish-load', painted);
  const told = { last: 0 };
  const moved = (): void => {
    const turn = (told.last += 1);
    systemClock.sleep(SETTLED_MS, ended.signal).then(
      () => {
        if (turn === told.last && !window.isDestroyed() && !window.isMinimized()) onMoved(window.getBounds());
      },
      () => undefined,
    );
  };
  if (!isShutIn) window.on('move', moved).on('resize', moved);
  window.on('session-end', onSessionEnd);
  window.on('closed', () => {
    ended.abort();
    endPage();
  });
  load(PAGE_URL);

  return {
    windowId, role, window,
    wanted: display ?? null,
    clientId: () => now.clientId,
    place: (bounds) => {
      now.bounds = bounds;
      settle();
    },
    leave: () => {
      now.hasLeft = true;
      hold.release();
      window.setKiosk(false);
      window.setFullScreen(false);
      window.minimize();
    },
    enter: () => {
      now.hasLeft = false;
      hold.hold();
      if (window.isMinimized()) window.restore();
      settle();
    },
    hasLeft: () => now.hasLeft,
    close: () => {
      if (!window.isDestroyed()) window.destroy();
    },
  };
}
