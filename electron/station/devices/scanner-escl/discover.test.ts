// What is taken of an announcement on the network, which anybody there can send.

import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { expect, test } from 'vitest';
import { findEscl, readService, searchEscl } from './discover.ts';

const service = { name: 'Canon MF440 (a1:b2)', port: 80, addresses: ['fe80::1', '2001:db8::7', '192.0.2.7'], txt: { rs: '/eSCL/' } };

test('an announcement gives name, address and path; version 4 before 6, and nothing that is bound to one cable', () => {
  expect(readService(service, false)).toEqual({ name: 'Canon MF440 (a1:b2)', url: 'http://192.0.2.7:80/eSCL', address: '192.0.2.7', path: 'eSCL', isSecure: false });
  expect(readService({ ...service, port: 443, addresses: ['2001:db8::7'], txt: {} }, true)?.url).toBe('https://[2001:db8::7]:443/eSCL');
  expect(readService({ ...service, addresses: [], referer: { address: '192.0.2.9', family: 'IPv4', port: 5353, size: 100 } }, false)?.address).toBe('192.0.2.9');
});

test.each([
  ['no address', { addresses: [] }], ['a host name for an address', { addresses: ['scanner.local'] }], ['no port', { port: 0 }], ['a port beyond all', { port: 70_000 }],
  ['a path out of the root', { txt: { rs: '../../admin' } }], ['a path with a query', { txt: { rs: 'eSCL?x=1' } }], ['no name', { name: '' }], ['a name without end', { name: 'x'.repeat(1_000) }],
])('%s is no scanner', (_name, more) => {
  expect(readService({ ...service, ...more }, false)).toBeNull();
});

test('a search ends when it is aborted, and finds nothing where nothing is', async () => {
  expect(await searchEscl(AbortSignal.abort())).toEqual([]);
  expect(await findEscl('nobody by this name', false, new AbortController().signal, 50)).toBeNull();
});

test('a port that another program keeps to itself ends the search at once with nothing, and no error goes astray', async () => {
  const other = createSocket('udp4').bind(0);
  await once(other, 'listening');
  expect(await searchEscl(new AbortController().signal, 600_000, other.address().port)).toEqual([]);
  other.close();
});
