// Shuts what a page could open: permissions, devices, navigation, new windows, embedded pages.

import type { BrowserWindow, DownloadItem, Session, WebContents } from 'electron';
import type { Role } from '../../shared/contract/command.ts';
import { isKeyAllowed } from './key-rules.ts';
import { isOurPage, isProgramPage } from './page-origin.ts';

export type OwnFile = 'table' | 'document';

/** What single pages may, by the id of their contents. */
export interface PageRights {
  /** Save what it has made itself: tables, and documents of dossiers. Nothing else is ever saved. */
  readonly maySave: (contentsId: number, what: OwnFile) => boolean;
  /** Learn the names of loudspeakers and choose one. */
  readonly maySpeak: (contentsId: number) => boolean;
}

/**
 * Denies every permission and device of a session: devices belong to the station. The one exception is a check, not a request: names of loudspeakers, and the choice of one, hang in Chromium on the
 * right to the microphone ('media' of kind 'audio'; 'speaker-selection' where it knows that). Every request stays refused, the board's too, so no microphone is ever opened.
 */
export function lockSession(session: Session, { maySave, maySpeak }: PageRights): void {
  session.setPermissionRequestHandler((_contents, _permission, answer) => {
    answer(false);
  });
  session.setPermissionCheckHandler((contents, permission, _origin, { mediaType }) => contents !== null && maySpeak(contents.id) && (permission === 'speaker-selection' || (permission === 'media' && mediaType === 'audio')));
  session.setDevicePermissionHandler(() => false);
  session.setDisplayMediaRequestHandler(null);
  session.setSpellCheckerEnabled(false);
  session.on('will-download', (event, item, contents) => {
    const what = ownFile(item);
    if (what === null || !maySave(contents.id, what)) event.preventDefault();
  });
}

const EXCEL = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/** A table that a page of ours has made itself, such as the access log, a report, the template of a paper, or a dossier's document; null for anything else. Electron asks the person where to put it. */
function ownFile(item: DownloadItem): OwnFile | null {
  const [scheme, address] = [item.getURL().slice(0, 5), item.getURL().slice(5)];
  if (scheme !== 'blob:' || !isOurPage(address)) return null;
  if (item.getMimeType().startsWith('text/csv') && item.getFilename().endsWith('.csv')) return 'table';
  if (item.getMimeType().startsWith('text/plain') && item.getFilename().endsWith('.txt')) return 'table';
  if (item.getMimeType() === EXCEL && item.getFilename().endsWith('.xlsx')) return 'table';
  return item.getMimeType() === 'application/pdf' && item.getFilename().endsWith('.pdf') ? 'document' : null;
}

interface Refusable {
  preventDefault(): void;
}

/** Refuses a step to any address that is not the program's page; tells whether it did. A script or picture of ours would leave a kiosk showing it. */
function refuseStrangers(event: Refusable, address: string): boolean {
  if (isProgramPage(address)) return false;
  event.preventDefault();
  return true;
}

/** Holds one page where it is. `onRefused` is told what was tried, for the log. */
export function lockContents(contents: WebContents, onRefused: (what: string) => void): void {
  contents.on('will-navigate', (event) => {
    if (refuseStrangers(event, event.url)) onRefused('navigate');
  });
  contents.on('will-frame-navigate', (event) => {
    if (refuseStrangers(event, event.url)) onRefused('frame-navigate');
  });
  contents.on('will-redirect', (event) => {
    if (refuseStrangers(event, event.url)) onRefused('redirect');
  });
  contents.on('will-attach-webview', (event) => {
    event.preventDefault();
    onRefused('attach');
  });
  contents.setWindowOpenHandler(() => {
    onRefused('open');
    return { action: 'deny' };
  });
  // Ctrl and the wheel: Electron only tells of it; what was zoomed before, by whatever way, is put right.
  contents.on('zoom-changed', () => contents.setZoomFactor(1));
  // A pinch on the glass must not leave a kiosk half zoomed for the next person.
  contents.on('did-finish-load', () => {
    contents.setVisualZoomLevelLimits(1, 1).catch((cause: unknown) => {
      onRefused(`zoom limit: ${String(cause)}`);
    });
  });
}

/** Stops keys before the page hears of them, by the table of key-rules.ts. */
export function lockKeys(contents: WebContents, role: Role): void {
  contents.on('before-input-event', (event, input) => {
    if (!isKeyAllowed(role, input)) event.preventDefault();
  });
}

/**
 * Keeps a shut-in window from being closed or minimized by anybody but the program, until released. An officer's window that is closed beside others is only minimized: nothing on the screen
 * would open it again.
 */
export function holdWindow(window: BrowserWindow, isShutIn: boolean, isLast: () => boolean): { hold(): void; release(): void } {
  const state = { isHeld: isShutIn };
  window.on('close', (event) => {
    if (state.isHeld) return event.preventDefault();
    if (isShutIn || isLast()) return;
    event.preventDefault();
    window.minimize();
  });
  window.on('minimize', () => {
    if (state.isHeld) window.restore();
  });
  window.on('leave-full-screen', () => {
    if (state.isHeld && window.isVisible()) window.setFullScreen(true);
  });
  return { hold: () => void (state.isHeld = isShutIn), release: () => void (state.isHeld = false) };
}
