// Entry of the browser host: the same station under plain Node, its windows in Chromium. A stand-by that says so everywhere; never part of a package.

import { existsSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { findBrowser, hasDisplay, openWindow } from './host/browser.ts';
import { startHostServer, type HostServer } from './host/host-server.ts';
import { forkStation } from './host/fork-station.ts';
import { browserHostHandlers } from './host/host-answers.ts';
import { createHostDoor } from './link/host-door.ts';
import { HostStatus } from './link/host-status.ts';
import { startProgramLog } from './link/program-log.ts';
import { readProgramVersion } from './link/program-version.ts';
import { StationProcess } from './link/station-process.ts';
import { readMachineSettings } from './link/settings.ts';
import { WrongSettings } from './link/settings-file/problem.ts';
import { BackOff } from './station/life/back-off.ts';
import { systemClock } from './station/life/clock.ts';

const RESTART = { baseMs: 200, capMs: 10_000 };

/** What the launcher may ask over the line by which it started us: a new address for a window. */
const launcherAsks = z.strictObject({ kind: z.literal('address'), ask: z.int(), windowId: z.string().max(40) });

async function main(): Promise<number> {
  if (Number(process.versions.node.split('.')[0]) < 24) throw new WrongSettings('this needs Node 24: start it with npm');
  const { values } = parseArgs({ options: { settings: { type: 'string' }, open: { type: 'string', multiple: true }, files: { type: 'string' }, station: { type: 'string' }, windowed: { type: 'boolean', default: false } } });
  if (values.settings === undefined) throw new WrongSettings('--settings FILE is missing');
  const settingsFile = path.resolve(values.settings);
  const settings = readMachineSettings(settingsFile);
  const root = path.resolve(import.meta.dirname, '..');
  const files = values.files ?? path.join(root, 'out', 'renderer');
  if (!existsSync(path.join(files, 'index.html'))) throw new WrongSettings(`${files} holds no built pages`);
  const facts = { shell: 'browser', version: readProgramVersion(path.join(root, 'package.json')), electron: null, node: process.versions.node } as const;
  await using programLog = startProgramLog('browser-host', facts, systemClock);
  programLog.keepIn(settings);
  const { log } = programLog;

  const ended = Promise.withResolvers<number>();
  process.once('SIGINT', () => ended.resolve(0));
  process.once('SIGTERM', () => ended.resolve(0));
  process.once('disconnect', () => ended.resolve(0));

  const ready = Promise.withResolvers<undefined>();
  const late: { server: HostServer | null } = { server: null };
  const status = new HostStatus({ facts, clock: systemClock, onChange: () => late.server?.tellAll(JSON.stringify({ event: 'host.changed', payload: {} })) });
  const askHost = createHostDoor({ handlers: browserHostHandlers(status), log, newTraceId: () => systemClock.uuid() });
  status.stationStarts();
  await using station = new StationProcess({
    start: () => forkStation(values.station ?? path.join(root, 'electron', 'station', 'station.ts'), ['--settings', settingsFile, '--host', 'browser']),
    clock: systemClock,
    backOff: new BackOff(systemClock, RESTART),
    onReady: () => {
      status.stationRuns();
      ready.resolve(undefined);
    },
    onFrame: (clientId, text) => late.server?.deliver(clientId, text),
    onLeave: () => ended.resolve(0),
    onFailed: (code, detail) => {
      log.warn('station.failed', { code, detail });
      process.send?.({ kind: 'failed', code, detail });
      ended.resolve(1);
    },
    onDeath: (how, waitMs) => {
      log.warn('station.died', { how, waitMs: Math.round(waitMs) });
      status.stationDied(how, waitMs);
      late.server?.dropAll();
    },
  });
  await using server = await startHostServer({
    settings: settings.host,
    files,
    newClientId: () => systemClock.uuid(),
    monotonic: () => systemClock.monotonic(),
    isStationReady: () => station.isReady,
    toStation: (message) => station.send(message),
    askHost,
  });
  late.server = server;
  const failed = await Promise.race([ready.promise, ended.promise]);
  if (failed !== undefined) return failed;

  const windowIds = settings.host.windows.map(({ windowId }) => windowId);
  // The launcher shows one address for each window; when somebody has used it, it shows the next.
  const shown = (windowId: string): string => server.newAddress(windowId, () => process.send?.({ kind: 'renewed', windowId, address: shown(windowId) }));
  process.on('message', (message) => {
    const asked = launcherAsks.safeParse(message);
    if (!asked.success) return;
    const { ask, windowId } = asked.data;
    process.send?.({ kind: 'address', ask, address: windowIds.includes(windowId) ? server.newAddress(windowId) : null });
  });
  process.send?.({ kind: 'listening', port: server.port, stationPid: station.pid, windows: windowIds.map((windowId) => ({ windowId, address: shown(windowId) })) });
  await using browsers = new AsyncDisposableStack();
  const browser = findBrowser(process.env, process.platform);
  if (values.open !== undefined && browser !== null && hasDisplay(process.env, process.platform)) {
    for (const { windowId, caller } of settings.host.windows.filter((window) => values.open?.includes(window.windowId) === true)) {
      browsers.use(openWindow(browser, server.newAddress(windowId), { profileFolder: path.join(settings.dataFolder, 'browser'), kiosk: caller.role === 'kiosk' && !values.windowed, asRoot: process.getuid?.() === 0 }));
    }
  }
  return await ended.promise;
}

try {
  process.exitCode = await main();
} catch (error) {
  process.stderr.write(`${error instanceof WrongSettings ? error.message : String(error)}\n`);
  process.send?.({ kind: 'failed', code: 'internal', detail: error instanceof Error ? error.message : String(error) });
  process.exitCode = 1;
}
if (process.connected) process.disconnect();
