// A disk that fails gives nothing out any more; but what is on it, pages too, still gets to the city, one after the other.

import path from 'node:path';
import BetterSqlite3 from 'better-sqlite3';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { z } from 'zod';
import { QueueBench } from '../../../tests/fakes/queue-bench.ts';
import type { BlobAnswer } from '../../../shared/wire/messages.ts';
import { BlobFiles } from '../store/blob-files.ts';
import { addBlob } from '../store/blobs.ts';
import { StationDatabase } from '../store/database.ts';
import type { CityClient } from './city-client.ts';
import { sendBlob } from './uploads.ts';

let bench: QueueBench;
beforeEach(() => {
  bench = new QueueBench();
});
afterEach(() => bench[Symbol.dispose]());

function failDisk(): void {
  bench.database[Symbol.dispose]();
  let faults = 2;
  bench.database = StationDatabase.open(bench.folder, bench.key, {
    atMoment: (moment) => {
      if (moment === 'commit' && (faults -= 1) >= 0) throw new BetterSqlite3.SqliteError('disk I/O error', 'SQLITE_IOERR_FSYNC');
    },
  });
  expect(() => bench.issue()).toThrow('store.disk-failing');
}

it('a page that the city has taken waits no more, and one that it did not take stands behind the others', async () => {
  const blobs = new BlobFiles(path.join(bench.folder, 'blobs'), bench.key);
  const bytes = Buffer.from('a page of an invented person');
  const sha256 = await blobs.store(bytes);
  bench.database.write((store) => {
    addBlob(store, { sha256, bytes: bytes.length, mime: 'image/jpeg' }, bench.clock.now());
    store.runOne(`UPDATE blob SET state = 'waiting'`);
  });
  failDisk();
  const row = () => bench.database.read((store) => store.get(z.object({ state: z.string(), attempts: z.int() }), 'SELECT state, attempts FROM blob'));
  let isReachable = false;
  const answer = (state: BlobAnswer['state']) => Promise.resolve(isReachable ? { kind: 'ok', value: { requestId: 'none', sha256, state, bytes: bytes.length } } : { kind: 'failed', failure: { kind: 'offline', code: 'city.unreachable' } });
  const client = { blobState: () => answer('absent'), putBlob: () => answer('verified') } as unknown as CityClient;
  const send = () => sendBlob({ database: bench.database, blobs, client, clock: bench.clock, mayGoOn: () => Promise.resolve() }, { sha256, bytes: bytes.length }, new AbortController().signal);
  expect([await send(), row()]).toMatchObject([{ kind: 'failed' }, { state: 'waiting', attempts: 1 }]);
  isReachable = true;
  expect([await send(), row()]).toMatchObject([{ kind: 'done' }, { state: 'verified' }]);
});
