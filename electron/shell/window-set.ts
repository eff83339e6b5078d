// Opens one window for each entry of the settings and keeps its page alive: a page that crashes is loaded anew.

import { BrowserWindow, screen } from 'electron';
import type { WindowSettings } from '../link/settings-reading.ts';
import type { Log } from '../station/life/log.ts';
import { EVENT_CHANNEL } from './channels.ts';
import type { FrameRelay } from './frame-relay.ts';
import { lockContents } from './lock-down.ts';
import { PAGE_URL } from './page-origin.ts';
import { windowOptions } from './window-options.ts';
import { placeWindows } from './window-placement.ts';

interface WindowSetParts {
  readonly windows: readonly WindowSettings[];
  readonly preload: string;
  readonly devTools: boolean;
  readonly relay: FrameRelay;
  readonly log: Log;
}

/** The shell's windows. */
export interface WindowSet {
  /** Client id of each open page, by WebContents id; kept up to date. */
  readonly opened: ReadonlyMap<number, string>;
  /** Closes every window for good. */
  close(): void;
  /** True for the page of an admin window, by the id of its contents. */
  isAdmin(contentsId: number): boolean;
  /** Brings the first window to the front. */
  focus(): void;
}

/** Opens all windows. */
export function openWindows({ windows, preload, devTools, relay, log }: WindowSetParts): WindowSet {
  const opened = new Map<number, string>();
  const displays = screen
    .getAllDisplays()
    .map((display) => ({ bounds: display.bounds, primary: display.id === screen.getPrimaryDisplay().id }));
  const places = placeWindows(
    windows.map(({ caller }) => caller.role),
    displays,
  );
  const all = windows.map(({ windowId, caller }, index) => {
    const bounds = places[index] ?? { x: 0, y: 0, width: 1366, height: 768 };
    const window = new BrowserWindow(windowOptions({ role: caller.role, bounds, preload, devTools }));
    const contents = window.webContents;
    const leave = (): void => {
      const clientId = opened.get(contents.id);
      if (clientId !== undefined) relay.close(clientId);
      opened.delete(contents.id);
    };
    lockContents(contents, (what) => log.warn('page.refused', { windowId, what }));
    // Each load is a line of its own: what an earlier page asked is answered to nobody.
    contents.on('did-start-navigation', (details) => {
      if (!details.isMainFrame || details.isSameDocument) return;
      leave();
      const clientId = relay.open(caller, (frame) => {
        if (!contents.isDestroyed()) contents.send(EVENT_CHANNEL, frame);
      });
      opened.set(contents.id, clientId);
    });
    contents.on('render-process-gone', (_event, details) => {
      log.warn('page.gone', { windowId, reason: details.reason });
      if (details.reason !== 'clean-exit') contents.reload();
    });
    window.on('closed', leave);
    window.once('ready-to-show', () => {
      window.show();
    });
    window.loadURL(PAGE_URL).catch((error: unknown) => {
      log.error('page.load', error, { windowId });
    });
    return window;
  });
  return {
    opened,
    close: () => {
      for (const window of all) if (!window.isDestroyed()) window.destroy();
    },
    isAdmin: (contentsId) => all.some((window, index) => windows[index]?.caller.role === 'admin' && !window.isDestroyed() && window.webContents.id === contentsId),
    focus: () => {
      const first = all.find((window) => !window.isDestroyed());
      if (first?.isMinimized() === true) first.restore();
      first?.focus();
    },
  };
}
