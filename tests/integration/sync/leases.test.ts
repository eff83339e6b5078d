// Codes out of the numbers of a real city: given at once while it cannot be reached, and the same there as on the paper.

import { afterAll, beforeAll, expect, it } from 'vitest';
import { businessDayOf } from '../../../shared/domain/time/business-day.ts';
import type { EpochMs } from '../../../shared/base/ids.ts';
import { joinCity } from '../../../electron/station/join-city.ts';
import { systemClock } from '../../../electron/station/life/clock.ts';
import { createLog } from '../../../electron/station/life/log.ts';
import { TrueTime } from '../../../electron/station/life/true-time.ts';
import { lastEvent } from '../../../electron/station/store/event-log.ts';
import { takeNewIncarnation } from '../../../electron/station/store/rebirth.ts';
import { readSyncMarks } from '../../../electron/station/store/sync-state.ts';
import { LeaseKeeper } from '../../../electron/station/sync/leases.ts';
import { CityClient } from '../../../electron/station/sync/city-client.ts';
import { startCity, type CityUnderTest } from '../city/city-under-test.ts';
import { COMMUNES, SyncingStation } from './syncing-station.ts';

let city: CityUnderTest;
beforeAll(async () => {
  city = await startCity(COMMUNES);
});
afterAll(() => city[Symbol.asyncDispose]());

it('F8: a station to which no number is lent because a twin was heard of takes a life above it by itself, gets numbers again, and sends all it has', async () => {
  await using own = await SyncingStation.create(21, () => city.gateway.url);
  const { database, blobs, identity } = own.station.context;
  await using twin = new CityClient({ url: city.gateway.url, key: own.enrolled.key, commune: own.commune, station: own.enrolled.station, timeoutMs: 5000 }, systemClock);
  await own.issue(3);
  expect(await twin.leases(4, [{ leaseId: systemClock.uuid(), day: businessDayOf(systemClock.now()), size: 1 }], new AbortController().signal)).toMatchObject({ kind: 'ok' });
  const lines: string[] = [];
  const rebirth = { clock: systemClock, fields: own.station.point.fields.map(({ code }) => code), day: businessDayOf(systemClock.now()) };
  await using joined = joinCity({
    city: { url: own.line.url, key: own.enrolled.key, timeoutMs: 5000, retry: { baseMs: 20, capMs: 200 }, recoveryKey: null, pin: null, privateLine: false }, database, blobs, clock: systemClock, identity,
    trueTime: new TrueTime(systemClock, { builtAt: 0 as EpochMs, serverAt: null, newestEventAt: null }),
    takeNewIncarnation: (other) => takeNewIncarnation(database, identity, other, rebirth),
    log: createLog('station', systemClock.now, (line) => void lines.push(line)), publish: () => undefined, onBankWords: () => undefined,
  });
  await expect.poll(() => joined.numbers.read().codesLeft, { timeout: 15_000 }).toBeGreaterThan(0);
  expect(identity.incarnation).toBe(5);
  await expect.poll(() => database.read((store) => readSyncMarks(store).ackedSeq === lastEvent(store).seq), { timeout: 15_000 }).toBe(true);
  const [station] = await city.inspection.stations(own.commune);
  expect([station?.broken, station?.state, await city.inspection.duplicates(own.commune)]).toEqual([0, 'active', []]);
  const { rows } = await city.pool.query<{ times: number }>(`SELECT count(DISTINCT op_id) AS times FROM event WHERE commune = $1 AND type = 'ticket.issued'`, [own.commune]);
  expect([rows[0]?.times, lines.filter((line) => line.includes('sync.bug') || line.includes('leases.bug'))]).toEqual([3, []]);
});

it('P7: what the city lent is printed without it, arrives as it was printed, and nobody else gets it', async () => {
  await using own = await SyncingStation.create(20, () => city.gateway.url);
  const { context, clock } = own.station;
  // The city lends for the days of its own clock.
  clock.set(new Date(systemClock.now()).toISOString());
  await using client = new CityClient({ url: own.line.url, key: own.enrolled.key, commune: own.commune, station: own.enrolled.station, timeoutMs: 5000 }, systemClock);
  const keeper = new LeaseKeeper({ database: context.database, client, clock, identity: context.identity, trueDay: () => ({ day: businessDayOf(clock.now()), isSuspect: false }) });
  expect(await keeper.step(new AbortController().signal)).toMatchObject({ kind: 'got', blocks: 30, refused: 0 });
  expect(await keeper.step(new AbortController().signal)).toEqual({ kind: 'idle' });

  const day = businessDayOf(clock.now()).slice(2).replaceAll('-', '');
  const opened = [await own.openDossier(), await own.openDossier(), await own.openDossier()];
  expect(opened.map(({ officialCode }) => officialCode)).toEqual(['0001', '0002', '0003'].map((number) => `${own.enrolled.agency}-${day}-${number}`));
  // One without a number of its own gets one from beyond all blocks.
  own.station.isClockSuspect = true;
  const late = await own.openDossier();
  expect(late.officialCode).toBeNull();
  own.start();
  await own.quiet();
  const there = new Map((await city.inspection.dossiers(own.commune)).map(({ dossierId, officialCode }) => [dossierId, officialCode]));
  expect(opened.map(({ dossierId }) => there.get(dossierId))).toEqual(opened.map(({ officialCode }) => officialCode));
  expect(there.get(late.dossierId)).toBe(`${own.enrolled.agency}-${day}-0151`);
  const { rows } = await city.pool.query<{ change: { takenCodes?: unknown } }>(`SELECT change FROM feed WHERE commune = $1 AND change ->> 'type' = 'dossier.received'`, [own.commune]);
  expect(rows.map(({ change }) => change.takenCodes)).toEqual([undefined, undefined, undefined, undefined]);
});
