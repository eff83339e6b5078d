// A station that was away for long: a month of events goes in order, and whose place in the feed the city no longer keeps reads how things stand and goes on from there.

import { afterAll, beforeAll, expect, it } from 'vitest';
import type { CounterId } from '../../../shared/base/ids.ts';
import { WIRE_CONTENT_TYPE } from '../../../shared/wire/messages.ts';
import { appendEvent } from '../../../electron/station/store/event-log.ts';
import { startCity, type CityUnderTest } from '../city/city-under-test.ts';
import { call, sha256 } from '../city/sending-station.ts';
import { COMMUNES, SyncingStation } from './syncing-station.ts';

let city: CityUnderTest;
beforeAll(async () => {
  city = await startCity(COMMUNES);
});
afterAll(() => city[Symbol.asyncDispose]());
const station = (index: number): Promise<SyncingStation> => SyncingStation.create(index, () => city.gateway.url);

it('F24: thirty days without the city and ten thousand events: all go by themselves, in order, once', async () => {
  await using own = await station(0);
  const { database, identity } = own.station.context;
  for (let day = 0; day < 30; day += 1) {
    database.write((store) => {
      for (let index = 0; index < 334; index += 1) appendEvent(store, identity, own.station.clock, { type: 'counter.resumed', aggregate: 'counter', aggregateId: '1', body: { counterId: 1 as CounterId }, actor: 'station' });
    });
    own.station.clock.advance(86_400_000);
  }
  own.start();
  await own.until('all is there', ({ waitingEvents }) => waitingEvents === 0, 60_000);
  expect([await city.inspection.eventCount(own.commune), own.bugs, own.notes]).toEqual([10_020, [], []]);
  // Batches double up to five hundred.
  expect(own.line.count('POST /v1/push')).toBeLessThan(40);
}, 90_000);

it('F23: a cursor that has become too old while the city was asked leads to a snapshot, and from its number on', async () => {
  await using own = await station(1);
  const dossier = await own.openDossier(1);
  own.start();
  await own.until('all was read', () => own.marks.pulledNumber === 2);
  let isStale = true;
  own.line.rule = ({ what, requestId, pass }) => {
    if (what === 'GET /v1/snapshot') isStale = false;
    return isStale && what === 'GET /v1/changes' ? { status: 410, type: WIRE_CONTENT_TYPE, body: JSON.stringify({ requestId, error: { code: 'wire.stale-cursor', detail: '' } }) } : pass();
  };
  await call(city.gateway.url, `/v1/blobs/${sha256('news')}`, { method: 'PUT', key: own.enrolled.key, body: 'news' });
  await own.until('a snapshot was read', () => own.notes.some(({ event }) => event === 'sync.snapshot'));
  await own.until('up to the newest', () => own.marks.pulledNumber === 3);
  expect([own.bugs, own.notes.map(({ event }) => event), own.state().kind]).toEqual([[], ['sync.snapshot'], 'idle']);
  expect((await city.inspection.dossiers(own.commune)).map(({ dossierId }) => dossierId)).toEqual([dossier.dossierId]);
});
