// The browser host without a station, because of wrong settings: its windows are guarded as ever, and what they say of the file gives no secret away.

import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { startAttackedHost, type AttackedHost } from './attacked-host.ts';
import { FRAMES } from '../../electron/host/limits.ts';
import { contentSecurityPolicy } from '../../electron/link/content-policy.ts';

const KEY = 'a-key-that-nobody-may-see';
let host: AttackedHost;
beforeAll(async () => {
  host = await startAttackedHost({}, (machine, settings) => {
    // The wrong value stands on the line of the secret one.
    writeFileSync(machine.settingsFile, JSON.stringify({ ...settings, city: { url: 'http://city.example', key: KEY }, colour: 'red' }));
  });
});
afterAll(() => host[Symbol.asyncDispose]());

/** Status of a handshake for the kiosk's socket; headers that are given replace the usual ones, null leaves one out. */
async function handshake(changed: Readonly<Record<string, string | null>>): Promise<number> {
  const all = { Host: host.authority, Origin: host.origin, Cookie: await host.cookieOf('kiosk'), Connection: 'Upgrade', Upgrade: 'websocket', 'Sec-WebSocket-Version': '13', 'Sec-WebSocket-Key': Buffer.alloc(16).toString('base64'), ...changed };
  const lines = Object.entries(all).flatMap(([name, value]) => (value === null ? [] : [`${name}: ${value}`]));
  return (await host.raw(`GET /w/kiosk/socket HTTP/1.1\r\n${lines.join('\r\n')}\r\n\r\n`, 'answered')).status ?? 0;
}

it('a socket is opened by its own page with its cookie alone', async () => {
  expect(await handshake({})).toBe(101);
  expect([await handshake({ Cookie: null }), await handshake({ Cookie: await host.cookieOf('admin') }), await handshake({ Origin: 'http://evil.example' }), await handshake({ Origin: null }), await handshake({ Host: 'evil.example' })]).toEqual([401, 401, 403, 403, 403]);
});

it('a page is served with the policy, for its cookie alone, and its address opens it once', async () => {
  const address = await host.machine.newAddress('admin');
  const opened = await fetch(address, { redirect: 'manual' });
  expect([opened.status, (await fetch(address, { redirect: 'manual' })).status, (await fetch(`${host.origin}/w/admin/`)).status]).toEqual([303, 403, 403]);
  const page = await fetch(`${host.origin}/w/admin/`, { headers: { cookie: await host.cookieOf('admin') } });
  expect([page.status, page.headers.get('content-security-policy')]).toEqual([200, contentSecurityPolicy(`ws://${host.authority}`)]);
});

it('staff is told the place and not the secret on it; the public has no button', async () => {
  const admin = await host.machine.open('admin');
  const { trouble } = await admin.callHost('host.state', {});
  expect(trouble).toMatchObject({ kind: 'settings', problems: expect.arrayContaining([expect.objectContaining({ where: 'colour' })]) as unknown });
  expect(JSON.stringify(trouble)).not.toContain(KEY);
  await expect((await host.machine.open('kiosk')).callHost('host.retry', {})).rejects.toMatchObject({ failure: { code: 'caller.refused' } });
});

it('a flood of requests for a station that is not there ends its own socket', async () => {
  const socket = new WebSocket(`ws://${host.authority}/w/kiosk/socket`, { headers: { cookie: await host.cookieOf('kiosk'), origin: host.origin } });
  await once(socket, 'open');
  const closed = once(socket, 'close');
  for (let index = 0; index < FRAMES.burst * 3; index += 1) socket.send('{"id":1,"command":"point.describe","input":{}}');
  expect(((await closed) as [number])[0]).toBe(1008);
});
