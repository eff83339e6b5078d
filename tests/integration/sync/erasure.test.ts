// A person is erased at the station: neither the station nor the city's database and folder of pages says the name afterwards, and both chains still hold.

import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { z } from 'zod';
import { must } from '../../../shared/base/must.ts';
import { deadLetterHandlers } from '../../../electron/station/commands/dead-letter/dead-letter-handlers.ts';
import { dossierLifeHandlers as life } from '../../../electron/station/commands/dossier/dossier-life.ts';
import { erasureHandlers } from '../../../electron/station/commands/dossier/erase-dossier.ts';
import { findBrokenSeal } from '../../../electron/station/store/seals.ts';
import { BlobStore } from '../../../city/blobs/store.ts';
import { machineClock } from '../../../city/clock.ts';
import { removeErasedPages } from '../../../city/upkeep/erased-pages.ts';
import { LAN } from '../../fakes/test-procedures.ts';
import { atCounter } from '../../fakes/test-station.ts';
import { startCity, until, type CityUnderTest } from '../city/city-under-test.ts';
import { COMMUNES, SyncingStation } from './syncing-station.ts';

const COUNTER = atCounter(1);
const ADMIN = { role: 'admin' } as const;
/** Words that stand nowhere else in the program or its other tests. */
const TRACES = ['Người Cần Quên', 'bà Quên nhắn', 'Ngõ Lãng Quên'];

let city: CityUnderTest;
beforeAll(async () => {
  city = await startCity(COMMUNES);
});
afterAll(() => city[Symbol.asyncDispose]());

const nameRow = z.object({ name: z.string() });
/** Every row of every table at the city, as text. */
async function everythingAtCity(): Promise<string> {
  const { rows } = await city.pool.query(`SELECT format('%I.%I', schemaname, tablename) AS name FROM pg_tables WHERE schemaname NOT IN ('pg_catalog', 'information_schema')`);
  const texts: string[] = [];
  for (const { name } of z.array(nameRow).parse(rows)) texts.push(JSON.stringify((await city.pool.query(`SELECT t::text FROM ${name} t`)).rows));
  return texts.join('\n');
}
function everythingHere({ station }: SyncingStation): string {
  return station.context.database.read((store) =>
    store.all(nameRow, `SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'`).map(({ name }) => JSON.stringify(store.all(z.record(z.string(), z.unknown()), `SELECT * FROM ${name}`))).join('\n'));
}
const found = (text: string): readonly string[] => TRACES.filter((trace) => text.includes(trace));
const pageFiles = async (commune: string): Promise<readonly string[]> => (await readdir(join(city.blobs, commune), { recursive: true }).catch(() => [])).filter((name) => /[0-9a-f]{64}$/.test(name));
const allSent = (own: SyncingStation) => own.until('all sent', ({ waitingEvents, waitingScans }) => waitingEvents === 0 && waitingScans === 0);

it('erasing reaches every table here and at the city, and what is sent once more is known for what it was', async () => {
  await using own = await SyncingStation.create(20, () => city.gateway.url);
  own.start();
  const { station } = own;
  const erased = await own.openDossier(1, 2);
  const kept = await own.openDossier(2, 3);
  const { dossierId } = erased;
  await station.call('dossier.correct', life['dossier.correct'], COUNTER, { dossierId, revision: 0, fields: { fullName: 'Người Cần Quên', address: 'Ngõ Lãng Quên' }, reason: 'bà Quên nhắn' });
  await station.call('dossier.note', life['dossier.note'], COUNTER, { dossierId, text: 'bà Quên nhắn lại' });
  await station.call('dossier.void', life['dossier.void'], COUNTER, { dossierId, reason: 'Người Cần Quên xin rút' });
  own.sync.wake();
  await allSent(own);
  expect([found(everythingHere(own)), found(await everythingAtCity())]).toEqual([TRACES, TRACES]);
  expect(await pageFiles(own.commune)).toHaveLength(3);

  station.context = { ...station.context, status: () => ({ sync: own.state(), devices: [] }) };
  await station.call('dossier.erase', erasureHandlers['dossier.erase'], ADMIN, { dossierId, reason: 'theo đơn' });
  own.sync.wake();
  await allSent(own);
  expect(found(everythingHere(own))).toEqual([]);
  await until('the city has forgotten', async () => found(await everythingAtCity()).length === 0);
  expect(found(JSON.stringify(city.log))).toEqual([]);
  expect(station.context.database.read((store) => findBrokenSeal(store, station.context.identity))).toBeNull();
  expect(await city.inspection.stations(own.commune)).toMatchObject([{ broken: 0, incarnation: 1 }]);

  // The cursor goes back to an old refusal: what is sent once more has no person and another content, and is taken for what it was.
  station.context.database.write((store) => store.run('UPDATE sync SET acked_seq = 0'));
  own.sync.now();
  await allSent(own);
  expect([(await station.call('dead-letter.list', deadLetterHandlers['dead-letter.list'], COUNTER, {})).letters, own.bugs]).toEqual([[], []]);
  expect(await city.inspection.stations(own.commune)).toMatchObject([{ broken: 0, incarnation: 1 }]);
  expect(await city.inspection.incidents(own.commune)).toEqual([]);
  expect(found(await everythingAtCity())).toEqual([]);

  await removeErasedPages(city.pool, new BlobStore(city.blobs, machineClock));
  expect(await pageFiles(own.commune)).toHaveLength(2);
  const there = await city.inspection.pages(own.commune);
  expect(there.filter(({ dossierId: of, verified }) => of === kept.dossierId && verified)).toHaveLength(2);
});

it('an opening that the city refused and that was withdrawn is erased there as well', async () => {
  await using own = await SyncingStation.create(21, () => city.gateway.url);
  own.start();
  const { station } = own;
  station.clock.set('1999-07-13T09:00:00+07:00');
  const { dossierId } = await own.openDossier();
  station.clock.set('2026-07-13T09:00:00+07:00');
  await allSent(own);
  const [letter] = (await station.call('dead-letter.list', deadLetterHandlers['dead-letter.list'], COUNTER, {})).letters;
  await station.call('dead-letter.withdraw', deadLetterHandlers['dead-letter.withdraw'], COUNTER, { opId: must(letter, 'it was refused').opId, reason: 'nhầm' });
  own.sync.wake();
  await allSent(own);
  const openings = async () => z.array(z.object({ raw: z.string().nullable() })).parse((await city.pool.query(`SELECT raw::text AS raw FROM event WHERE commune = $1 AND type = 'dossier.opened'`, [own.commune])).rows);
  expect((await openings())[0]?.raw).toContain(LAN.fullName);
  await station.call('dossier.erase', erasureHandlers['dossier.erase'], ADMIN, { dossierId, reason: 'theo đơn' });
  own.sync.wake();
  await allSent(own);
  expect(everythingHere(own)).not.toContain(LAN.fullName);
  expect(await openings()).toEqual([{ raw: null }]);
  expect((await station.call('dead-letter.list', deadLetterHandlers['dead-letter.list'], COUNTER, {})).letters).toEqual([]);
});
