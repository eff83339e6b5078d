// The command that reads a bank's statement is killed in its middle, on a real PostgreSQL: what it had not finished never was, what it had finished is not done again, and nobody waits for what it held.

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { z } from 'zod';
import { startCity, until } from './city-under-test.ts';
import type { CityUnderTest } from './city-under-test.ts';
import { SendingStation } from './sending-station.ts';
import { line, statementText, transfer } from './transfers.ts';

const root = join(import.meta.dirname, '../../..');
const COMMUNE = 'T149';
let city: CityUnderTest;
beforeAll(async () => {
  city = await startCity();
});
afterAll(() => city[Symbol.asyncDispose]());

const reportSchema = z.object({ confirmed: z.array(z.object({ reference: z.string() })), known: z.int(), waiting: z.int() });

/** The command with this file; `reached` decides when it is killed. Its report, or null where it never gave one. */
async function reads(file: string, reached: (() => Promise<void>) | null) {
  const child = spawn(process.execPath, ['city/bank-statement.ts', '--json', '--database-url', city.postgres.url, 'read', COMMUNE, file], { cwd: root, stdio: ['ignore', 'pipe', 'inherit'] });
  let said = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (said += text));
  const closed = once(child, 'close');
  if (reached !== null) {
    await reached();
    child.kill('SIGKILL');
  }
  await closed;
  expect(child.signalCode).toBe(reached === null ? null : 'SIGKILL');
  return said === '' ? null : reportSchema.parse(JSON.parse(said));
}

/** Somebody else at the database, with a transaction that is ended by `end`. */
async function neighbour(statement: string) {
  const client = await city.pool.connect();
  await client.query('BEGIN');
  return { held: client.query(statement), end: () => client.query('ROLLBACK').finally(() => client.release()) };
}

/** The command stands still, since somebody else holds what it needs. */
function stands(relation: string, mode: string): Promise<void> {
  const sql = `SELECT 1 FROM pg_locks AS lock JOIN pg_stat_activity AS who USING (pid) WHERE NOT lock.granted AND (lock.relation IS NULL OR lock.relation = '${relation}'::regclass) AND lock.mode = $1 AND who.query LIKE $2`;
  return until(`the command waits for ${relation}`, async () => (await city.pool.query(sql, [mode, `%${relation}%`])).rows.length > 0);
}

/** What the city has of a transfer: its lines, and how often its station is told. */
async function told(sender: SendingStation, reference: string) {
  const lines = (await city.pool.query<{ outcome: string }>('SELECT outcome FROM bank_line WHERE commune = $1 AND reference = $2', [COMMUNE, reference])).rows.map(({ outcome }) => outcome);
  const seen = (await city.pool.query('SELECT 1 FROM payment_seen WHERE commune = $1 AND reference = $2', [COMMUNE, reference])).rows.length;
  return { lines, seen, told: (await sender.pull(0)).items.filter(({ change }) => change.type === 'payment.seen' && change.reference === reference).length };
}

async function paid(station: string, reference: string) {
  const sender = new SendingStation(city.gateway.url, COMMUNE, station);
  const one = transfer(sender);
  await sender.push([one.asked()]);
  const file = join(city.folder, `${reference}.csv`);
  await writeFile(file, statementText([line(reference, 8000, one.bill)]));
  return { sender, one, file };
}

const NOTHING = { lines: [], seen: 0, told: 0 };
const ONCE = { lines: ['confirmed'], seen: 1, told: 1 };

it('killed before it has judged, nothing of the file was ever there; read again it confirms', async () => {
  const { sender, one, file } = await paid('C0', 'FT7001');
  const other = await neighbour(`SELECT 1 FROM payment WHERE payment_id = '${one.paymentId}' FOR UPDATE`);
  await other.held;
  expect(await reads(file, () => stands('payment', 'ShareLock'))).toBeNull();
  await other.end();
  expect(await told(sender, 'FT7001')).toEqual(NOTHING);
  expect([await reads(file, null), await told(sender, 'FT7001')]).toMatchObject([{ confirmed: [{ reference: 'FT7001' }], known: 0, waiting: 0 }, ONCE]);
});

it('killed with its lines written and its station not told, both are gone together; and the station’s own pushes go on', async () => {
  const { sender, one, file } = await paid('C1', 'FT7002');
  const other = await neighbour(`UPDATE feed_counter SET last = last WHERE commune = '${COMMUNE}'`);
  await other.held;
  expect(await reads(file, () => stands('feed_counter', 'ShareLock'))).toBeNull();
  await other.end();
  expect(await told(sender, 'FT7002')).toEqual(NOTHING);
  await sender.push([one.reversed()]);
  expect([await reads(file, null), await told(sender, 'FT7002')]).toMatchObject([{ confirmed: [], known: 0, waiting: 1 }, { lines: ['reversed'], seen: 0, told: 0 }]);
});

it('killed after it has done everything and before it has said so, it does nothing more when it is read again', async () => {
  const { sender, file } = await paid('C2', 'FT7003');
  const before = await neighbour(`UPDATE feed_counter SET last = last WHERE commune = '${COMMUNE}'`);
  await before.held;
  const after = { now: null as Awaited<ReturnType<typeof neighbour>> | null };
  const said = await reads(file, async () => {
    await stands('feed_counter', 'ShareLock');
    // Whoever wants the table for itself stands behind the command, and before its last look at what waits.
    after.now = await neighbour('LOCK TABLE bank_line IN ACCESS EXCLUSIVE MODE');
    await stands('bank_line', 'AccessExclusiveLock');
    await before.end();
    await after.now.held;
    await stands('bank_line', 'AccessShareLock');
  });
  await after.now?.end();
  expect(said).toBeNull();
  expect(await told(sender, 'FT7003')).toEqual(ONCE);
  expect([await reads(file, null), await told(sender, 'FT7003')]).toMatchObject([{ confirmed: [], known: 1 }, ONCE]);
});
