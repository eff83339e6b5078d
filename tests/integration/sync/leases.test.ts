// Codes out of the numbers of a real city: given at once while it cannot be reached, and the same there as on the paper.

import { afterAll, beforeAll, expect, it } from 'vitest';
import { businessDayOf } from '../../../shared/domain/time/business-day.ts';
import { systemClock } from '../../../electron/station/life/clock.ts';
import { LeaseKeeper } from '../../../electron/station/sync/leases.ts';
import { CityClient } from '../../../electron/station/sync/city-client.ts';
import { startCity, type CityUnderTest } from '../city/city-under-test.ts';
import { COMMUNES, SyncingStation } from './syncing-station.ts';

let city: CityUnderTest;
beforeAll(async () => {
  city = await startCity(COMMUNES);
});
afterAll(() => city[Symbol.asyncDispose]());

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
