// Whatever the line loses, repeats or delays: each fact has its effect at the city once, and the station knows how far it has come.

import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Dossier } from '../../../shared/contract/dossier.ts';
import { pullAnswerSchema } from '../../../shared/wire/feed.ts';
import { openLetters } from '../../../electron/station/store/dead-letters.ts';
import { dossierById } from '../../../electron/station/store/dossiers.ts';
import { rewindTo } from '../../../electron/station/store/sync-state.ts';
import { startCity, type CityUnderTest } from '../city/city-under-test.ts';
import { COMMUNES, SyncingStation } from './syncing-station.ts';

let city: CityUnderTest;
beforeAll(async () => {
  city = await startCity(COMMUNES);
});
afterAll(() => city[Symbol.asyncDispose]());
const station = (index: number): Promise<SyncingStation> => SyncingStation.create(index, () => city.gateway.url);

/** How the city stands to a station: everything once, in order, whole. */
async function cityHolds(own: SyncingStation): Promise<{ readonly events: number; readonly dossiers: number; readonly pages: number }> {
  const [stations, dossiers, pages] = await Promise.all([city.inspection.stations(own.commune), city.inspection.dossiers(own.commune), city.inspection.pages(own.commune)]);
  expect([await city.inspection.duplicates(own.commune), stations[0]?.broken, stations[0]?.state]).toEqual([[], 0, 'active']);
  return { events: stations[0]?.events ?? 0, dossiers: dossiers.length, pages: pages.filter(({ verified }) => verified).length };
}

it('a day goes to the city by itself: log, pages byte for byte, and the official code comes back', async () => {
  await using own = await station(0);
  await own.issue(3);
  const dossier = await own.openDossier(1, 2);
  own.start();
  await own.until('all was read', () => own.marks.pulledNumber === 3);
  await own.quiet();
  expect(await cityHolds(own)).toEqual({ events: own.marks.ackedSeq, dossiers: 1, pages: 2 });
  for (const { sha256, bytes } of await city.inspection.pages(own.commune)) expect((await city.inspection.blobBytes(own.commune, sha256))?.length).toBe(bytes);
  const [atCity] = await city.inspection.dossiers(own.commune);
  expect(atCity).toMatchObject({ provisionalCode: dossier.provisionalCode, dossierId: dossier.dossierId });
  expect(own.station.context.database.read((store) => dossierById(store, dossier.dossierId))?.officialCode).toBe(atCity?.officialCode);
  expect([own.bugs, own.notes]).toEqual([[], []]);
});

it('F10: an answer that is lost after the city has committed changes nothing: one effect, and the cursor is right', async () => {
  await using own = await station(1);
  await own.issue(2);
  await own.openDossier(1);
  let lost = 0;
  own.line.rule = async ({ what, pass }) => {
    const answer = await pass();
    if (what !== 'POST /v1/push' || lost >= 3) return answer;
    lost += 1;
    // Committed, and yet the station must not know.
    expect(own.marks.ackedSeq).toBe(0);
    return 'lost';
  };
  own.start();
  await own.quiet();
  expect([lost, own.line.count('POST /v1/push')]).toEqual([3, 4]);
  expect(await cityHolds(own)).toEqual({ events: own.marks.ackedSeq, dossiers: 1, pages: 1 });
  expect(own.state()).toMatchObject({ deadLetters: 0, offlineSince: null, code: null });
});

it('F10: a page whose answer is lost is not sent a second time, even before the feed has told of it', async () => {
  await using own = await station(2);
  await own.openDossier(7);
  let isLost = false;
  own.line.rule = async ({ what, pass }) => {
    const answer = await pass();
    if (what === 'GET /v1/changes') {
      const pulled = pullAnswerSchema.parse(JSON.parse(answer.body));
      return { ...answer, body: JSON.stringify({ ...pulled, items: pulled.items.filter(({ change }) => change.type !== 'blob.verified') }) };
    }
    if (!what.startsWith('PUT ') || isLost) return answer;
    isLost = true;
    return 'lost';
  };
  own.start();
  await own.quiet();
  expect([isLost, own.line.asked.filter((what) => what.startsWith('PUT ')).length]).toEqual([true, 1]);
  expect(await cityHolds(own)).toMatchObject({ dossiers: 1, pages: 1 });
});

it('F11: two copies of one push that race at the city have one effect', async () => {
  await using own = await station(3);
  await own.issue(5);
  await own.openDossier();
  const second = Promise.withResolvers<undefined>();
  const late = Promise.withResolvers<string>();
  own.line.rule = async ({ what, pass, passLate }) => {
    if (what !== 'POST /v1/push') return pass();
    if (own.line.count(what) === 1) {
      // Still on its way when the station has given it up and sent another.
      await second.promise;
      late.resolve((await passLate()).body);
      return 'lost';
    }
    second.resolve(undefined);
    return pass();
  };
  own.start({ timeoutMs: 250 });
  await own.quiet();
  expect(await late.promise).toMatch(/"ackedSeq":\d+/);
  expect(await cityHolds(own)).toEqual({ events: own.marks.ackedSeq, dossiers: 1, pages: 0 });
});

it('events that are committed while a push is under way go with the next one', async () => {
  await using own = await station(4);
  await own.issue(1);
  own.line.rule = async ({ what, pass }) => {
    if (what === 'POST /v1/push' && own.line.count(what) === 1) await own.issue(4);
    return pass();
  };
  own.start();
  await own.until('five events there', () => own.marks.ackedSeq === 5);
  expect([await cityHolds(own), own.line.count('POST /v1/push')]).toEqual([{ events: 5, dossiers: 0, pages: 0 }, 2]);
});

it('F11: a log longer than one batch goes in order, batch by batch', async () => {
  await using own = await station(5);
  await own.issue(210);
  const packings: (string | undefined)[] = [];
  own.line.rule = ({ what, packing, pass }) => {
    if (what === 'POST /v1/push') packings.push(packing);
    return pass();
  };
  own.start();
  await own.quiet();
  // By then the city has said what it reads.
  expect(packings.at(-1)).toBe('zstd');
  // The second may overtake the first on its way; then it is sent once more.
  expect([await cityHolds(own), await city.inspection.duplicates(own.commune), own.bugs, own.notes]).toEqual([{ events: 210, dossiers: 0, pages: 0 }, [], [], []]);
  expect(own.line.count('POST /v1/push')).toBeGreaterThanOrEqual(3);
});

it('F17: what the city refuses becomes a dead letter that people see, and everything behind it goes on', async () => {
  await using own = await station(6);
  await own.issue(1);
  // A machine whose battery is empty may wake up in any year; the city has no code for that one.
  own.station.clock.set('2101-03-01T09:00:00+07:00');
  const refused = await own.openDossier(1);
  own.station.clock.set('2026-07-13T10:00:00+07:00');
  const good = await own.openDossier(2);
  own.start();
  await own.until('all text there', ({ waitingEvents, waitingScans }) => waitingEvents === 0 && waitingScans === 0);
  expect((await city.inspection.dossiers(own.commune)).map(({ dossierId }) => dossierId)).toEqual([good.dossierId]);
  const { waiting, sync } = own.outbox();
  expect(own.station.context.database.read(openLetters)).toEqual([expect.objectContaining({ type: 'dossier.opened', label: refused.provisionalCode, code: 'dossier.impossible-day' })]);
  expect([waiting, sync.deadLetters, sync.kind, sync.code]).toEqual([[], 1, 'idle', null]);
  expect(own.station.context.database.read((store) => [refused, good].map(({ dossierId }) => dossierById(store, dossierId)?.isRefused))).toEqual([true, false]);
  // Told once more, as after a lost answer, it is still one letter.
  own.station.context.database.write((store) => rewindTo(store, 0, 1));
  own.sync.now();
  await own.until('all text there again', ({ waitingEvents }) => waitingEvents === 0);
  expect(own.station.context.database.read(openLetters)).toHaveLength(1);
});

it.each([['first', 7, 0], ['in the middle', 8, 1], ['last', 9, 2]] as const)('F17: an operation that the city must refuse stands %s among three, and only its own dossier waits for a person', async (_, index, place) => {
  await using own = await station(index);
  const opened: Dossier[] = [];
  for (const turn of [0, 1, 2]) {
    own.station.clock.set(turn === place ? '2101-03-01T09:00:00+07:00' : `2026-07-13T1${turn}:00:00+07:00`);
    opened.push(await own.openDossier());
  }
  own.start();
  await own.until('all text there', ({ waitingEvents }) => waitingEvents === 0);
  expect((await city.inspection.dossiers(own.commune)).map(({ dossierId }) => dossierId).toSorted()).toEqual(opened.filter((_dossier, turn) => turn !== place).map(({ dossierId }) => dossierId).toSorted());
  expect(own.station.context.database.read(openLetters).map(({ label }) => label)).toEqual([opened[place]?.provisionalCode]);
  expect([await city.inspection.duplicates(own.commune), own.bugs, own.state().code]).toEqual([[], [], null]);
});
