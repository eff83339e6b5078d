// Two lives of one store that both had a payment: what the second of them writes of the same money is kept, changes nothing, and is told to the city's people.

import { afterAll, beforeAll, expect, it } from 'vitest';
import { startCity } from './city-under-test.ts';
import type { CityUnderTest } from './city-under-test.ts';
import { SendingStation } from './sending-station.ts';
import { transfer } from './transfers.ts';

let city: CityUnderTest;
beforeAll(async () => {
  city = await startCity();
});
afterAll(() => city[Symbol.asyncDispose]());

it('a payment that is confirmed or given back a second time stands as it stood, and is an incident with its receipt’s number; the same operation again is none', async () => {
  const sender = new SendingStation(city.gateway.url, 'T149', 'C1');
  const [once, twice] = [transfer(sender), transfer(sender)];
  await sender.push([once.asked(), twice.asked(), once.confirmed(), twice.confirmed(), once.reversed()]);
  expect(await city.inspection.incidents('T149')).toEqual([]);
  const times = async () => (await city.pool.query<{ confirmed_at: string; reversed_at: string | null }>('SELECT confirmed_at, reversed_at FROM payment WHERE payment_id = $1', [twice.paymentId])).rows;
  const before = await times();
  const again = [twice.confirmed(), twice.reversed(), twice.reversed()];
  expect(JSON.stringify(await sender.push(again))).toContain('applied');
  await sender.push(again);
  expect(await city.inspection.incidents('T149')).toMatchObject([{ station: 'C1', code: 'payment.twice', subject: twice.paymentId, times: 2, detail: expect.stringContaining('AA/26P 01 1') as string }]);
  expect(before[0]?.confirmed_at).toBe((await times())[0]?.confirmed_at);
  // What nobody here knows is no second time.
  await sender.push([transfer(sender).confirmed()]);
  expect(await city.inspection.incidents('T149')).toHaveLength(1);
});
