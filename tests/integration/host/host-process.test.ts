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

it('with wrong settings it serves their windows with what is wrong, and starts when they are right', async () => {
  const settings = JSON.parse(readFileSync(machine.settingsFile, 'utf8')) as { devices: object };
  machine.write({ ...settings, devices: { counters: { 77: {} } } });
  expect(await machine.start()).toMatchObject({ kind: 'listening', stationPid: null, wrong: expect.stringMatching(/settings\.json:\d+:\d+: devices\.counters\.77: The point has no counter 77/) as string });
  const [kiosk, admin] = [await machine.open('kiosk'), await machine.open('admin')];
  expect(await admin.callHost('host.state', {})).toMatchObject({ shell: 'browser', station: { kind: 'none' }, trouble: { kind: 'settings', file: machine.settingsFile, problems: [{ where: 'devices.counters.77', line: 1 }] } });
  await expect(kiosk.call('ticket.issue', ticket())).rejects.toMatchObject({ failure: { code: 'station.unreachable' } });
  await expect(kiosk.callHost('host.retry', {})).rejects.toMatchObject({ failure: { code: 'caller.refused' } });
  // Still wrong: said again, and nothing else happens.
  machine.write({ ...settings, colour: 'red' });
  await admin.callHost('host.retry', {});
  await until('the other mistake', async () => JSON.stringify(await admin.callHost('host.state', {})).includes('"where":"colour"'));
  machine.write(settings);
  await admin.callHost('host.retry', {});
  await until('the station', () => machine.stationPids.length === 1, 60_000);
  expect((await kiosk.call('ticket.issue', ticket())).number).toBe('A001');
  expect(await admin.callHost('host.state', {})).toMatchObject({ trouble: null, station: { kind: 'running' } });
  await expect(admin.callHost('host.retry', {})).rejects.toMatchObject({ failure: { code: 'host.not-here' } });
});

it('with settings that cannot be read at all it has one window, for whoever mends them, who stays in it', async () => {
  const settings: unknown = JSON.parse(readFileSync(machine.settingsFile, 'utf8'));
  writeFileSync(machine.settingsFile, '{ "host": ');
  expect(await machine.start()).toMatchObject({ kind: 'listening', windows: [{ windowId: 'plain' }] });
  const plain = await machine.open('plain');
  expect(await plain.callHost('host.state', {})).toMatchObject({ caller: { role: 'admin' }, trouble: { kind: 'settings', problems: [{ line: 1 }] } });
  machine.write(settings);
  await plain.callHost('host.retry', {});
  await until('the station', () => machine.stationPids.length === 1, 60_000);
  expect(await plain.call('point.describe', {})).toMatchObject({ caller: { role: 'admin' } });
  // The windows of the settings are told to whoever started the host.
  expect((await openAddress(machine.shownAddress('kiosk'))).path).toBe('/w/kiosk/');
});

it('says what is wrong with its pages or its port, opens no window and leaves nothing running', async () => {
  const said = path.join(machine.folder, 'browser.pid');
  const browser = path.join(machine.folder, 'browser');
  writeFileSync(browser, `#!/bin/sh\necho $$ > '${said}'\n`);
  chmodSync(browser, 0o755);
  const shown = { CHROMIUM_PATH: browser, DISPLAY: ':99' };
  expect([await machine.start(['--open', 'kiosk', '--files', machine.folder], shown), await machine.ended]).toEqual([{ kind: 'failed', code: 'internal', detail: expect.stringContaining('holds no built pages') as string }, 1]);
  await machine.start();
  const { port } = machine;
  await using other = new Machine({ host: { port, windows: [{ windowId: 'kiosk', caller: { role: 'kiosk' } }] } });
  expect([await other.start(['--open', 'kiosk'], shown), await other.ended]).toEqual([{ kind: 'failed', code: 'internal', detail: expect.stringContaining('EADDRINUSE') as string }, 1]);
  expect(existsSync(said)).toBe(false);
});
