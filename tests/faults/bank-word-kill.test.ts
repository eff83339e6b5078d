// A station's process is killed at each step between the city's word of a transfer and the city's hearing of its effect: nothing is done twice, and nothing is lost.

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { z } from 'zod';
import { machineClock } from '../../city/clock.ts';
import { orderRead } from '../../city/statement/orders.ts';
import { moneyHandlers } from '../../electron/station/commands/payment/payment-handlers.ts';
import { heardBankWords } from '../../electron/station/store/bank-words.ts';
import { serveForCopies } from '../fakes/paying-visit.ts';
import { atCounter } from '../fakes/test-station.ts';
import { startCity, type CityUnderTest } from '../integration/city/city-under-test.ts';
import { COMMUNES, MONEY_PARTS, SyncingStation } from '../integration/sync/syncing-station.ts';

const money = moneyHandlers(MONEY_PARTS);
let city: CityUnderTest;
beforeAll(async () => {
  city = await startCity(COMMUNES);
});
afterAll(() => city[Symbol.asyncDispose]());

/** What is left in the store: words that wait, the events of money in their order, and receipts that are to be printed. */
function left({ station }: SyncingStation) {
  station.reopen();
  const found = station.context.database.read((store) => ({
    waits: heardBankWords(store).length,
    log: store.all(z.object({ type: z.string() }), `SELECT type FROM event WHERE type LIKE 'payment.%' OR type LIKE 'receipts.%' ORDER BY seq`).map(({ type }) => type.replace('payment.', '')),
    papers: store.all(z.object({ label: z.string() }), `SELECT label FROM print_job WHERE what = 'fee-receipt'`).map(({ label }) => label),
  }));
  station.context.database[Symbol.dispose]();
  return found;
}

async function dies(own: SyncingStation, phase: 'hearing' | 'doing', moment: 'commit' | 'committed'): Promise<void> {
  const { commune, station, key } = own.enrolled;
  const order = JSON.stringify({ folder: own.station.folder, url: city.gateway.url, commune, station, key, phase, moment });
  const child = spawn(process.execPath, [path.join(import.meta.dirname, 'bank-word-and-die.ts'), order], { stdio: ['ignore', 'ignore', 'inherit'] });
  await once(child, 'close');
  expect(child.signalCode).toBe('SIGKILL');
}

it('a station that is killed over the city’s word of a transfer, at each step of it, confirms the payment once, with one number and one paper, and the city hears it', async () => {
  await using own = await SyncingStation.create(0, () => city.gateway.url);
  const visitId = await serveForCopies(own.station);
  const asked = await own.station.call('payment.ask', money['payment.ask'], atCounter(1), { visitId, total: 2000 });
  own.start();
  await own.quiet();
  await own.stop();
  own.station.context.database[Symbol.dispose]();
  const file = path.join(city.folder, 'statement.csv');
  await writeFile(file, `Ngày giao dịch,Số tiền,Nội dung,Số tham chiếu\n13/07/2026 10:15:00,2000,IBFT ${asked.billNumber ?? ''} LE PHI,FT26194001\n`);
  await orderRead({ pool: city.pool, clock: machineClock, print: () => undefined, asJson: true }, { commune: own.commune, file, isTrial: false, columns: {} });

  await dies(own, 'hearing', 'commit');
  expect(left(own)).toEqual({ waits: 0, log: ['asked'], papers: [] });
  await dies(own, 'hearing', 'committed');
  expect(left(own)).toEqual({ waits: 1, log: ['asked'], papers: [] });
  await dies(own, 'doing', 'commit');
  expect(left(own)).toEqual({ waits: 1, log: ['asked'], papers: [] });
  await dies(own, 'doing', 'committed');
  const done = { waits: 0, log: ['asked', 'confirmed'], papers: ['AA/26P 03 0000001'] };
  expect(left(own)).toEqual(done);
  const answer = async () => (await city.pool.query<{ answer: string | null }>('SELECT answer FROM payment_seen WHERE commune = $1', [own.commune])).rows;
  expect(await answer()).toEqual([{ answer: null }]);

  own.station.reopen();
  own.start();
  await own.until('the city has heard', async () => (await answer())[0]?.answer === 'confirmed', 120_000);
  await own.quiet();
  await own.stop();
  own.station.context.database[Symbol.dispose]();
  expect(left(own)).toEqual(done);
  own.station.reopen();
});
