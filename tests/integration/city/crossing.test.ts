// Two transactions of one commune that meet over the same waiting operation: each is paused by a lock, so that the other comes in between.

import { randomUUID } from 'node:crypto';
import type { PoolClient } from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { machineClock } from '../../../city/clock.ts';
import { openPool } from '../../../city/database/pool.ts';
import { runDesk } from '../../../city/desk/orders.ts';
import { interpretKept } from '../../../city/upkeep/kept.ts';
import { keepMonths } from '../../../city/upkeep/months.ts';
import { startCity, until } from './city-under-test.ts';
import type { CityUnderTest } from './city-under-test.ts';
import { SendingStation } from './sending-station.ts';

let city: CityUnderTest;
beforeAll(async () => {
  city = await startCity();
});
afterAll(() => city[Symbol.asyncDispose]());

/** A station that goes on from where the city has it. */
async function station(name: string): Promise<SendingStation> {
  const sender = new SendingStation(city.gateway.url, 'T149', name);
  const { ackedSeq, headHash } = await sender.status();
  return Object.assign(sender, { seq: ackedSeq, head: headHash });
}
const moved = (from: number, to: number) => ({ from, to, reason: '', dueAt: null });
const status = async (id: string): Promise<number | undefined> => (await city.inspection.dossiers('T149')).find(({ dossierId }) => dossierId === id)?.status;
const waits = async (opId: string): Promise<string | undefined> => (await city.inspection.rejected('T149')).find((each) => each.opId === opId)?.kind;

/** Number of statements of gateways and desks that stand before a lock. */
async function standing(): Promise<number> {
  const { rows } = await city.pool.query<{ count: number }>("SELECT count(*)::int AS count FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND application_name = 'mot-cua-city'");
  return rows[0]?.count ?? 0;
}

/** Runs `meanwhile` while another transaction keeps what `statement` touches, and commits that then. */
async function during(statement: string, values: readonly unknown[], meanwhile: (client: PoolClient) => Promise<void>): Promise<void> {
  const client = await city.pool.connect();
  try {
    await client.query('BEGIN');
    await client.query(statement, [...values]);
    await meanwhile(client);
    await client.query('COMMIT');
  } finally {
    client.release(true);
  }
}

const LOCK_DOSSIER = "SELECT 1 FROM dossier WHERE commune = 'T149' AND dossier_id = $1 FOR UPDATE";

describe('an operation that waits', () => {
  it.each(['its own station withdraws', 'the desk settles'])('is not left behind for ever when %s what it waits for at the same moment', async (who) => {
    const one = who.startsWith('its') ? new SendingStation(city.gateway.url, 'T149', 'C1') : new SendingStation(city.gateway.url, 'T149', 'C2');
    const other = new SendingStation(city.gateway.url, 'T149', who.startsWith('its') ? 'C3' : 'C4');
    const [dossier, elsewhere] = [one.dossier(), one.dossier()];
    const bad = one.on(dossier.aggId, 'moved', { from: 2, to: 'three' });
    await one.push([dossier, elsewhere, bad]);
    // The other station's batch has seen what it must wait for, and stands before the second dossier.
    const late = [other.on(dossier.aggId, 'moved', moved(2, 3)), other.on(elsewhere.aggId, 'moved', moved(2, 3))];
    const ends: Promise<unknown>[] = [];
    await during(LOCK_DOSSIER, [elsewhere.aggId], async () => {
      ends.push(other.push(late));
      await until('the batch stands', async () => (await standing()) === 1);
      const settled = who.startsWith('its')
        ? one.push([one.operation('operation.withdrawn', { opId: bad.opId, reason: 'x' }, { aggType: 'station', aggId: 'C1', actor: 'counter-1' })])
        : runDesk({ pool: city.pool, clock: machineClock, print: () => undefined }, ['settle', 'T149', bad.opId]);
      let isOver = false;
      ends.push(settled.finally(() => (isOver = true)));
      await until('the other stands too, or is over', async () => isOver || (await standing()) === 2);
    });
    await Promise.all(ends);
    expect(await waits(late[0]?.opId ?? '')).toBeUndefined();
    expect([await status(dossier.aggId), await status(elsewhere.aggId)]).toEqual([3, 3]);
  });

  it('has no effect any more when it is given up while the city tries it once more', async () => {
    const early = new SendingStation(city.gateway.url, 'T149', 'C5');
    const opener = new SendingStation(city.gateway.url, 'T149', 'C6');
    const dossier = opener.dossier();
    const move = early.on(dossier.aggId, 'moved', moved(2, 3));
    expect((await early.push([move])).results).toMatchObject([{ kind: 'rejected', code: 'dossier.unknown' }]);
    const { last } = await early.pull(0);
    const ends: Promise<unknown>[] = [];
    await during("UPDATE unsettled SET settled = 'withdrawn', settled_at = 1 WHERE op_id = $1", [move.opId], async () => {
      ends.push(opener.push([dossier]));
      await until('the opening stands before what waited for it', async () => (await standing()) === 1);
    });
    await Promise.all(ends);
    expect(await status(dossier.aggId)).toBe(2);
    expect((await early.pull(last)).items.map(({ change }) => change.type)).toEqual(['dossier.received']);
  });
});

describe('an operation on a dossier that another station opens at the same moment', () => {
  it('has its effect at the next round of the upkeep, although neither saw the other', async () => {
    const [early, owner] = [await station('C5'), await station('C6')];
    const elsewhere = owner.dossier();
    await owner.push([elsewhere]);
    const dossier = owner.dossier();
    const move = early.on(dossier.aggId, 'moved', moved(2, 3));
    const ends: Promise<unknown>[] = [];
    await during(LOCK_DOSSIER, [elsewhere.aggId], async () => {
      ends.push(early.push([move, early.on(elsewhere.aggId, 'moved', moved(2, 3))]));
      await until('it has looked for the dossier', async () => (await standing()) === 1);
      await owner.push([dossier]);
    });
    await Promise.all(ends);
    expect(await waits(move.opId)).toBe('rejected');
    await interpretKept(city.pool, machineClock, () => undefined);
    expect([await waits(move.opId), await status(dossier.aggId)]).toEqual([undefined, 3]);
  });
});

describe('an operation whose blocker is settled without it', () => {
  it('is found by the upkeep, whoever forgot it', async () => {
    const sender = await station('C1');
    const dossier = sender.dossier();
    const bad = sender.on(dossier.aggId, 'moved', { from: 2, to: 'three' });
    const held = sender.on(dossier.aggId, 'moved', moved(2, 3));
    await sender.push([dossier, bad, held]);
    expect(await waits(held.opId)).toBe('held');
    await city.pool.query("UPDATE unsettled SET settled = 'withdrawn', settled_at = 1 WHERE op_id = $1", [bad.opId]);
    await interpretKept(city.pool, machineClock, () => undefined);
    expect([await waits(held.opId), await status(dossier.aggId)]).toEqual([undefined, 3]);
  });

  it('is kept by a gateway that is too old to read it, and has its effect from one that can', async () => {
    const sender = await station('C1');
    const dossier = sender.dossier();
    const bad = sender.on(dossier.aggId, 'moved', { from: 2, to: 'three' });
    const held = sender.on(dossier.aggId, 'moved', moved(2, 3));
    await sender.push([dossier, bad, held]);
    const version = (from: number, to: number) => city.pool.query(`UPDATE event SET raw = replace(raw::text, '"typeVersion":${from}', '"typeVersion":${to}')::json, type_version = ${to} WHERE op_id = $1`, [held.opId]);
    await version(1, 7);
    await sender.push([sender.operation('operation.withdrawn', { opId: bad.opId, reason: 'x' }, { aggType: 'station', aggId: 'C1', actor: 'counter-1' })]);
    expect(await waits(held.opId)).toBe('kept');
    await version(7, 1);
    await interpretKept(city.pool, machineClock, () => undefined);
    expect([await waits(held.opId), await status(dossier.aggId)]).toEqual([undefined, 3]);
  });
});

describe('two gateways that look after the months at once', () => {
  it('drop an old one once, and neither fails', async () => {
    await city.pool.query("CREATE TABLE inbox_2024_01 PARTITION OF inbox FOR VALUES FROM ('018cc251-f400-0000-0000-000000000000') TO ('018d61fa-7800-0000-0000-000000000000')");
    await city.pool.query("INSERT INTO inbox VALUES ('T149', '018cc251-f400-7000-8000-000000000001', '')");
    const second = openPool(city.postgres.url, () => undefined);
    try {
      const ends: Promise<unknown>[] = [];
      await during('LOCK TABLE inbox_2024_01 IN ACCESS SHARE MODE', [], async () => {
        ends.push(...[city.pool, second].map((pool) => keepMonths(pool, machineClock, () => undefined)));
        await until('both stand', async () => (await standing()) === 2);
      });
      await Promise.all(ends);
    } finally {
      await second.end();
    }
    expect((await city.pool.query("SELECT to_regclass('inbox_2024_01') AS name")).rows).toEqual([{ name: null }]);
  });
});

describe('a month of the log', () => {
  it('is not set aside while an operation in it still waits', async () => {
    const sender = new SendingStation(city.gateway.url, 'T149', 'K1');
    await sender.push([sender.dossier({ dossierId: randomUUID(), dueAt: 'tomorrow' })]);
    const lines: string[] = [];
    const later = { ...machineClock, now: () => (machineClock.now() + 460 * 86_400_000) as ReturnType<typeof machineClock.now> };
    const month = new Date(machineClock.now()).toISOString().slice(0, 7);
    expect(await runDesk({ pool: city.pool, clock: later, print: (text) => void lines.push(text) }, ['detach-month', month])).toBe(1);
    expect(lines).toEqual([expect.stringContaining('waits')]);
    expect(await city.inspection.rejected('T149')).not.toEqual([]);
  });
});
