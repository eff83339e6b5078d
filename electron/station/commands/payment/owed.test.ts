// Money owed: a fee that was charged and not paid is listed until it is taken, without a ticket, under the same rules as any other.

import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { z } from 'zod';
import { COPIES, MONEY, serveForCopies } from '../../../../tests/fakes/paying-visit.ts';
import { LAN } from '../../../../tests/fakes/test-procedures.ts';
import { atCounter, displayOf, TestStation } from '../../../../tests/fakes/test-station.ts';
import { must } from '../../../../shared/base/must.ts';
import { type CommandInput, commands } from '../../../../shared/contract/commands.ts';
import { dossierById } from '../../store/dossiers.ts';
import { displayHandlers } from '../display/display-handlers.ts';
import { ConnectionHandle } from '../../store/handle.ts';
import { factsOf } from '../../store/projections/facts.ts';
import { reproject } from '../../store/projections/replay.ts';
import { dossierHandlers } from '../dossier/dossier-handlers.ts';
import { dossierLifeHandlers, moveDossierHandler } from '../dossier/dossier-life.ts';
import { returnResult } from '../handover/return-result.ts';
import { moneyHandlers } from './payment-handlers.ts';

const ADMIN = { role: 'admin' } as const;
const money = moneyHandlers({ settings: MONEY, holidays: [] });
let station: TestStation;
beforeEach(() => {
  station = new TestStation({ procedures: [COPIES] });
});
afterEach(() => station[Symbol.asyncDispose]());

/** A dossier whose fee of 2 000 is paid later, its person gone. */
async function openedUnpaid() {
  const visitId = await serveForCopies(station);
  const orders = (await station.call('fee.read', money['fee.read'], atCounter(1), {}))?.orders ?? [];
  await station.call('fee.save', money['fee.save'], atCounter(1), { visitId, orders, manner: 'later', reason: '' });
  const { dossierId } = await station.call('dossier.open', dossierHandlers({ isScanning: () => false } as never, [])['dossier.open'], atCounter(1), { visitId });
  const { provisionalCode, receivedAt } = must(station.context.database.read((store) => dossierById(store, dossierId)), 'it was opened');
  await station.finish(1);
  station.clock.advance(1000);
  return { dossierId, provisionalCode, receivedAt };
}
const owedNow = async () => (await station.call('payday.read', money['payday.read'], ADMIN, { day: null, countedCash: null, countedTransfers: null })).owed;
const take = (dossierId: CommandInput<'payment.take-owed'>['dossierId'], how: CommandInput<'payment.take-owed'>['how'], total = 2000, counter = 2) =>
  station.call('payment.take-owed', money['payment.take-owed'], atCounter(counter), { dossierId, total, how });
const shown = async (counter: number) => (await station.call('display.read', displayHandlers['display.read'], displayOf(counter), {})).view;

describe('what a dossier owes', () => {
  it('is listed with its dossier, a cut name and since when, at the counter and in the administration, until cash is taken at another counter', async () => {
    const { dossierId, provisionalCode, receivedAt } = await openedUnpaid();
    const owed = { count: 1, amount: 2000, dossiers: [{ dossierId, code: provisionalCode, applicantName: expect.stringMatching(/\.$/) as string, procedureName: COPIES.name, amount: 2000, since: receivedAt, isAsked: false, letOut: null }] };
    expect(await owedNow()).toEqual(owed);
    expect((await station.call('drawer.read', money['drawer.read'], atCounter(2), {})).owed).toEqual(owed);
    const paid = await take(dossierId, { method: 'cash', handed: 5000 });
    expect(paid).toMatchObject({ state: 'confirmed', amount: 2000, handed: 5000, counterId: 2, label: provisionalCode, hasDossier: true, receipt: { number: 1 }, print: { state: 'queued' } });
    expect(await owedNow()).toEqual({ count: 0, amount: 0, dossiers: [] });
    const drawer = await station.call('drawer.read', money['drawer.read'], atCounter(2), {});
    expect([drawer.cash, drawer.faults]).toEqual([2000, []]);
    await expect(take(dossierId, { method: 'cash', handed: 2000 })).rejects.toMatchObject({ code: 'fee.nothing' });
  });

  it('is asked for once, shown on that counter’s screen alone, seen by an officer, and owed again once it was given back', async () => {
    const { dossierId, provisionalCode } = await openedUnpaid();
    const { paymentId } = await take(dossierId, { method: 'transfer' });
    expect(await shown(2)).toMatchObject({ kind: 'pay', amount: 2000, number: provisionalCode });
    expect((await shown(1)).kind).not.toBe('pay');
    expect((await owedNow()).dossiers).toMatchObject([{ isAsked: true }]);
    await expect(take(dossierId, { method: 'cash', handed: 2000 })).rejects.toMatchObject({ code: 'payment.exists' });
    await station.call('payment.confirm', money['payment.confirm'], atCounter(2), { paymentId, seen: 2000 });
    expect((await shown(2)).kind).not.toBe('pay');
    expect((await owedNow()).count).toBe(0);
    await station.call('payment.reverse', money['payment.reverse'], ADMIN, { paymentId, officerName: 'Lê Thị Mẫu', why: 'wrong-amount', note: '' });
    expect((await owedNow()).dossiers).toMatchObject([{ dossierId, isAsked: false }]);
  });

  it('does not stand on the screen before the next person, nor for ever', async () => {
    const { dossierId } = await openedUnpaid();
    await take(dossierId, { method: 'transfer' });
    station.clock.advance(1000);
    await station.serve(2);
    expect((await shown(2)).kind).not.toBe('pay');
    await station.finish(2);
    station.clock.advance(10 * 60_000);
    expect((await shown(2)).kind).not.toBe('pay');
  });

  it('is neither taken short, nor of another amount, nor of a dossier that does not exist, and then nothing is written', async () => {
    const { dossierId } = await openedUnpaid();
    await expect(take(dossierId, { method: 'cash', handed: 1000 })).rejects.toMatchObject({ code: 'payment.too-little', params: { short: 1000 } });
    await expect(take(dossierId, { method: 'cash', handed: 9000 }, 9000)).rejects.toMatchObject({ code: 'payment.amount-differs', params: { amount: 2000 } });
    await expect(take('00000000-0000-4000-8000-000000000000' as typeof dossierId, { method: 'transfer' })).rejects.toMatchObject({ code: 'dossier.not-found' });
    expect((await owedNow()).count).toBe(1);
    expect((await take(dossierId, { method: 'cash', handed: 2000 })).receipt?.number).toBe(1);
  });

  it('goes into the supplement of today where today is closed', async () => {
    const { dossierId } = await openedUnpaid();
    const today = await station.call('payday.read', money['payday.read'], ADMIN, { day: null, countedCash: null, countedTransfers: null });
    await station.call('payday.close', money['payday.close'], ADMIN, { day: today.day, total: 0, countedCash: 0, countedTransfers: 0, explanation: '', officerName: 'Lê Thị Mẫu' });
    const paid = await take(dossierId, { method: 'cash', handed: 2000 });
    expect(paid.confirmed?.day).toBe(`${today.day}.1`);
  });
});

it('who owes is found without a look at any fee that was paid', async () => {
  await openedUnpaid();
  const asked: string[] = [];
  for (const reading of ['all', 'get'] as const) {
    const real = ConnectionHandle.prototype[reading];
    vi.spyOn(ConnectionHandle.prototype, reading).mockImplementation(function (this: ConnectionHandle, ...given: Parameters<typeof real>) {
      asked.push(given[1]);
      return Reflect.apply(real, this, given);
    });
  }
  await owedNow();
  vi.restoreAllMocks();
  const ofFees = asked.filter((sql) => sql.includes('dossier_fee'));
  const plans = ofFees.flatMap((sql) => station.context.database.read((store) => store.all(z.object({ detail: z.string() }), `EXPLAIN QUERY PLAN ${sql}`, { limit: 100 })).map(({ detail }) => detail));
  expect([ofFees.length, plans.filter((step) => /^SCAN (?:dossier_fee|dossier|payment|city_dossier)\b/u.test(step))]).toEqual([1, []]);
});

describe('what a dossier owes no more', () => {
  const giveBack = (paymentId: Awaited<ReturnType<typeof take>>['paymentId'], why: CommandInput<'payment.reverse'>['why']) => {
    station.clock.advance(1000);
    return station.call('payment.reverse', money['payment.reverse'], ADMIN, { paymentId, officerName: 'Lê Thị Mẫu', why, note: '' });
  };
  const letOff = (dossierId: CommandInput<'fee.let-off'>['dossierId'], said: Partial<CommandInput<'fee.let-off'>> = {}) =>
    station.call('fee.let-off', money['fee.let-off'], ADMIN, { dossierId, total: 2000, reason: 'Hộ nghèo, lãnh đạo đồng ý', officerName: 'Lê Thị Mẫu', ...said });
  const move = (dossierId: CommandInput<'dossier.move'>['dossierId'], to: CommandInput<'dossier.move'>['to']) => station.call('dossier.move', moveDossierHandler([]), atCounter(1), { dossierId, to, reason: 'dân xin rút' });

  it('went back because the dossier was withdrawn: it is on no list, and at no counter is it taken again', async () => {
    const { dossierId } = await openedUnpaid();
    const { paymentId } = await take(dossierId, { method: 'cash', handed: 2000 });
    await giveBack(paymentId, 'withdrawn');
    expect(await owedNow()).toEqual({ count: 0, amount: 0, dossiers: [] });
    await expect(take(dossierId, { method: 'cash', handed: 2000 })).rejects.toMatchObject({ code: 'fee.nothing' });
  });

  it('went back for whatever reason, and the dossier has ended without a result', async () => {
    const { dossierId } = await openedUnpaid();
    const { paymentId } = await take(dossierId, { method: 'cash', handed: 2000 });
    await giveBack(paymentId, 'other');
    expect((await owedNow()).count).toBe(1);
    await move(dossierId, 4);
    expect((await owedNow()).count).toBe(1);
    await move(dossierId, 7);
    expect((await owedNow()).count).toBe(0);
  });

  it('was let off by whoever leads the point, with a reason in the log, and is made anew as let off', async () => {
    const { dossierId } = await openedUnpaid();
    await expect(letOff(dossierId, { total: 1000 })).rejects.toMatchObject({ code: 'payment.amount-differs', params: { amount: 2000 } });
    expect(commands['fee.let-off'].input.safeParse({ requestId: station.clock.uuid(), dossierId, total: 2000, reason: ' ' }).success).toBe(false);
    await letOff(dossierId);
    expect(await owedNow()).toEqual({ count: 0, amount: 0, dossiers: [] });
    await expect(take(dossierId, { method: 'cash', handed: 2000 })).rejects.toMatchObject({ code: 'fee.nothing' });
    await expect(letOff(dossierId)).rejects.toMatchObject({ code: 'fee.nothing' });
    const facts = station.context.database.read((store) => factsOf(store, 'dossier', dossierId));
    expect(facts.at(-1)).toMatchObject({ type: 'fee.let-off', body: { amount: 2000, reason: 'Hộ nghèo, lãnh đạo đồng ý', by: { counterId: null, officerName: 'Lê Thị Mẫu' } } });
    expect((await station.call('dossier.read', dossierLifeHandlers['dossier.read'], atCounter(2), { dossierId })).history.at(-1)).toMatchObject({ type: 'fee.let-off', text: 'Hộ nghèo, lãnh đạo đồng ý' });
    station.context.database.write((store) => reproject(store, { type: 'dossier', id: dossierId }));
    expect((await owedNow()).count).toBe(0);
  });

  it('is not let off while a code waits for its money', async () => {
    const { dossierId } = await openedUnpaid();
    await take(dossierId, { method: 'transfer' });
    await expect(letOff(dossierId)).rejects.toMatchObject({ code: 'payment.exists' });
  });

  it('says when and why its result went out unpaid, and is owed until it is paid or let off', async () => {
    const { dossierId } = await openedUnpaid();
    for (const to of [4, 9] as const) await move(dossierId, to);
    await station.call('result.return', returnResult([]), atCounter(2), {
      dossierId, give: { manner: 'by-hand', to: 'applicant', shown: LAN.idNumber, toName: '', proof: '', receipt: 'lost' }, papersBack: [], unpaidReason: 'Chưa mang tiền, hẹn thứ Hai', printer: null,
    });
    expect((await owedNow()).dossiers).toMatchObject([{ dossierId, letOut: { at: station.clock.now(), reason: 'Chưa mang tiền, hẹn thứ Hai' } }]);
    await letOff(dossierId);
    expect((await owedNow()).count).toBe(0);
  });
});
