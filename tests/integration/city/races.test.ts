// Several at once and things that die midway: connections of one station, lost races, long transactions, a gateway killed in the middle of a push, a database that closes its connections.

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Operation } from '../../../shared/wire/operation.ts';
import { machineClock } from '../../../city/clock.ts';
import { change } from '../../../city/database/rows.ts';
import { inTransaction } from '../../../city/database/transaction.ts';
import { startGateway } from '../../../city/gateway.ts';
import { startCity, STATIONS, temporaryFolder, until } from './city-under-test.ts';
import type { CityUnderTest } from './city-under-test.ts';
import { SendingStation } from './sending-station.ts';

let city: CityUnderTest;
beforeAll(async () => {
  city = await startCity();
});
afterAll(() => city[Symbol.asyncDispose]());

const found = async (name: string) => (await city.inspection.stations('T149')).find(({ station }) => station === name);

/** As a station does: the same batch until it is answered. */
async function pushUntilTaken(sender: SendingStation, operations: readonly Operation[]): Promise<void> {
  await until('the push is taken', async () => (await sender.send(operations).catch(() => ({ status: 0 }))).status === 200, 30_000);
}

describe('several connections of one station (F11)', () => {
  it('may send the same, overlapping and reordered batches through two gateways at once: each operation has its effect once', async () => {
    await using second = await startGateway({ database: { kind: 'url', url: city.postgres.url }, blobs: city.blobs, stations: STATIONS });
    const sender = new SendingStation(city.gateway.url, 'T149', 'C1');
    const other = new SendingStation(second.url, 'T149', 'C1');
    const all = Array.from({ length: 60 }, (_, index) => (index % 3 === 0 ? sender.dossier() : sender.ticket()));
    const pieces = [[0, 20], [10, 30], [0, 60], [20, 45], [40, 60], [0, 5], [3, 33]].map(([from, to]) => all.slice(from, to));
    const answers = await Promise.all([...pieces, ...pieces.toReversed()].map((piece, index) => (index % 2 === 0 ? sender : other).send(piece)));
    // What came before its time is told the place that is missing; nothing else is said.
    expect(answers.filter(({ status }) => status !== 200 && status !== 409)).toEqual([]);
    const applied = answers.flatMap(({ body, status }) => (status === 200 ? (body as { results: { kind: string; opId: string }[] }).results : [])).filter(({ kind }) => kind === 'applied');
    expect([applied.length, new Set(applied.map(({ opId }) => opId)).size]).toEqual([60, 60]);
    expect(await found('C1')).toMatchObject({ events: 60, highSeq: 60, broken: 0 });
    expect((await city.inspection.dossiers('T149')).length).toBe(20);
    expect(await city.inspection.duplicates('T149')).toEqual([]);
  });
});

describe('a transaction that loses against another (F13)', () => {
  it('F13: is done once more, whether by a deadlock or by a serialization failure', async () => {
    await city.pool.query('CREATE TABLE race (id int PRIMARY KEY, value int NOT NULL)');
    await city.pool.query('INSERT INTO race VALUES (1, 0), (2, 0)');
    let meeting = 0;
    const cross = (first: number, second: number) =>
      inTransaction(city.pool, machineClock, async (transaction) => {
        await change(transaction, 'UPDATE race SET value = value + 1 WHERE id = $1', [first]);
        meeting += 1;
        await until('both have their first row', () => meeting >= 2);
        await change(transaction, 'UPDATE race SET value = value + 1 WHERE id = $1', [second]);
      });
    await Promise.all([cross(1, 2), cross(2, 1)]);
    let attempts = 0;
    await inTransaction(city.pool, machineClock, async (transaction) => {
      attempts += 1;
      await change(transaction, 'SET TRANSACTION ISOLATION LEVEL SERIALIZABLE');
      const { rows } = await transaction.query<{ value: number }>('SELECT value FROM race WHERE id = 1');
      if (attempts === 1) await city.pool.query('UPDATE race SET value = value + 10 WHERE id = 1');
      await change(transaction, 'UPDATE race SET value = $1 WHERE id = 1', [(rows[0]?.value ?? 0) + 1]);
    });
    expect(attempts).toBe(2);
    expect((await city.pool.query('SELECT value FROM race ORDER BY id')).rows).toEqual([{ value: 13 }, { value: 2 }]);
  });

  it('F13: never happens to two pushes and a lease over the same days and dossiers, in whatever order these are named', async () => {
    const names = ['C2', 'C3', 'C4'];
    const senders = names.map((name) => new SendingStation(city.gateway.url, 'T149', name));
    const days = [15, 16, 17].map((day) => Date.parse(`2026-07-${day}T02:00:00Z`));
    const shared = senders.map((sender) => sender.dossier());
    for (const [index, sender] of senders.entries()) await sender.push(shared.slice(index, index + 1));
    const deadlocks = async () => (await city.pool.query<{ deadlocks: number }>('SELECT deadlocks::int FROM pg_stat_database WHERE datname = current_database()')).rows[0]?.deadlocks;
    await city.pool.query('SELECT pg_stat_force_next_flush()');
    const before = await deadlocks();
    await Promise.all(senders.map(async (sender, index) => {
      for (let round = 0; round < 15; round += 1) {
        const order = [...shared.slice(index), ...shared.slice(0, index)];
        const batch = [...days.slice(index), ...days.slice(0, index)].map((receivedAt) => sender.dossier({ receivedAt }));
        await sender.push([...batch, ...order.map(({ aggId }) => sender.on(aggId, 'moved', { from: 2, to: 2, reason: '', dueAt: round }))]);
      }
    }));
    await city.pool.query('SELECT pg_stat_force_next_flush()');
    expect(await deadlocks()).toBe(before);
  });
});

describe('a long transaction (F14)', () => {
  it('F14: that has numbered the feed and does not end holds up its commune only, and no reader passes over what it says', async () => {
    const [slow, quick] = [new SendingStation(city.gateway.url, 'T149', 'C5'), new SendingStation(city.gateway.url, 'T150', 'C1')];
    const { last } = await slow.pull(0);
    const client = await city.pool.connect();
    await client.query('BEGIN');
    await client.query("UPDATE feed_counter SET last = last + 1 WHERE commune = 'T149'");
    await client.query(`INSERT INTO feed (commune, number, change, at) SELECT 'T149', last, '{"type": "blob.verified", "sha256": "${'e'.repeat(64)}", "bytes": 1}', ${machineClock.now()} FROM feed_counter WHERE commune = 'T149'`);
    const waiting = slow.push([slow.dossier()]);
    // The other commune goes on, and a reader of this one sees nothing yet: not the later number before the earlier.
    await quick.push([quick.dossier()]);
    await until('the push waits for the counter', async () => (await city.pool.query("SELECT 1 FROM pg_stat_activity WHERE wait_event_type = 'Lock'")).rows.length > 0);
    expect(await slow.pull(last)).toMatchObject({ items: [], last });
    await client.query('COMMIT');
    client.release();
    await waiting;
    expect((await slow.pull(last)).items.map(({ number, change: { type } }) => [number - last, type])).toEqual([[1, 'blob.verified'], [2, 'dossier.received']]);
  });
});

describe('what dies midway (F12)', () => {
  it('F12: a gateway that is killed in the middle of a push leaves nothing of it, and another one takes it', async () => {
    await using folder = await temporaryFolder();
    const stations = join(folder.path, 'stations.json');
    await writeFile(stations, JSON.stringify(STATIONS));
    const args = ['--stations', stations, '--database-url', city.postgres.url, '--blobs', city.blobs];
    const child = spawn(process.execPath, [join(import.meta.dirname, '../../../city/main.ts'), ...args], { stdio: ['ignore', 'pipe', 'ignore'] });
    const [line] = (await once(child.stdout.setEncoding('utf8'), 'data')) as [string];
    const doomed = new SendingStation((JSON.parse(line) as { url: string }).url, 'T149', 'C6');
    const batch = [doomed.dossier(), doomed.ticket()];
    // The last lock of a push is held against it, so that it stands just before its end.
    const client = await city.pool.connect();
    await client.query("BEGIN; SELECT 1 FROM feed_counter WHERE commune = 'T149' FOR UPDATE");
    const lost = doomed.send(batch).then(({ status }) => status, () => 'no answer');
    await until('the push stands before its end', async () => (await city.pool.query("SELECT 1 FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND application_name = 'mot-cua-city'")).rows.length > 0);
    child.kill('SIGKILL');
    await once(child, 'exit');
    expect(await lost).toBe('no answer');
    // PostgreSQL learns that nobody is there any more when it wants to answer: all of it is undone.
    await client.query('ROLLBACK');
    client.release();
    const heir = Object.assign(new SendingStation(city.gateway.url, 'T149', 'C6'), { seq: doomed.seq, head: doomed.head });
    await pushUntilTaken(heir, batch);
    expect(await found('C6')).toMatchObject({ events: 2, highSeq: 2, broken: 0 });
    expect(await city.inspection.duplicates('T149')).toEqual([]);
  });

  it('a gateway whose every connection is closed by the database goes on with new ones', async () => {
    const sender = new SendingStation(city.gateway.url, 'T149', 'K1');
    const batch = [sender.dossier()];
    await sender.push(batch);
    await city.pool.query("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid <> pg_backend_pid() AND application_name = 'mot-cua-city'");
    const next = [sender.ticket()];
    await pushUntilTaken(sender, next);
    expect(await found('K1')).toMatchObject({ events: 2, broken: 0 });
  });
});
