// One run of the browser host: its server, and a station as long as the settings can be used; without one every window says what is wrong and can have the file read again.

import { HostStatus, type HostFacts } from '../link/host-status.ts';
import { createHostDoor } from '../link/host-door.ts';
import { keepLastGood } from '../link/last-good.ts';
import { answerPrinting, type HostPrinter } from '../link/printing.ts';
import { PLAIN_WINDOW, type SettingsReading, type WindowSettings } from '../link/settings-reading.ts';
import { StationProcess, type StationChild } from '../link/station-process.ts';
import { BackOff } from '../station/life/back-off.ts';
import type { Clock } from '../station/life/clock.ts';
import type { Log } from '../station/life/log.ts';
import { browserHostHandlers } from './host-answers.ts';
import { startHostServer, type HostServer } from './host-server.ts';

interface BrowserPointParts {
  readonly facts: HostFacts;
  readonly readSettings: () => SettingsReading;
  /** Folder of the built pages. */
  readonly files: string;
  readonly startStation: (settingsFile: string, isTraining: boolean) => StationChild;
  /** Begins with the station of training. */
  readonly isTraining: boolean;
  /** The way to the system's printers. */
  readonly printer: HostPrinter;
  readonly clock: Clock;
  readonly log: Log;
  /** Another reading of the settings is in force, with these windows. */
  readonly onWindows: (windows: readonly WindowSettings[]) => void;
  /** The station wants the program closed. */
  readonly onLeave: () => void;
  /** Aborted: nobody waits for the station any longer. */
  readonly signal: AbortSignal;
}

/** The host at work. Disposing ends its server, then its station. */
export interface BrowserPoint extends AsyncDisposable {
  readonly server: HostServer;
  /** What the settings said at the start. */
  readonly reading: SettingsReading;
  readonly windows: () => readonly WindowSettings[];
  readonly stationPid: () => number | null;
}

const RESTART = { baseMs: 200, capMs: 10_000 };
/** After so long a station that could not start is tried again, in ms. */
const FAILED_REST_MS = 60_000;
const CHANGED = JSON.stringify({ event: 'host.changed', payload: {} });

/** A station that could not start with good settings. */
export class StationFailed extends Error {
  override readonly name = 'StationFailed';
  readonly code: string;
  readonly detail: string;

  constructor(code: string, detail: string) {
    super(`${code}: ${detail}`);
    this.code = code;
    this.detail = detail;
  }
}

/** Listens; resolves when the station is ready, or at once where the settings are wrong. Throws `StationFailed`, and what a taken port throws. */
export async function startBrowserPoint({ facts, readSettings, files, startStation, isTraining, printer, clock, log, onWindows, onLeave, signal }: BrowserPointParts): Promise<BrowserPoint> {
  await using undo = new AsyncDisposableStack();
  const reading = readSettings();
  const now: { server: HostServer | null; station: StationProcess | null; windows: readonly WindowSettings[]; isTraining: boolean; isOver: boolean; turn: Promise<void> } = {
    server: null, station: null, windows: windowsOf(reading), isTraining, isOver: false, turn: Promise.resolve(),
  };
  const over = new AbortController();
  const ready = Promise.withResolvers<undefined>();
  signal.addEventListener('abort', () => ready.resolve(undefined), { once: true });
  const status = new HostStatus({ facts, clock, onChange: () => now.server?.tellAll(CHANGED) });
  const askPrinter = answerPrinting(printer, (error) => log.error('print.failed', error));
  const begin = ({ file, settings }: Extract<SettingsReading, { kind: 'good' }>): StationProcess => {
    keepLastGood(file, settings, [settings.dataFolder], clock.now(), (error) => log.error('state.unsaved', error));
    status.unitIs(settings.profile.unit);
    status.stationStarts();
    return new StationProcess({
      start: () => startStation(file, now.isTraining),
      clock, onLeave, askPrinter,
      onRestart: () => void retry().catch((error: unknown) => log.error('host.retry-failed', error)),
      onTraining: (wanted) => {
        now.isTraining = wanted;
        void retry().catch((error: unknown) => log.error('host.retry-failed', error));
      },
      onWaiting: (code) => status.stationWaits(code),
      backOff: new BackOff(clock, RESTART),
      onReady: () => {
        // Sockets that were let in meanwhile, to hear of a trouble, are no client of this station: they come again.
        now.server?.dropAll();
        status.stationRuns();
        ready.resolve(undefined);
      },
      onFrame: (clientId, text) => now.server?.deliver(clientId, text),
      onFailed: (code, detail) => {
        log.warn('station.failed', { code, detail });
        ready.reject(new StationFailed(code, detail));
        // Windows come again and hear why.
        status.stationFailed(code, detail, FAILED_REST_MS);
        now.server?.dropAll();
        void tryAgain(now.station).catch((error: unknown) => log.error('host.retry-failed', error));
      },
      onDeath: (how, waitMs) => {
        log.warn('station.died', { how, waitMs: Math.round(waitMs) });
        status.stationDied(how, waitMs);
        now.server?.dropAll();
      },
    });
  };
  /** Not where a person was quicker. */
  const tryAgain = async (failed: StationProcess | null): Promise<void> => {
    await clock.sleep(FAILED_REST_MS, over.signal).catch(() => undefined);
    if (!over.signal.aborted && now.station === failed) await retry();
  };
  const retryNow = async (): Promise<void> => {
    // The answer to whoever asked leaves first: with its socket gone it would be asked again, of a station that starts already.
    await new Promise((resolve) => setImmediate(resolve));
    if (now.isOver) return;
    const next = readSettings();
    if (next.kind === 'wrong') return sayWrong(next);
    await now.station?.[Symbol.asyncDispose]();
    // Ended meanwhile: a station that nobody ends would keep the store.
    if (now.isOver) return;
    now.windows = keepingPlain(now.windows, next.settings.host.windows);
    now.station = begin(next);
    now.server?.serve(now.windows);
    onWindows(now.windows);
  };
  const sayWrong = (wrong: Extract<SettingsReading, { kind: 'wrong' }>): void => {
    log.warn('settings.wrong', { file: wrong.wrongFile, problems: wrong.problems.length });
    status.unitIs(wrong.lastGood?.unit ?? null);
    status.settingsAreWrong(wrong.wrongFile, wrong.problems);
  };
  /** One after the other: two at once would leave two stations on one store. */
  const retry = (): Promise<void> => (now.turn = now.turn.then(retryNow, retryNow));

  undo.defer(async () => {
    now.isOver = true;
    over.abort();
    await now.turn.catch(() => undefined);
    await now.station?.[Symbol.asyncDispose]();
  });
  // Nobody waits for it where the settings are wrong.
  ready.promise.catch(() => undefined);
  if (reading.kind === 'good') now.station = begin(reading);
  else sayWrong(reading);
  const server = undo.use(
    await startHostServer({
      settings: { port: reading.kind === 'good' ? reading.settings.host.port : reading.port, windows: now.windows },
      files,
      newClientId: () => clock.uuid(),
      monotonic: () => clock.monotonic(),
      isStationReady: () => now.station?.isReady === true,
      isInTrouble: () => status.trouble !== null,
      toStation: (message) => now.station?.send(message),
      askHost: createHostDoor({ handlers: browserHostHandlers({ status, windowIdOf: (clientId) => now.server?.windowOf(clientId) ?? null, retry, onFailed: (error) => log.error('host.retry-failed', error) }), log, newTraceId: () => clock.uuid() }),
    }),
  );
  now.server = server;
  if (reading.kind === 'good') await ready.promise;
  const parts = undo.move();
  return { server, reading, windows: () => now.windows, stationPid: () => now.station?.pid ?? null, [Symbol.asyncDispose]: () => parts.disposeAsync() };
}

function windowsOf(reading: SettingsReading): readonly WindowSettings[] {
  return reading.kind === 'good' ? reading.settings.host.windows : reading.windows;
}

/** Whoever mended the file in the one plain window stays in it, where the machine has an administration at all. */
function keepingPlain(before: readonly WindowSettings[], next: readonly WindowSettings[]): readonly WindowSettings[] {
  const isKept = before.includes(PLAIN_WINDOW) && next.some(({ caller }) => caller.role === 'admin') && !next.some(({ windowId }) => windowId === PLAIN_WINDOW.windowId);
  return isKept ? [...next, PLAIN_WINDOW] : next;
}
