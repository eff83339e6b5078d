// Puts the shell together after Electron is ready: session, station, relay, ear, windows. Ends them in the opposite order.

import { app, Menu, safeStorage, session } from 'electron';
import { StationProcess } from '../link/station-process.ts';
import type { MachineSettings } from '../link/settings.ts';
import { BackOff } from '../station/life/back-off.ts';
import { systemClock } from '../station/life/clock.ts';
import type { Log } from '../station/life/log.ts';
import { FrameRelay } from './frame-relay.ts';
import { listenToPages } from './ipc-transport.ts';
import { lockSession } from './lock-down.ts';
import { servePages } from './page-protocol.ts';
import { answerVault } from './safe-storage-vault.ts';
import { startUtilityStation } from './utility-station.ts';
import { openWindows } from './window-set.ts';
import type { WindowSet } from './window-set.ts';

/** Where the built parts lie and what this machine is. */
export interface ShellParts {
  readonly settings: MachineSettings;
  readonly settingsFile: string;
  readonly station: string;
  readonly pages: string;
  readonly preload: string;
  readonly log: Log;
}

const RESTART = { baseMs: 200, capMs: 10_000 };

/** Runs the shell until disposed. To be called once, after the app is ready. */
export function startShell({ settings, settingsFile, station, pages, preload, log }: ShellParts): AsyncDisposable & { focus(): void } {
  Menu.setApplicationMenu(null);
  servePages(session.defaultSession, pages);
  const late: { windows: WindowSet | null; hasDied: boolean } = { windows: null, hasDied: false };
  lockSession(session.defaultSession, (contentsId) => late.windows?.isAdmin(contentsId) === true);
  const child = new StationProcess({
    start: () => startUtilityStation(station, ['--settings', settingsFile, '--host', 'electron']),
    clock: systemClock,
    backOff: new BackOff(systemClock, RESTART),
    askVault: (ask) => answerVault(safeStorage, process.platform, ask),
    onReady: () => {
      relay.stationReady();
      if (late.hasDied) late.windows?.reload();
      late.hasDied = false;
    },
    onFrame: (clientId, text) => {
      relay.deliver(clientId, text);
    },
    onFailed: (code, detail) => {
      log.warn('station.failed', { code, detail });
      relay.stationGone();
      app.exit(1);
    },
    onDeath: (how, waitMs) => {
      log.warn('station.died', { how, waitMs: Math.round(waitMs) });
      late.hasDied = true;
      relay.stationGone();
    },
  });
  const relay = new FrameRelay({
    toStation: (message) => {
      child.send(message);
    },
    newClientId: () => systemClock.uuid(),
  });
  const windows = openWindows({ windows: settings.host.windows, preload, devTools: !app.isPackaged, relay, log });
  late.windows = windows;
  const ear = listenToPages({
    opened: windows.opened,
    call: (clientId, request) => relay.call(clientId, request),
    onStranger: (contentsId) => {
      log.warn('ipc.stranger', { contentsId });
    },
  });
  return {
    focus: () => {
      windows.focus();
    },
    [Symbol.asyncDispose]: async () => {
      ear[Symbol.dispose]();
      await child[Symbol.asyncDispose]();
    },
  };
}
