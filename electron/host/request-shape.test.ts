// What a request must look like: each thing that makes it somebody else's, alone.

import { expect, it } from 'vitest';
import { refuseShape } from './request-shape.ts';

const AUTHORITY = '127.0.0.1:4000';
const status = (more: readonly string[], { method = 'GET', target = '/w/kiosk/', host = AUTHORITY }: { readonly method?: string; readonly target?: string; readonly host?: string | null } = {}): number | null =>
  refuseShape({ method, target, rawHeaders: [...(host === null ? [] : ['Host', host]), ...more] }, AUTHORITY)?.status ?? null;

it.each([
  ['as typed by a person', []], ['from our own page', ['Origin', `http://${AUTHORITY}`, 'Sec-Fetch-Site', 'same-origin']], ['by name of the browser', ['Sec-Fetch-Site', 'none']], ['with an empty body', ['Content-Length', '0']],
])('%s it goes on', (_name, headers) => {
  expect(status(headers)).toBeNull();
});

it.each(['', 'localhost:4000', '127.0.0.1', '127.0.0.1:4001', '127.0.0.1:4000.evil.example', '127.0.0.1:04000', 'evil.example', 'EVIL@127.0.0.1:4000', ' 127.0.0.1:4000', '[::1]:4000', null])('by the name %j it is not ours', (host) => {
  expect(status([], { host })).toBe(403);
});

it.each(['null', '', 'http://127.0.0.1', 'http://127.0.0.1:4001', 'https://127.0.0.1:4000', 'http://localhost:4000', 'http://127.0.0.1:4000.evil.example', 'http://evil.example', 'HTTP://127.0.0.1:4000', 'http://127.0.0.1:4000/', 'file://'])('of the origin %j it is not ours', (origin) => {
  expect(status(['Origin', origin])).toBe(403);
});

it.each(['cross-site', 'same-site', '', 'None'])('that a browser calls %j it is another page’s', (site) => {
  expect(status(['Sec-Fetch-Site', site])).toBe(403);
});

it.each([
  ['Host', AUTHORITY], ['HOST', 'evil.example'],
])('a second %s is a second opinion', (name, value) => {
  expect(status([name, value])).toBe(400);
});
it.each(['Origin', 'Cookie', 'Content-Length', 'Transfer-Encoding', 'Sec-Fetch-Site'])('%s twice is two opinions', (name) => {
  expect(status([name, '0', name.toLowerCase(), '0'])).toBe(400);
});

it.each([[['Content-Length', '1']], [['Content-Length', '-0']], [['Content-Length', '00']], [['Transfer-Encoding', 'chunked']], [['Transfer-Encoding', 'identity']], [['transfer-encoding', '']]])('with a body (%j) it is not taken', (headers) => {
  expect(status(headers)).toBe(413);
});

it.each(['POST', 'PUT', 'DELETE', 'OPTIONS', 'TRACE', 'CONNECT', 'PATCH', 'get', ''])('%s is not answered', (method) => {
  expect(status([], { method })).toBe(405);
});

it.each(['', '*', 'w/kiosk/', 'http://127.0.0.1:4000/w/kiosk/', 'http://evil.example/', '//evil.example/', '/w/kiosk/%2e%2e/', '/w/kiosk/%00', '/w/kiosk\\x', '/w/kiosk/ ', '/w/kiosk/\u0000', '/w/kiosk/\ud800', '/w/kiosk/#x', '/w/kiosk/;x', '/open?w=kiosk&t=%41', '/open?a=1?b', '/w/kiosk/.', '/w/kiosk/..', '/w/kiosk/./x', '/w/kiosk/../x', '/..?x', '/w/ộ/'])('the address %j has no form of ours', (target) => {
  expect(status([], { target })).toBe(400);
});
