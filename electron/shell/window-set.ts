// The windows of this machine: opened from the settings, seated on their displays as these come and go, and told to the host's state.

import { screen, type Rectangle } from 'electron';
import type { Role } from '../../shared/contract/command.ts';
import type { HostWindow, IncidentCode } from '../../shared/contract/host.ts';
import type { HostStatus } from '../link/host-status.ts';
import type { WindowSettings } from '../link/settings-reading.ts';
import type { Log } from '../station/life/log.ts';
import type { DisplayNow } from './display-arrangement.ts';
import type { FrameRelay } from './frame-relay.ts';
import { shutInRoles } from './key-rules.ts';
import type { ShellMemory } from './shell-memory.ts';
import { openShellWindow, type ShellWindow } from './shell-window.ts';
import { WindowSeats } from './window-seats.ts';

interface WindowSetParts {
  readonly windows: readonly WindowSettings[];
  readonly preload: string;
  readonly devTools: boolean;
  readonly relay: FrameRelay;
  readonly status: HostStatus;
  readonly memory: ShellMemory;
  readonly log: Log;
  readonly onSessionEnd: () => void;
}

/** The shell's windows. */
export interface WindowSet {
  /** Client id of the page that a WebContents of ours shows now; null for everybody else's. */
  clientOf(contentsId: number): string | null;
  /** What the window of a page is for, by the id of its contents; null for everybody else's. */
  roleOf(contentsId: number): Role | null;
  /** The window that shows this page, or null. */
  ofClient(clientId: string): ShellWindow | null;
  /** Brings the first visible window to the front. */
  focus(): void;
  /** Tells the host's state anew, after a window was left or entered. */
  tell(): void;
  /** Closes every window for good. */
  close(): void;
}

/** Opens all windows. */
export function openWindows({ windows, preload, devTools, relay, status, memory, log, onSessionEnd }: WindowSetParts): WindowSet {
  const pages = new Map<string, HostWindow['page']>();
  const incident = (code: IncidentCode, windowId: string, detail: string): void => {
    log.warn(code, { windowId, detail });
    status.incident(code, windowId, detail);
  };
  const all = windows.map((settings): ShellWindow =>
    openShellWindow({
      settings, preload, devTools, relay, log, onSessionEnd,
      onPage: (state) => {
        pages.set(settings.windowId, state);
        tell();
      },
      onIncident: incident,
      onMoved: (bounds) => seats.moved(settings.windowId, bounds),
      isLast: () => living().length <= 1,
    }),
  );
  const seats = new WindowSeats({ windows: all, memory, onIncident: incident });
  const living = (): readonly ShellWindow[] => all.filter(({ window }) => !window.isDestroyed());
  const tell = (): void => {
    status.windowsAre(
      living().map(({ windowId, role, hasLeft }) => {
        const seat = seats.placeOf(windowId);
        return { windowId, role, ...seat, place: hasLeft() ? 'left' : seat.place, page: pages.get(windowId) ?? 'loading' };
      }),
      displaysNow().toSorted((one, other) => one.area.x - other.area.x).map(({ label, area: { width, height }, primary }) => ({ name: label, width, height, isPrimary: primary })),
    );
  };
  const seat = (): void => {
    seats.arrange(displaysNow());
    tell();
  };
  screen.on('display-added', seat).on('display-removed', seat).on('display-metrics-changed', seat);
  seat();
  const ofContents = (contentsId: number): ShellWindow | undefined => living().find(({ window }) => window.webContents.id === contentsId);
  return {
    clientOf: (contentsId) => ofContents(contentsId)?.clientId() ?? null,
    roleOf: (contentsId) => ofContents(contentsId)?.role ?? null,
    ofClient: (clientId) => living().find((each) => each.clientId() === clientId) ?? null,
    focus: () => {
      const seated = living().filter(({ windowId }) => seats.boundsOf(windowId) !== null);
      // Whoever starts the program a second time looks for the window to work in.
      const first = (seated.find(({ role }) => !shutInRoles.has(role)) ?? seated[0])?.window;
      if (first?.isMinimized() === true) first.restore();
      first?.focus();
    },
    tell,
    close: () => {
      screen.off('display-added', seat).off('display-removed', seat).off('display-metrics-changed', seat);
      for (const each of all) each.close();
    },
  };
}

/** What Electron knows of the displays, in the words of the arrangement. */
function displaysNow(): readonly DisplayNow[] {
  const primary = screen.getPrimaryDisplay().id;
  return screen.getAllDisplays().map(({ id, label, bounds, workArea }) => ({
    // Some systems give numbers beyond what a file of ours can hold exactly: then name and place decide.
    id: Number.isSafeInteger(id) ? id : 0,
    label: label.slice(0, 200), area: wholeArea(bounds), workArea: wholeArea(workArea), primary: id === primary,
  }));
}

/** Scaled displays can have a place between pixels. */
function wholeArea({ x, y, width, height }: Rectangle): DisplayNow['area'] {
  return { x: Math.round(x), y: Math.round(y), width: Math.max(1, Math.round(width)), height: Math.max(1, Math.round(height)) };
}
