// Numbers that the city lends: whoever asks, however often and through whatever number of gateways, none is given twice.

import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { machineClock } from '../../../city/clock.ts';
import type { CityClock } from '../../../city/clock.ts';
import { startGateway } from '../../../city/gateway.ts';
import type { Gateway } from '../../../city/gateway.ts';
import type { BusinessDay, EpochMs } from '../../../shared/base/ids.ts';
import { startCity, STATIONS } from './city-under-test.ts';
import type { CityUnderTest } from './city-under-test.ts';
import { call, refusalOf, SendingStation } from './sending-station.ts';

const NOW = Date.parse('2026-07-15T16:59:59Z') as EpochMs;
let city: CityUnderTest;
let gateways: readonly Gateway[];

beforeAll(async () => {
  city = await startCity();
  const clock: CityClock = { ...machineClock, now: () => NOW };
  const start = (): Promise<Gateway> => startGateway({ database: { kind: 'url', url: city.postgres.url }, blobs: city.blobs, stations: STATIONS, clock });
  gateways = [await start(), await start()];
});
afterAll(async () => {
  for (const gateway of gateways) await gateway[Symbol.asyncDispose]();
  await city[Symbol.asyncDispose]();
});

const station = (name: string, gateway = 0, commune = 'T149'): SendingStation => new SendingStation(gateways[gateway]?.url ?? '', commune, name);
const want = (day: string, size: number, leaseId: string = randomUUID()) => ({ leaseId, day: day as BusinessDay, size });

describe('a block of numbers', () => {
  it('is the same for the same id, and never that of another', async () => {
    const sender = station('C1');
    const [one, two] = [want('2026-07-15', 20), want('2026-07-15', 5)];
    const first = await sender.lease(one, two);
    expect(first.leases).toEqual([{ ...lent(one, 'H26.149'), lo: 1, hi: 20 }, { ...lent(two, 'H26.149'), lo: 21, hi: 25 }]);
    expect((await sender.lease(two, one)).leases).toEqual([first.leases[1], first.leases[0]]);
    expect((await sender.lease(one, one)).leases).toEqual([first.leases[0], first.leases[0]]);
    expect((await station('C2').lease(one)).leases).toEqual([{ ...lent(one, 'H26.149'), lo: 26, hi: 45 }]);
    expect((await station('C1', 0, 'T150').lease(one)).leases).toEqual([{ ...lent(one, 'H26.150'), lo: 1, hi: 20 }]);
  });

  it('shares no number with another or with the codes of the city itself, under all stations at once and two gateways', async () => {
    const day = '2026-07-16';
    const names = ['C1', 'C2', 'C3', 'C4', 'C5', 'C6'];
    const blocks = await Promise.all(names.map(async (name, index) => {
      const [sender, asker] = [station(name, index % 2), station(name, (index + 1) % 2)];
      const given: { lo: number; hi: number }[] = [];
      for (let round = 0; round < 8; round += 1) {
        const wants = [want(day, 1 + round), want(day, 3)];
        const [answer, repeated] = await Promise.all([asker.lease(...wants), sender.lease(...wants), sender.push([sender.dossier({ receivedAt: NOW + 1000 })])]);
        expect(repeated.leases).toEqual(answer.leases);
        given.push(...answer.leases);
      }
      return given;
    }));
    const lentNumbers = blocks.flat().flatMap(({ lo, hi }) => Array.from({ length: hi - lo + 1 }, (_, index) => lo + index));
    const own = (await city.inspection.dossiers('T149')).map(({ officialCode }) => Number(officialCode.slice(-4)));
    expect(own).toHaveLength(48);
    expect([...lentNumbers, ...own].toSorted((a, b) => a - b)).toEqual(Array.from({ length: lentNumbers.length + 48 }, (_, index) => index + 1));
  });

  it('cannot be written over another even by a gateway that counts wrongly', async () => {
    await station('C1').lease(want('2026-07-17', 10));
    const forged = city.pool.query(
      `INSERT INTO code_lease (commune, station, lease_id, incarnation, agency, day, lo, hi, slots, lent_at)
       SELECT commune, 'C2', lease_id, 1, agency, day, 10, 12, int8range(upper(slots) - 1, upper(slots) + 2), 1 FROM code_lease WHERE day = '2026-07-17'`,
    );
    await expect(forged).rejects.toMatchObject({ code: '23P01', constraint: 'code_lease_once' });
  });

  it('is lent for today and fourteen days more, by the calendar of the city', async () => {
    const wants = ['2026-07-14', '2026-07-15', '2026-07-29', '2026-07-30', '2099-01-01'].map((day) => want(day, 1));
    const answer = await station('C3').lease(...wants);
    expect(answer.leases.map(({ day }) => day)).toEqual(['2026-07-15', '2026-07-29']);
    expect(answer.refused.map(({ leaseId, code }) => [wants.findIndex((each) => each.leaseId === leaseId), code])).toEqual([[0, 'day-out-of-range'], [3, 'day-out-of-range'], [4, 'day-out-of-range']]);
  });

  it('is smaller at the end of a day, and then there is none', async () => {
    await city.pool.query("INSERT INTO code_counter VALUES ('H26.149', '2026-07-20', 9990)");
    const [one, two, three] = [want('2026-07-20', 5), want('2026-07-20', 100), want('2026-07-20', 1)];
    const answer = await station('C4').lease(one, two, three);
    expect(answer.leases.map(({ lo, hi }) => [lo, hi])).toEqual([[9991, 9995], [9996, 9999]]);
    expect(answer.refused).toEqual([{ leaseId: three.leaseId, code: 'day-used-up' }]);
  });

  it('of an older incarnation is void as soon as a newer one is heard, which may be by this very question', async () => {
    const sender = station('C5');
    const old = want('2026-07-21', 5);
    await sender.lease(old);
    const reborn = sender.clone();
    reborn.incarnation = 3;
    const answer = await reborn.lease(old, want('2026-07-21', 5));
    expect([answer.refused, answer.leases.map(({ lo, incarnation }) => [lo, incarnation])]).toEqual([[{ leaseId: old.leaseId, code: 'voided' }], [[6, 3]]]);
    expect(refusalOf(await sender.askLeases([want('2026-07-21', 5)]))).toMatchObject({ status: 409, code: 'wire.superseded', incarnation: 3 });
    const { rows } = await city.pool.query("SELECT incarnation, voided_at IS NOT NULL AS void FROM code_lease WHERE station = 'C5' AND day = '2026-07-21' ORDER BY 1");
    expect(rows).toEqual([{ incarnation: 1, void: true }, { incarnation: 3, void: false }]);
    expect((await reborn.pull(0)).items.at(-1)?.change).toEqual({ type: 'numbers.voided', station: 'C5', incarnation: 3 });
  });

  it.each<[string, object]>([
    ['none wanted', { wants: [] }], ['too many wanted', { wants: Array.from({ length: 33 }, () => want('2026-07-15', 1)) }], ['a block that is too large', { wants: [want('2026-07-15', 101)] }],
    ['no block', { wants: [want('2026-07-15', 0)] }], ['a day of no calendar', { wants: [want('today', 1)] }], ['no incarnation', { incarnation: 0 }], ['a member too many', { admin: true }],
  ])('is not lent for a wrong question: %s', async (_, changed) => {
    expect(refusalOf(await station('C6').askLeases([want('2026-07-15', 1)], { ...changed }))).toMatchObject({ status: 400, code: 'wire.invalid' });
  });

  it('is not lent to another station than that of the key', async () => {
    expect(refusalOf(await station('C6').askLeases([want('2026-07-15', 1)], { station: 'C5' }))).toMatchObject({ status: 403, code: 'wire.forbidden' });
    expect(refusalOf(await call(gateways[0]?.url ?? '', '/v1/leases', { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{}' }))).toMatchObject({ status: 401 });
  });
});

function lent({ leaseId, day }: ReturnType<typeof want>, agency: string) {
  return { leaseId, day, agency, incarnation: 1 };
}
