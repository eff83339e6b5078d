// The browser host as a process: nothing is left running when it ends, however it ends; and a station that dies costs nobody their work.

import { randomUUID } from 'node:crypto';
import { chmodSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import type { FieldCode } from '../../../shared/base/ids.ts';
import { openAddress } from '../../morning/window.ts';
import { until } from '../city/city-under-test.ts';
import { isRunning, Machine } from '../station/machine.ts';

let machine = new Machine();
afterEach(async () => {
  await machine[Symbol.asyncDispose]();
  machine = new Machine();
});
const ticket = (requestId: string = randomUUID()) => ({ requestId, field: 'A' as FieldCode, priority: 'none' as const, procedureCode: null });

it.each(['SIGTERM', 'SIGINT'] as const)('%s ends host, station and browser, and the store is closed in order', async (signal) => {
  // A browser that only says that it runs.
  const said = path.join(machine.folder, 'browser.pid');
  const browser = path.join(machine.folder, 'browser');
  writeFileSync(browser, `#!/bin/sh\necho $$ > '${said}.part' && mv '${said}.part' '${said}'\nexec sleep 600\n`);
  chmodSync(browser, 0o755);
  await machine.start(['--open', 'kiosk'], { CHROMIUM_PATH: browser, DISPLAY: ':99' });
  await until('the browser', () => existsSync(said));
  const pids = [machine.hostPid, machine.stationPid, Number(readFileSync(said, 'utf8'))];
  expect(pids.map(isRunning)).toEqual([true, true, true]);
  expect(await machine.end(signal)).toBe(0);
  await until('all gone', () => !pids.some(isRunning), 5000);
  // Closed in order, its write-ahead log is emptied and gone.
  expect([existsSync(path.join(machine.dataFolder, 'station.db')), existsSync(path.join(machine.dataFolder, 'station.db-wal'))]).toEqual([true, false]);
});

it('ends with whoever started it', async () => {
  await machine.start();
  const pids = [machine.hostPid, machine.stationPid];
  machine.disconnect();
  expect(await machine.ended).toBe(0);
  await until('all gone', () => !pids.some(isRunning), 5000);
});

it('a host that is killed leaves no station behind', async () => {
  await machine.start();
  const { stationPid } = machine;
  await machine.end('SIGKILL');
  await until('the station gone', () => !isRunning(stationPid), 15_000);
  await machine.start();
  expect(machine.stationPid).not.toBe(stationPid);
});

it('a station that dies is back by itself: windows are told to come again, read anew, and get the one answer to what they had asked', async () => {
  await machine.start();
  const kiosk = await machine.open('kiosk');
  const first = await kiosk.call('ticket.issue', ticket());
  const { cookie, path: windowPath } = await openAddress(await machine.newAddress('kiosk'));
  const bare = new WebSocket(`ws://127.0.0.1:${machine.port}${windowPath}socket`, { headers: { origin: `http://127.0.0.1:${machine.port}`, cookie } });
  const code = new Promise<number>((resolve) => {
    bare.once('close', resolve);
  });
  await new Promise((resolve) => {
    bare.once('open', resolve);
  });
  // Asked while nobody is there to answer: the window asks again with the same id.
  const killed = machine.killStation();
  const second = await kiosk.call('ticket.issue', ticket());
  await killed;
  expect([await code, first.number, second.number]).toEqual([1012, 'A001', 'A002']);
  const overview = await kiosk.call('queue.overview', {});
  expect(overview.fields.find(({ field }) => field === 'A')?.waiting).toBe(2);
  expect(machine.lines()).toContainEqual(expect.objectContaining({ level: 'warn', event: 'station.died', how: 'SIGKILL' }));
});

it('says what is wrong with its settings, its pages or its port, opens no window and leaves nothing running', async () => {
  const said = path.join(machine.folder, 'browser.pid');
  const browser = path.join(machine.folder, 'browser');
  writeFileSync(browser, `#!/bin/sh\necho $$ > '${said}'\n`);
  chmodSync(browser, 0o755);
  const start = async (): Promise<unknown[]> => {
    const says = await machine.start(['--open', 'kiosk'], { CHROMIUM_PATH: browser, DISPLAY: ':99' });
    return [says.kind, says.kind === 'failed' ? says.detail : '', await machine.ended];
  };
  const settings = JSON.parse(readFileSync(machine.settingsFile, 'utf8')) as { host: object; devices: object };
  machine.write({ ...settings, host: { ...settings.host, port: -1 } });
  expect(await start()).toEqual(['failed', expect.stringMatching(/settings\.json:\d+:\d+: host\.port: /), 1]);
  machine.write({ ...settings, devices: { counters: { 77: {} } } });
  expect(await start()).toEqual(['failed', expect.stringMatching(/settings\.json:\d+:\d+: devices\.counters\.77: The point has no counter 77/), 1]);
  machine.write(settings);
  await machine.start();
  const { port } = machine;
  await using other = new Machine({ host: { port, windows: [{ windowId: 'kiosk', caller: { role: 'kiosk' } }] } });
  expect([await other.start(), await other.ended]).toEqual([{ kind: 'failed', code: 'internal', detail: expect.stringContaining('EADDRINUSE') as string }, 1]);
  expect(existsSync(said)).toBe(false);
});
