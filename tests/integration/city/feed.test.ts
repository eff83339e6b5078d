// The feed and the official codes under many writers: every number once, none missing, each visible in its order.

import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { request } from 'undici';
import { machineClock } from '../../../city/clock.ts';
import type { CityClock } from '../../../city/clock.ts';
import { startGateway } from '../../../city/gateway.ts';
import { STATIONS, startCity, until } from './city-under-test.ts';
import type { CityUnderTest } from './city-under-test.ts';
import { call, refusalOf, SendingStation } from './sending-station.ts';

let city: CityUnderTest;
beforeAll(async () => {
  city = await startCity();
});
afterAll(() => city[Symbol.asyncDispose]());

const station = (name: string, commune = 'T149'): SendingStation => new SendingStation(city.gateway.url, commune, name);

describe('under six writers', () => {
  it('F14: a reader who only ever asks for what follows misses nothing, and official codes have no gap', async () => {
    const rounds = 25;
    const days = ['2026-07-20T02:00:00Z', '2026-07-21T02:00:00Z'].map((text) => Date.parse(text));
    const sent = new Map<string, string>();
    let isWriting = true;
    const writers = Promise.all(
      ['C1', 'C2', 'C3', 'C4', 'C5', 'C6'].map(async (name) => {
        const sender = station(name);
        for (let round = 0; round < rounds; round += 1) {
          const batch = Array.from({ length: 1 + (round % 4) }, (_, index) => sender.dossier({ receivedAt: days[(round + index) % 2] }));
          for (const { body } of batch) sent.set(String(body['dossierId']), String(body['provisionalCode']));
          // Every third batch is sent twice at once, as after a lost answer.
          await Promise.all(round % 3 === 0 ? [sender.push(batch), sender.push(batch)] : [sender.push(batch)]);
        }
      }),
    ).finally(() => (isWriting = false));

    const reader = station('K1');
    const seen: { readonly number: number; readonly dossierId: string; readonly officialCode: string }[] = [];
    let cursor = 0;
    const read = async (): Promise<void> => {
      const { items } = await reader.pull(cursor, 0, 50);
      for (const { number, change } of items) {
        if (change.type === 'dossier.received') seen.push({ number, dossierId: change.dossierId, officialCode: change.officialCode });
      }
      cursor = items.at(-1)?.number ?? cursor;
    };
    while (isWriting) await read();
    await writers;
    await until('the reader is at the end', async () => {
      const before = cursor;
      await read();
      return cursor === before;
    });

    expect(seen.map(({ number }) => number)).toEqual(Array.from({ length: sent.size }, (_, index) => index + 1));
    expect(new Set(seen.map(({ dossierId }) => dossierId))).toEqual(new Set(sent.keys()));
    for (const day of ['260720', '260721']) {
      const numbers = seen.flatMap(({ officialCode }) => (officialCode.startsWith(`H26.149-${day}-`) ? [Number(officialCode.slice(-4))] : []));
      expect(numbers.toSorted((a, b) => a - b)).toEqual(Array.from({ length: numbers.length }, (_, index) => index + 1));
      expect(numbers.length).toBeGreaterThan(sent.size / 3);
    }
    expect(await city.inspection.duplicates('T149')).toEqual([]);
    expect((await city.inspection.stations('T149')).every(({ broken }) => broken === 0)).toBe(true);
  });

  it('the day of a code is that of Ho Chi Minh City, and each agency counts for itself', async () => {
    const late = Date.parse('2026-07-30T16:59:59.999Z');
    const [one, other] = [station('K1'), station('C1', 'T150')];
    await one.push([one.dossier({ receivedAt: late }), one.dossier({ receivedAt: late + 1 })]);
    await other.push([other.dossier({ receivedAt: late })]);
    const codes = [...(await city.inspection.dossiers('T149')), ...(await city.inspection.dossiers('T150'))].map(({ officialCode }) => officialCode);
    expect(codes.filter((code) => /-2607(?:30|31)-/.test(code))).toEqual(['H26.149-260730-0001', 'H26.149-260731-0001', 'H26.150-260730-0001']);
  });
});

describe('a long poll', () => {
  it('answers as soon as something is committed, and only to the commune that it concerns', async () => {
    const [reader, writer, stranger] = [station('K1'), station('C1', 'T150'), station('C1', 'T150')];
    const mine = (await reader.pull(0)).last;
    const theirs = (await stranger.pull(0)).last;
    const startedAt = performance.now();
    const quiet = reader.pull(mine, 900);
    const woken = stranger.pull(theirs, 25_000);
    writer.seq = 1;
    writer.head = (await writer.status()).headHash;
    await writer.push([writer.dossier()]);
    expect((await woken).items.map(({ number }) => number)).toEqual([theirs + 1]);
    expect(performance.now() - startedAt).toBeLessThan(4000);
    expect((await quiet).items).toEqual([]);
  });

  it('still finds what is new when its listening connection is dead', async () => {
    const listener = "SELECT pid FROM pg_stat_activity WHERE application_name = 'mot-cua-city-feed'";
    const { rows } = await city.pool.query<{ pid: number }>(listener);
    expect(rows).toHaveLength(1);
    const reader = station('K1');
    const { last } = await reader.pull(0);
    const waiting = reader.pull(last, 25_000);
    await city.pool.query(`SELECT pg_terminate_backend(pid) FROM (${listener}) AS found`);
    const writer = station('C1');
    const { ackedSeq, headHash } = await writer.status();
    Object.assign(writer, { seq: ackedSeq, head: headHash });
    await writer.push([writer.dossier()]);
    expect((await waiting).items).toHaveLength(1);
    await until('somebody listens again', async () => (await city.pool.query(listener)).rows.length === 1);
  });

  it('ends when its asker goes, and with the gateway, which then says so by an answer', async () => {
    let waiting = 0;
    const clock: CityClock = {
      ...machineClock,
      // Only a long poll pauses that long here, and the upkeep much longer.
      pause: async (ms, signal) => {
        const step = ms > 3000 && ms < 60_000 ? 1 : 0;
        waiting += step;
        await machineClock.pause(ms, signal);
        waiting -= step;
      },
    };
    const gateway = await startGateway({ database: { kind: 'url', url: city.postgres.url }, blobs: city.blobs, stations: STATIONS, clock });
    const reader = new SendingStation(gateway.url, 'T149', 'K1');
    const { last } = await reader.pull(0);

    const leaving = new AbortController();
    const headers = { authorization: `Bearer ${reader.enrolled.key}`, 'x-request-id': randomUUID() };
    const left = request(`${gateway.url}/v1/changes?commune=T149&after=${last}&waitMs=25000`, { headers, signal: leaving.signal });
    const outcome = Promise.allSettled([left]);
    await until('the poll waits', () => waiting === 1);
    leaving.abort();
    expect(await outcome).toMatchObject([{ status: 'rejected' }]);
    await until('nobody waits', () => waiting === 0);

    const kept = reader.pull(last, 25_000);
    await until('the poll waits', () => waiting === 1);
    const startedAt = performance.now();
    const [answer] = await Promise.all([kept, gateway[Symbol.asyncDispose]()]);
    expect([answer.items, answer.last]).toEqual([[], last]);
    expect(performance.now() - startedAt).toBeLessThan(4000);
  });

  it('tells a station at once that it knows more than the city', async () => {
    const { last } = await station('K1').pull(0);
    const startedAt = performance.now();
    expect(await station('K1').pull(last + 7, 25_000)).toMatchObject({ items: [], last });
    expect(performance.now() - startedAt).toBeLessThan(4000);
  });

  it.each(['after=-1', 'after=1.5', 'after=x', 'after=1&limit=0', 'after=1&limit=1001', 'after=1&waitMs=25001', 'after=1&extra=1', 'after=1&after=2', 'limit=5'])('refuses %s', async (query) => {
    expect(refusalOf(await call(city.gateway.url, `/v1/changes?commune=T149&${query}`, { key: station('K1').enrolled.key }))).toMatchObject({ status: 400, code: 'wire.invalid' });
  });
});
