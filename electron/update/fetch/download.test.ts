// Downloads over a line that breaks, lies, or stands still, onto a disk that fills; a real server, a real folder.

import { createHash, randomBytes } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { EpochMs } from '../../../shared/base/ids.ts';
import { WIRE_CONTENT_TYPE } from '../../../shared/wire/messages.ts';
import type { SignedManifest, UpdateTarget } from '../../../shared/wire/updates.ts';
import { systemClock } from '../../station/life/clock.ts';
import { makeKeyPair, readPrivateKey } from '../bundle/keys.ts';
import { signManifest } from '../bundle/verify.ts';
import { download, STORE_ROOM_BYTES } from './download.ts';
import { httpSource, type UpdateSource } from './http-source.ts';
import { FetchStopped, troubleOf } from './trouble.ts';

const payload = randomBytes(3_000_000);
const sha256 = createHash('sha256').update(payload).digest('hex');
const target: UpdateTarget = { channel: 'stable', platform: 'linux', arch: 'x64', kind: 'deb' };
const signed: SignedManifest = signManifest({
  format: 1, product: 'mot-cua', ...target, version: '1.1.0', sequence: 11, fromVersion: '1.0.0', store: { from: 1, to: 2, mayGoBack: false }, payload: { bytes: payload.length, sha256, installedBytes: 5_000_000 },
  notes: { vi: '', en: '' }, notBefore: 0 as EpochMs, expires: 4_000_000_000_000 as EpochMs,
}, [readPrivateKey(makeKeyPair('maker').privateKey)]);
const BUNDLE = 'b'.repeat(64);

let folder: string;
let server: Server;
let source: UpdateSource;
let answer: (request: IncomingMessage, response: ServerResponse) => void;
let asked: IncomingMessage[];
beforeEach(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'mot-cua-download-'));
  asked = [];
  answer = serve;
  server = createServer((request, response) => {
    asked.push(request);
    answer(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  source = httpSource({ url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, key: 'k'.repeat(24), station: { commune: 'T149', station: 'K1' }, clock: systemClock });
});
afterEach(async () => {
  await source[Symbol.asyncDispose]();
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
  rmSync(folder, { recursive: true, force: true });
});

/** As the city does. */
function serve(request: IncomingMessage, response: ServerResponse, bytes = payload, cutAfter = Infinity): void {
  const from = Number(/^bytes=(\d+)-$/.exec(request.headers.range ?? '')?.[1] ?? 0);
  const head = { etag: `"${sha256}"`, 'content-length': String(bytes.length - from) };
  response.writeHead(from > 0 ? 206 : 200, from > 0 ? { ...head, 'content-range': `bytes ${from}-${bytes.length - 1}/${bytes.length}` } : head);
  if (cutAfter === Infinity) return void response.end(bytes.subarray(from));
  response.write(bytes.subarray(from, from + cutAfter), () => response.destroy());
}
const received: number[] = [];
async function fetchIt(more: Partial<Parameters<typeof download>[0]> = {}): Promise<string> {
  received.length = 0;
  const { signal } = new AbortController();
  try {
    await download({ inbox: folder, bundleId: BUNDLE, signed, read: (from, stop) => source.payload(sha256, from, stop), signal, onBytes: (count) => void received.push(count), freeBytes: () => Promise.resolve(STORE_ROOM_BYTES * 4), ...more });
    return 'whole';
  } catch (error) {
    return troubleOf(error);
  }
}
const file = (): Buffer => readFileSync(path.join(folder, BUNDLE, 'payload'));
const part = (): number => statSync(path.join(folder, BUNDLE, 'payload.part')).size;

it('brings a payload whole, with the station’s key', async () => {
  expect([await fetchIt(), file().equals(payload), asked[0]?.headers.authorization, received.at(-1)]).toEqual(['whole', true, `Bearer ${'k'.repeat(24)}`, payload.length]);
});

it('goes on where a line broke, again and again, and asks for the same bytes', async () => {
  answer = (request, response) => serve(request, response, payload, 700_000);
  let outcome = '';
  for (let tries = 1; tries <= 12 && outcome !== 'whole'; tries += 1) outcome = await fetchIt();
  expect([outcome, file().equals(payload)]).toEqual(['whole', true]);
  const starts = asked.map((request) => Number(/\d+/.exec(request.headers.range ?? '')?.[0] ?? 0));
  expect(starts).toEqual(starts.toSorted((one, other) => one - other));
  expect([asked.length, asked.at(-1)?.headers['if-match']]).toEqual([5, `"${sha256}"`]);
});

it('begins anew where the source cannot go on in the middle', async () => {
  answer = (request, response) => serve(request, response, payload, 500_000);
  await fetchIt();
  answer = (request, response) => {
    delete request.headers.range;
    serve(request, response);
  };
  expect([await fetchIt(), file().equals(payload)]).toEqual(['whole', true]);
});

it.each([[404, 'gone'], [412, 'gone'], [503, 'overloaded'], [401, 'refused'], [302, 'portal'], [200, 'portal']] as const)('tells an answer %d as %s, and keeps what it has', async (status, trouble) => {
  answer = (request, response) => serve(request, response, payload, 500_000);
  await fetchIt();
  const before = part();
  answer = (_request, response) => response.writeHead(status, { 'content-type': 'text/html' }).end('<html>Log in</html>');
  expect([await fetchIt(), part()]).toEqual([trouble, before]);
});

it('does not listen to a source that sends more than was signed for', async () => {
  answer = (request, response) => serve(request, response, Buffer.concat([payload, payload]));
  expect([await fetchIt(), part() <= payload.length]).toEqual(['portal', true]);
});

it('does not begin on a disk without room, deletes nothing, and goes on when there is room again', async () => {
  writeFileSync(path.join(folder, 'somebody.else'), 'x');
  expect([await fetchIt({ freeBytes: () => Promise.resolve(STORE_ROOM_BYTES + payload.length) }), asked.length]).toEqual(['no-room', 0]);
  expect([await fetchIt(), readFileSync(path.join(folder, 'somebody.else'), 'utf8')]).toEqual(['whole', 'x']);
});

it('stops, and keeps what has come, where the disk fills meanwhile', async () => {
  const large = randomBytes(20_000_000);
  const big: SignedManifest = { ...signed, manifest: { ...signed.manifest, payload: { ...signed.manifest.payload, bytes: large.length } } };
  answer = (request, response) => serve(request, response, large);
  let looks = 0;
  const outcome = await fetchIt({ signed: big, freeBytes: () => Promise.resolve((looks += 1) === 1 ? STORE_ROOM_BYTES * 4 : 0) });
  expect([outcome, part() >= 8_000_000]).toEqual(['no-room', true]);
});

it('tells a city that has nothing from a page that is no city', async () => {
  const now = { version: '1.0.0', sequence: 10 };
  const offer = (body: (id: string) => string, type = WIRE_CONTENT_TYPE) => {
    answer = (request, response) => response.writeHead(200, { 'content-type': type }).end(body(String(request.headers['x-request-id'])));
    return source.offer(target, now, new AbortController().signal).catch((error: unknown) => (error instanceof FetchStopped ? error.trouble : String(error)));
  };
  expect(await offer((requestId) => JSON.stringify({ requestId, offer: null, cityTime: 1 }))).toBeNull();
  expect(await offer((requestId) => JSON.stringify({ requestId, offer: signed, cityTime: 1 }))).toEqual(signed);
  expect(await offer(() => JSON.stringify({ requestId: 'another-id', offer: null, cityTime: 1 }))).toBe('portal');
  expect(await offer((requestId) => JSON.stringify({ requestId, offer: null, cityTime: 1 }), 'application/json')).toBe('portal');
  expect(await offer(() => '<html>')).toBe('portal');
  expect(await offer(() => 'x'.repeat(300_000))).toBe('portal');
});
