// From a line on the bank's statement to a receipt at the counter, over a real city: once, whatever is lost, killed, repeated or late, and never in silence.

import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { machineClock } from '../../../city/clock.ts';
import { orderList, orderRead } from '../../../city/statement/orders.ts';
import { moneyHandlers } from '../../../electron/station/commands/payment/payment-handlers.ts';
import { readOperations } from '../../../electron/station/store/event-log.ts';
import { isHistoryOpen } from '../../../electron/station/store/returned-events.ts';
import type { PaymentView } from '../../../shared/contract/payment.ts';
import { serveForCopies } from '../../fakes/paying-visit.ts';
import { atCounter } from '../../fakes/test-station.ts';
import { startCity, type CityUnderTest } from '../city/city-under-test.ts';
import { COMMUNES, MONEY_PARTS, SyncingStation } from './syncing-station.ts';

const money = moneyHandlers(MONEY_PARTS);
let city: CityUnderTest;
beforeAll(async () => {
  city = await startCity(COMMUNES);
});
afterAll(() => city[Symbol.asyncDispose]());
const station = (index: number): Promise<SyncingStation> => SyncingStation.create(index, () => city.gateway.url);

async function ask(own: SyncingStation): Promise<PaymentView> {
  const visitId = await serveForCopies(own.station);
  const asked = await own.station.call('payment.ask', money['payment.ask'], atCounter(1), { visitId, total: 2000 });
  await own.station.finish(1);
  return asked;
}
const day = (own: SyncingStation) => own.station.call('payday.read', money['payday.read'], { role: 'admin' }, { day: null, countedCash: null, countedTransfers: null });
const confirmations = (own: SyncingStation): number => own.station.context.database.read((store) => readOperations(store, 0, 500)).filter(({ type }) => type === 'payment.confirmed').length;
/** The city's people read a statement with this transfer; how many payments it confirmed. */
async function bankSays(own: SyncingStation, { billNumber }: PaymentView, reference: string): Promise<void> {
  const file = path.join(city.folder, `${own.commune}-${reference}.csv`);
  await writeFile(file, `Ngày giao dịch,Số tiền,Nội dung,Số tham chiếu\n13/07/2026 10:15:00,2000,IBFT ${billNumber ?? ''} A001 LE PHI,${reference}\n`);
  await orderRead({ pool: city.pool, clock: machineClock, print: () => undefined, asJson: true }, { commune: own.commune, file, isTrial: false, columns: {} });
}
async function waiting(own: SyncingStation): Promise<readonly unknown[]> {
  const lines: string[] = [];
  await orderList({ pool: city.pool, clock: machineClock, print: (text) => void lines.push(text), asJson: true }, own.commune);
  return lines.map((text) => JSON.parse(text) as unknown);
}
const atCity = async (own: SyncingStation, { paymentId }: PaymentView) =>
  (await city.pool.query<{ is_confirmed: boolean; reference: string | null; answer: string | null }>('SELECT confirmed_at IS NOT NULL AS is_confirmed, s.reference, s.answer FROM payment LEFT JOIN payment_seen s USING (commune, payment_id) WHERE commune = $1 AND payment_id = $2', [own.commune, paymentId])).rows[0];

it('a line on the statement confirms the payment at its station, which says so to the city, without anybody at the counter', async () => {
  await using own = await station(0);
  const asked = await ask(own);
  own.start();
  await own.quiet();
  await bankSays(own, asked, 'FT26194001');
  await own.until('confirmed', async () => (await day(own)).payments.length === 1);
  expect(await day(own)).toMatchObject({ pending: [], transfers: 2000, payments: [{ state: 'confirmed', receipt: { number: 1 }, bank: { reference: 'FT26194001', isCitys: true }, print: { state: 'queued' } }] });
  own.sync.now();
  await own.quiet();
  expect([await atCity(own, asked), await waiting(own), own.bugs]).toEqual([{ is_confirmed: true, reference: 'FT26194001', answer: 'confirmed' }, [], []]);
});

it('killed between hearing and doing it is done at the next start, once; and every lost or repeated answer changes nothing', async () => {
  await using own = await station(1);
  const asked = await ask(own);
  let heard = 0;
  const act = own.onBankWords;
  own.onBankWords = () => void (heard += 1);
  own.start();
  await own.quiet();
  await bankSays(own, asked, 'FT26194001');
  await own.until('heard', () => heard > 0);
  await own.stop();
  own.station.reopen();
  expect([confirmations(own), (await day(own)).bankWords.map(({ code }) => code)]).toEqual([0, ['bank.history-open']]);
  own.onBankWords = act;
  let lost = 0;
  own.line.rule = async ({ pass }) => {
    const answer = await pass();
    lost += 1;
    return lost % 2 === 1 && lost < 12 ? 'lost' : answer;
  };
  own.start();
  await own.until('confirmed', () => confirmations(own) === 1);
  own.sync.now();
  await own.quiet();
  await own.stop();
  own.station.reopen();
  own.start();
  await own.quiet();
  expect([confirmations(own), (await day(own)).transfers, (await day(own)).bankWords, await atCity(own, asked)]).toMatchObject([1, 2000, [], { answer: 'confirmed' }]);
});

it('a payment that the counter gave up while the city confirmed it is changed by nobody, and stands on the lists of both', async () => {
  await using own = await station(2);
  const asked = await ask(own);
  own.start();
  await own.quiet();
  await own.stop();
  await own.station.call('payment.reverse', money['payment.reverse'], atCounter(1), { paymentId: asked.paymentId, why: 'not-received', note: '' });
  await bankSays(own, asked, 'FT26194001');
  own.start();
  await own.until('listed', async () => (await day(own)).bankWords[0]?.code === 'bank.reversed');
  own.sync.now();
  await own.quiet();
  expect([(await day(own)).bankWords, await atCity(own, asked), await waiting(own)]).toMatchObject([[{ code: 'bank.reversed', reference: 'FT26194001' }], { is_confirmed: false, answer: 'reversed' }, [{ why: 'station-differs', answer: 'reversed' }]]);
  expect(await day(own)).toMatchObject({ transfers: 0, payments: [], pending: [] });
});

it('where the officer had confirmed by hand both are said at the station and at the city, and the money is there once', async () => {
  await using own = await station(3);
  const asked = await ask(own);
  await own.station.call('payment.confirm', money['payment.confirm'], atCounter(1), { paymentId: asked.paymentId, seen: 2000 });
  own.start();
  await own.quiet();
  await bankSays(own, asked, 'FT26194001');
  await own.until('both are said', async () => (await day(own)).payments[0]?.bank !== null);
  own.sync.now();
  await own.quiet();
  expect([await day(own), confirmations(own), await atCity(own, asked)]).toMatchObject([{ transfers: 2000, payments: [{ bank: { isCitys: false } }], bankWords: [] }, 1, { is_confirmed: true, answer: 'confirmed-before' }]);
});

it('a store that was put back to before the money came hears the city’s word again and finds it done in its own past: no second number', async () => {
  await using own = await station(4);
  const asked = await ask(own);
  own.start();
  await own.quiet();
  await own.stop();
  const copy = mkdtempSync(path.join(os.tmpdir(), 'mot-cua-before-'));
  own.station.context.database[Symbol.dispose]();
  cpSync(own.station.folder, copy, { recursive: true });
  own.station.reopen();
  own.start();
  await bankSays(own, asked, 'FT26194001');
  await own.until('confirmed', () => confirmations(own) === 1);
  own.sync.now();
  await own.quiet();
  await own.stop();
  own.station.context.database[Symbol.dispose]();
  cpSync(copy, own.station.folder, { recursive: true, force: true });
  rmSync(copy, { recursive: true });
  own.station.reopen();
  expect(confirmations(own)).toBe(0);
  own.start();
  await own.until('its past has come back', ({ kind }) => kind === 'idle' && own.notes.some(({ event }) => event === 'sync.returned') && !own.station.context.database.read(isHistoryOpen));
  own.sync.now();
  await own.until('the word has been seen to', async () => (await day(own)).bankWords.length === 0);
  await own.quiet();
  expect([confirmations(own), await day(own)]).toMatchObject([0, { transfers: 2000, pending: [], payments: [{ receipt: { number: 1 }, bank: { reference: 'FT26194001' } }] }]);
});

it('a station that was away for longer than the feed is kept hears of it in the snapshot', async () => {
  await using own = await station(5);
  const asked = await ask(own);
  own.start();
  await own.quiet();
  await own.stop();
  await bankSays(own, asked, 'FT26194001');
  await city.pool.query('DELETE FROM feed WHERE commune = $1', [own.commune]);
  await city.pool.query('UPDATE feed_counter SET kept_from = last + 1 WHERE commune = $1', [own.commune]);
  own.start();
  await own.until('confirmed', () => confirmations(own) === 1);
  expect([own.notes.map(({ event }) => event), (await day(own)).transfers]).toEqual([['sync.snapshot'], 2000]);
});
