// The door as a browser has it: a window's socket, the host on 127.0.0.1, the forked station and its own store.

import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { WebSocket } from 'ws';
import { forkStation } from '../../../electron/host/fork-station.ts';
import { startHostServer, type HostServer } from '../../../electron/host/host-server.ts';
import { machineSettingsSchema } from '../../../electron/link/settings.ts';
import { StationProcess } from '../../../electron/link/station-process.ts';
import { BackOff } from '../../../electron/station/life/back-off.ts';
import { systemClock } from '../../../electron/station/life/clock.ts';
import { openAddress } from '../../morning/window.ts';
import { describeDoor, type Stage, type WindowEnd } from '../../contract/door-suite.ts';

const root = path.resolve(import.meta.dirname, '../../..');

async function start(): Promise<Stage> {
  const folder = mkdtempSync(path.join(tmpdir(), 'mot-cua-door-'));
  const settings = machineSettingsSchema.parse({
    dataFolder: path.join(folder, 'data'),
    profile: JSON.parse(readFileSync(path.join(root, 'resources/points/example.json'), 'utf8')) as unknown,
    city: null,
    devices: {},
    host: {
      windows: [
        { windowId: 'kiosk', caller: { role: 'kiosk' } },
        { windowId: 'board', caller: { role: 'board' } },
        { windowId: 'admin', caller: { role: 'admin' } },
        ...[1, 2, 3, 4, 5].flatMap((counterId) => ['counter', 'citizen-display'].map((role) => ({ windowId: `${role}-${counterId}`, caller: { role, counterId } }))),
      ],
    },
  });
  const file = path.join(folder, 'settings.json');
  writeFileSync(file, JSON.stringify(settings));
  const ready = Promise.withResolvers<undefined>();
  const late: { server: HostServer | null } = { server: null };
  const station = new StationProcess({
    start: () => forkStation(path.join(root, 'electron/station/station.ts'), ['--settings', file, '--host', 'browser']),
    clock: systemClock,
    backOff: new BackOff(systemClock, { baseMs: 100, capMs: 1000 }),
    onReady: () => ready.resolve(undefined),
    onFrame: (clientId, text) => late.server?.deliver(clientId, text),
    onFailed: (code, detail) => ready.reject(new Error(`${code}: ${detail}`)),
    onDeath: (how) => ready.reject(new Error(how)),
  });
  const server = await startHostServer({
    settings: settings.host, files: root, newClientId: () => systemClock.uuid(), monotonic: () => systemClock.monotonic(), isStationReady: () => station.isReady, isInTrouble: () => false, toStation: (message) => station.send(message),
    askHost: () => Promise.reject(new Error('the suite asks the station only')),
  });
  late.server = server;
  await ready.promise;
  return {
    open: async (caller) => {
      const window = settings.host.windows.find((own) => isDeepStrictEqual(own.caller, caller));
      if (window === undefined) throw new Error('no such window in the settings');
      const { cookie } = await openAddress(server.newAddress(window.windowId));
      return await openSocket(server.port, window.windowId, cookie);
    },
    [Symbol.asyncDispose]: async () => {
      await server[Symbol.asyncDispose]();
      await station[Symbol.asyncDispose]();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function openSocket(port: number, windowId: string, cookie: string): Promise<WindowEnd> {
  const socket = new WebSocket(`ws://127.0.0.1:${port}/w/${windowId}/socket`, { headers: { cookie }, origin: `http://127.0.0.1:${port}` });
  await new Promise<void>((resolve, reject) => {
    socket.once('open', () => resolve());
    socket.once('error', reject);
  });
  return {
    send: (text) => socket.send(text),
    onText: (listener) => void socket.on('message', (data) => listener(Buffer.isBuffer(data) ? data.toString('utf8') : '')),
    close: async () => {
      const closed = new Promise<void>((resolve) => {
        socket.once('close', () => resolve());
      });
      socket.close();
      await closed;
    },
  };
}

describeDoor('a WebSocket to a forked station', start);
