// Books of receipts at the city: one that two stations take numbers out of is told, once for each station that came later, and no payment is lost by it.

import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startCity } from './city-under-test.ts';
import type { CityUnderTest } from './city-under-test.ts';
import { SendingStation } from './sending-station.ts';

let city: CityUnderTest;
beforeAll(async () => {
  city = await startCity();
});
afterAll(() => city[Symbol.asyncDispose]());

function paid(sender: SendingStation, number: number, volume = '03') {
  const paymentId = randomUUID();
  return sender.operation(
    'payment.confirmed',
    { paymentId, day: '2026-07-13', by: { counterId: 1, officerName: 'Trần Thị Mẫu' }, seen: 2000, handed: 2000, receipt: { symbol: 'AA/26P', volume, number } },
    { aggType: 'station', aggId: paymentId },
  );
}

it('a book that two stations of a commune share is an incident of the one that came second; other communes and other books are none', async () => {
  const [first, second] = [new SendingStation(city.gateway.url, 'T149', 'C1'), new SendingStation(city.gateway.url, 'T149', 'C2')];
  await first.push([paid(first, 1), paid(first, 2)]);
  await second.push([paid(second, 1, '04')]);
  expect(await city.inspection.incidents('T149')).toEqual([]);
  const answer = await second.push([paid(second, 1), paid(second, 2)]);
  expect(JSON.stringify(answer)).toContain('applied');
  await second.push([paid(second, 3)]);
  await first.push([paid(first, 3)]);
  expect(await city.inspection.incidents('T149')).toMatchObject([{ station: 'C2', code: 'receipts.shared-book', subject: 'AA/26P 03', times: 2 }]);
});
