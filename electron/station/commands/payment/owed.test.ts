// Money owed: a fee that was charged and not paid is listed until it is taken, without a ticket, under the same rules as any other.

import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { COPIES, MONEY, serveForCopies } from '../../../../tests/fakes/paying-visit.ts';
import { atCounter, displayOf, TestStation } from '../../../../tests/fakes/test-station.ts';
import { must } from '../../../../shared/base/must.ts';
import type { CommandInput } from '../../../../shared/contract/commands.ts';
import { dossierById } from '../../store/dossiers.ts';
import { displayHandlers } from '../display/display-handlers.ts';
import { dossierHandlers } from '../dossier/dossier-handlers.ts';
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
    const owed = { count: 1, amount: 2000, dossiers: [{ dossierId, code: provisionalCode, applicantName: expect.stringMatching(/\.$/) as string, procedureName: COPIES.name, amount: 2000, since: receivedAt, isAsked: false }] };
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

  it('goes into the next working day where today is closed', async () => {
    const { dossierId } = await openedUnpaid();
    const today = await station.call('payday.read', money['payday.read'], ADMIN, { day: null, countedCash: null, countedTransfers: null });
    await station.call('payday.close', money['payday.close'], ADMIN, { day: today.day, total: 0, countedCash: 0, countedTransfers: 0, explanation: '', officerName: 'Lê Thị Mẫu' });
    const paid = await take(dossierId, { method: 'cash', handed: 2000 });
    expect((paid.confirmed?.day ?? '') > today.day).toBe(true);
  });
});
