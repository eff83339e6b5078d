// The client of the city over real sockets: what it sends, how long it waits for whom, and that nothing it meets makes it throw.

import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { connect, createServer as createRawServer, type AddressInfo } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { gunzipSync, zstdDecompressSync } from 'node:zlib';
import { afterEach, expect, it } from 'vitest';
import type { BlobHash } from '../../../shared/base/ids.ts';
import { CHANGE_TYPES } from '../../../shared/wire/feed.ts';
import { WIRE_CONTENT_TYPE } from '../../../shared/wire/messages.ts';
import { systemClock } from '../life/clock.ts';
import { CityClient } from './city-client.ts';

const HASH = 'a'.repeat(64) as BlobHash;
const forEver = new AbortController().signal;
const started: AsyncDisposable[] = [];
afterEach(async () => {
  for (const each of started.splice(0).toReversed()) await each[Symbol.asyncDispose]();
});

interface Seen {
  readonly method: string;
  readonly url: string;
  readonly headers: IncomingMessage['headers'];
  readonly body: Buffer;
}

async function listen(server: Server): Promise<number> {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  started.push({
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => {
        server.close(resolve);
      });
    },
  });
  return (server.address() as AddressInfo).port;
}

/** A city that answers each request, read whole, as the test says. */
async function city(answer: (seen: Seen, response: ServerResponse) => void | Promise<void>): Promise<{ readonly port: number; readonly seen: Seen[] }> {
  const seen: Seen[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => void chunks.push(chunk));
    request.on('end', () => {
      const whole = { method: request.method ?? '', url: request.url ?? '', headers: request.headers, body: Buffer.concat(chunks) };
      seen.push(whole);
      void answer(whole, response);
    });
  });
  return { port: await listen(server), seen };
}

function client(url: string, timeoutMs = 5000): CityClient {
  const made = new CityClient({ url, key: 'k'.repeat(24), commune: 'T149', station: 'K1', timeoutMs }, systemClock);
  started.push(made);
  return made;
}
const reply = (response: ServerResponse, body: object): void => void response.writeHead(200, { 'content-type': WIRE_CONTENT_TYPE }).end(JSON.stringify(body));
const verified = ({ headers, body }: Seen, response: ServerResponse): void => reply(response, { requestId: headers['x-request-id'], sha256: HASH, state: 'verified', bytes: body.length });

it('says who it is, packs what it pushes, and asks below the address it was given', async () => {
  const { port, seen } = await city((one, response) => reply(response, one.method === 'POST' ? { requestId: one.headers['x-request-id'], results: [], ackedSeq: 0, cityTime: 1 } : { requestId: one.headers['x-request-id'], items: [], last: 0, cityTime: 1 }));
  for (const url of [`http://127.0.0.1:${port}`, `http://127.0.0.1:${port}/`, `http://127.0.0.1:${port}/wire`, `http://127.0.0.1:${port}/wire/`]) {
    expect((await client(url).pull(7, 500, 25_000, forEver)).kind).toBe('ok');
  }
  expect(seen.map(({ url }) => url)).toEqual(['', '', '/wire', '/wire'].map((base) => `${base}/v1/changes?commune=T149&after=7&limit=500&waitMs=25000&accept=${CHANGE_TYPES.join('%2C')}`));
  expect((await client(`http://127.0.0.1:${port}`).push([], forEver)).kind).toBe('ok');
  const pushed = seen.at(-1);
  expect(pushed?.headers).toMatchObject({ authorization: `Bearer ${'k'.repeat(24)}`, 'content-type': WIRE_CONTENT_TYPE, 'content-encoding': 'gzip', 'content-length': String(pushed?.body.length) });
  expect(JSON.parse(gunzipSync(pushed?.body ?? Buffer.alloc(0)).toString())).toEqual({ proto: 2, requestId: pushed?.headers['x-request-id'], commune: 'T149', station: 'K1', incarnation: 1, operations: [] });
});

it('packs with gzip until the city has said that it reads zstd, and again after it takes that back or refuses a packing', async () => {
  const said = ['zstd, gzip', undefined, 'gzip', 'zstd', undefined, undefined];
  const statuses = [200, 200, 200, 200, 415, 200];
  const { port, seen } = await city(({ headers }, response) => {
    const turn = seen.length - 1;
    const accepts = said[turn];
    response.writeHead(statuses[turn] ?? 500, { 'content-type': WIRE_CONTENT_TYPE, ...(accepts === undefined ? {} : { 'accept-encoding': accepts }) }).end(JSON.stringify({ requestId: headers['x-request-id'], results: [], ackedSeq: 0, cityTime: 1 }));
  });
  const own = client(`http://127.0.0.1:${port}`);
  for (const _ of said) await own.push([], forEver);
  expect(seen.map(({ headers }) => headers['content-encoding'])).toEqual(['gzip', 'zstd', 'zstd', 'gzip', 'zstd', 'gzip']);
  for (const { headers, body } of seen) expect(JSON.parse((headers['content-encoding'] === 'zstd' ? zstdDecompressSync(body) : gunzipSync(body)).toString())).toMatchObject({ requestId: headers['x-request-id'] });
});

it.each([0, 1, 65_535, 65_536, 65_537, 3_000_001])('sends a page of %i bytes whole, and says before how long it is', async (size) => {
  const { port, seen } = await city(verified);
  const bytes = Buffer.alloc(size, Buffer.from([1, 2, 3, 5, 7, 11, 13]));
  expect(await client(`http://127.0.0.1:${port}`).putBlob(HASH, bytes, forEver)).toMatchObject({ kind: 'ok', value: { bytes: size } });
  expect([seen[0]?.method, seen[0]?.url, seen[0]?.body.equals(bytes), seen[0]?.headers['content-length'], seen[0]?.headers['transfer-encoding']]).toEqual(['PUT', `/v1/blobs/${HASH}`, true, String(size), undefined]);
});

it('waits longer for a page than for a question: a slow line must get it out first', async () => {
  // The timers of the client count in half seconds.
  const { port } = await city((seen, response) => (seen.method === 'PUT' ? delay(1800).then(() => verified(seen, response)) : undefined));
  const own = client(`http://127.0.0.1:${port}`, 100);
  expect(await own.blobState(HASH, forEver)).toEqual({ kind: 'failed', failure: { kind: 'offline', code: 'city.unreachable' } });
  expect((await own.putBlob(HASH, Buffer.alloc(64 * 1024), forEver)).kind).toBe('ok');
});

it('a held question may be held for as long as was asked, and no longer', async () => {
  const { port } = await city((seen, response) => (seen.url.includes('waitMs=0') ? undefined : delay(1800).then(() => reply(response, { requestId: seen.headers['x-request-id'], items: [], last: 0, cityTime: 1 }))));
  const own = client(`http://127.0.0.1:${port}`, 150);
  expect((await own.pull(0, 10, 2500, forEver)).kind).toBe('ok');
  expect(await own.pull(0, 10, 0, forEver)).toMatchObject({ kind: 'failed', failure: { code: 'city.unreachable' } });
});

it('follows no redirect, not even one to an answer', async () => {
  const { port, seen } = await city((one, response) => {
    if (one.url.startsWith('/v1/')) response.writeHead(302, { location: '/login', 'content-type': WIRE_CONTENT_TYPE }).end();
    else verified(one, response);
  });
  expect(await client(`http://127.0.0.1:${port}`).blobState(HASH, forEver)).toMatchObject({ kind: 'failed', failure: { code: 'city.captive-portal' } });
  expect(seen).toHaveLength(1);
});

it.each([
  ['nobody there', null],
  ['what is no HTTP', 'SSH-2.0-OpenSSH_9.6\r\n'],
  ['an answer that breaks off', `HTTP/1.1 200 OK\r\ncontent-type: ${WIRE_CONTENT_TYPE}\r\ncontent-length: 100\r\n\r\n{"requestId"`],
  ['nothing at all', ''],
])('takes %s for a city that is away', async (_name, text) => {
  const raw = createRawServer((socket) => {
    socket.on('error', () => socket.destroy()).resume();
    socket.end(text ?? '');
  });
  raw.listen(0, '127.0.0.1');
  await once(raw, 'listening');
  const { port } = raw.address() as AddressInfo;
  const closed = once(raw, 'close');
  if (text === null) raw.close();
  expect(await client(`http://127.0.0.1:${port}`, 1000).pull(0, 10, 0, forEver)).toEqual({ kind: 'failed', failure: { kind: 'offline', code: 'city.unreachable' } });
  if (text !== null) raw.close();
  await closed;
  await expect(once(connect(port, '127.0.0.1'), 'connect')).rejects.toThrow();
});

it('ends at once when the program ends', async () => {
  const { port } = await city(() => undefined);
  const stop = new AbortController();
  const held = client(`http://127.0.0.1:${port}`).pull(0, 10, 25_000, stop.signal);
  stop.abort();
  expect((await held).kind).toBe('failed');
});
