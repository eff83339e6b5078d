// Puts the shell together after Electron is ready: session, host state, relay, ear, windows, station. Ends them in the opposite order.

import { app, Menu, safeStorage, session } from 'electron';
import { createHostDoor } from '../link/host-door.ts';
import { HostStatus, type HostFacts } from '../link/host-status.ts';
import type { SettingsReading, WindowSettings } from '../link/settings-reading.ts';
import { systemClock } from '../station/life/clock.ts';
import type { Log } from '../station/life/log.ts';
import { FrameRelay } from './frame-relay.ts';
import { listenToPages } from './ipc-transport.ts';
import { lockSession } from './lock-down.ts';
import { servePages } from './page-protocol.ts';
import { answerVault } from './safe-storage-vault.ts';
import { shellHandlers } from './shell-handlers.ts';
import { StationKeeper } from './station-keeper.ts';
import { startUtilityStation } from './utility-station.ts';
import { openWindows, type WindowSet } from './window-set.ts';

/** Where the built parts lie and what this machine is. */
export interface ShellParts {
  readonly facts: HostFacts;
  readonly readSettings: () => SettingsReading;
  readonly station: string;
  readonly pages: string;
  readonly preload: string;
  readonly log: Log;
}

/** What there is while one reading of the settings is in force. */
interface Run extends AsyncDisposable {
  readonly reading: SettingsReading;
  readonly windows: WindowSet;
  readonly keeper: StationKeeper | null;
}

/** Runs the shell until disposed. To be called once, after the app is ready. */
export function startShell({ facts, readSettings, station, pages, preload, log }: ShellParts): AsyncDisposable & { focus(): void } {
  Menu.setApplicationMenu(null);
  servePages(session.defaultSession, pages);
  const late: { run: Run | null } = { run: null };
  lockSession(session.defaultSession, (contentsId) => late.run?.windows.isAdmin(contentsId) === true);

  const status = new HostStatus({ facts, clock: systemClock, onChange: () => relay.tellAll({ event: 'host.changed', payload: {} }) });
  const relay = new FrameRelay({
    toStation: (message) => late.run?.keeper?.send(message),
    newClientId: () => systemClock.uuid(),
    askHost: createHostDoor({ handlers: shellHandlers({ status, retry: () => retry() }), log, newTraceId: () => systemClock.uuid() }),
  });

  const begin = (reading: SettingsReading): Run => {
    const wanted: readonly WindowSettings[] = reading.kind === 'good' ? reading.settings.host.windows : reading.windows;
    if (reading.kind === 'wrong') {
      log.warn('settings.wrong', { file: reading.file, problems: reading.problems.length });
      status.settingsAreWrong(reading.file, reading.problems);
    }
    const windows = openWindows({ windows: wanted, preload, devTools: !app.isPackaged, relay, log });
    const keeper =
      reading.kind === 'wrong'
        ? null
        : new StationKeeper({
            start: () => startUtilityStation(station, ['--settings', reading.file, '--host', facts.shell]),
            clock: systemClock, log, status,
            askVault: (ask) => answerVault(safeStorage, process.platform, ask),
            onReady: () => relay.stationReady(),
            onGone: () => relay.stationGone(),
            onFrame: (clientId, text) => relay.deliver(clientId, text),
          });
    return { reading, windows, keeper, [Symbol.asyncDispose]: async () => await keeper?.[Symbol.asyncDispose]() };
  };
  /** Reads the settings again. Windows that stay as they were stay open: a person may be typing in one. */
  const retry = async (): Promise<void> => {
    const old = late.run;
    const reading = readSettings();
    if (old?.keeper != null && reading.kind === 'good' && JSON.stringify(reading) === JSON.stringify(old.reading)) return await old.keeper.restart();
    await old?.[Symbol.asyncDispose]();
    late.run = begin(reading);
    old?.windows.close();
  };
  late.run = begin(readSettings());

  const ear = listenToPages({
    clientOf: (contentsId) => late.run?.windows.opened.get(contentsId) ?? null,
    call: (clientId, request) => relay.call(clientId, request),
    onStranger: (contentsId) => log.warn('ipc.stranger', { contentsId }),
  });
  return {
    focus: () => late.run?.windows.focus(),
    [Symbol.asyncDispose]: async () => {
      ear[Symbol.dispose]();
      await late.run?.[Symbol.asyncDispose]();
    },
  };
}
