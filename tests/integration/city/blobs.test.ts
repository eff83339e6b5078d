// Scanned pages at the city: whole, under their hash, announced once, or not there at all.

import { randomBytes, randomUUID } from 'node:crypto';
import { mkdir, readdir, rm, stat, truncate, utimes, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { request } from 'undici';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { BlobStore } from '../../../city/blobs/store.ts';
import { machineClock } from '../../../city/clock.ts';
import { MAX_BLOB_BYTES } from '../../../shared/wire/messages.ts';
import { startCity, until } from './city-under-test.ts';
import type { CityUnderTest } from './city-under-test.ts';
import { call, refusalOf, SendingStation, sha256 } from './sending-station.ts';

let city: CityUnderTest;
beforeAll(async () => {
  city = await startCity();
});
afterAll(() => city[Symbol.asyncDispose]());

const station = (commune = 'T149'): SendingStation => new SendingStation(city.gateway.url, commune, 'C1');
const arriving = (): Promise<string[]> => readdir(join(city.blobs, 'arriving'));
const announced = async (hash: string): Promise<number> =>
  (await station().pull(0)).items.filter(({ change }) => change.type === 'blob.verified' && change.sha256 === hash).length;

/** Sends the head and a part of the body over a bare connection, and hands the connection over. */
async function begin(hash: string, headers: string, part: Uint8Array) {
  const socket = connect(city.gateway.port, '127.0.0.1');
  socket.on('error', () => undefined);
  socket.write(`PUT /v1/blobs/${hash} HTTP/1.1\r\nhost: city\r\nauthorization: Bearer ${station().enrolled.key}\r\nx-request-id: ${randomUUID()}\r\n${headers}\r\n\r\n`);
  socket.write(part);
  await until('bytes have arrived', async () => {
    const sizes = await Promise.all((await arriving()).map((name) => stat(join(city.blobs, 'arriving', name)).then(({ size }) => size, () => 0)));
    return sizes.includes(part.length);
  });
  return socket;
}

describe('a page', () => {
  it('is stored byte for byte and announced once, however often it is sent', async () => {
    const bytes = randomBytes(300_000);
    const hash = sha256(bytes);
    expect(await station().blobState(hash)).toMatchObject({ state: 'absent', bytes: 0 });
    for (let time = 0; time < 3; time += 1) {
      expect(await station().upload(bytes)).toMatchObject({ status: 200, body: { sha256: hash, state: 'verified', bytes: bytes.length } });
    }
    expect(await station().blobState(hash)).toMatchObject({ state: 'verified', bytes: bytes.length });
    expect(await city.inspection.blobBytes('T149', hash)).toEqual(bytes);
    expect([await announced(hash), await arriving()]).toEqual([1, []]);
  });

  it('may arrive over many connections at once', async () => {
    const bytes = randomBytes(1_000_000);
    const answers = await Promise.all(Array.from({ length: 6 }, () => station().upload(bytes)));
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200, 200]);
    expect(await city.inspection.blobBytes('T149', sha256(bytes))).toEqual(bytes);
    expect([await announced(sha256(bytes)), await arriving()]).toEqual([1, []]);
  });

  it('belongs to its commune: another one neither sees nor gets it', async () => {
    const bytes = randomBytes(1000);
    await station().upload(bytes);
    expect(await station('T150').blobState(sha256(bytes))).toMatchObject({ state: 'absent' });
    expect(await city.inspection.blobBytes('T150', sha256(bytes))).toBeNull();
  });

  it('leaves nothing when its bytes are not those of its hash', async () => {
    const hash = sha256('something else');
    expect(refusalOf(await station().upload(randomBytes(50_000), hash))).toMatchObject({ status: 422, code: 'wire.hash-mismatch' });
    expect(await station().blobState(hash)).toMatchObject({ state: 'absent' });
    expect([await announced(hash), await arriving(), await city.inspection.blobBytes('T149', hash)]).toEqual([0, [], null]);
  });

  it('leaves nothing when the connection is cut in its middle', async () => {
    const bytes = randomBytes(400_000);
    const hash = sha256(bytes);
    const socket = await begin(hash, `content-length: ${bytes.length}`, bytes.subarray(0, 200_000));
    socket.destroy();
    await until('the half is gone', async () => (await arriving()).length === 0);
    expect(await station().blobState(hash)).toMatchObject({ state: 'absent' });
    expect(await station().upload(bytes)).toMatchObject({ status: 200 });
    expect(await announced(hash)).toBe(1);
  });

  it('is refused when it is too large, whether it says so or not', async () => {
    const hash = sha256('large');
    const { key } = station().enrolled;
    const declared = connect(city.gateway.port, '127.0.0.1');
    declared.write(`PUT /v1/blobs/${hash} HTTP/1.1\r\nhost: city\r\nauthorization: Bearer ${key}\r\nx-request-id: ${randomUUID()}\r\ncontent-length: ${MAX_BLOB_BYTES + 1}\r\n\r\n`);
    let text = '';
    declared.setEncoding('utf8').on('data', (part: string) => (text += part));
    await until('an answer', () => text.includes('wire.too-large'));
    expect(text.startsWith('HTTP/1.1 413 ')).toBe(true);
    declared.destroy();
    const undeclared = await station().upload(new Uint8Array(MAX_BLOB_BYTES + 1), hash);
    expect(refusalOf(undeclared)).toMatchObject({ status: 413, code: 'wire.too-large' });
    expect(await arriving()).toEqual([]);
  });

  it('that grows beyond the limit without a declared length is refused while it arrives', async () => {
    async function* endless(): AsyncGenerator<Uint8Array> {
      for (let sent = 0; sent <= MAX_BLOB_BYTES; sent += 1_048_576) yield new Uint8Array(1_048_576);
    }
    const { key } = station().enrolled;
    const answered = await request(`${city.gateway.url}/v1/blobs/${sha256('endless')}`, { method: 'PUT', headers: { authorization: `Bearer ${key}`, 'x-request-id': randomUUID() }, body: Readable.from(endless()) });
    expect([answered.statusCode, await answered.body.json()]).toMatchObject([413, { error: { code: 'wire.too-large' } }]);
    expect(await arriving()).toEqual([]);
  });

  it('is refused when it is empty, packed, or named wrongly', async () => {
    const { key } = station().enrolled;
    expect(refusalOf(await station().upload(new Uint8Array(0)))).toMatchObject({ status: 400, code: 'wire.invalid' });
    const packed = { method: 'PUT', key, headers: { 'content-encoding': 'gzip' }, body: 'x' };
    expect(refusalOf(await call(city.gateway.url, `/v1/blobs/${sha256('x')}`, packed))).toMatchObject({ status: 415, code: 'wire.invalid' });
    for (const name of ['abc', sha256('x').toUpperCase(), '..%2F..%2Fetc%2Fpasswd', `${sha256('x')}0`]) {
      expect(refusalOf(await call(city.gateway.url, `/v1/blobs/${name}`, { method: 'PUT', key, body: 'x' }))).toMatchObject({ status: 400, code: 'wire.invalid' });
    }
    expect(await arriving()).toEqual([]);
  });

  it('is not called verified when its file was lost or cut, and can be sent again', async () => {
    const bytes = randomBytes(5000);
    const hash = sha256(bytes);
    await station().upload(bytes);
    const file = join(city.blobs, 'T149', hash.slice(0, 2), hash);
    await truncate(file, 100);
    expect(await station().blobState(hash)).toMatchObject({ state: 'absent' });
    await rm(file);
    expect(await station().blobState(hash)).toMatchObject({ state: 'absent' });
    expect(city.log.some(({ level, what }) => level === 'alarm' && what === 'blob.file-lost')).toBe(true);
    await station().upload(bytes);
    expect(await station().blobState(hash)).toMatchObject({ state: 'verified' });
    expect(await announced(hash)).toBe(1);
  });
});

describe('the folder of pages', () => {
  it('is swept of what a dead gateway left half-arrived, and only of that', async () => {
    const root = join(city.folder, 'swept');
    await mkdir(join(root, 'arriving'), { recursive: true });
    for (const name of ['old', 'new']) await writeFile(join(root, 'arriving', name), 'half');
    const hourAgo = Date.now() / 1000 - 3600;
    await utimes(join(root, 'arriving', 'old'), hourAgo, hourAgo);
    await new BlobStore(root, machineClock).prepare();
    expect(await readdir(join(root, 'arriving'))).toEqual(['new']);
  });
});
