// Who gets in: the real host process, asked from wrong places, by wrong names, with wrong tokens and with cookies of others.

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { requestText, startAttackedHost, type AttackedHost } from './attacked-host.ts';

let host: AttackedHost;
beforeAll(async () => {
  host = await startAttackedHost();
});
afterAll(async () => {
  const lines = host.machine.lines();
  await host[Symbol.asyncDispose]();
  expect(lines.filter((line) => (line as { level?: string }).level === 'error')).toEqual([]);
});

/** Lines of a handshake; a value of null leaves the line out. */
async function handshake(changed: Readonly<Record<string, string | null>> = {}, target = '/w/kiosk/socket'): Promise<number | null> {
  const all = {
    Host: host.authority, Origin: host.origin, Cookie: await host.cookieOf('kiosk'), Connection: 'Upgrade', Upgrade: 'websocket', 'Sec-WebSocket-Version': '13', 'Sec-WebSocket-Key': 'AAAAAAAAAAAAAAAAAAAAAA==', ...changed,
  };
  const { status } = await host.raw(requestText(target, Object.entries(all).flatMap(([name, value]) => (value === null ? [] : [`${name}: ${value}`]))), 'answered');
  return status;
}
async function page(headers: readonly string[], target = '/w/kiosk/'): Promise<number | null> {
  return (await host.raw(requestText(target, [...headers, 'Connection: close']))).status;
}

it('its own window gets its page and its socket', async () => {
  expect([await page([`Host: ${host.authority}`, `Cookie: ${await host.cookieOf('kiosk')}`]), await handshake()]).toEqual([200, 101]);
});

describe('another Host, as a name that was bent to this machine would bring', () => {
  it.each(['evil.example', 'localhost', '127.0.0.1', '127.0.0.1:1', 'kiosk.evil.example:80', '', '127.1', '0.0.0.0', '[::1]', '2130706433'])('%j gets neither page nor socket', async (name) => {
    const value = ['localhost', '127.1', '0.0.0.0', '[::1]', '2130706433'].includes(name) ? `${name}:${host.port}` : name;
    const cookie = await host.cookieOf('kiosk');
    expect([await page([`Host: ${value}`, `Cookie: ${cookie}`]), await handshake({ Host: value }), await handshake({ Host: value, Origin: `http://${value}` })]).toEqual([403, 403, 403]);
  });

  it('none at all, and two of them, are refused', async () => {
    const cookie = `Cookie: ${await host.cookieOf('kiosk')}`;
    expect([await page([cookie]), await page([`Host: ${host.authority}`, 'Host: evil.example', cookie]), await page(['Host: evil.example', `Host: ${host.authority}`, cookie])]).toEqual([400, 400, 400]);
    expect((await host.raw(`GET /w/kiosk/ HTTP/1.0\r\n${cookie}\r\n\r\n`)).status).toBe(403);
  });
});

describe('another Origin', () => {
  it.each(['http://evil.example', 'null', 'http://localhost', 'https://127.0.0.1', 'http://127.0.0.1', 'file://', 'chrome-extension://abcdefghijklmnop', 'app://mot-cua', ''])('%j opens no socket and gets no page', async (origin) => {
    expect([await handshake({ Origin: origin }), await page([`Host: ${host.authority}`, `Origin: ${origin}`, `Cookie: ${await host.cookieOf('kiosk')}`])]).toEqual([403, 403]);
  });

  it('that is missing opens no socket, one that stands there twice neither', async () => {
    expect([await handshake({ Origin: null }), await handshake({ origin: 'http://evil.example' })]).toEqual([403, 400]);
  });

  it.each(['cross-site', 'same-site'])('a request that the browser itself calls %s is refused', async (site) => {
    expect(await page([`Host: ${host.authority}`, `Sec-Fetch-Site: ${site}`, `Cookie: ${await host.cookieOf('kiosk')}`])).toBe(403);
  });
});

describe('an address', () => {
  it('opens its window once; a second try, and the cookie of a wrong one, give nothing', async () => {
    const address = new URL(await host.machine.newAddress('kiosk'));
    const target = `${address.pathname}${address.search}`;
    const first = await host.raw(requestText(target, [`Host: ${host.authority}`, 'Connection: close']));
    const second = await host.raw(requestText(target, [`Host: ${host.authority}`, 'Connection: close']));
    expect([first.status, /set-cookie: mot-cua-window=[\w-]{43}; Path=\/w\/kiosk\/; HttpOnly; SameSite=Strict\r\n/i.test(first.text)]).toEqual([303, true]);
    expect([second.status, /set-cookie/i.test(second.text)]).toEqual([403, false]);
  });

  it('of which two use at once opens one window', async () => {
    const address = await host.machine.newAddress('kiosk');
    const statuses = await Promise.all(Array.from({ length: 8 }, async () => (await fetch(address, { redirect: 'manual' })).status));
    expect(statuses.toSorted((left, right) => left - right)).toEqual([303, ...Array.from({ length: 7 }, () => 403)]);
  });

  it('of another window, guessed, empty or from an earlier run gives nothing', async () => {
    const own = new URL(await host.machine.newAddress('kiosk'));
    const token = own.searchParams.get('t') ?? '';
    for (const target of [`/open?w=admin&t=${token}`, `/open?w=kiosk&t=${'A'.repeat(43)}`, '/open?w=kiosk&t=', '/open?w=kiosk', '/open', `/open?t=${token}`, '/open?w=kiosk&k=old-style-key', `/open?w=nobody&t=${token}`]) {
      expect(await page([`Host: ${host.authority}`], target)).toBe(403);
    }
  });

  it('that was used is followed by the next, for the terminal alone', async () => {
    const shown = host.machine.shownAddress('counter-2');
    expect((await fetch(shown, { redirect: 'manual' })).status).toBe(303);
    await expect.poll(() => host.machine.shownAddress('counter-2')).not.toBe(shown);
    expect((await fetch(host.machine.shownAddress('counter-2'), { redirect: 'manual' })).status).toBe(303);
  });

  it('is written to no log', async () => {
    await host.cookieOf('kiosk');
    expect(host.machine.output).not.toMatch(/[?&]t=|mot-cua-window=/);
  });
});

describe('a cookie', () => {
  it('of another window, cut, doubled or made up opens nothing', async () => {
    const [own, other] = [await host.cookieOf('kiosk'), await host.cookieOf('admin')];
    for (const cookie of [other, own.slice(0, -1), `${own}x`, own.toUpperCase(), `x${own}`, own.replace('=', ' ='), `mot-cua-window="${own.split('=')[1]}"`, 'mot-cua-window=', '', 'mot-cua-window']) {
      expect([await handshake({ Cookie: cookie }), await page([`Host: ${host.authority}`, `Cookie: ${cookie}`])]).toEqual([401, 403]);
    }
    expect(await handshake({ Cookie: null })).toBe(401);
    expect(await page([`Host: ${host.authority}`, `Cookie: ${own}`, `Cookie: ${other}`])).toBe(400);
  });

  it('of an earlier run of the host opens nothing', async () => {
    const own = await host.cookieOf('kiosk');
    const address = await host.machine.newAddress('kiosk');
    await host[Symbol.asyncDispose]();
    host = await startAttackedHost();
    const target = new URL(address);
    expect([await handshake({ Cookie: own }), await page([`Host: ${host.authority}`], `${target.pathname}${target.search}`)]).toEqual([401, 403]);
  });
});

it('after all of this windows are served as before', async () => {
  expect(await host.isWell()).toBe(true);
});
