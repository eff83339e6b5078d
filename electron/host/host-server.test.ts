// The browser host's server over real sockets: who may come in, what is passed on in whose name, and what a window hears when the station is gone.

import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { request, type IncomingMessage } from 'node:http';
import { connect } from 'node:net';
import { networkInterfaces, tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { WebSocket } from 'ws';
import { MAX_REQUEST_CHARS } from '../../shared/contract/command.ts';
import type { ToStation } from '../link/parent-link.ts';
import { machineSettingsSchema } from '../link/settings.ts';
import { openAddress } from '../../tests/morning/window.ts';
import { FRAMES, MAX_SOCKETS, MAX_SOCKETS_OF_WINDOW } from './limits.ts';
import { startHostServer, type HostServer } from './host-server.ts';

const settings = machineSettingsSchema.shape.host.parse({
  windows: [{ windowId: 'kiosk', caller: { role: 'kiosk' } }, { windowId: 'counter-3', caller: { role: 'counter', counterId: 3 } }, ...Array.from({ length: 20 }, (_, index) => ({ windowId: `display-${index + 1}`, caller: { role: 'board' } }))],
});
let folder: string;
let server: HostServer;
let isReady: boolean;
let isInTrouble: boolean;
let toStation: ToStation[];
const sockets: WebSocket[] = [];
beforeEach(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'mot-cua-host-'));
  writeFileSync(path.join(folder, 'index.html'), '<title>Một Cửa</title>');
  isReady = true;
  isInTrouble = false;
  // Of this test only: a socket of the last one may say late that it has closed.
  const said: ToStation[] = [];
  toStation = said;
  let clients = 0;
  server = await startHostServer({
    settings, files: folder,
    monotonic: () => performance.now(),
    newClientId: () => `client-${(clients += 1)}`,
    isStationReady: () => isReady,
    isInTrouble: () => isInTrouble,
    toStation: (message) => void said.push(message),
    askHost: ({ caller }, command, input) => Promise.resolve({ ok: true, output: { role: caller.role, command, input } }),
  });
});
afterEach(async () => {
  for (const socket of sockets.splice(0)) socket.terminate();
  await server[Symbol.asyncDispose]();
  rmSync(folder, { recursive: true, force: true });
});

const origin = (): string => `http://127.0.0.1:${server.port}`;
/** Cookie of a new opening of a window. */
const cookieOf = async (windowId: string): Promise<string> => (await openAddress(server.newAddress(windowId))).cookie;

/** A handshake as any client may send it; the status of the answer, 101 if it was taken. */
async function handshake(target: string, changed: Readonly<Record<string, string | null>> = {}): Promise<number | undefined> {
  const all = { host: `127.0.0.1:${server.port}`, origin: origin(), cookie: await cookieOf('kiosk'), connection: 'Upgrade', upgrade: 'websocket', 'sec-websocket-version': '13', 'sec-websocket-key': Buffer.alloc(16).toString('base64'), ...changed };
  const headers = Object.fromEntries(Object.entries(all).flatMap(([name, value]) => (value === null ? [] : [[name, value]])));
  const asked = request({ port: server.port, host: '127.0.0.1', path: target, headers });
  asked.end();
  const answered = await Promise.race([once(asked, 'response'), once(asked, 'upgrade')]) as [IncomingMessage];
  asked.destroy();
  return answered[0].statusCode;
}

async function open(windowId: string): Promise<WebSocket> {
  const socket = new WebSocket(`ws://127.0.0.1:${server.port}/w/${windowId}/socket`, { headers: { cookie: await cookieOf(windowId), origin: origin() } });
  sockets.push(socket);
  await once(socket, 'open');
  return socket;
}
const closeCode = async (socket: WebSocket): Promise<number> => ((await once(socket, 'close')) as [number])[0];
const frames = () => toStation.filter((message) => message.kind === 'frame');

describe('a socket', () => {
  it('is opened for a window with its cookie, from its own page and by its own name', async () => {
    expect(await handshake('/w/kiosk/socket')).toBe(101);
  });

  it.each([
    ['another origin', { origin: 'http://evil.example' }, 403], ['an origin by another name', { origin: 'http://localhost:1' }, 403], ['the right host over https', { origin: 'https://127.0.0.1' }, 403], ['a page without origin', { origin: 'null' }, 403],
    ['no origin', { origin: null }, 403], ['another host', { host: 'evil.example' }, 403], ['another host and its own origin', { host: 'evil.example', origin: 'http://evil.example' }, 403],
    ['no cookie', { cookie: null }, 401], ['an empty cookie', { cookie: '' }, 401], 
  ] as const)('is refused before it is one: %s', async (_name, changed, status) => {
    expect(await handshake('/w/kiosk/socket', changed)).toBe(status);
    expect(toStation).toEqual([]);
  });

  it('is refused with the cookie of another window, and with an address’s token for a cookie', async () => {
    const token = new URL(server.newAddress('kiosk')).searchParams.get('t') ?? '';
    for (const cookie of [await cookieOf('counter-3'), `mot-cua-window=${token}`]) expect(await handshake('/w/kiosk/socket', { cookie })).toBe(401);
  });

  it('is one of a dozen of its window at most, and other windows have theirs', async () => {
    for (let index = 0; index < MAX_SOCKETS_OF_WINDOW; index += 1) await open('kiosk');
    expect([await handshake('/w/kiosk/socket'), await handshake('/w/counter-3/socket', { cookie: await cookieOf('counter-3') })]).toEqual([503, 101]);
    sockets[0]?.close();
    await vi.waitFor(async () => expect(await handshake('/w/kiosk/socket')).toBe(101));
  });

  it.each(['/', '/socket', '/w/kiosk', '/w/kiosk/', '/w/kiosk/socket/', '/w/kiosk/other', '/w/admin/socket', '/w/kiosk/socket?x=1'])('is refused elsewhere: %s', async (target) => {
    expect(await handshake(target)).toBe(404);
  });

  it.each(['/w/kiosk/../admin/socket', '/w/kiosk/./socket', '/w/kiosk/%2e%2e/admin/socket', '/w/kiosk%00/socket', 'http://evil.example/', 'http://evil.example/w/kiosk/socket', '//', '//w/kiosk/socket', '/w/kiosk\\\\socket', '/w/kiosk/socket;x'])('is refused by an address in no form of ours: %s', async (target) => {
    expect(await handshake(target)).toBe(400);
  });

  it('is refused while the station does not run; pages are there meanwhile', async () => {
    isReady = false;
    expect(await handshake('/w/kiosk/socket')).toBe(503);
    expect((await fetch(`${origin()}/w/kiosk/`, { headers: { cookie: await cookieOf('kiosk') } })).status).toBe(200);
  });
});

describe('a window', () => {
  it('is to the station who the settings say, whatever its page says of itself', async () => {
    const socket = await open('counter-3');
    const said = JSON.stringify({ id: 1, command: 'health.read', input: {}, caller: { role: 'admin' }, role: 'admin', clientId: 'client-99' });
    socket.send(said);
    await vi.waitFor(() => expect(toStation).toHaveLength(2));
    expect(toStation).toEqual([{ kind: 'open', clientId: 'client-1', caller: { role: 'counter', counterId: 3 }, windowId: 'counter-3' }, { kind: 'frame', clientId: 'client-1', text: said }]);
    socket.close();
    await vi.waitFor(() => expect(toStation.at(-1)).toEqual({ kind: 'close', clientId: 'client-1' }));
  });

  it('hears what is for it and nothing else, and nothing after it has gone', async () => {
    const [one, two] = [await open('kiosk'), await open('counter-3')];
    const heard: string[][] = [[], []];
    for (const [index, socket] of [one, two].entries()) socket.on('message', (data) => void heard[index]?.push((data as Buffer).toString('utf8')));
    server.deliver('client-2', 'chào');
    server.deliver('client-1', 'xin chào');
    server.deliver('client-9', 'nobody');
    await vi.waitFor(() => expect(heard).toEqual([['xin chào'], ['chào']]));
    one.close();
    await vi.waitFor(() => expect(toStation.at(-1)).toEqual({ kind: 'close', clientId: 'client-1' }));
    server.deliver('client-1', 'late');
  });

  it('asks its host without troubling the station, and hears what the host says to all', async () => {
    const socket = await open('counter-3');
    const heard: unknown[] = [];
    socket.on('message', (data) => heard.push(JSON.parse((data as Buffer).toString('utf8'))));
    socket.send('{"id":7,"command":"host.state","input":{}}');
    await vi.waitFor(() => expect(heard).toEqual([{ id: 7, ok: true, output: { role: 'counter', command: 'host.state', input: {} } }]));
    expect(frames()).toEqual([]);
    server.tellAll('{"event":"host.changed","payload":{}}');
    await vi.waitFor(() => expect(heard).toHaveLength(2));
  });

  it('may send the longest frame that the contract allows, in any letters', async () => {
    const socket = await open('kiosk');
    const text = 'ộ'.repeat(MAX_REQUEST_CHARS);
    socket.send(text);
    await vi.waitFor(() => expect(frames()).toEqual([{ kind: 'frame', clientId: 'client-1', text }]));
  });

  it.each([
    ['a frame without measure', 'x'.repeat(MAX_REQUEST_CHARS * 4 + 1), 1009],
    ['bytes instead of text', Buffer.from('{"id":1}'), 1003],
  ])('that sends %s loses its socket, and nobody else does', async (_name, data, code) => {
    const [bad, good] = [await open('kiosk'), await open('counter-3')];
    const closed = closeCode(bad);
    bad.send(data);
    bad.send('{"id":2}');
    expect(await closed).toBe(code);
    good.send('{"id":3}');
    await vi.waitFor(() => expect(frames()).toEqual([{ kind: 'frame', clientId: 'client-2', text: '{"id":3}' }]));
  });

  it('that sends broken UTF-8 or no frames at all loses its socket, and the server stays', async () => {
    const invalid = await open('kiosk');
    const closed = closeCode(invalid);
    invalid.send(Buffer.from([0xff, 0xfe]), { binary: false });
    expect(await closed).toBe(1007);
    const raw = connect(server.port, '127.0.0.1');
    raw.write(`GET /w/kiosk/socket HTTP/1.1\r\nHost: 127.0.0.1:${server.port}\r\nOrigin: ${origin()}\r\nCookie: ${await cookieOf('kiosk')}\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n\r\n\u0000\u0000garbage`);
    await once(raw.resume(), 'close');
    expect(await handshake('/w/kiosk/socket')).toBe(101);
  });

  it('that takes its time keeps its socket with the largest answers it may ask for, and all that is told meanwhile', async () => {
    const socket = await open('kiosk');
    socket.pause();
    const piece = 'x'.repeat(Math.ceil((1024 * 1024 * 4) / 3) + 200);
    // Of a page that is looked at, and of the one that was a moment ago.
    server.deliver('client-1', piece);
    server.deliver('client-1', piece);
    for (let told = 0; told < 200; told += 1) server.deliver('client-1', JSON.stringify({ event: 'queue.changed', payload: {} }));
    const heard: number[] = [];
    socket.on('message', (data) => void heard.push((data as Buffer).length));
    socket.resume();
    await vi.waitFor(() => expect(heard).toHaveLength(202), { timeout: 10_000 });
    expect([heard[0], toStation.filter(({ kind }) => kind === 'close')]).toEqual([piece.length, []]);
  });

  it('that floods its socket with frames loses it, and the station has heard no more than a burst', async () => {
    const [bad, good] = [await open('kiosk'), await open('counter-3')];
    const closed = closeCode(bad);
    for (let index = 0; index < FRAMES.burst * 3; index += 1) bad.send('{"id":1}');
    expect(await closed).toBe(1008);
    good.send('{"id":3}');
    await vi.waitFor(() => expect(frames().at(-1)).toEqual({ kind: 'frame', clientId: 'client-2', text: '{"id":3}' }));
    expect(frames().length).toBeLessThan(FRAMES.burst * 2.5);
  });

  it('that reads nothing is let go before its frames fill the machine', async () => {
    const socket = await open('kiosk');
    socket.pause();
    const frame = 'x'.repeat(1024 * 1024);
    await vi.waitFor(() => {
      server.deliver('client-1', frame);
      expect(toStation.at(-1)).toEqual({ kind: 'close', clientId: 'client-1' });
    }, { timeout: 10_000, interval: 1 });
  });
});

it('when the station is gone every window is told to come again', async () => {
  const windows = [await open('kiosk'), await open('counter-3'), await open('kiosk')];
  const closed = Promise.all(windows.map(closeCode));
  server.dropAll();
  expect(await closed).toEqual([1012, 1012, 1012]);
  await vi.waitFor(() => expect(toStation.filter(({ kind }) => kind === 'close')).toHaveLength(3));
});

describe('while the host itself is in trouble', () => {
  beforeEach(() => {
    isReady = false;
    isInTrouble = true;
  });

  it('a window is let in by the same rules, hears its host, and is answered by it for everything else; a station hears nothing of it', async () => {
    expect(await Promise.all([handshake('/w/kiosk/socket', { cookie: null }), handshake('/w/kiosk/socket', { origin: 'http://evil.example' }), handshake('/w/kiosk/socket', { host: 'evil.example' })])).toEqual([401, 403, 403]);
    const socket = await open('counter-3');
    const heard: unknown[] = [];
    socket.on('message', (data) => heard.push(JSON.parse((data as Buffer).toString('utf8'))));
    socket.send('{"id":1,"command":"host.state","input":{}}');
    socket.send('no request at all');
    socket.send('{"id":2,"command":"point.describe","input":{}}');
    await vi.waitFor(() => expect(heard.toSorted((one, other) => (one as { id: number }).id - (other as { id: number }).id)).toEqual([
      { id: 1, ok: true, output: { role: 'counter', command: 'host.state', input: {} } },
      { id: 2, ok: false, error: { code: 'station.unreachable', params: {}, traceId: expect.any(String) as string } },
    ]));
    isReady = true;
    socket.send('{"id":3,"command":"point.describe","input":{}}');
    await vi.waitFor(() => expect(heard).toHaveLength(3));
    socket.close();
    await once(socket, 'close');
    expect(await handshake('/w/kiosk/socket')).toBe(101);
    expect(toStation.filter((message) => 'clientId' in message && message.clientId === 'client-1')).toEqual([]);
  });

  it('windows of another reading come again; what was issued for one that is gone or has another role opens nothing', async () => {
    const [same, other] = [await open('kiosk'), await open('counter-3')];
    const closed = Promise.all([same, other].map(closeCode));
    const [cookies, unused] = [{ kiosk: await cookieOf('kiosk'), counter: await cookieOf('counter-3') }, server.newAddress('counter-3')];
    server.serve([{ windowId: 'kiosk', caller: { role: 'kiosk' } }, { windowId: 'counter-3', caller: { role: 'admin' } }]);
    expect(await closed).toEqual([1012, 1012]);
    expect(await handshake('/w/kiosk/socket', { cookie: cookies.kiosk })).toBe(101);
    expect(await handshake('/w/counter-3/socket', { cookie: cookies.counter })).toBe(401);
    expect((await fetch(unused, { redirect: 'manual' })).status).toBe(403);
    expect(await handshake('/w/display-1/socket')).toBe(404);
  });
});

it('no more sockets are taken than a point has use for', async () => {
  await Promise.all(Array.from({ length: MAX_SOCKETS }, (_, index) => open(`display-${1 + (index % 20)}`)));
  expect(await handshake('/w/kiosk/socket')).toBe(503);
});

it('only this machine reaches it', async () => {
  const others = Object.values(networkInterfaces()).flatMap((addresses) => (addresses ?? []).filter(({ internal, family }) => !internal && family === 'IPv4').map(({ address }) => address));
  for (const host of ['127.0.0.2', ...others]) {
    const socket = connect(server.port, host);
    await expect(once(socket, 'connect')).rejects.toMatchObject({ code: 'ECONNREFUSED' });
  }
});

it('a port that is taken is said, not taken over', async () => {
  const parts = { settings: { ...settings, port: server.port }, files: folder, monotonic: () => 0, newClientId: () => 'x', isStationReady: () => true, isInTrouble: () => false, toStation: () => undefined, askHost: () => expect.unreachable() };
  await expect(startHostServer(parts)).rejects.toMatchObject({ code: 'EADDRINUSE' });
});
