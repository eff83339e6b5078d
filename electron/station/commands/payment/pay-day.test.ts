// The cash desk's day: what was taken, counted and closed; days that lie behind a closed one; numbers across crashes, restores and clocks.

import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { COPIES, MONEY, serveForCopies } from '../../../../tests/fakes/paying-visit.ts';
import { projectedRows } from '../../../../tests/fakes/projected-rows.ts';
import { TestClock } from '../../../../tests/fakes/test-clock.ts';
import { atCounter, TestStation } from '../../../../tests/fakes/test-station.ts';
import type { BusinessDay, CounterId, DeskDay } from '../../../../shared/base/ids.ts';
import type { Caller } from '../../../../shared/contract/command.ts';
import { readHighWater, HighWaterKeeper } from '../../store/high-water.ts';
import { noticeRebirth } from '../../store/rebirth.ts';
import { claimIdentity } from '../../store/identity.ts';
import { renewProjections } from '../../store/projections/replay.ts';
import { dossierHandlers } from '../dossier/dossier-handlers.ts';
import { dossierLifeHandlers } from '../dossier/dossier-life.ts';
import { moneyHandlers } from './payment-handlers.ts';

const ADMIN: Caller = { role: 'admin' };
const money = moneyHandlers({ settings: { ...MONEY, reversal: 'any-counter' }, holidays: [{ year: 2026, closed: [], working: [] }] });
const MONDAY = '2026-07-13' as BusinessDay;
const FIRST_MORE = '2026-07-13.1' as DeskDay;

let station: TestStation;
beforeEach(() => {
  station = new TestStation({ procedures: [COPIES] });
});
afterEach(() => station[Symbol.asyncDispose]());

/** Somebody comes, pays 2 000 đồng in cash and goes. */
async function pay(counterId = 1) {
  const visitId = await serveForCopies(station, counterId);
  const paid = await station.call('payment.cash', money['payment.cash'], atCounter(counterId), { visitId, total: 2000, handed: 5000 });
  await station.finish(counterId);
  return paid;
}
async function transfer(counterId = 1) {
  const visitId = await serveForCopies(station, counterId);
  const asked = await station.call('payment.ask', money['payment.ask'], atCounter(counterId), { visitId, total: 2000 });
  await station.finish(counterId);
  return asked;
}
const read = (day: DeskDay | null = null, counted: { readonly cash: number | null; readonly transfers: number | null } = { cash: null, transfers: null }) =>
  station.call('payday.read', money['payday.read'], ADMIN, { day, countedCash: counted.cash, countedTransfers: counted.transfers });
const close = (day: DeskDay, total: number, countedCash: number, countedTransfers: number, explanation = '') =>
  station.call('payday.close', money['payday.close'], ADMIN, { day, total, countedCash, countedTransfers, explanation, officerName: 'Trần Thị Mẫu' });
const confirm = (paymentId: Awaited<ReturnType<typeof pay>>['paymentId'], caller: Caller = atCounter(1)) => station.call('payment.confirm', money['payment.confirm'], caller, { paymentId, seen: 2000, ...(caller.role === 'admin' ? { officerName: 'Lê Thị Mẫu' } : {}) });
const reverse = (paymentId: Awaited<ReturnType<typeof pay>>['paymentId'], counterId: number) => station.call('payment.reverse', money['payment.reverse'], atCounter(counterId), { paymentId, why: 'withdrawn', note: '' });

describe('a day at the cash desk', () => {
  it('takes money that the administration gives back out of the drawer and the side that it went from, under a name', async () => {
    const { paymentId } = await transfer(1);
    await confirm(paymentId);
    const back = (said: { readonly officerName?: string }) => station.call('payment.reverse', money['payment.reverse'], ADMIN, { paymentId, why: 'withdrawn', note: '', as: 'cash', drawer: 2 as CounterId, ...said });
    await expect(back({})).rejects.toMatchObject({ code: 'payment.name-needed' });
    expect(await back({ officerName: 'Lê Thị Mẫu' })).toMatchObject({ reversed: { officerName: 'Lê Thị Mẫu', as: 'cash' } });
    const day = await read();
    expect(day).toMatchObject({ cash: 0, transfers: 2000, reversedCash: 2000, reversedTransfers: 0, total: 0, faults: [] });
    expect(day.drawers.map(({ counterId, transfers, reversedCash, expected }) => [counterId, transfers, reversedCash, expected])).toEqual([[1, 2000, 0, 0], [2, 0, 2000, -2000]]);
  });

  it('shows the count of an officer who took nothing, to that officer and to the administration', async () => {
    const counted = await station.call('drawer.count', money['drawer.count'], atCounter(3), { day: MONDAY, counted: 50_000, note: 'tiền lẻ đầu ngày' });
    expect(counted.drawers).toMatchObject([{ counterId: 3, payments: 0, expected: 0, counted: { amount: 50_000, note: 'tiền lẻ đầu ngày' } }]);
    expect((await read(MONDAY)).drawers).toEqual(counted.drawers);
  });

  it('is summed up by counter, with its receipts from first to last and what nobody has seen yet', async () => {
    await pay(1);
    await pay(2);
    const third = await pay(2);
    const seen = await transfer(1);
    await confirm(seen.paymentId);
    await transfer(2);
    // Taken at counter 2, given back at counter 1: it leaves the drawer that gave it back.
    await reverse(third.paymentId, 1);
    const day = await read();
    expect(day).toMatchObject({
      day: MONDAY, openDays: [MONDAY], cash: 6000, transfers: 2000, reversedCash: 2000, reversedTransfers: 0, total: 6000, faults: [], closed: null,
      drawers: [{ counterId: 1, payments: 2, cash: 2000, transfers: 2000, reversedCash: 2000, expected: 0, counted: null }, { counterId: 2, payments: 2, cash: 4000, transfers: 0, reversedCash: 0, expected: 4000 }],
      receipts: [{ first: 1, last: 4, used: 4, reversed: 1, skipped: [], missing: [] }],
      pending: [{ counterId: 2, amount: 2000, state: 'pending' }],
      byFee: [{ name: 'Phí chứng thực bản sao từ bản chính', amount: 6000 }],
    });
    // Paid, and went without a dossier: somebody has to look.
    expect(day.withoutDossier).toHaveLength(3);
  });

  it('names money whose dossier was given up, until it is given back: it was taken for nothing', async () => {
    const visitId = await serveForCopies(station);
    const paid = await station.call('payment.cash', money['payment.cash'], atCounter(1), { visitId, total: 2000, handed: 2000 });
    const { dossierId } = await station.call('dossier.open', dossierHandlers({ isScanning: () => false } as never, [])['dossier.open'], atCounter(1), { visitId });
    await station.finish(1);
    expect((await read()).withoutDossier).toEqual([]);
    await station.call('dossier.void', dossierLifeHandlers['dossier.void'], atCounter(1), { dossierId, reason: 'Tiếp nhận nhầm' });
    expect((await read()).withoutDossier).toMatchObject([{ paymentId: paid.paymentId, hasDossier: true }]);
    await reverse(paid.paymentId, 1);
    expect((await read()).withoutDossier).toEqual([]);
  });

  it('shows a counter its own drawer, and keeps what its officer counted', async () => {
    await pay(1);
    await pay(2);
    const count = (counted: number) => station.call('drawer.count', money['drawer.count'], atCounter(2), { day: MONDAY, counted, note: 'thiếu tiền lẻ' });
    expect(await count(1500)).toMatchObject({ cash: 2000, drawers: [{ counterId: 2, expected: 2000, counted: { amount: 1500, note: 'thiếu tiền lẻ' } }], payments: [{ counterId: 2 }] });
    expect(await count(2000)).toMatchObject({ drawers: [{ counted: { amount: 2000 } }] });
    expect((await read()).drawers.map(({ counted }) => counted?.amount ?? null)).toEqual([null, 2000]);
    expectRebuilt();
  });

  it('closes even, or says by how much not and why, and for good', async () => {
    await pay(1);
    expect(await read(null, { cash: 1500, transfers: 0 })).toMatchObject({ faults: [{ kind: 'cash-differs', expected: 2000, found: 1500 }] });
    await expect(close(MONDAY, 2000, 1500, 0)).rejects.toMatchObject({ code: 'payday.does-not-close', params: { count: 1 } });
    await expect(close(MONDAY, 1000, 2000, 0)).rejects.toMatchObject({ code: 'payday.changed' });
    await expect(close('2026-07-14' as BusinessDay, 0, 0, 0)).rejects.toMatchObject({ code: 'payday.not-yet' });
    expect(await close(MONDAY, 2000, 1500, 0, 'Trả nhầm tiền thối 500 đồng')).toMatchObject({ closed: { countedCash: 1500, total: 2000, officerName: 'Trần Thị Mẫu', explanation: 'Trả nhầm tiền thối 500 đồng' }, openDays: [], openDay: FIRST_MORE });
    await expect(close(MONDAY, 2000, 2000, 0)).rejects.toMatchObject({ code: 'payday.closed', params: { day: '13/07/2026' } });
    await expect(station.call('drawer.count', money['drawer.count'], atCounter(1), { day: MONDAY, counted: 0, note: '' })).rejects.toMatchObject({ code: 'payday.closed' });
    expectRebuilt();
  });

  it('is not closed by a clock that is not believed', async () => {
    await pay(1);
    station.isClockSuspect = true;
    await expect(close(MONDAY, 2000, 2000, 0)).rejects.toMatchObject({ code: 'payday.clock-doubted' });
    expect(await read()).toMatchObject({ closed: null, openDays: [MONDAY] });
    station.isClockSuspect = false;
    expect(await close(MONDAY, 2000, 2000, 0)).toMatchObject({ closed: { total: 2000 } });
  });

  it('that is closed is never added to: what comes later that day, and what is given back, is of its supplement, which is closed by itself', async () => {
    const first = await pay(1);
    const late = await transfer(1);
    await close(MONDAY, 2000, 2000, 0);
    expect(await read()).toMatchObject({ day: FIRST_MORE, openDay: FIRST_MORE, openDays: [], total: 0 });
    expect(await confirm(late.paymentId)).toMatchObject({ confirmed: { day: FIRST_MORE } });
    expect(await reverse(first.paymentId, 1)).toMatchObject({ reversed: { day: FIRST_MORE } });
    expect(await read(MONDAY)).toMatchObject({ total: 2000, faults: [], sameDate: [MONDAY, FIRST_MORE], dateTotal: 2000 });
    expect(await read()).toMatchObject({ day: FIRST_MORE, total: 0, transfers: 2000, reversedCash: 2000, openDays: [FIRST_MORE] });
  });

  it('has a supplement that must come out even as well, is counted by itself, and is followed by another', async () => {
    await pay(1);
    await close(MONDAY, 2000, 2000, 0);
    const late = await pay(1);
    expect(late).toMatchObject({ confirmed: { day: FIRST_MORE }, state: 'confirmed' });
    const count = (day: DeskDay, counted: number) => station.call('drawer.count', money['drawer.count'], atCounter(1), { day, counted, note: '' });
    expect(await count(FIRST_MORE, 2000)).toMatchObject({ day: FIRST_MORE, cash: 2000, drawers: [{ expected: 2000, counted: { amount: 2000 } }] });
    await expect(count(MONDAY, 2000)).rejects.toMatchObject({ code: 'payday.closed', params: { day: '13/07/2026' } });
    await expect(close(FIRST_MORE, 2000, 0, 0)).rejects.toMatchObject({ code: 'payday.does-not-close' });
    await expect(close('2026-07-13.2' as DeskDay, 0, 0, 0)).rejects.toMatchObject({ code: 'payday.not-yet' });
    await expect(close('2026-07-14.1' as DeskDay, 0, 0, 0)).rejects.toMatchObject({ code: 'payday.not-yet' });
    expect(await close(FIRST_MORE, 2000, 2000, 0)).toMatchObject({ closed: { total: 2000 }, openDays: [], openDay: '2026-07-13.2', sameDate: [MONDAY, FIRST_MORE], dateTotal: 4000, receipts: [{ first: 2, last: 2, missing: [] }] });
    await expect(close(FIRST_MORE, 2000, 2000, 0)).rejects.toMatchObject({ code: 'payday.closed', params: { day: '13/07/2026 +1' } });
    expect(await pay(1)).toMatchObject({ confirmed: { day: '2026-07-13.2' } });
    station.clock.advance(24 * 3_600_000);
    expect(await pay(1)).toMatchObject({ confirmed: { day: '2026-07-14' } });
    expect((await read()).openDays).toEqual(['2026-07-13.2', '2026-07-14']);
    expect((await read(MONDAY)).payments).toMatchObject([{ state: 'reconciled' }]);
    expectRebuilt();
  });

  it('that was closed without money which comes back from the city afterwards is offered again, with its difference', async () => {
    await pay(1);
    await close(MONDAY, 2000, 2000, 0);
    expect((await read()).openDays).toEqual([]);
    // As events of the earlier life are shown again.
    station.context.database.write((store) => store.run(`INSERT INTO payment (payment_id, visit_id, method, amount, lines, asked_at, officer_name, confirmed_day, book_symbol, book_volume, receipt_number)
      SELECT '0197f000-0000-7000-8000-000000000077', '0197f000-0000-7000-8000-000000000078', method, amount, lines, asked_at, officer_name, confirmed_day, book_symbol, book_volume, 2 FROM payment`));
    expect((await read()).openDays).toEqual([MONDAY]);
    expect(await read(MONDAY)).toMatchObject({ openDays: [MONDAY], total: 4000, closed: { total: 2000 }, faults: [{ kind: 'closed-differs', expected: 2000, found: 4000 }] });
    station.clock.advance(400 * 24 * 3_600_000);
    expect((await read()).openDays).toEqual([]);
  });

  it('of a Friday is followed by a Monday, for money that comes while nobody knows which day it is', async () => {
    station.clock.advance(4 * 24 * 3_600_000);
    await pay(1);
    await close('2026-07-17' as BusinessDay, 2000, 2000, 0);
    station.isClockSuspect = true;
    expect(await pay(1)).toMatchObject({ confirmed: { day: '2026-07-20' } });
  });

  it('ends at midnight by a clock that is believed, and nothing is lost where the clock jumps over it and back', async () => {
    await pay(1);
    station.clock.advance(15 * 3_600_000);
    expect(await pay(1)).toMatchObject({ confirmed: { day: '2026-07-14' } });
    station.clock.advance(-15 * 3_600_000);
    expect(await pay(1)).toMatchObject({ confirmed: { day: MONDAY }, receipt: { number: 3 } });
    expect([(await read(MONDAY)).total, (await read('2026-07-14' as BusinessDay)).total, (await read()).openDays]).toEqual([4000, 2000, [MONDAY, '2026-07-14']]);
    expect(await read(MONDAY)).toMatchObject({ receipts: [{ first: 1, last: 3, used: 2, missing: [] }], faults: [] });
  });

  it('names money that a log without a number would have, and a number without money', async () => {
    await pay(1);
    await pay(1);
    await pay(1);
    station.context.database.write((store) => store.run('DELETE FROM payment WHERE receipt_number = 2'));
    expect(await read()).toMatchObject({ receipts: [{ first: 1, last: 3, missing: [2] }], faults: [{ kind: 'receipt-missing', what: 'AA/26P 03 0000002' }] });
    station.context.database.write((store) => store.run('UPDATE payment SET receipt_number = 1 WHERE receipt_number = 3'));
    expect((await read()).faults).toContainEqual({ kind: 'receipt-twice', what: 'AA/26P 03 0000001', expected: null, found: null });
  });
});

describe('numbers of receipts', () => {
  it('are durable with the money before anything is printed, and go on behind a power cut', async () => {
    const paid = await pay(1);
    await station.afterPowerCut(({ database }) => {
      const left = projectedRows(database);
      expect(left['payment']).toEqual([expect.objectContaining({ payment_id: paid.paymentId, receipt_number: 1 })]);
      return Promise.resolve();
    });
    station.reopen();
    expect(await pay(1)).toMatchObject({ receipt: { number: 2 } });
  });

  it('are used up by nothing that was refused', async () => {
    const visitId = await serveForCopies(station);
    for (const total of [1, 3000]) await station.call('payment.cash', money['payment.cash'], atCounter(1), { visitId, total, handed: total }).catch(() => undefined);
    await station.finish(1);
    expect(await pay(1)).toMatchObject({ receipt: { number: 1 } });
  });

  it('that a store put back from a copy may have given are passed over, and the day says so', async () => {
    const copy = mkdtempSync(path.join(os.tmpdir(), 'mot-cua-copy-'));
    await pay(1);
    station.context.database.write((store) => store.run('PRAGMA optimize'));
    cpSync(station.folder, copy, { recursive: true, filter: (file) => !file.includes('station.lock') && !file.endsWith('-shm') });
    await pay(1);
    await pay(1);
    await using keeper = new HighWaterKeeper({ folder: copy, database: station.context.database, identity: station.context.identity, machine: 'a'.repeat(64), clock: station.clock, serverAt: () => null, onFailure: (error) => expect.fail(String(error)) });
    await keeper.write();
    await using put = new TestStation({ procedures: [COPIES], folder: copy, time: new TestClock('2026-07-13T10:00:00+07:00') });
    const identity = claimIdentity(put.context.database, { commune: put.point.commune, station: put.point.station, bootId: put.clock.uuid() });
    expect(noticeRebirth(put.context.database, identity, readHighWater(copy), 'a'.repeat(64), { clock: put.clock, fields: ['A'], day: MONDAY })).toMatchObject({ kind: 'reborn', reason: 'restored' });
    put.context = { ...put.context, identity };
    const visitId = await serveForCopies(put, 2);
    const paid = await put.call('payment.cash', money['payment.cash'], atCounter(2), { visitId, total: 2000, handed: 2000 });
    // Three were given before; nobody knows here of the second and the third, nor how many more.
    expect(paid.receipt?.number).toBeGreaterThan(3);
    const day = await put.call('payday.read', money['payday.read'], ADMIN, { day: null, countedCash: null, countedTransfers: null });
    expect(day).toMatchObject({ faults: [], receipts: [{ first: 1, last: paid.receipt?.number, used: 2, skipped: [{ from: 2, to: (paid.receipt?.number ?? 0) - 1, why: 'restored' }], missing: [] }] });
    // The city gives the second one back; the last of the stretch was never given.
    const last = (paid.receipt?.number ?? 0) - 1;
    put.context.database.write((store) => store.run(`INSERT INTO payment (payment_id, visit_id, method, amount, lines, asked_at, officer_name, confirmed_day, confirmed_at, book_symbol, book_volume, receipt_number)
      SELECT '0197f000-0000-7000-8000-000000000077', '0197f000-0000-7000-8000-000000000078', method, amount, lines, asked_at, officer_name, confirmed_day, confirmed_at, book_symbol, book_volume, 50 FROM payment WHERE receipt_number = 1`));
    expect(await put.call('payday.read', money['payday.read'], ADMIN, { day: null, countedCash: null, countedTransfers: null })).toMatchObject({
      faults: [], receipts: [{ used: 3, skipped: [{ from: 2, to: 49, why: 'restored' }, { from: 51, to: last, why: 'restored' }], missing: [] }],
    });
    rmSync(copy, { recursive: true, force: true });
  });

  it('that a book begins with later than they were given are explained by the book, also in a store that was put back', async () => {
    await pay(1);
    station.context = { ...station.context, identity: { ...station.context.identity, incarnation: 2 } };
    const other = moneyHandlers({ settings: { ...MONEY, receiptBook: { symbol: 'AA/26P', volume: '03', first: 500, last: 999 } }, holidays: [] });
    const visitId = await serveForCopies(station, 1);
    expect(await station.call('payment.cash', other['payment.cash'], atCounter(1), { visitId, total: 2000, handed: 2000 })).toMatchObject({ receipt: { number: 500 } });
    expect(await read()).toMatchObject({ faults: [], receipts: [{ skipped: [{ from: 2, to: 499, why: 'book-begins' }] }] });
  });
});

/** Makes everything anew and demands that not a value has changed. */
function expectRebuilt(): void {
  const { database } = station.context;
  const before = projectedRows(database);
  database.write((store) => store.run(`INSERT INTO meta (name, value) VALUES ('projection-version', 'older') ON CONFLICT (name) DO UPDATE SET value = 'older'`));
  renewProjections(database);
  expect(projectedRows(database)).toEqual(before);
}
