// Whose store it is: claimed once, and never written on under another name.

import { afterEach, beforeEach, expect, it } from 'vitest';
import { z } from 'zod';
import { storeFolder, type StoreFolder } from '../../../tests/fakes/store-folder.ts';
import { StationDatabase } from './database.ts';
import { claimIdentity, ForeignStore, TrainingStore, WorkingStore } from './identity.ts';

let folder: StoreFolder;
let database: StationDatabase;
beforeEach(() => {
  folder = storeFolder();
  database = StationDatabase.open(folder.path, folder.key);
});
afterEach(() => {
  database[Symbol.dispose]();
  folder[Symbol.dispose]();
});
const own = { commune: 'T149', station: 'K1', bootId: 'boot-1' };
const rows = () => database.read((store) => store.all(z.object({ name: z.string(), value: z.string() }), 'SELECT name, value FROM meta ORDER BY name'));

it('is claimed at the first start and found again at the next, with this run’s own boot id', () => {
  expect(claimIdentity(database, own)).toEqual({ ...own, incarnation: 1 });
  database[Symbol.dispose]();
  database = StationDatabase.open(folder.path, folder.key);
  expect(claimIdentity(database, { ...own, bootId: 'boot-2' })).toEqual({ ...own, bootId: 'boot-2', incarnation: 1 });
  expect(rows()).toEqual([{ name: 'commune', value: 'T149' }, { name: 'incarnation', value: '1' }, { name: 'station', value: 'K1' }]);
});

it.each([{ commune: 'T150' }, { station: 'K2' }])('is not another’s: settings that say %j are refused and nothing is changed', (changed) => {
  claimIdentity(database, own);
  const before = rows();
  expect(() => claimIdentity(database, { ...own, ...changed })).toThrow(ForeignStore);
  expect(rows()).toEqual(before);
});

it.each([['TAP', 'K1', TrainingStore], ['K1', 'TAP', WorkingStore]] as const)('of %s does not open as %s, whatever lies in its folder', (station, other, refusal) => {
  claimIdentity(database, { ...own, station });
  const before = rows();
  expect(() => claimIdentity(database, { ...own, station: other })).toThrow(refusal);
  expect(rows()).toEqual(before);
  expect(claimIdentity(database, { ...own, station }).station).toBe(station);
});

it('keeps a raised incarnation', () => {
  claimIdentity(database, own);
  database.write((store) => store.runOne(`UPDATE meta SET value = '3' WHERE name = 'incarnation'`));
  expect(claimIdentity(database, own).incarnation).toBe(3);
});

it.each(['', '0', 'x', '1.5'])('does not start with an incarnation that is none: %j', (value) => {
  claimIdentity(database, own);
  database.write((store) => store.runOne(`UPDATE meta SET value = $value WHERE name = 'incarnation'`, { value }));
  expect(() => claimIdentity(database, own)).toThrow();
});
