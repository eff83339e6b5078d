// Fees and payments at a real store: what is typed survives, money is taken once, a number is given once, whoever presses twice, whichever counter, whatever the machine does.

import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { projectedRows } from '../../../../tests/fakes/projected-rows.ts';
import { BIRTH } from '../../../../tests/fakes/test-procedures.ts';
import { atCounter, TestStation } from '../../../../tests/fakes/test-station.ts';
import { COPIES, MONEY, serveForCopies } from '../../../../tests/fakes/paying-visit.ts';
import type { CounterId } from '../../../../shared/base/ids.ts';
import type { Caller } from '../../../../shared/contract/command.ts';
import { holdVisit, resumeVisit } from '../../store/visit-rows.ts';
import { printJobById } from '../../store/print-jobs.ts';
import { renewProjections } from '../../store/projections/replay.ts';
import { chargedFee, saveFeeDraft } from '../../store/visit-fees.ts';
import { dossierHandlers } from '../dossier/dossier-handlers.ts';
import { visitHandlers } from '../visit/visit-handlers.ts';
import { moneyHandlers } from './payment-handlers.ts';

const ADMIN: Caller = { role: 'admin' };
const money = moneyHandlers({ settings: MONEY, holidays: [] });
const order = { feeId: `thu-tuc-${COPIES.code}`, quantity: 12, pages: 3 };

let station: TestStation;
beforeEach(() => {
  station = new TestStation({ procedures: [COPIES, BIRTH] });
});
afterEach(() => station[Symbol.asyncDispose]());

const fee = (counterId = 1) => station.call('fee.read', money['fee.read'], atCounter(counterId), {});
const save = (visitId: Awaited<ReturnType<typeof serveForCopies>>, orders: readonly object[], manner: 'now' | 'later' | 'none' = 'now', reason = '') =>
  station.call('fee.save', money['fee.save'], atCounter(1), { visitId, orders: orders as never, manner, reason });
const cash = (visitId: Awaited<ReturnType<typeof serveForCopies>>, total: number, handed = total, counterId = 1) => station.call('payment.cash', money['payment.cash'], atCounter(counterId), { visitId, total, handed });
const ask = (visitId: Awaited<ReturnType<typeof serveForCopies>>, total: number, counterId = 1) => station.call('payment.ask', money['payment.ask'], atCounter(counterId), { visitId, total });

describe('the fee of a visit', () => {
  it('is the catalogue’s until somebody says otherwise, and what is typed survives the machine, right or wrong', async () => {
    const visitId = await serveForCopies(station);
    expect(await fee()).toMatchObject({ isExpected: true, isTouched: false, orders: [{ quantity: 1, pages: 1 }], bill: { total: 2000 }, isLocked: false, cashRefusal: null, transferRefusal: null });
    expect(await save(visitId, [order])).toMatchObject({ isTouched: true, bill: { total: 60_000 } });
    const wrong = { ...order, changed: { amount: 900_000, reason: 'làm gấp' } };
    expect(await save(visitId, [wrong])).toMatchObject({ bill: { kind: 'refused', reason: 'above-law', most: 5000 } });
    station.reopen();
    expect(await fee()).toMatchObject({ orders: [wrong], bill: { kind: 'refused', reason: 'above-law', most: 5000 } });
    await expect(cash(visitId, 900_000)).rejects.toMatchObject({ code: 'fee.above-law', params: { most: 5000 } });
  });

  it('goes with the dossier, without what was shown for an exemption, and is the same when it is made anew', async () => {
    const visitId = await serveForCopies(station);
    await save(visitId, [{ ...order, exemption: { exemptionId: 'khac', proof: 'Giấy chứng nhận số 12' } }], 'later');
    const { dossierId } = await station.call('dossier.open', dossierHandlers({ isScanning: () => false } as never, [])['dossier.open'], atCounter(1), { visitId });
    expect(station.context.database.read((store) => chargedFee(store, dossierId))).toMatchObject({ total: 0, manner: 'later', lines: [{ quantity: 12, amount: 0, pages: 3 }] });
    expect(JSON.stringify(projectedRows(station.context.database)['dossier_fee'])).not.toContain('Giấy chứng nhận số 12');
    expectRebuilt();
  });

  it('opens no dossier over a line that is against the law, nor over a fee that nobody gives a reason to leave out', async () => {
    const visitId = await serveForCopies(station);
    const open = () => station.call('dossier.open', dossierHandlers({ isScanning: () => false } as never, [])['dossier.open'], atCounter(1), { visitId });
    await save(visitId, [{ ...order, changed: { amount: 900_000, reason: 'x' } }]);
    await expect(open()).rejects.toMatchObject({ code: 'fee.above-law' });
    await save(visitId, [], 'none');
    await expect(open()).rejects.toMatchObject({ code: 'fee.wrong' });
    await save(visitId, [], 'none', 'Bản sao cấp lại do lỗi của đơn vị');
    await expect(open()).resolves.toMatchObject({ status: 2 });
  });
});

it('a dossier whose procedure has a fee is not opened while nobody has said anything of it, also where something was said for another procedure', async () => {
  const visitId = await serveForCopies(station);
  const open = () => station.call('dossier.open', dossierHandlers({ isScanning: () => false } as never, [])['dossier.open'], atCounter(1), { visitId });
  const before = projectedRows(station.context.database);
  await expect(open()).rejects.toMatchObject({ code: 'fee.unsaid' });
  expect(projectedRows(station.context.database)).toEqual(before);
  station.context.database.write((store) => saveFeeDraft(store, visitId, { procedureCode: BIRTH.code, orders: [], manner: 'none', reason: '' }));
  await expect(open()).rejects.toMatchObject({ code: 'fee.unsaid' });
  await save(visitId, [order], 'later');
  await expect(open()).resolves.toMatchObject({ status: 2 });
});

describe('another catalogue', () => {
  const open = (visitId: Awaited<ReturnType<typeof serveForCopies>>) => station.call('dossier.open', dossierHandlers({ isScanning: () => false } as never, [])['dossier.open'], atCounter(1), { visitId });
  /** From the next moment on a page costs twice as much. */
  const switchCatalogue = (): void => {
    const before = station.context.catalogue;
    const switchedAt = station.clock.now() + 1;
    const dearer = { ...COPIES, feeText: COPIES.feeText.replace('2.000', '4.000') };
    station.context = { ...station.context, catalogue: { ...before, read: (code, at) => (at !== undefined && at < switchedAt ? before.read(code) : code === COPIES.code ? dearer : before.read(code)) } };
    station.clock.advance(1000);
  };

  it('prices a draft that nobody has charged or paid', async () => {
    const visitId = await serveForCopies(station);
    await save(visitId, [{ ...order, quantity: 1, pages: 1 }]);
    switchCatalogue();
    expect(await fee()).toMatchObject({ bill: { total: 4000 } });
    await expect(cash(visitId, 2000)).rejects.toMatchObject({ code: 'payment.amount-differs', params: { amount: 4000 } });
  });

  it('leaves what was paid as it was paid, for the dossier too', async () => {
    const visitId = await serveForCopies(station);
    await cash(visitId, 2000);
    switchCatalogue();
    expect(await fee()).toMatchObject({ bill: { total: 2000 }, isLocked: true });
    const { dossierId } = await open(visitId);
    expect(station.context.database.read((store) => chargedFee(store, dossierId))).toMatchObject({ total: 2000 });
    expect((await station.call('payday.read', money['payday.read'], ADMIN, { day: null, countedCash: null, countedTransfers: null })).owed.count).toBe(0);
    // Given back after all: what was charged stands, whatever the catalogue says by now.
    const { payments } = await fee() ?? expect.fail('somebody is served');
    await station.call('payment.reverse', money['payment.reverse'], ADMIN, { paymentId: payments[0]?.paymentId ?? expect.fail('it was paid'), officerName: 'Lê Thị Mẫu', why: 'replaced', note: '' });
    station.clock.advance(1000);
    expect(await cash(visitId, 2000)).toMatchObject({ amount: 2000 });
    expect(await fee()).toMatchObject({ bill: { total: 2000 } });
  });

  it('leaves what was charged as it was charged', async () => {
    const visitId = await serveForCopies(station);
    await save(visitId, [{ ...order, quantity: 1, pages: 1 }], 'later');
    await open(visitId);
    switchCatalogue();
    expect(await fee()).toMatchObject({ bill: { total: 2000 } });
    expect(await cash(visitId, 2000)).toMatchObject({ amount: 2000 });
  });

  it('prices anew what was paid, given back and not yet charged', async () => {
    const visitId = await serveForCopies(station);
    const { paymentId } = await cash(visitId, 2000);
    await station.call('payment.reverse', money['payment.reverse'], ADMIN, { paymentId, officerName: 'Lê Thị Mẫu', why: 'replaced', note: '' });
    switchCatalogue();
    expect(await fee()).toMatchObject({ bill: { total: 4000 } });
    const { dossierId } = await open(visitId);
    expect(station.context.database.read((store) => chargedFee(store, dossierId))).toMatchObject({ total: 4000 });
    expect(await fee()).toMatchObject({ bill: { total: 4000 } });
  });
});

describe('cash', () => {
  it('is a payment, a number and a receipt in the printer’s line, all or none', async () => {
    const visitId = await serveForCopies(station);
    await save(visitId, [order]);
    await expect(cash(visitId, 60_000, 50_000)).rejects.toMatchObject({ code: 'payment.too-little', params: { short: 10_000 } });
    await expect(cash(visitId, 50_000)).rejects.toMatchObject({ code: 'payment.amount-differs', params: { amount: 60_000 } });
    expect(projectedRows(station.context.database)['payment']).toEqual([]);
    const paid = await cash(visitId, 60_000, 100_000);
    expect(paid).toMatchObject({ state: 'confirmed', method: 'cash', amount: 60_000, handed: 100_000, receipt: { symbol: 'AA/26P', volume: '03', number: 1 }, confirmed: { day: '2026-07-13' }, label: 'A001', hasDossier: false, print: { state: 'queued' } });
    expect(station.woken).toEqual(expect.arrayContaining(['printer', 'sync']));
    const job = station.context.database.read((store) => printJobById(store, paid.print?.printJobId ?? expect.fail('it is printed')));
    expect(job?.label).toBe('AA/26P 03 0000001');
    await expect(save(visitId, [])).rejects.toMatchObject({ code: 'fee.locked' });
  });

  it('is taken once: the same press gives the same answer, another press and another counter are refused', async () => {
    const visitId = await serveForCopies(station);
    const requestId = station.requestId();
    const once = () => station.call('payment.cash', money['payment.cash'], atCounter(1), { requestId, visitId, total: 2000, handed: 2000 });
    expect(await once()).toEqual(await once());
    await expect(cash(visitId, 2000)).rejects.toMatchObject({ code: 'payment.exists' });
    await expect(ask(visitId, 2000)).rejects.toMatchObject({ code: 'payment.exists' });
    await expect(cash(visitId, 2000, 2000, 2)).rejects.toMatchObject({ code: 'ticket.other-counter' });
    expect(projectedRows(station.context.database)['payment']).toHaveLength(1);
  });

  it('holds the procedure fast: what was paid for is what is received', async () => {
    const visitId = await serveForCopies(station);
    await cash(visitId, 2000);
    const visits = visitHandlers({ stateOf: () => null, isScanning: () => false } as never);
    await expect(station.call('visit.choose-procedure', visits['visit.choose-procedure'], atCounter(1), { visitId, procedureCode: BIRTH.code })).rejects.toMatchObject({ code: 'fee.locked' });
    await expect(station.call('visit.choose-procedure', visits['visit.choose-procedure'], atCounter(1), { visitId, procedureCode: COPIES.code })).resolves.toMatchObject({ procedure: { code: COPIES.code } });
  });

  it('is not taken without a book, nor out of one that is full', async () => {
    const visitId = await serveForCopies(station);
    const without = moneyHandlers({ settings: { ...MONEY, receiptBook: null }, holidays: [] });
    await expect(station.call('payment.cash', without['payment.cash'], atCounter(1), { visitId, total: 2000, handed: 2000 })).rejects.toMatchObject({ code: 'payment.receipts-unset' });
    const small = moneyHandlers({ settings: { ...MONEY, receiptBook: { symbol: 'B', volume: '1', first: 50, last: 50 } }, holidays: [] });
    expect(await station.call('payment.cash', small['payment.cash'], atCounter(1), { visitId, total: 2000, handed: 2000 })).toMatchObject({ receipt: { number: 50 } });
    const other = await serveForCopies(station, 2);
    await expect(station.call('payment.cash', small['payment.cash'], atCounter(2), { visitId: other, total: 2000, handed: 2000 })).rejects.toMatchObject({ code: 'payment.receipts-full', params: { book: 'B 1' } });
    expect(projectedRows(station.context.database)['payment']).toHaveLength(1);
  });
});

describe('a transfer', () => {
  it('is pending until somebody has seen exactly that money, and is never confirmed twice', async () => {
    const visitId = await serveForCopies(station);
    const asked = await ask(visitId, 2000);
    expect(asked).toMatchObject({ state: 'pending', receipt: null, print: null, billNumber: expect.stringMatching(/^MC[0-9A-F]{10}$/) as string });
    const { paymentId } = asked;
    const confirm = (seen: number, counterId = 1) => station.call('payment.confirm', money['payment.confirm'], atCounter(counterId), { paymentId, seen });
    await expect(station.call('payment.print', money['payment.print'], atCounter(1), { paymentId })).rejects.toMatchObject({ code: 'payment.no-receipt' });
    await expect(confirm(1999)).rejects.toMatchObject({ code: 'payment.amount-differs' });
    await expect(confirm(2000, 2)).rejects.toMatchObject({ code: 'payment.other-counter', params: { counter: 1 } });
    expect(await confirm(2000)).toMatchObject({ state: 'confirmed', receipt: { number: 1 }, confirmed: { officerName: station.point.counters[0]?.officerName } });
    await expect(confirm(2000)).rejects.toMatchObject({ code: 'payment.wrong-state' });
  });

  it('that did not come is cancelled by its counter, and another takes its place under another name', async () => {
    const visitId = await serveForCopies(station);
    const first = await ask(visitId, 2000);
    const cancel = (counterId: number) => station.call('payment.reverse', money['payment.reverse'], atCounter(counterId), { paymentId: first.paymentId, why: 'replaced', note: '' });
    await expect(cancel(2)).rejects.toMatchObject({ code: 'payment.other-counter' });
    expect(await cancel(1)).toMatchObject({ state: 'reversed', reversed: { day: null, why: 'replaced' } });
    const second = await ask(visitId, 2000);
    expect(second.billNumber).not.toBe(first.billNumber);
    // Money for the first one that comes after all cannot be taken for the second by the number.
    await expect(station.call('payment.confirm', money['payment.confirm'], atCounter(1), { paymentId: first.paymentId, seen: 2000 })).rejects.toMatchObject({ code: 'payment.wrong-state' });
    expect(await fee()).toMatchObject({ payments: [{ paymentId: second.paymentId, state: 'pending' }, { paymentId: first.paymentId, state: 'reversed' }] });
    expectRebuilt();
  });

  it('may be confirmed where its person stands now, though another counter has asked for it', async () => {
    const visitId = await serveForCopies(station);
    const { paymentId } = await ask(visitId, 2000);
    station.context.database.write((store) => {
      holdVisit(store, visitId);
      resumeVisit(store, visitId, 2 as CounterId);
    });
    expect(await station.call('payment.confirm', money['payment.confirm'], atCounter(2), { paymentId, seen: 2000 })).toMatchObject({ state: 'confirmed', counterId: 1 });
  });

  it('is not offered without an account, and says why', async () => {
    const visitId = await serveForCopies(station);
    const without = moneyHandlers({ settings: { ...MONEY, account: null }, holidays: [] });
    expect(await station.call('fee.read', without['fee.read'], atCounter(1), {})).toMatchObject({ transferRefusal: 'payment.account-unset', cashRefusal: null });
    await expect(station.call('payment.ask', without['payment.ask'], atCounter(1), { visitId, total: 2000 })).rejects.toMatchObject({ code: 'payment.account-unset' });
  });

  it('may still be pending when the dossier is opened, and is then found by the dossier’s code', async () => {
    const visitId = await serveForCopies(station);
    await ask(visitId, 2000);
    const dossier = await station.call('dossier.open', dossierHandlers({ isScanning: () => false } as never, [])['dossier.open'], atCounter(1), { visitId });
    expect(await fee()).toMatchObject({ payments: [{ state: 'pending', label: dossier.provisionalCode, hasDossier: true }] });
    await station.finish(1);
    expect(await station.call('drawer.read', money['drawer.read'], atCounter(1), {})).toMatchObject({ pending: [{ label: dossier.provisionalCode, counterId: 1 }] });
  });
});

describe('giving back', () => {
  it('is for whom the settings name, keeps the number, and frees the visit for another payment with another number', async () => {
    const visitId = await serveForCopies(station);
    const { paymentId } = await cash(visitId, 2000);
    const reverse = (handlers: typeof money, caller: Caller) => station.call('payment.reverse', handlers['payment.reverse'], caller, { paymentId, ...(caller.role === 'admin' ? { officerName: 'Lê Thị Mẫu' } : {}), why: 'wrong-amount', note: 'nhầm số trang' });
    await expect(reverse(money, atCounter(1))).rejects.toMatchObject({ code: 'payment.reverse-elsewhere' });
    const own = moneyHandlers({ settings: { ...MONEY, reversal: 'own-counter' }, holidays: [] });
    await expect(reverse(own, atCounter(2))).rejects.toMatchObject({ code: 'payment.other-counter' });
    expect(await reverse(money, ADMIN)).toMatchObject({ state: 'reversed', receipt: { number: 1 }, reversed: { day: '2026-07-13', note: 'nhầm số trang' } });
    await expect(reverse(money, ADMIN)).rejects.toMatchObject({ code: 'payment.wrong-state' });
    expect(await cash(visitId, 2000)).toMatchObject({ receipt: { number: 2 } });
    expectRebuilt();
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
