// Entry of the browser host: the same station under plain Node, its windows in Chromium. A stand-by that says so everywhere; never part of a package.

import { existsSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { findBrowser, hasDisplay } from './host/browser.ts';
import { startBrowserPoint, StationFailed, type BrowserPoint } from './host/browser-point.ts';
import { browserPrinter } from './host/browser-printer.ts';
import { forkStation } from './host/fork-station.ts';
import { OpenedWindows } from './host/opened-windows.ts';
import { startProgramLog } from './link/program-log.ts';
import { readProgramVersion } from './link/program-version.ts';
import { WrongSettings } from './link/settings-file/problem.ts';
import { trainingEntry } from './link/training.ts';
import { readSettingsOf, type WindowSettings } from './link/settings-reading.ts';
import { systemClock } from './station/life/clock.ts';

/** What the launcher may ask over the line by which it started us: a new address for a window. */
const launcherAsks = z.strictObject({ kind: z.literal('address'), ask: z.int(), windowId: z.string().max(40) });

async function main(): Promise<number> {
  if (Number(process.versions.node.split('.')[0]) < 24) throw new WrongSettings('this needs Node 24: start it with npm');
  const { values } = parseArgs({ options: { settings: { type: 'string' }, open: { type: 'string', multiple: true }, files: { type: 'string' }, station: { type: 'string' }, windowed: { type: 'boolean', default: false }, training: { type: 'boolean', default: false } } });
  if (values.settings === undefined) throw new WrongSettings('--settings FILE is missing');
  const settingsFile = path.resolve(values.settings);
  const root = path.resolve(import.meta.dirname, '..');
  const files = values.files ?? path.join(root, 'out', 'renderer');
  if (!existsSync(path.join(files, 'index.html'))) throw new WrongSettings(`${files} holds no built pages`);
  const station = values.station ?? path.join(root, 'electron', 'station', 'station.ts');
  const facts = { shell: 'browser', version: readProgramVersion(path.join(root, 'package.json')), electron: null, node: process.versions.node } as const;
  await using programLog = startProgramLog('browser-host', facts, systemClock);
  const { log } = programLog;

  const ended = new AbortController();
  const end = (): void => ended.abort();
  process.once('SIGINT', end).once('SIGTERM', end).once('disconnect', end);

  const late: { dataFolder: string | null; onWindows: (windows: readonly WindowSettings[]) => void } = { dataFolder: null, onWindows: () => undefined };
  await using point = await startBrowserPoint({
    facts, files, log,
    readSettings: () => readSettingsOf(settingsFile, [], (settings) => {
      late.dataFolder = settings?.dataFolder ?? null;
      programLog.keepIn(settings);
    }),
    startStation: (file, isTraining) => forkStation(isTraining ? trainingEntry(station) : station, ['--settings', file, '--host', 'browser', ...(values.training ? ['--pinned'] : [])]),
    isTraining: values.training,
    printer: browserPrinter(findBrowser(process.env, process.platform), (reason) => log.warn('print.failed', { reason })),
    clock: systemClock,
    onWindows: (windows) => late.onWindows(windows),
    onLeave: end,
    signal: ended.signal,
  });
  if (ended.signal.aborted) return 0;
  if (point.reading.kind === 'wrong') process.stderr.write(`${point.reading.words}\n`);
  const tellLauncher = startTelling(point);
  late.onWindows = tellLauncher;
  await using opened = new AsyncDisposableStack();
  const browser = findBrowser(process.env, process.platform);
  if (values.open !== undefined && browser !== null && hasDisplay(process.env, process.platform)) {
    const shown = opened.use(new OpenedWindows({ browser, wanted: values.open, isWindowed: values.windowed, newAddress: (windowId) => point.server.newAddress(windowId) }));
    shown.show(point.windows(), late.dataFolder);
    late.onWindows = (windows) => {
      tellLauncher(windows);
      shown.show(windows, late.dataFolder);
    };
  }
  await new Promise<void>((resolve) => {
    if (ended.signal.aborted) resolve();
    ended.signal.addEventListener('abort', () => resolve(), { once: true });
  });
  return 0;
}

/** Says where the windows are, and answers whoever started us for more; what it returns says it of windows that are new. Without such a line (started by hand) nobody hears it. */
function startTelling({ server, reading, windows, stationPid }: BrowserPoint): (windows: readonly WindowSettings[]) => void {
  const told = new Set(windows().map(({ windowId }) => windowId));
  // The launcher shows one address for each window; when somebody has used it, it shows the next.
  const shown = (windowId: string): string => server.newAddress(windowId, () => process.send?.({ kind: 'renewed', windowId, address: shown(windowId) }));
  process.on('message', (message) => {
    const asked = launcherAsks.safeParse(message);
    if (!asked.success) return;
    const { ask, windowId } = asked.data;
    process.send?.({ kind: 'address', ask, address: windows().some((window) => window.windowId === windowId) ? server.newAddress(windowId) : null });
  });
  process.send?.({
    kind: 'listening', port: server.port, stationPid: stationPid(), wrong: reading.kind === 'wrong' ? reading.words : null,
    windows: windows().map(({ windowId }) => ({ windowId, address: shown(windowId) })),
  });
  return (next) => {
    for (const { windowId } of next.filter((window) => !told.has(window.windowId))) {
      told.add(windowId);
      process.send?.({ kind: 'renewed', windowId, address: shown(windowId) });
    }
  };
}

try {
  process.exitCode = await main();
} catch (error) {
  process.stderr.write(`${error instanceof WrongSettings ? error.message : String(error)}\n`);
  const { code, detail } = error instanceof StationFailed ? error : { code: 'internal', detail: error instanceof Error ? error.message : String(error) };
  process.send?.({ kind: 'failed', code, detail });
  process.exitCode = 1;
}
if (process.connected) process.disconnect();
