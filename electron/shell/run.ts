// One run of the shell: what there is while one reading of the settings is in force — windows, and a station where the settings can be used.

import os from 'node:os';
import path from 'node:path';
import { app, safeStorage } from 'electron';
import { isExitPin } from '../link/exit-pin.ts';
import { keepLastGood } from '../link/last-good.ts';
import type { HostFacts, HostStatus } from '../link/host-status.ts';
import type { PrintAnswer, PrintAsk } from '../link/printing.ts';
import type { MachineSettings } from '../link/settings.ts';
import type { SettingsReading } from '../link/settings-reading.ts';
import { trainingEntry } from '../link/training.ts';
import { systemClock } from '../station/life/clock.ts';
import type { Log } from '../station/life/log.ts';
import { ExitGate } from './exit-gate.ts';
import type { FrameRelay } from './frame-relay.ts';
import { startAtLogin } from './login-item.ts';
import { answerVault } from './safe-storage-vault.ts';
import { ShellMemory } from './shell-memory.ts';
import { StationKeeper } from './station-keeper.ts';
import { startUtilityStation } from './utility-station.ts';
import { openWindows, type WindowSet } from './window-set.ts';

interface RunParts {
  readonly reading: SettingsReading;
  readonly facts: HostFacts;
  /** Path of the built station. */
  readonly station: string;
  readonly preload: string;
  readonly relay: FrameRelay;
  readonly status: HostStatus;
  readonly askPrinter: (id: string, ask: PrintAsk) => Promise<PrintAnswer | null>;
  readonly log: Log;
  readonly quit: () => void;
  /** The station wants to be started anew with the settings as they are now. */
  readonly onRestart: () => void;
  readonly training: ShellTraining;
}

/** Which of the two stations runs. */
export interface ShellTraining {
  /** Of now: the station itself may ask for the other one. */
  readonly isOn: () => boolean;
  /** This program was started for training only. */
  readonly isPinned: boolean;
  readonly onWanted: (wanted: boolean) => void;
}

/** Disposing ends the station and leaves the windows, so that the next run's can be there before these go. */
export interface Run extends AsyncDisposable {
  readonly reading: SettingsReading;
  readonly windows: WindowSet;
  /** Null where the settings are wrong. */
  readonly keeper: StationKeeper | null;
  readonly gate: ExitGate;
}

/** Opens the windows first: they say how the rest goes. */
export function beginRun({ reading, facts, station, preload, relay, status, askPrinter, log, quit, onRestart, training }: RunParts): Run {
  const settings = reading.kind === 'good' ? reading.settings : null;
  const lastGood = reading.kind === 'wrong' ? reading.lastGood : null;
  const onUnsaved = (error: unknown): void => {
    log.error('state.unsaved', error);
    status.incident('state.unsaved', null, error instanceof Error ? error.name : typeof error);
  };
  // Settings that do not say where data lies, and never did, leave the user's own folder.
  const memory = new ShellMemory(settings?.dataFolder ?? lastGood?.dataFolder ?? app.getPath('userData'), onUnsaved);
  // Twice: the next account on this machine finds it beside the data, and this one also where the settings alone know where that is.
  if (settings !== null) keepLastGood(reading.file, settings, [settings.dataFolder, app.getPath('userData')], systemClock.now(), onUnsaved);
  // Settings that are good and have no PIN mean that there is none.
  const hash = settings === null ? (lastGood?.exitPin ?? null) : settings.kiosk.exitPin;
  status.unitIs(settings?.profile.unit ?? lastGood?.unit ?? null);
  const gate = new ExitGate({
    hash, verify: isExitPin, memory, clock: systemClock,
    onWrong: (wrong) => {
      log.warn('pin.wrong', { wrong });
      status.incident('pin.wrong', null, String(wrong));
    },
  });
  status.leaveBy(hash === null ? 'no-pin' : 'pin');
  if (reading.kind === 'wrong') {
    log.warn('settings.wrong', { file: reading.wrongFile, problems: reading.problems.length });
    status.settingsAreWrong(reading.wrongFile, reading.problems);
  }
  const windows = openWindows({ windows: reading.kind === 'good' ? reading.settings.host.windows : reading.windows, preload, devTools: !app.isPackaged, relay, status, memory, log, onSessionEnd: quit });
  if (settings !== null) applyLogin(settings, log, status);
  const keeper =
    settings === null
      ? null
      : new StationKeeper({
          start: () => startUtilityStation(training.isOn() ? trainingEntry(station) : station, ['--settings', reading.file, '--host', facts.shell, ...(training.isPinned ? ['--pinned'] : [])]),
          clock: systemClock, log, status,
          askPrinter,
          askVault: (ask) => answerVault(safeStorage, process.platform, ask),
          onReady: () => relay.stationReady(),
          onGone: () => relay.stationGone(),
          onFrame: (clientId, text) => relay.deliver(clientId, text),
          onRestart,
          onTraining: training.onWanted,
        });
  return { reading, windows, keeper, gate, [Symbol.asyncDispose]: async () => await keeper?.[Symbol.asyncDispose]() };
}

/** A developer's Electron is never entered as a program that starts by itself. */
function applyLogin({ host: { startAtLogin: wanted } }: MachineSettings, log: Log, status: HostStatus): void {
  if (wanted === undefined || !app.isPackaged) return;
  try {
    const configFolder = process.env['XDG_CONFIG_HOME'] ?? path.join(os.homedir(), '.config');
    if (startAtLogin({ wanted, platform: process.platform, app, program: process.env['APPIMAGE'] ?? process.execPath, configFolder })) log.info('login.changed', { wanted });
  } catch (error) {
    log.error('login.failed', error);
    status.incident('login.failed', null, error instanceof Error ? error.name : typeof error);
  }
}
