// The city's word of a transfer at the station: confirmed at once with a number and a receipt, once, whatever comes twice or in between; and a list where it meets something else.

import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { COPIES, MONEY, serveForCopies } from '../../../../tests/fakes/paying-visit.ts';
import { projectedRows } from '../../../../tests/fakes/projected-rows.ts';
import { atCounter, displayOf, TestStation } from '../../../../tests/fakes/test-station.ts';
import type { PaymentId } from '../../../../shared/base/ids.ts';
import type { Caller } from '../../../../shared/contract/command.ts';
import type { PayDay } from '../../../../shared/contract/payment-day.ts';
import { feedItemSchema } from '../../../../shared/wire/feed.ts';
import { heardBankWords } from '../../store/bank-words.ts';
import { dossierById } from '../../store/dossiers.ts';
import { renewProjections } from '../../store/projections/replay.ts';
import { mergeFeed } from '../../sync/merge.ts';
import { displayHandlers } from '../display/display-handlers.ts';
import { dossierHandlers } from '../dossier/dossier-handlers.ts';
import { applyBankWords } from './bank-words.ts';
import { moneyHandlers } from './payment-handlers.ts';

const ADMIN: Caller = { role: 'admin' };
const PARTS = { settings: MONEY, holidays: [] };
const money = moneyHandlers(PARTS);
let station: TestStation;
let number = 0;
beforeEach(() => {
  station = new TestStation({ procedures: [COPIES] });
  number = 0;
});
afterEach(() => station[Symbol.asyncDispose]());

async function ask(counterId = 1) {
  const visitId = await serveForCopies(station, counterId);
  return station.call('payment.ask', money['payment.ask'], atCounter(counterId), { visitId, total: 2000 });
}
/** The feed says it; nothing has come of it yet. */
function hear(paymentId: PaymentId, said: { readonly reference?: string; readonly amount?: number; readonly of?: string } = {}): void {
  number += 1;
  const { reference = 'FT26194001', amount = 2000, of = 'K1' } = said;
  const item = feedItemSchema.parse({ number, at: 5, change: { type: 'payment.seen', station: of, paymentId, reference, amount, paidAt: 7_000_000 } });
  expect(mergeFeed(station.context.database, station.clock, 'K1', [item])).toMatchObject({ kind: 'merged', items: 1 });
}
const act = (parts = PARTS): void => applyBankWords(station.context, parts);
const day = () => station.call('payday.read', money['payday.read'], ADMIN, { day: null, countedCash: null, countedTransfers: null });
const waits = () => station.context.database.read(heardBankWords).length;
const jobs = () => station.context.database.read((store) => store.all(z.object({ label: z.string() }), `SELECT label FROM print_job WHERE what = 'fee-receipt'`)).length;
const log = () => station.context.database.read((store) => store.all(z.object({ type: z.string() }), 'SELECT type FROM event ORDER BY seq')).map(({ type }) => type);
const confirmations = () => log().filter((type) => type === 'payment.confirmed').length;
const confirmByHand = (paymentId: PaymentId) => station.call('payment.confirm', money['payment.confirm'], atCounter(1), { paymentId, seen: 2000 });
const reverse = (paymentId: PaymentId) => station.call('payment.reverse', money['payment.reverse'], ADMIN, { paymentId, why: 'withdrawn', note: '', officerName: 'Lê Thị Mẫu' });

describe('the city’s word', () => {
  it('confirms what waits: with the next number of the book, its receipt, the bank’s reference, no officer’s name, and in the day as a transfer', async () => {
    const { paymentId } = await ask();
    hear(paymentId);
    act();
    const { payments, pending, drawers, transfers, total, faults, bankWords } = await day();
    expect(payments).toMatchObject([{ paymentId, state: 'confirmed', receipt: { symbol: 'AA/26P', volume: '03', number: 1 }, confirmed: { officerName: '' }, bank: { reference: 'FT26194001', paidAt: 7_000_000, isCitys: true }, print: { state: 'queued' } }]);
    expect([pending, transfers, total, faults, bankWords]).toEqual([[], 2000, 2000, [], []]);
    expect(drawers).toMatchObject([{ counterId: 1, payments: 1, transfers: 2000, expected: 0 }]);
    const fee = await station.call('fee.read', money['fee.read'], atCounter(1), {});
    expect(fee?.payments).toMatchObject([{ paymentId, state: 'confirmed' }]);
    expect(station.told.map(({ event }) => event)).toContain('payments.changed');
  });

  it('has its effect once: the same page again, another page with the same word, a restart between hearing and doing, and after it', async () => {
    const { paymentId } = await ask();
    hear(paymentId);
    station.reopen();
    expect([waits(), confirmations()]).toEqual([1, 0]);
    act();
    station.reopen();
    act();
    hear(paymentId);
    expect(waits()).toBe(0);
    act();
    expect([confirmations(), jobs()]).toEqual([1, 1]);
  });

  it('of a payment of another station is passed over', async () => {
    const { paymentId } = await ask();
    hear(paymentId, { of: 'K2' });
    act();
    expect([waits(), confirmations()]).toEqual([0, 0]);
  });

  it('beside an officer’s stands with it: one number, one receipt, and both are said', async () => {
    const { paymentId } = await ask();
    await confirmByHand(paymentId);
    hear(paymentId);
    act();
    const { payments, transfers, bankWords } = await day();
    expect(payments).toMatchObject([{ receipt: { number: 1 }, confirmed: { officerName: 'Nguyễn Thị Hồng Vân' }, bank: { reference: 'FT26194001', isCitys: false } }]);
    expect([transfers, bankWords, confirmations(), jobs()]).toEqual([2000, [], 1, 1]);
    await expect(confirmByHand(paymentId)).rejects.toMatchObject({ code: 'payment.wrong-state' });
  });

  it('goes into a supplement where the day is closed, and a day that was closed stays as it was', async () => {
    const { paymentId } = await ask();
    const closing = await day();
    await station.call('payday.close', money['payday.close'], ADMIN, { day: closing.day, total: 0, countedCash: 0, countedTransfers: 0, explanation: '', officerName: 'Trần Thị Mẫu' });
    hear(paymentId);
    act();
    const after = await day();
    expect([after.day, after.transfers, after.dateTotal]).toEqual([`${closing.day}.1`, 2000, 2000]);
  });

  it('waits with its code while no number can be given, and confirms once one can', async () => {
    const { paymentId } = await ask();
    hear(paymentId);
    act({ ...PARTS, settings: { ...MONEY, receiptBook: null } });
    expect(await day()).toMatchObject({ pending: [{ paymentId }], bankWords: [{ paymentId, code: 'payment.receipts-unset', maySettle: false, counterId: 1 }] });
    await expect(station.call('payment.settle-bank', money['payment.settle-bank'], ADMIN, { paymentId, reference: 'FT26194001', note: 'x', officerName: 'Lê Thị Mẫu' })).rejects.toMatchObject({ code: 'bank.not-open' });
    act();
    expect([(await day()).bankWords, confirmations()]).toEqual([[], 1]);
  });
});

describe('a word that meets something else', () => {
  const settle = async (paymentId: PaymentId, reference = 'FT26194001'): Promise<unknown> => await station.call('payment.settle-bank', money['payment.settle-bank'], ADMIN, { paymentId, reference, note: 'Đã chuyển trả', officerName: 'Lê Thị Mẫu' });
  const codes = async (): Promise<readonly unknown[]> => (await day()).bankWords.map(({ code, maySettle, counterId }) => [code, maySettle, counterId]);

  it.each([
    ['given up as not come', async (paymentId: PaymentId): Promise<void> => void (await reverse(paymentId)), 'bank.reversed', {}],
    ['given back', async (paymentId: PaymentId): Promise<void> => { await confirmByHand(paymentId); await reverse(paymentId); }, 'bank.given-back', {}],
    ['of another amount', (): Promise<void> => Promise.resolve(), 'bank.amount-differs', { amount: 1500 }],
    ['confirmed by another transfer', (paymentId: PaymentId): Promise<void> => { hear(paymentId, { reference: 'FT26194000' }); act(); return Promise.resolve(); }, 'bank.paid-twice', {}],
  ] as const)('a payment %s: nothing is applied in silence, it is on the list until somebody says what was done', async (_what, before, code, said) => {
    const { paymentId } = await ask();
    await before(paymentId);
    const state = JSON.stringify((await day()).payments);
    hear(paymentId, said);
    act();
    act();
    expect([await codes(), JSON.stringify((await day()).payments)]).toEqual([[[code, true, 1]], state]);
    await settle(paymentId);
    expect([await codes(), log().filter((type) => type === 'payment.bank-said').length]).toEqual([[], 1]);
    await expect(settle(paymentId)).rejects.toMatchObject({ code: 'bank.not-open' });
    hear(paymentId, said);
    act();
    expect([waits(), await codes()]).toEqual([0, []]);
  });

  it('a payment that nobody here knows waits in sight, and may be settled where it never comes back', async () => {
    const stranger = '018f0000-0000-7000-8000-00a1b2c3d4e5' as PaymentId;
    hear(stranger);
    act();
    expect(await codes()).toEqual([['bank.unknown', true, null]]);
    await settle(stranger);
    expect([await codes(), waits()]).toEqual([[], 0]);
    expect(log().filter((type) => type.startsWith('payment.bank'))).toEqual(['payment.bank-said', 'payment.bank-settled']);
  });

  it('is not settled without a name, nor by a counter’s own list', async () => {
    const { paymentId } = await ask();
    await reverse(paymentId);
    hear(paymentId);
    act();
    await expect(station.call('payment.settle-bank', money['payment.settle-bank'], ADMIN, { paymentId, reference: 'FT26194001', note: 'x' })).rejects.toMatchObject({ code: 'payment.name-needed' });
    const own = async (counterId: number): Promise<PayDay> => await station.call('drawer.read', money['drawer.read'], atCounter(counterId), {});
    expect([(await own(1)).bankWords.length, (await own(2)).bankWords.length]).toEqual([1, 0]);
  });
});

it('the citizen’s screen says that the money has come where its code stood, for a moment', async () => {
  const { paymentId } = await ask();
  const shown = async () => (await station.call('display.read', displayHandlers['display.read'], displayOf(1), {})).view;
  expect((await shown()).kind).toBe('pay');
  hear(paymentId);
  act();
  expect(await shown()).toEqual({ kind: 'paid', number: 'A001', amount: 2000 });
  expect((await station.call('display.read', displayHandlers['display.read'], displayOf(2), {})).view.kind).toBe('open');
  station.clock.advance(21_000);
  expect((await shown()).kind).toBe('confirm');
});

it('what a dossier owes is paid by it as well, and the counter whose screen has the code says so', async () => {
  const visitId = await serveForCopies(station);
  const orders = (await station.call('fee.read', money['fee.read'], atCounter(1), {}))?.orders ?? [];
  await station.call('fee.save', money['fee.save'], atCounter(1), { visitId, orders, manner: 'later', reason: '' });
  const { dossierId } = await station.call('dossier.open', dossierHandlers({ isScanning: () => false } as never, [])['dossier.open'], atCounter(1), { visitId });
  const code = station.context.database.read((store) => dossierById(store, dossierId))?.provisionalCode;
  await station.finish(1);
  station.clock.advance(1000);
  const { paymentId } = await station.call('payment.take-owed', money['payment.take-owed'], atCounter(2), { dossierId, total: 2000, how: { method: 'transfer' } });
  hear(paymentId);
  act();
  const shown = async (counter: number) => (await station.call('display.read', displayHandlers['display.read'], displayOf(counter), {})).view;
  expect([await shown(2), (await shown(1)).kind === 'paid', (await day()).owed]).toEqual([{ kind: 'paid', number: code, amount: 2000 }, false, { count: 0, amount: 0, dossiers: [] }]);
});

it('the citizen’s screen of a counter says nothing of somebody who has gone', async () => {
  const { paymentId } = await ask();
  station.clock.advance(1000);
  await station.finish(1);
  hear(paymentId);
  act();
  expect((await station.call('display.read', displayHandlers['display.read'], displayOf(1), {})).view.kind).not.toBe('paid');
});

it('all of it is made anew out of the log as it is', async () => {
  const [first, second] = [await ask(1), await ask(2)];
  hear(first.paymentId);
  act();
  await reverse(second.paymentId);
  hear(second.paymentId, { reference: 'FT26194002' });
  act();
  await station.call('payment.settle-bank', money['payment.settle-bank'], ADMIN, { paymentId: second.paymentId, reference: 'FT26194002', note: 'Đã trả', officerName: 'Lê Thị Mẫu' });
  const before = projectedRows(station.context.database);
  expect(before['bank_word']).toHaveLength(2);
  station.context.database.write((store) => store.run(`INSERT INTO meta (name, value) VALUES ('projection-version', 'older') ON CONFLICT (name) DO UPDATE SET value = 'older'`));
  renewProjections(station.context.database);
  expect(projectedRows(station.context.database)).toEqual(before);
});
