// Pages that come piece by piece: whatever dies in between, a page is the city's whole and announced once, or its upload goes on, or it is begun anew.

import { randomBytes, randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readdir, utimes, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { BlobStore } from '../../../city/blobs/store.ts';
import { sweepUploads } from '../../../city/blobs/uploads.ts';
import { machineClock, type CityClock } from '../../../city/clock.ts';
import { startGateway } from '../../../city/gateway.ts';
import type { EpochMs } from '../../../shared/base/ids.ts';
import { MAX_BLOB_BYTES } from '../../../shared/wire/messages.ts';
import { HASH_MISMATCH_STATUS, UPLOAD_KEPT_DAYS, UPLOADS_PATH } from '../../../shared/wire/uploads.ts';
import { startCity, STATIONS, until } from './city-under-test.ts';
import type { CityUnderTest } from './city-under-test.ts';
import { SendingStation, sha256 } from './sending-station.ts';
import { Tus } from './tus.ts';

let city: CityUnderTest;
beforeAll(async () => {
  city = await startCity();
});
afterAll(() => city[Symbol.asyncDispose]());

const PIECE = 256 * 1024;
const station = (commune = 'T149'): SendingStation => new SendingStation(city.gateway.url, commune, 'C1');
const tus = (commune = 'T149', url = city.gateway.url): Tus => new Tus(url, station(commune).enrolled.key);
const waiting = (): Promise<string[]> => readdir(join(city.blobs, 'uploads'));
const announced = async (hash: string): Promise<number> => (await station().pull(0)).items.filter(({ change }) => change.type === 'blob.verified' && change.sha256 === hash).length;
/** The page as it stands: its state, its bytes, how often it was announced, what lies between. */
const standing = async (bytes: Uint8Array) => ({
  state: (await station().blobState(sha256(bytes))).state, isSame: (await city.inspection.blobBytes('T149', sha256(bytes)))?.equals(bytes) ?? false, announced: await announced(sha256(bytes)), waiting: await waiting(),
});
const WHOLE = { state: 'verified', isSame: true, announced: 1, waiting: [] };
const sweep = (clock: CityClock = machineClock): Promise<void> => sweepUploads({ pool: city.pool, clock, log: () => undefined, store: new BlobStore(city.blobs, clock) });

async function sendAll(to: Tus, path: string, bytes: Uint8Array, from = 0): Promise<number> {
  let status = 0;
  for (let offset = from; offset < bytes.length; offset += PIECE) ({ status } = await to.patch(path, offset, bytes.subarray(offset, offset + PIECE)));
  return status;
}

describe('a page in pieces', () => {
  it('is the city\'s when its last piece is answered, announced once, and every answer names the question', async () => {
    const bytes = randomBytes(2_000_000);
    const path = await tus().begin(sha256(bytes), bytes.length);
    for (let offset = 0; offset < bytes.length; offset += PIECE) {
      expect(await station().blobState(sha256(bytes))).toMatchObject({ state: 'absent' });
      const requestId = randomUUID();
      const answered = await tus().patch(path, offset, bytes.subarray(offset, offset + PIECE), { 'x-request-id': requestId });
      expect(answered).toMatchObject({ status: 204, headers: { 'upload-offset': String(Math.min(offset + PIECE, bytes.length)), 'x-request-id': requestId, 'tus-resumable': '1.0.0' } });
    }
    expect(await standing(bytes)).toEqual(WHOLE);
    expect([await tus().offset(path), (await tus().patch(path, bytes.length, new Uint8Array(0))).code]).toEqual([-1, 'wire.not-found']);
  });

  it('goes on where a connection broke, with the bytes that had come', async () => {
    const bytes = randomBytes(600_000);
    const path = await tus().begin(sha256(bytes), bytes.length);
    const socket = connect(city.gateway.port, '127.0.0.1');
    socket.on('error', () => undefined);
    socket.write(`PATCH ${path} HTTP/1.1\r\nhost: city\r\nauthorization: Bearer ${station().enrolled.key}\r\nx-request-id: ${randomUUID()}\r\ntus-resumable: 1.0.0\r\nupload-offset: 0\r\ncontent-type: application/offset+octet-stream\r\ncontent-length: ${bytes.length}\r\n\r\n`);
    socket.write(bytes.subarray(0, 300_000));
    // The one who comes later is served, although nobody has told the city that the connection before is dead.
    await until('bytes have come', async () => (await tus().offset(path)) > 0);
    socket.resetAndDestroy();
    const offset = await tus().offset(path);
    expect(offset).toBeGreaterThan(0);
    expect(await sendAll(tus(), path, bytes, offset)).toBe(204);
    expect(await standing(bytes)).toEqual(WHOLE);
  });

  it('is deleted and refused when its bytes are not those of its hash', async () => {
    const bytes = randomBytes(300_000);
    const hash = sha256('something else');
    const path = await tus().begin(hash, bytes.length);
    await tus().patch(path, 0, bytes.subarray(0, PIECE));
    expect(await tus().patch(path, PIECE, bytes.subarray(PIECE))).toMatchObject({ status: HASH_MISMATCH_STATUS, code: 'wire.hash-mismatch' });
    expect([await tus().offset(path), await station().blobState(hash).then(({ state }) => state), await announced(hash), await waiting()]).toEqual([-1, 'absent', 0, []]);
  });

  it('sent twice at once, by two gateways, is one page', async () => {
    await using second = await startGateway({ database: { kind: 'url', url: city.postgres.url }, blobs: city.blobs, stations: STATIONS });
    const bytes = randomBytes(1_500_000);
    const path = await tus().begin(sha256(bytes), bytes.length);
    const pushOn = async (to: Tus): Promise<void> => {
      for (let offset = 0; offset >= 0 && offset < bytes.length; offset = await to.offset(path)) await to.patch(path, offset, bytes.subarray(offset, offset + PIECE));
    };
    await Promise.all([pushOn(tus()), pushOn(tus('T149', second.url)), pushOn(tus()), pushOn(tus('T149', second.url))]);
    expect(await standing(bytes)).toEqual(WHOLE);
  });

  it('that another station brings at the same time is one page too', async () => {
    const bytes = randomBytes(400_000);
    const other = new Tus(city.gateway.url, new SendingStation(city.gateway.url, 'T149', 'C2').enrolled.key);
    const paths = [await tus().begin(sha256(bytes), bytes.length), await other.begin(sha256(bytes), bytes.length)] as const;
    expect(await Promise.all([sendAll(tus(), paths[0], bytes), sendAll(other, paths[1], bytes)])).toEqual([204, 204]);
    expect(await standing(bytes)).toEqual(WHOLE);
  });
});

describe('a gateway that dies', () => {
  it('at the last byte leaves an upload that the next question finishes', async () => {
    const bytes = randomBytes(100_000);
    const path = await tus().begin(sha256(bytes), bytes.length);
    // What a kill between the last write and the row leaves: all bytes in the upload's file, and nobody at it.
    await writeFile(join(city.blobs, 'uploads', `T149.${path.slice(UPLOADS_PATH.length + 1)}`), bytes);
    expect(await tus().offset(path)).toBe(bytes.length);
    expect(await standing(bytes)).toEqual(WHOLE);
  });

  it('between the rename and the row leaves an upload that the sweep finishes', async () => {
    const bytes = randomBytes(100_000);
    const path = await tus().begin(sha256(bytes), bytes.length);
    const file = join(city.blobs, 'uploads', `T149.${path.slice(UPLOADS_PATH.length + 1)}`);
    await writeFile(file, bytes);
    await new BlobStore(city.blobs, machineClock).receive('T149', sha256(bytes), createReadStream(file));
    expect(await standing(bytes)).toMatchObject({ state: 'absent', announced: 0 });
    await sweep();
    expect(await standing(bytes)).toEqual(WHOLE);
  });
});

describe('an upload', () => {
  it('belongs to its commune: for another one it is not there, whatever it does', async () => {
    const bytes = randomBytes(1000);
    const path = await tus().begin(sha256(bytes), bytes.length);
    const never = `${UPLOADS_PATH}/${randomUUID()}`;
    for (const [method, headers, body] of [['HEAD', {}, undefined], ['PATCH', { 'upload-offset': '0', 'content-type': 'application/offset+octet-stream' }, bytes], ['DELETE', {}, undefined]] as const) {
      const [theirs, nobodys] = [await tus('T150').ask(method, path, headers, body), await tus('T150').ask(method, never, headers, body)];
      expect([theirs.status, theirs.code]).toEqual([404, method === 'HEAD' ? '' : 'wire.not-found']);
      expect([nobodys.status, nobodys.code]).toEqual([theirs.status, theirs.code]);
    }
    expect(await sendAll(tus(), path, bytes)).toBe(204);
  });

  it('is refused without a key, too large, empty, without a length, with foreign metadata, or packed', async () => {
    const hash = sha256('refused');
    expect(await new Tus(city.gateway.url, 'nobody').create(hash, 10)).toMatchObject({ status: 401, code: 'wire.unauthorized' });
    expect(await tus().create(hash, MAX_BLOB_BYTES + 1)).toMatchObject({ status: 413, code: 'wire.too-large' });
    expect(await tus().create(hash, 0)).toMatchObject({ status: 400, code: 'wire.invalid' });
    expect(await tus().create('abc', 10)).toMatchObject({ status: 400, code: 'wire.invalid' });
    expect(await tus().create(hash, 10, { 'upload-metadata': `sha256 ${Buffer.from(hash).toString('base64')},filename YQ==` })).toMatchObject({ status: 400, code: 'wire.invalid' });
    expect(await tus().create(hash, 10, { 'content-encoding': 'gzip' })).toMatchObject({ status: 415, code: 'wire.invalid' });
    expect(await tus().create(hash, 10, { 'tus-resumable': '0.2.2' })).toMatchObject({ code: 'wire.invalid' });
    expect(await tus().ask('POST', UPLOADS_PATH, { 'upload-defer-length': '1', 'upload-metadata': `sha256 ${Buffer.from(hash).toString('base64')}` })).toMatchObject({ status: 501, code: 'wire.invalid' });
    expect(await tus().ask('POST', UPLOADS_PATH, { 'upload-length': '10', 'upload-concat': 'partial' })).toMatchObject({ code: 'wire.invalid' });
    expect(await waiting()).toEqual([]);
  });

  it('takes no more bytes than it said, and none at another place than its end', async () => {
    const bytes = randomBytes(1000);
    const path = await tus().begin(sha256(bytes), bytes.length);
    expect(await tus().patch(path, 0, randomBytes(1001))).toMatchObject({ status: 413, code: 'wire.too-large' });
    expect(await tus().patch(path, 5, bytes.subarray(5))).toMatchObject({ status: 409, code: 'wire.invalid' });
    expect(await tus().offset(path)).toBe(0);
    for (const wrong of [`${UPLOADS_PATH}/..%2F..%2Fetc`, `${UPLOADS_PATH}/T150.${path.slice(UPLOADS_PATH.length + 1)}`]) expect(await tus().patch(wrong, 0, bytes)).toMatchObject({ status: 404 });
    await tus().ask('DELETE', path);
    expect([await tus().offset(path), await waiting()]).toEqual([-1, []]);
  });

  it('that was begun again by its station replaces the one before', async () => {
    const bytes = randomBytes(1000);
    const lost = await tus().begin(sha256(bytes), bytes.length);
    const path = await tus().begin(sha256(bytes), bytes.length);
    expect([await tus().offset(lost), await tus().offset(path), (await waiting()).length]).toEqual([-1, 0, 1]);
    await tus().ask('DELETE', path);
  });

  it('is kept for fourteen days and given up then, and stray files go', async () => {
    const bytes = randomBytes(1000);
    const path = await tus().begin(sha256(bytes), bytes.length);
    await tus().patch(path, 0, bytes.subarray(0, 10));
    const stray = join(city.blobs, 'uploads', 'T149.stray');
    await writeFile(stray, 'x');
    await utimes(stray, 1, 1);
    const after = (days: number): CityClock => ({ ...machineClock, now: () => (Date.now() + days * 86_400_000) as EpochMs });
    await sweep(after(UPLOAD_KEPT_DAYS - 1));
    expect([await tus().offset(path), (await waiting()).length]).toEqual([10, 1]);
    await sweep(after(UPLOAD_KEPT_DAYS + 1));
    expect([await tus().offset(path), await waiting()]).toEqual([-1, []]);
  });
});
