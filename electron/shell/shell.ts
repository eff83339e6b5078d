// Puts the shell together after Electron is ready: session, host state, relay, ear, and a run of station and windows for each reading of the settings. Ends them in the opposite order.

import { app, Menu, session } from 'electron';
import type { Role } from '../../shared/contract/command.ts';
import { createHostDoor } from '../link/host-door.ts';
import { HostStatus, type HostFacts } from '../link/host-status.ts';
import { answerPrinting } from '../link/printing.ts';
import type { SettingsReading } from '../link/settings-reading.ts';
import { systemClock } from '../station/life/clock.ts';
import type { Log } from '../station/life/log.ts';
import { FrameRelay } from './frame-relay.ts';
import { listenToPages } from './ipc-transport.ts';
import { lockSession } from './lock-down.ts';
import { isStartedAgain, turnOff, watchMachine } from './machine.ts';
import { MadePages } from './made-pages.ts';
import { servePages } from './page-protocol.ts';
import { beginRun, type Run } from './run.ts';
import { shellHandlers } from './shell-handlers.ts';
import { shellPrinter } from './shell-printer.ts';

/** Where the built parts lie and what this machine is. */
export interface ShellParts {
  readonly facts: HostFacts;
  readonly readSettings: () => SettingsReading;
  readonly station: string;
  readonly pages: string;
  readonly preload: string;
  readonly log: Log;
  /** This program was started for training only. */
  readonly isForTraining: boolean;
  /** Ends the program in order; never comes back. */
  readonly quit: () => void;
}

/** The shell at work. */
export interface Shell extends AsyncDisposable {
  focus(): void;
}

/** After so long a window that was left fills its screen again, in ms: nobody leaves a kiosk open by forgetting it. */
const LEFT_MS = 10 * 60_000;
/** Between two looks at settings that are wrong, in ms: a machine that has only a kiosk has nobody who could ask for one. */
const LOOK_AGAIN_MS = 60_000;

/** Runs the shell until disposed. To be called once, after the app is ready. */
export function startShell({ facts, readSettings, station, pages, preload, log, isForTraining, quit }: ShellParts): Shell {
  Menu.setApplicationMenu(null);
  const made = new MadePages();
  servePages(session.defaultSession, pages, made);
  const late: { run: Run | null; isTraining: boolean; isOver: boolean; turn: Promise<void> } = { run: null, isTraining: isForTraining, isOver: false, turn: Promise.resolve() };
  const isOf = (contentsId: number, role: Role): boolean => late.run?.windows.roleOf(contentsId) === role;
  lockSession(session.defaultSession, { maySave: (contentsId, what) => isOf(contentsId, 'admin') || (what === 'document' && isOf(contentsId, 'counter')), maySpeak: (contentsId) => isOf(contentsId, 'board') });

  const status = new HostStatus({ facts, clock: systemClock, onChange: () => relay.tellAll({ event: 'host.changed', payload: {} }) });
  const present = (): Run => {
    if (late.run === null) throw new Error('nobody asks before the first run has begun');
    return late.run;
  };
  const windowOf = (clientId: string) => {
    const own = present().windows.ofClient(clientId);
    if (own === null) throw new Error('the window that asked is gone');
    return own;
  };
  const onFailed = (what: string, error: unknown): void => log.error('shell.act-failed', error, { what });

  const handlers = shellHandlers({
    status, onFailed,
    windowIdOf: (clientId) => late.run?.windows.ofClient(clientId)?.windowId ?? null,
    retry: () => retry(),
    gate: () => present().gate,
    leave: async (clientId, choice) => {
      const own = windowOf(clientId);
      log.info('kiosk.left', { windowId: own.windowId, choice });
      if (choice === 'leave-full-screen') {
        own.leave();
        present().windows.tell();
        systemClock.sleep(LEFT_MS).then(() => {
          if (own.window.isDestroyed() || !own.hasLeft()) return;
          own.enter();
          present().windows.tell();
        }, (error: unknown) => onFailed('enter', error));
        return;
      }
      if (choice === 'shut-down') await turnOff(process.platform);
      // An AppImage's own path lies in a mount that goes away with it.
      const { APPIMAGE: image } = process.env;
      if (choice === 'restart-program' && !isStartedAgain(process.argv, process.env)) app.relaunch(image === undefined ? {} : { execPath: image, args: process.argv.slice(1) });
      quit();
    },
  });
  const relay = new FrameRelay({
    toStation: (message) => late.run?.keeper?.send(message),
    newClientId: () => systemClock.uuid(),
    askHost: createHostDoor({ handlers, log, newTraceId: () => systemClock.uuid() }),
  });

  /** Of all runs: an ask that was heard is not done again for the next station. */
  const askPrinter = answerPrinting(shellPrinter(made, log), (error) => onFailed('print', error));
  const begin = (reading: SettingsReading): Run => beginRun({ reading, facts, station, preload, relay, status, askPrinter, log, quit, onRestart: () => void retry().catch((error: unknown) => onFailed('restart', error)), training: { isOn: () => late.isTraining, isPinned: isForTraining, onWanted: train } });
  const train = (wanted: boolean): void => {
    log.info('training.switched', { wanted });
    late.isTraining = wanted;
    void retry().catch((error: unknown) => onFailed('training', error));
  };
  /** Reads the settings again. Windows that stay as they were stay open: a person may be typing in one. */
  const retryNow = async (): Promise<void> => {
    if (late.isOver) return;
    const old = present();
    const reading = readSettings();
    if (old.keeper !== null && JSON.stringify(reading) === JSON.stringify(old.reading)) return await old.keeper.restart();
    await old[Symbol.asyncDispose]();
    // Ended meanwhile: a run that nobody ends would keep the store.
    if (!late.isOver) late.run = begin(reading);
    old.windows.close();
  };
  /** One after the other: two at once would leave two stations on one store. */
  const retry = (): Promise<void> => (late.turn = late.turn.then(retryNow, retryNow));
  late.run = begin(readSettings());
  const over = new AbortController();
  /** A disk may fail for one reading only. Windows are left as they are until there is something else to say. */
  const lookAgain = async (): Promise<void> => {
    while (!over.signal.aborted) {
      await systemClock.sleep(LOOK_AGAIN_MS, over.signal).catch(() => undefined);
      const reading = late.run?.reading;
      if (over.signal.aborted || reading?.kind !== 'wrong') continue;
      try {
        if (JSON.stringify(readSettings()) !== JSON.stringify(reading)) await retry();
      } catch (error) {
        onFailed('look again', error);
      }
    }
  };
  void lookAgain();

  const ear = listenToPages({
    clientOf: (contentsId) => late.run?.windows.clientOf(contentsId) ?? null,
    call: (clientId, request) => relay.call(clientId, request),
    onStranger: (contentsId) => log.warn('ipc.stranger', { contentsId }),
  });
  watchMachine({
    onResume: () => {
      log.info('machine.resumed');
      late.run?.keeper?.send({ kind: 'resumed' });
    },
    onShutdown: quit,
    onProcessGone: (what) => {
      log.warn('process.gone', { what });
      status.incident('process.gone', null, what);
    },
  });
  return {
    focus: () => late.run?.windows.focus(),
    [Symbol.asyncDispose]: async () => {
      late.isOver = true;
      over.abort();
      ear[Symbol.dispose]();
      await late.run?.[Symbol.asyncDispose]();
    },
  };
}
