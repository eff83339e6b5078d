// Bytes that no browser sends: odd targets, smuggling shapes, broken heads, and requests that never end.

import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { HEAD_MS, LOOK_MS, MAX_CONNECTIONS } from '../../electron/host/limits.ts';
import { until } from '../integration/city/city-under-test.ts';
import { requestText, startAttackedHost, type AttackedHost } from './attacked-host.ts';

let host: AttackedHost;
let cookie: string;
let own: readonly string[];
beforeAll(async () => {
  host = await startAttackedHost({ 'notes.txt': 'of no type that is served' });
  cookie = await host.cookieOf('kiosk');
  own = [`Host: ${host.authority}`, `Cookie: ${cookie}`];
});
afterAll(() => host[Symbol.asyncDispose]());

const get = (target: string, more: readonly string[] = []) => host.raw(requestText(target, [...own, ...more, 'Connection: close']));
/** Answers on one connection. */
const answers = (text: string): number => text.split(/HTTP\/1\.1 \d{3} /).length - 1;

describe('a target', () => {
  it.each([
    '/w/kiosk/../../settings.json', '/w/kiosk/%2e%2e/%2e%2e/settings.json', '/w/kiosk/..%2f..%2fsettings.json', '/w/kiosk/%2e%2e%5c%2e%2e%5csettings.json', '/w/kiosk/..\\..\\settings.json', '/w/kiosk/%252e%252e/settings.json', '/w/kiosk/....//settings.json',
    '/w/kiosk/index.html%00', '/w/kiosk/index.html%00.js', '/w/kiosk/\u0000', '/w/kiosk/%c0%ae%c0%ae/settings.json', '/w/kiosk//etc/passwd', '/w/kiosk/%2fetc%2fpasswd', '/w/kiosk/C:/windows/win.ini', '/w/kiosk/.', '/w/kiosk/..', '/w/kiosk/notes.txt', '/w/kiosk/INDEX.HTML',
    '/w/kiosk/index.html;x', '/w/kiosk/index.html#x', '/w/%6biosk/', '/w/kiosk/index.html/.', '//w/kiosk/', '///', '/w/kiosk/\t', '/W/kiosk/', '*', 'w/kiosk/', '?', `/w/kiosk/${'a'.repeat(4000)}`, `/w/kiosk/${'../'.repeat(500)}etc/passwd`,
  ])('that is no address of ours gives nothing: %s', async (target) => {
    const { status, text } = await get(target);
    expect([400, 403, 404]).toContain(status);
    expect(text).not.toMatch(/<title>|dataFolder|root:|\[fonts\]|of no type/);
  });

  it.each(['http://127.0.0.1/w/kiosk/', 'http://evil.example/w/kiosk/', 'https://evil.example/', 'file:///etc/passwd', 'javascript:alert(1)', 'data:text/html,x'])('in absolute form is refused: %s', async (target) => {
    expect((await get(target)).status).toBe(400);
  });

  it('in absolute form with our own name is refused as well: one form is enough', async () => {
    expect((await get(`http://${host.authority}/w/kiosk/`)).status).toBe(400);
  });
});

describe('a method', () => {
  it.each(['POST', 'PUT', 'DELETE', 'PATCH', 'OPTIONS', 'TRACE', 'PROPFIND', 'M-SEARCH'])('%s is refused, and TRACE says nothing back', async (method) => {
    const { status, text } = await host.raw(requestText('/w/kiosk/', [...own, 'X-Secret: abc', 'Connection: close'], method));
    expect([status, text.includes('abc')]).toEqual([405, false]);
  });

  it.each(['CONNECT', 'FOO', 'get', 'GET\u0000'])('%s is no request at all', async (method) => {
    const { status, closed } = await host.raw(requestText(method === 'CONNECT' ? 'evil.example:443' : '/w/kiosk/', own, method));
    expect([status === null || status === 400, closed]).toEqual([true, true]);
  });
});

describe('a request that two readers may read differently', () => {
  const inner = 'GET /w/admin/ HTTP/1.1\r\nHost: x\r\n\r\n';
  it.each([
    ['length and chunks', ['Content-Length: 6', 'Transfer-Encoding: chunked'], `0\r\n\r\n${inner}`], ['chunks and length', ['Transfer-Encoding: chunked', 'Content-Length: 6'], `0\r\n\r\n${inner}`], ['two lengths', ['Content-Length: 0', `Content-Length: ${inner.length}`], inner],
    ['a length with more behind it', ['Content-Length: 0'], inner], ['a length list', ['Content-Length: 0, 40'], inner], ['a signed length', ['Content-Length: +40'], inner], ['a negative length', ['Content-Length: -1'], inner], ['a length in hex', ['Content-Length: 0x28'], inner],
    ['an unknown encoding', ['Transfer-Encoding: xchunked'], inner], ['an encoding twice', ['Transfer-Encoding: chunked', 'Transfer-Encoding: identity'], `0\r\n\r\n${inner}`], ['an encoding with a space', ['Transfer-Encoding : chunked'], `0\r\n\r\n${inner}`],
    ['a broken chunk', ['Transfer-Encoding: chunked'], `zz\r\n${inner}`], ['a folded header', ['X: a', ' Host: evil.example'], ''], ['a header without colon', ['Host evil'], ''], ['a name with a space', ['Ho st: x'], ''], ['a bare line end', ['X: a\nHost: evil.example'], ''], ['a zero in a header', ['X: a\u0000b'], ''],
  ])('%s: is refused, closed, and nothing behind it is answered', async (_name, headers, body) => {
    const { status, text, closed } = await host.raw(`GET /w/kiosk/ HTTP/1.1\r\n${[...own, ...headers].join('\r\n')}\r\n\r\n${body}`);
    // A length of nothing is a plain request; what follows it is another one, by another name, and refused for itself.
    const isPlain = headers.length === 1 && headers[0] === 'Content-Length: 0';
    expect([isPlain ? status === 200 : [400, 403, 413].includes(status ?? 0), closed, answers(text) <= (isPlain ? 2 : 1), text.includes('/w/admin/')]).toEqual([true, true, true, false]);
    if (isPlain) expect(text).toMatch(/HTTP\/1\.1 403/);
  });

  it('a body is never waited for: the answer comes and the line is closed', async () => {
    const { status, closed } = await host.raw(`GET /w/kiosk/ HTTP/1.1\r\n${own.join('\r\n')}\r\nContent-Length: 1000000\r\nExpect: 100-continue\r\n\r\n`);
    expect([status === 413 || status === 100, closed]).toEqual([true, true]);
  });
});

describe('a head', () => {
  it('larger than any of ours is refused', async () => {
    const { status, closed } = await get('/w/kiosk/', [`X-Long: ${'x'.repeat(12_000)}`]);
    expect([status, closed]).toEqual([431, true]);
  });

  it('with more headers than any browser sends hides nothing behind them', async () => {
    const { status } = await host.raw(requestText('/w/kiosk/', [`Host: ${host.authority}`, ...Array.from({ length: 200 }, (_, index) => `X-${index}: 1`), `Cookie: ${cookie}`, 'Connection: close']));
    expect([400, 403, 431]).toContain(status);
  });

  it.each(['', '\r\n\r\n\r\n', '\u0016\u0003\u0001\u0002\u0000\u0001\u0000\u0001\u00fc\u0003\u0003', 'GET\r\n\r\n', 'GET / HTTP/9.9\r\n\r\n', 'GET / HTTP/2.0\r\n\r\n', 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n', '\u0000\u0000\u0000\u0000', 'SSH-2.0-x\r\n', 'x'.repeat(100_000)])('that is none closes its own line: %j', async (bytes) => {
    const { status, closed } = await host.raw(Buffer.from(bytes, 'latin1'));
    expect([status === null || status >= 400, closed]).toEqual([true, true]);
  });

  it('that comes letter by letter is cut off, and its neighbours are served meanwhile', async () => {
    const socket = connect(host.port, '127.0.0.1');
    socket.on('error', () => undefined);
    const closed = new Promise<number>((resolve) => {
      const startedAt = performance.now();
      socket.resume().once('close', () => resolve(performance.now() - startedAt));
    });
    socket.write(`GET /w/kiosk/ HTTP/1.1\r\nHost: ${host.authority}\r\n`);
    const drip = setInterval(() => {
      if (!socket.destroyed) socket.write('X');
    }, 200);
    expect(await host.isWell()).toBe(true);
    const tookMs = await closed;
    clearInterval(drip);
    expect(tookMs).toBeGreaterThan(HEAD_MS - 500);
    // Far from the half hour that a patient server would wait; the rest is for a busy machine.
    expect(tookMs).toBeLessThan(6 * (HEAD_MS + LOOK_MS));
  });
});

it('connections beyond the limit are dropped, and windows are served again when they have gone', async () => {
  const sockets = Array.from({ length: MAX_CONNECTIONS + 100 }, () => connect(host.port, '127.0.0.1'));
  // Dropped without a word; those that were taken are told after a while that their request is late.
  let dropped = 0;
  for (const socket of sockets) socket.on('error', () => undefined).resume().once('close', () => (dropped += socket.bytesRead === 0 ? 1 : 0));
  await until('the surplus dropped', () => dropped >= 100, 20_000);
  for (const socket of sockets) socket.destroy();
  await until('windows served again', () => host.isWell().catch(() => false), 20_000);
});

it('refused requests without end get short answers, and good ones are served all the while', async () => {
  const statuses = new Map<number, number>();
  const flood = async (): Promise<void> => {
    for (let index = 0; index < 60; index += 1) {
      const { status } = await fetch(`${host.origin}/w/kiosk/`, { headers: { cookie: 'mot-cua-window=x' } });
      statuses.set(status, (statuses.get(status) ?? 0) + 1);
    }
  };
  await Promise.all(Array.from({ length: 8 }, flood));
  expect(statuses.get(429) ?? 0).toBeGreaterThan(0);
  expect((await get('/w/kiosk/')).status).toBe(200);
  expect(await host.isWell()).toBe(true);
});
