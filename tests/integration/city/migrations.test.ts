// Steps of the city's schema on a real PostgreSQL, with rows in it: each once, in order, and never on a database that is not ours.

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Pool } from 'pg';
import { machineClock } from '../../../city/clock.ts';
import { startEmbeddedPostgres } from '../../../city/database/embedded.ts';
import type { EmbeddedPostgres } from '../../../city/database/embedded.ts';
import { ForeignSchema, migrate } from '../../../city/database/migrate.ts';
import type { Migration } from '../../../city/database/migrate.ts';
import { assertFitDatabase, openPool, UnfitDatabase } from '../../../city/database/pool.ts';
import { MIGRATIONS } from '../../../city/migrations/list.ts';
import { temporaryFolder } from './city-under-test.ts';

const silent = (): void => undefined;
let folder: Awaited<ReturnType<typeof temporaryFolder>>;
let postgres: EmbeddedPostgres;
let count = 0;

beforeAll(async () => {
  folder = await temporaryFolder();
  postgres = await startEmbeddedPostgres({ folder: folder.path, clock: machineClock, log: silent });
});
afterAll(async () => {
  await postgres[Symbol.asyncDispose]();
  await folder[Symbol.asyncDispose]();
});

/** A database with nothing in it. */
async function emptyDatabase(options = ''): Promise<Pool & AsyncDisposable> {
  count += 1;
  const administrator = openPool(postgres.url, silent);
  await administrator.query(`CREATE DATABASE test_${count} ${options}`);
  await administrator.end();
  const pool = openPool(postgres.url.replace(/\/postgres$/, `/test_${count}`), silent);
  return Object.assign(pool, { [Symbol.asyncDispose]: () => pool.end() });
}

const upTo = (number: number): readonly Migration[] => MIGRATIONS.filter((migration) => migration.number <= number);
const tables = async (pool: Pool): Promise<string[]> =>
  (await pool.query<{ name: string }>("SELECT table_name AS name FROM information_schema.tables WHERE table_schema = 'public' ORDER BY 1")).rows.map(({ name }) => name);

/** Rows that a database has after each step, as a gateway of that time would have written them. */
const ROWS: ReadonlyMap<number, readonly string[]> = new Map([
  [10, [
    "INSERT INTO commune VALUES ('T149', 'H26.149')",
    "INSERT INTO station (commune, station, key_hash) VALUES ('T149', 'K1', sha256('key'))",
    "INSERT INTO station_chain VALUES ('T149', 'K1', 1, 0, sha256('base'), 1, 1, 1, sha256('x'))",
    `INSERT INTO event VALUES ('T149', 'K1', 1, 1, '0190a8b0-0000-7000-8000-000000000001', 'ticket', 't', 'ticket.issued', 1, 1, 2, sha256('x'), '{"a":1}')`,
    "INSERT INTO inbox VALUES ('T149', '0190a8b0-0000-7000-8000-000000000001', sha256('x'))",
    "INSERT INTO unsettled VALUES ('T149', '0190a8b0-0000-7000-8000-000000000001', 'K1', 1, 1, NULL, 'kept', 'operation.unknown-type', '', NULL, NULL, 2)",
    "INSERT INTO incident VALUES ('T149', 'K1', 'wire.fork', 'seq-2', 'chain', 1, 2)",
  ]],
  [20, ["INSERT INTO feed_counter VALUES ('T149', 1)", `INSERT INTO feed VALUES ('T149', 1, '{"type":"blob.verified"}', 3)`]],
  [30, [
    "INSERT INTO dossier VALUES ('T149', '0190a8b0-0000-7000-8000-000000000002', 'T149-K1-000001-X', true, 'H26.149-260715-0001', '1.001193', 'K1', '0190a8b0-0000-7000-8000-000000000001', '{}', 1, NULL, 2)",
    "INSERT INTO dossier_page VALUES ('T149', '0190a8b0-0000-7000-8000-000000000002', '0190a8b0-0000-7000-8000-000000000003', 'ab', 5, 'image/png', 'p1')",
  ]],
  [40, ["INSERT INTO blob VALUES ('T149', 'ab', 5, 4)"]],
  [50, [
    "INSERT INTO agency (agency) VALUES ('H26.149')",
    "INSERT INTO code_counter VALUES ('H26.149', '2026-07-15', 1)",
    "INSERT INTO code_lease VALUES ('T149', 'K1', '0190a8b0-0000-7000-8000-000000000004', 1, 'H26.149', '2026-07-15', 2, 21, '[100,120)', 5)",
  ]],
  [60, ["INSERT INTO blob_to_remove VALUES ('T149', 'cd', 6)"]],
  [70, ["INSERT INTO overruled VALUES ('T149', '0190a8b0-0000-7000-8000-000000000002', '0190a8b0-0000-7000-8000-000000000001', 'phone', '0', 2)"]],
  [80, [
    "INSERT INTO portal_cursor VALUES ('T149', 1)",
    "INSERT INTO portal_case VALUES ('T149', '0190a8b0-0000-7000-8000-000000000002', NULL, 2, false, false, NULL, 1000)",
    "INSERT INTO portal_step (commune, dossier_id, number, part, what, status, is_voided, at, note, state, next_at, queued_at) VALUES ('T149', '0190a8b0-0000-7000-8000-000000000002', 1, 1, 'dossier', 2, false, 1000, '', 'waiting', 0, 7)",
    "INSERT INTO portal_file VALUES ('T149', '0190a8b0-0000-7000-8000-000000000002', '0190a8b0-0000-7000-8000-000000000003', 'f', 'ab')",
    "INSERT INTO portal_procedure VALUES ('1.001193', 'Khai sinh', 'HT', 'Hộ tịch', 8)",
  ]],
  [90, ["INSERT INTO receipt_book VALUES ('T149', 'AA/26P', '03', 'K1')"]],
  [100, ["INSERT INTO portal_owner VALUES ('T149', '0190a8b0-0000-7000-8000-000000000002', 'organisation')"]],
  [110, ["INSERT INTO payment VALUES ('T149', '0190a8b0-0000-7000-8000-000000000005', 'K1', '0190a8b0-0000-7000-8000-000000000006', 'transfer', 15000, 'H26149 260715 0001', 3)", "INSERT INTO fee_visit VALUES ('T149', '0190a8b0-0000-7000-8000-000000000006', '0190a8b0-0000-7000-8000-000000000002')", "INSERT INTO portal_news VALUES ('T149', '0190a8b0-0000-7000-8000-000000000002', 4)"]],
  [120, ["INSERT INTO bank_line VALUES ('T149', 'FT26194001', 15000, 'MC0000000005', 5, 'unknown-purpose', NULL, 6, 6)", "INSERT INTO payment_seen VALUES ('T149', '0190a8b0-0000-7000-8000-000000000005', 'FT26194002', 5, 6)"]],
  [160, ["UPDATE portal_news SET day_at = 5 WHERE dossier_id = '0190a8b0-0000-7000-8000-000000000002'"]],
  [150, ["UPDATE portal_case SET heard_fees = 'ab' WHERE dossier_id = '0190a8b0-0000-7000-8000-000000000002'"]],
  [140, ["UPDATE portal_news SET is_listed = false WHERE dossier_id = '0190a8b0-0000-7000-8000-000000000002'"]],
]);

describe('a step', () => {
  it.each(MIGRATIONS.map(({ number, name }) => [number, name] as const))('keeps the rows of those before it: %i %s', async (number) => {
    await using pool = await emptyDatabase();
    const before = upTo(number - 1);
    await migrate(pool, machineClock, before);
    for (const step of before) for (const row of ROWS.get(step.number) ?? []) await pool.query(row);
    const read = async (names: readonly string[]): Promise<unknown[]> =>
      Promise.all(names.filter((name) => name !== 'schema_step').map(async (name) => (await pool.query(`SELECT * FROM ${name}`)).rows as unknown[]));
    const names = await tables(pool);
    const held = await read(names);
    expect(await migrate(pool, machineClock, upTo(number))).toEqual([number]);
    // What a step adds to a row stands beside what was there.
    expect(await read(names)).toMatchObject(held);
    for (const row of ROWS.get(number) ?? []) await pool.query(row);
    expect(ROWS.get(number)?.length).toBeGreaterThan(0);
  });

  it('lets household businesses go that waited for a word, and keeps who decides out of the openings: 140 portal-lists', async () => {
    await using pool = await emptyDatabase();
    const before = upTo(139);
    await migrate(pool, machineClock, before);
    for (const step of before) for (const row of ROWS.get(step.number) ?? []) await pool.query(row);
    await pool.query(`INSERT INTO event VALUES ('T149', 'K1', 1, 2, '0190a8b0-0000-7000-8000-000000000007', 'dossier', '0190a8b0-0000-7000-8000-000000000002', 'dossier.opened', 3, 1, 2, sha256('x'), '{"body":{"authority":"Công an xã Ví Dụ"}}')`);
    await pool.query("UPDATE dossier SET opened_op = '0190a8b0-0000-7000-8000-000000000007'");
    const ofDesk = "INSERT INTO portal_step (commune, dossier_id, number, part, what, status, is_voided, at, note, state, next_at, queued_at, attempts, failure, detail) VALUES ('T149', '0190a8b0-0000-7000-8000-000000000002', 1,";
    await pool.query(`${ofDesk} 2, 'dossier', 2, false, 1000, '', 'desk', 0, 7, 1, 'portal.message-unfit', 'LoaiDoiTuong'), ('T149', '0190a8b0-0000-7000-8000-000000000002', 1, 3, 'dossier', 2, false, 1000, '', 'desk', 0, 7, 1, 'portal.message-unfit', 'ChuHoSo')`);
    await migrate(pool, machineClock, upTo(140));
    const rows = async (sql: string): Promise<unknown[]> => (await pool.query(sql)).rows as unknown[];
    expect(await rows('SELECT authority FROM portal_case')).toEqual([{ authority: 'Công an xã Ví Dụ' }]);
    expect(await rows('SELECT part, state, failure FROM portal_step WHERE part > 1 ORDER BY part')).toEqual([{ part: 2, state: 'waiting', failure: '' }, { part: 3, state: 'desk', failure: 'portal.message-unfit' }]);
  });

  it('is applied once when several gateways start together, and not again', async () => {
    await using pool = await emptyDatabase();
    const done = await Promise.all(Array.from({ length: 5 }, () => migrate(pool, machineClock, MIGRATIONS)));
    expect(done.flat().toSorted((a, b) => a - b)).toEqual(MIGRATIONS.map(({ number }) => number));
    expect(await migrate(pool, machineClock, MIGRATIONS)).toEqual([]);
  });

  it('that fails leaves nothing of itself', async () => {
    await using pool = await emptyDatabase();
    await migrate(pool, machineClock, MIGRATIONS);
    const names = await tables(pool);
    const broken = { number: 900, name: 'broken', sql: 'CREATE TABLE half (a int); SELECT 1 / 0' };
    await expect(migrate(pool, machineClock, [...MIGRATIONS, broken])).rejects.toMatchObject({ code: '22012' });
    expect(await tables(pool)).toEqual(names);
    expect(await migrate(pool, machineClock, MIGRATIONS)).toEqual([]);
  });

  it('of a newer gateway, or with another text, is not worked upon', async () => {
    await using pool = await emptyDatabase();
    await migrate(pool, machineClock, [...MIGRATIONS, { number: 900, name: 'newer', sql: 'SELECT 1' }]);
    await expect(migrate(pool, machineClock, MIGRATIONS)).rejects.toBeInstanceOf(ForeignSchema);
    const edited = MIGRATIONS.map((migration) => (migration.number === 20 ? { ...migration, sql: `${migration.sql} ` } : migration));
    await expect(migrate(pool, machineClock, [...edited, { number: 900, name: 'newer', sql: 'SELECT 1' }])).rejects.toBeInstanceOf(ForeignSchema);
  });

  it('has a number by tens, above the one before it', () => {
    const numbers = MIGRATIONS.map(({ number }) => number);
    expect(numbers).toEqual([...new Set(numbers)].toSorted((a, b) => a - b));
    expect(numbers.every((number) => number % 10 === 0)).toBe(true);
  });
});

describe('a database', () => {
  it('that can hold Vietnamese and keeps what it confirms is fit, another is refused', async () => {
    await using fit = await emptyDatabase();
    await expect(assertFitDatabase(fit)).resolves.toBeUndefined();
    await using latin = await emptyDatabase("TEMPLATE template0 ENCODING 'LATIN1' LOCALE_PROVIDER libc LOCALE 'C'");
    await expect(assertFitDatabase(latin)).rejects.toBeInstanceOf(UnfitDatabase);
  });
});
