// The command line of the city's people: looks, stops a station, lets it go on, settles what nobody sends again, sets a month aside.

import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { EpochMs } from '../../../shared/base/ids.ts';
import { machineClock } from '../../../city/clock.ts';
import { runDesk } from '../../../city/desk/orders.ts';
import { startCity } from './city-under-test.ts';
import type { CityUnderTest } from './city-under-test.ts';
import { refusalOf, SendingStation } from './sending-station.ts';

let city: CityUnderTest;
beforeAll(async () => {
  city = await startCity();
});
afterAll(() => city[Symbol.asyncDispose]());

async function orderAt(now: number, ...words: string[]) {
  const lines: string[] = [];
  const code = await runDesk({ pool: city.pool, clock: { ...machineClock, now: () => now as EpochMs }, print: (text) => void lines.push(text) }, words);
  return { code, lines };
}

const order = (...words: string[]) => orderAt(machineClock.now(), ...words);

describe('the desk', () => {
  it('stops a station and lets it go on; nothing else of it changes', async () => {
    const sender = new SendingStation(city.gateway.url, 'T149', 'C1');
    const batch = [sender.ticket()];
    expect((await order('quarantine', 'T149/C1')).code).toBe(0);
    expect(refusalOf(await sender.send(batch))).toMatchObject({ code: 'wire.quarantined' });
    expect((await order('release', 'T149/C1')).code).toBe(0);
    expect((await sender.push(batch)).ackedSeq).toBe(1);
    expect(await order('quarantine', 'T149/C99')).toMatchObject({ code: 1 });
  });

  it('settles an operation that its station cannot send again, with what waits behind it', async () => {
    const sender = new SendingStation(city.gateway.url, 'T149', 'C2');
    const bad = sender.dossier({ dueAt: 'tomorrow' });
    await sender.push([bad, sender.on(bad.aggId, 'noted', { text: 'Nguyễn Thị Ví Dụ' })]);
    const waiting = await order('waiting');
    expect(waiting.lines.map((text) => JSON.parse(text) as unknown)).toMatchObject([{ opId: bad.opId, kind: 'rejected', field: 'dueAt' }, { kind: 'held', heldBy: bad.opId }]);
    expect(waiting.lines.join()).not.toContain('Ví Dụ');
    expect(await order('settle', 'T149', bad.opId)).toMatchObject({ code: 0 });
    expect(await order('settle', 'T149', bad.opId)).toMatchObject({ code: 1 });
    expect((await sender.pull(0)).items.map(({ change }) => (change.type === 'operation.settled' ? change.kind : change.type))).toEqual(['withdrawn', 'rejected']);
  });

  it('sets a month of the log aside whole', async () => {
    const month = new Date(machineClock.now()).toISOString().slice(0, 7);
    const before = await city.inspection.eventCount('T149');
    expect((await order('detach-month', month)).code).toBe(1);
    for (const text of (await order('waiting')).lines) await order('settle', 'T149', (JSON.parse(text) as { opId: string }).opId);
    expect((await orderAt(machineClock.now() + 460 * 86_400_000, 'detach-month', month)).code).toBe(0);
    const aside = await city.pool.query<{ count: number }>(`SELECT count(*)::int AS count FROM event_${month.replace('-', '_')} WHERE commune = 'T149'`);
    expect([await city.inspection.eventCount('T149'), aside.rows[0]?.count]).toEqual([0, before]);
    for (const wrong of ['2026', '2026-07; DROP TABLE station']) await expect(order('detach-month', wrong)).rejects.toThrow();
  });

  it('is a command that says what it can do', async () => {
    const run = (...args: string[]) => promisify(execFile)(process.execPath, [join(import.meta.dirname, '../../../city/desk.ts'), ...args]);
    const { stdout } = await run('--database-url', city.postgres.url, 'stations');
    expect(stdout.trimEnd().split('\n').map((text) => JSON.parse(text) as unknown)).toContainEqual(expect.objectContaining({ commune: 'T149', station: 'C1', state: 'active', highSeq: 1 }));
    await expect(run('--database-url', city.postgres.url, 'dance')).rejects.toMatchObject({ code: 1, stderr: expect.stringContaining('usage:') as string });
    await expect(run('stations')).rejects.toMatchObject({ code: 2 });
  });
});
