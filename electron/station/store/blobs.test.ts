// The rows behind scanned pages: which state the same bytes get when they come again.

import { afterEach, beforeEach, expect, it } from 'vitest';
import { z } from 'zod';
import type { BlobHash, EpochMs } from '../../../shared/base/ids.ts';
import { storeFolder, type StoreFolder } from '../../../tests/fakes/store-folder.ts';
import { addBlob, nextWaitingBlobs } from './blobs.ts';
import { StationDatabase } from './database.ts';

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

const sha256 = 'a'.repeat(64) as BlobHash;
const scan = (at: number) => database.write((store) => addBlob(store, { sha256, bytes: 10, mime: 'image/jpeg' }, at as EpochMs));
const row = () => database.read((store) => store.get(z.object({ state: z.string(), code: z.string().nullable(), attempts: z.int() }), 'SELECT state, last_code AS code, attempts FROM blob'));

it('bytes that come again after their file was damaged are whole again', () => {
  scan(1);
  database.write((store) => store.run(`UPDATE blob SET state = 'damaged', last_code = 'page.damaged', attempts = 4`));
  scan(2);
  expect(row()).toEqual({ state: 'draft', code: null, attempts: 0 });
});

it.each(['draft', 'waiting', 'verified'])('bytes that come again while they are %s change nothing', (state) => {
  scan(1);
  database.write((store) => store.run(`UPDATE blob SET state = $state, attempts = 4, last_code = 'city.unreachable'`, { state }));
  scan(2);
  expect(row()).toEqual({ state, code: 'city.unreachable', attempts: 4 });
});

it('the next page to send is found without sorting all others', () => {
  const plans = database.read((store) => {
    const found: string[] = [];
    nextWaitingBlobs({ ...store, get: (...args) => store.get(...args), all: (schema, sql, parameters) => {
      found.push(...store.all(z.object({ detail: z.string() }), `EXPLAIN QUERY PLAN ${sql}`, parameters).map(({ detail }) => detail));
      return store.all(schema, sql, parameters);
    } }, 1);
    return found;
  });
  expect(plans[0]).toBe('SCAN blob USING INDEX blob_waiting');
  expect(plans.join()).not.toContain('TEMP B-TREE');
});
