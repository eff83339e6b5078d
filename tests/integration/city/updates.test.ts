// New versions of the program at the city: offered step by step to the stations of a roll-out, to nobody else, and from the middle of a broken download on.

import { createHash, randomUUID } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { request } from 'undici';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { EpochMs } from '../../../shared/base/ids.ts';
import { payloadPath, UPDATES_PATH, updateOfferSchema, type UpdateManifest, type UpdateTarget } from '../../../shared/wire/updates.ts';
import { makeKeyPair, readPrivateKey } from '../../../electron/update/bundle/keys.ts';
import { signManifest } from '../../../electron/update/bundle/verify.ts';
import { machineClock } from '../../../city/clock.ts';
import { Published } from '../../../city/updates/published.ts';
import { STATIONS, startCity, type CityUnderTest } from './city-under-test.ts';

const maker = readPrivateKey(makeKeyPair('maker').privateKey);
const target: UpdateTarget = { channel: 'stable', platform: 'linux', arch: 'x64', kind: 'deb' };
let city: CityUnderTest;
let published: Published;
beforeAll(async () => {
  city = await startCity();
  published = new Published(join(city.folder, 'updates'), machineClock);
});
afterAll(() => city[Symbol.asyncDispose]());

async function publish(change: Partial<UpdateManifest>, rollout: Parameters<Published['publish']>[1]): Promise<{ readonly id: string; readonly payload: Buffer; readonly sha256: string }> {
  const payload = Buffer.from(`a payload of ${JSON.stringify(change)}`.repeat(2000));
  const sha256 = createHash('sha256').update(payload).digest('hex');
  const manifest: UpdateManifest = {
    format: 1, product: 'mot-cua', ...target, version: '1.1.0', sequence: 11, fromVersion: '1.0.0', store: { from: 0, to: 130, mayGoBack: false }, payload: { bytes: payload.length, sha256, installedBytes: 100 },
    notes: { vi: '', en: '' }, notBefore: 0 as EpochMs, expires: 4_000_000_000_000 as EpochMs, ...change,
  };
  const folder = join(city.folder, `made-${sha256}`);
  await mkdir(folder);
  await writeFile(join(folder, 'payload'), payload);
  await writeFile(join(folder, 'manifest.json'), JSON.stringify(signManifest(manifest, [maker])));
  return { id: await published.publish(folder, rollout), payload, sha256 };
}

const keyOf = (commune: string, station: string): string => STATIONS.find((one) => one.commune === commune && one.station === station)?.key ?? '';
async function get(path: string, key: string, headers: Record<string, string> = {}) {
  const answer = await request(`${city.gateway.url}${path}`, { headers: { 'x-request-id': randomUUID(), ...(key === '' ? {} : { authorization: `Bearer ${key}` }), ...headers } });
  return { status: answer.statusCode, headers: answer.headers, body: Buffer.from(await answer.body.arrayBuffer()) };
}
async function offered(station: string, version = '1.0.0', sequence = 10, more: Partial<UpdateTarget> = {}): Promise<string | null> {
  const query = new URLSearchParams({ ...target, ...more, version, sequence: String(sequence) });
  const { status, body } = await get(`${UPDATES_PATH}/offer?${query}`, keyOf('T149', station));
  expect(status).toBe(200);
  return updateOfferSchema.parse(JSON.parse(body.toString('utf8'))).offer?.manifest.version ?? null;
}
/** Until the gateway has looked at the folder again. */
async function eventually<Value>(ask: () => Promise<Value>, wanted: Value): Promise<void> {
  for (const deadline = performance.now() + 15_000; ; await machineClock.pause(100)) {
    const got = await ask();
    if (got === wanted || performance.now() > deadline) {
      expect(got).toBe(wanted);
      return;
    }
  }
}

it('offers nothing while nothing is published, and a bundle first to the stations that were named', async () => {
  expect(await offered('K1')).toBeNull();
  const { id, sha256 } = await publish({}, { percent: 0, stations: ['T149/K1'], isWithdrawn: false });
  await eventually(() => offered('K1'), '1.1.0');
  expect(await offered('C1')).toBeNull();
  // Neither can it fetch what it is not offered, nor tell it from what is not there.
  const [hidden, absent] = [await get(payloadPath(sha256), keyOf('T149', 'C1')), await get(payloadPath('0'.repeat(64)), keyOf('T149', 'C1'))];
  expect([hidden.status, absent.status, hidden.body.toString('utf8').replaceAll(/"requestId":"[^"]*"/g, '')]).toEqual([404, 404, absent.body.toString('utf8').replaceAll(/"requestId":"[^"]*"/g, '')]);
  await published.setRollout(id, (before) => ({ ...before, percent: 100 }));
  await eventually(() => offered('C1'), '1.1.0');
  await published.setRollout(id, (before) => ({ ...before, isWithdrawn: true }));
  await eventually(() => offered('K1'), null);
});

it('reaches with each percentage the stations of the one before and some more', async () => {
  const { id } = await publish({ version: '1.2.0', sequence: 12 }, { percent: 0, stations: [], isWithdrawn: false });
  const names = STATIONS.filter(({ commune }) => commune === 'T149').map(({ station }) => station);
  const query = { ...target, version: '1.0.0', sequence: 10 };
  let before: string[] = [];
  for (const percent of [20, 50, 80, 100]) {
    await published.setRollout(id, (rollout) => ({ ...rollout, percent }));
    const now: string[] = [];
    for (const name of names) if ((await published.offerFor(query, `T149/${name}`))?.manifest.version === '1.2.0') now.push(name);
    expect(now).toEqual(expect.arrayContaining(before));
    before = now;
  }
  expect(before).toEqual(names);
});

it('offers the newest that a version may step to, and nothing to a machine of another kind or a newer one', async () => {
  await publish({ version: '3.0.0', sequence: 30, fromVersion: '1.2.0' }, { percent: 100, stations: [], isWithdrawn: false });
  await publish({ version: '3.1.0', sequence: 31, channel: 'pilot' }, { percent: 100, stations: [], isWithdrawn: false });
  await publish({ version: '4.0.0', sequence: 40, expires: 1000 as EpochMs }, { percent: 100, stations: [], isWithdrawn: false });
  await eventually(() => offered('C1', '1.2.0', 12), '3.0.0');
  expect([await offered('C1'), await offered('C1', '3.0.0', 30), await offered('C1', '2.0.0', 30), await offered('C1', '1.2.0', 12, { kind: 'nsis' }), await offered('C1', '1.2.0', 12, { channel: 'pilot' })]).toEqual(['1.2.0', null, null, null, '3.1.0']);
});

it('gives a payload whole, in part, and not at all to another tag, a foreign key or none', async () => {
  const { payload, sha256 } = await publish({ version: '1.3.0', sequence: 13 }, { percent: 0, stations: ['T149/C2'], isWithdrawn: false });
  const path = payloadPath(sha256);
  const key = keyOf('T149', 'C2');
  await eventually(async () => (await get(path, key)).status, 200);
  const whole = await get(path, key);
  expect([whole.body.equals(payload), whole.headers['etag'], whole.headers['content-length']]).toEqual([true, `"${sha256}"`, String(payload.length)]);
  const rest = await get(path, key, { range: 'bytes=1000-', 'if-match': `"${sha256}"` });
  expect([rest.status, rest.headers['content-range'], rest.body.equals(payload.subarray(1000))]).toEqual([206, `bytes 1000-${payload.length - 1}/${payload.length}`, true]);
  const middle = await get(path, key, { range: 'bytes=5-9' });
  expect([middle.status, middle.body.toString('utf8')]).toEqual([206, payload.subarray(5, 10).toString('utf8')]);
  for (const range of ['bytes=0-1,3-4', 'bytes=-5', 'lines=1-2', 'bytes=a-b']) expect((await get(path, key, { range })).status, range).toBe(200);
  expect([
    (await get(path, key, { range: `bytes=${payload.length}-` })).status, (await get(path, key, { range: 'bytes=9-5' })).status, (await get(path, key, { 'if-match': '"other"' })).status,
    (await get(path, '')).status, (await get(path, keyOf('T150', 'C1'))).status, (await get(payloadPath('..%2f..'), key)).status,
  ]).toEqual([416, 416, 412, 401, 404, 400]);
});

it('refuses to publish what is not the payload of its manifest', async () => {
  const folder = join(city.folder, 'wrong');
  await mkdir(folder);
  const { payload } = await publish({ version: '1.4.0', sequence: 14 }, { percent: 0, stations: [], isWithdrawn: false });
  const manifest = { format: 1, product: 'mot-cua', ...target, version: '1.5.0', sequence: 15, fromVersion: '1.0.0', store: { from: 0, to: 1, mayGoBack: false }, payload: { bytes: payload.length, sha256: 'a'.repeat(64), installedBytes: 1 }, notes: { vi: '', en: '' }, notBefore: 0, expires: 1 } as UpdateManifest;
  await writeFile(join(folder, 'payload'), payload);
  await writeFile(join(folder, 'manifest.json'), JSON.stringify(signManifest(manifest, [maker])));
  await expect(published.publish(folder, { percent: 0, stations: [], isWithdrawn: false })).rejects.toThrow('not the one of the manifest');
});
