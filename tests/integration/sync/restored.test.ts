// A city put back from a copy: its feed may have grown past what this station read, with other things under the same numbers. Nothing of it is passed over, over restarts too.

import { afterAll, beforeAll, expect, it } from 'vitest';
import { dossierById } from '../../../electron/station/store/dossiers.ts';
import { forgetRead } from '../../../electron/station/store/sync-state.ts';
import type { Dossier } from '../../../shared/contract/dossier.ts';
import { startCity, type CityUnderTest } from '../city/city-under-test.ts';
import { COMMUNES, SyncingStation } from './syncing-station.ts';

let city: CityUnderTest;
beforeAll(async () => {
  city = await startCity(COMMUNES);
});
afterAll(() => city[Symbol.asyncDispose]());
const station = (index: number): Promise<SyncingStation> => SyncingStation.create(index, () => city.gateway.url);
const codeOf = (own: SyncingStation, { dossierId }: Dossier): string | null => own.station.context.database.read((store) => dossierById(store, dossierId))?.officialCode ?? null;

/** Puts the feed back to its first `number` lines, as a restored copy has it. */
async function restoreFeed({ commune }: SyncingStation, number: number): Promise<void> {
  await city.pool.query('DELETE FROM feed WHERE commune = $1 AND number > $2', [commune, number]);
  await city.pool.query('UPDATE feed_counter SET last = $2 WHERE commune = $1', [commune, number]);
}

/** Lines of which this station has not heard, until the feed ends at `number`. */
async function grow({ commune }: SyncingStation, number: number): Promise<void> {
  await city.pool.query(
    `WITH counter AS (SELECT last FROM feed_counter WHERE commune = $1)
     INSERT INTO feed (commune, number, change, at) SELECT $1, n, jsonb_build_object('type', 'blob.verified', 'sha256', repeat('a', 64), 'bytes', n), 5 FROM counter, generate_series(counter.last + 1, $2) AS n`,
    [commune, number],
  );
  await city.pool.query('UPDATE feed_counter SET last = $2 WHERE commune = $1', [commune, number]);
}

/** Puts the log back to its first `seq` operations. */
async function restoreLog({ commune }: SyncingStation, seq: number): Promise<void> {
  await city.pool.query('DELETE FROM event WHERE commune = $1 AND seq > $2', [commune, seq]);
  await city.pool.query('DELETE FROM inbox WHERE commune = $1 AND op_id NOT IN (SELECT op_id FROM event WHERE commune = $1)', [commune]);
  await city.pool.query('UPDATE station_chain SET high_seq = $2, head_hash = (SELECT hash FROM event WHERE commune = $1 AND seq = $2) WHERE commune = $1', [commune, seq]);
}

async function refused(own: SyncingStation): Promise<void> {
  await own.until('refused', ({ kind, code }) => kind === 'refused' && code === 'city.fork');
}

it('that the feed has gone back is remembered over a restart, however far it has grown meanwhile', async () => {
  await using own = await station(0);
  await own.openDossier(1, 2);
  own.start();
  await own.until('all was read', () => own.marks.pulledNumber === 3);
  await own.stop();
  await restoreFeed(own, 1);
  own.start();
  await refused(own);
  await own.stop();
  // Now even its old lines stand there again as they stood.
  await grow(own, 8);
  own.station.reopen();
  own.start();
  await refused(own);
  expect([own.marks.pulledNumber, own.outbox().restored.feedAt]).toEqual([3, expect.any(Number)]);
});

it('a feed that went back and grew past our number while nobody looked is found out by what stands there', async () => {
  await using own = await station(1);
  await own.openDossier(1, 2);
  own.start();
  await own.until('all was read', () => own.marks.pulledNumber === 3);
  await own.stop();
  await restoreFeed(own, 1);
  await grow(own, 8);
  own.start();
  await refused(own);
  expect(own.marks.pulledNumber).toBe(3);
});

it('when a person has decided, the restored feed is read from the beginning: what is known is recognised, what is new is heard', async () => {
  await using own = await station(6);
  await own.openDossier(1, 2);
  own.start();
  await own.until('all was read', () => own.marks.pulledNumber === 3);
  await own.stop();
  await restoreFeed(own, 1);
  own.start();
  await refused(own);
  const later = await own.openDossier();
  own.station.context.database.write(forgetRead);
  own.sync.now();
  await own.until('the new one is heard', () => codeOf(own, later) !== null);
  expect([await own.quiet(), own.marks.pulledNumber, own.outbox().restored.feedAt, own.notices(), own.bugs]).toMatchObject([{ kind: 'idle', code: null }, 2, null, [], []]);
});

it('a feed that only grew is gone on with', async () => {
  await using own = await station(2);
  await own.openDossier(1);
  own.start();
  await own.until('all was read', () => own.marks.pulledNumber === 2);
  await own.stop();
  await grow(own, 8);
  own.start();
  await own.until('read to its end', () => own.marks.pulledNumber === 8);
  expect([await own.quiet(), own.notes, own.outbox().restored]).toMatchObject([{ kind: 'idle' }, [], { feedAt: null, rewound: null }]);
});

it('another official code than the known one is in a notice, once, beside the one that is kept, and what follows in the feed is heard', async () => {
  await using own = await station(3);
  const first = await own.openDossier();
  own.start();
  await own.until('its code is known', () => codeOf(own, first) !== null);
  const known = codeOf(own, first) ?? expect.fail('it has its code');
  const said = known.replace(/\d{4}$/, '4321');
  const second = await own.openDossier();
  await own.until('its code is known', () => codeOf(own, second) !== null);
  // One that contradicts, one that repeats it, and one that gives a code of this station to another dossier.
  for (const [dossier, code] of [[first, said], [first, said], [second, known]] as const) {
    await city.pool.query(
      `WITH counter AS (UPDATE feed_counter SET last = last + 1 WHERE commune = $1 RETURNING last)
       INSERT INTO feed (commune, number, change, at) SELECT $1, last, jsonb_build_object('type', 'dossier.received', 'dossierId', $2::text, 'provisionalCode', $3::text, 'officialCode', $4::text, 'station', 'K1'), 5 FROM counter`,
      [own.commune, dossier.dossierId, dossier.provisionalCode, code],
    );
  }
  own.sync.now();
  const third = await own.openDossier();
  await own.until('what follows is heard', () => codeOf(own, third) !== null);
  expect([codeOf(own, first), own.bugs]).toEqual([known, []]);
  expect(own.notices()).toMatchObject([
    { kind: 'other-code', label: known, kept: known, lost: said },
    { kind: 'other-code', label: codeOf(own, second), kept: codeOf(own, second), lost: known },
  ]);
});

it('an official code that another dossier here has already is a conflict, not the end of listening', async () => {
  await using own = await station(4);
  const first = await own.openDossier();
  own.start();
  await own.until('its code is known', () => codeOf(own, first) !== null);
  const second = await own.openDossier();
  await own.until('its code is known', () => codeOf(own, second) !== null);
  own.station.context.database.write((store) => store.run('UPDATE city_dossier SET official_code = NULL WHERE dossier_id = $id', { id: second.dossierId }));
  const known = codeOf(own, first) ?? expect.fail('it has its code');
  await city.pool.query(
    `WITH counter AS (UPDATE feed_counter SET last = last + 1 WHERE commune = $1 RETURNING last)
     INSERT INTO feed (commune, number, change, at) SELECT $1, last, jsonb_build_object('type', 'dossier.received', 'dossierId', $2::text, 'provisionalCode', $3::text, 'officialCode', $4::text, 'station', 'K1'), 5 FROM counter`,
    [own.commune, second.dossierId, second.provisionalCode, known],
  );
  const third = await own.openDossier();
  await own.until('what follows is heard', () => codeOf(own, third) !== null);
  expect([codeOf(own, second), own.bugs, own.notices()]).toMatchObject([null, [], [{ kind: 'other-code', label: second.provisionalCode, kept: '', lost: known }]]);
});

it('that the city lost events and got them again is shown', async () => {
  await using own = await station(5);
  await own.issue(5);
  own.start();
  await own.quiet();
  await own.stop();
  await restoreLog(own, 2);
  await own.issue(1);
  own.start();
  await own.quiet();
  expect(own.outbox().restored).toEqual({ feedAt: null, rewound: { at: expect.any(Number) as number, events: 3 } });
});

it('a city that lost events gets them again from a station that has nothing to say', async () => {
  await using own = await station(7);
  await own.issue(5);
  own.start();
  await own.quiet();
  await own.stop();
  await restoreLog(own, 2);
  own.start();
  await own.until('it is sent again', () => own.outbox().restored.rewound?.events === 3);
  await own.quiet();
  expect((await city.pool.query('SELECT seq FROM event WHERE commune = $1 ORDER BY seq', [own.commune])).rows).toEqual([1, 2, 3, 4, 5].map((seq) => ({ seq })));
  // And it asks no more.
  await own.stop();
  own.start();
  await own.quiet();
  expect(own.notes.map(({ event }) => event)).toEqual(['sync.rewound']);
});
