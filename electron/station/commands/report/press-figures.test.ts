// The figures that five press reports of 2026 give of their communes, out of the report as the station makes it: from events in the log, through the projections, to the table and its shares.

import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { BIRTH, LAN } from '../../../../tests/fakes/test-procedures.ts';
import { TestStation } from '../../../../tests/fakes/test-station.ts';
import type { BusinessDay, CounterId, DeskDay, DossierId, PaymentId, VisitId } from '../../../../shared/base/ids.ts';
import type { Channel } from '../../../../shared/domain/due-date/channel-limit.ts';
import { percentOf } from '../../../../shared/domain/index766/score.ts';
import { toldRates } from '../../../../shared/domain/report/rates.ts';
import { record } from '../../store/record.ts';
import type { Writable } from '../../store/handle.ts';
import { reportHandlers } from './report-handlers.ts';

const JULY = { from: '2026-07-01' as BusinessDay, to: '2026-07-31' as BusinessDay };
const DAY_MS = 86_400_000;
let station: TestStation;
let opened = 0;
let receipts = 0;
beforeEach(() => {
  station = new TestStation({ procedures: [BIRTH] });
  opened = 0;
  receipts = 0;
});
afterEach(() => station[Symbol.asyncDispose]());

/** So many dossiers in one stroke, each as its opening stands in the log; `isDone` ones were finished by an officer on the same day. */
function write(count: number, channel: Channel, isDone: boolean, paid: 'cash' | 'transfer' | 'not' | null = null): void {
  const { database, identity, clock } = station.context;
  database.write((store) => {
    for (let own = 0; own < count; own += 1) {
      const ids = writeOne(store, channel, isDone);
      if (paid !== null) charge(store, ids, paid);
    }
  });
  /** What it costs, and where somebody has seen it, a payment of it. */
  function charge(store: Writable, { dossierId, visitId }: ReturnType<typeof writeOne>, method: 'cash' | 'transfer' | 'not'): void {
    const line = { feeId: 'f', name: 'Lệ phí', kind: 'le-phi', unit: 'bản', quantity: 1, unitAmount: 8000, amount: 8000 } as const;
    record(store, identity, clock, { type: 'fee.charged', aggregate: 'dossier', aggregateId: dossierId, actor: 'counter-1', body: { dossierId, visitId, lines: [{ ...line, full: 8000, exemption: null, changed: null }], total: 8000, manner: 'now', reason: '' } });
    if (method === 'not') return;
    const paymentId = clock.uuid() as PaymentId;
    const by = { counterId: 1 as CounterId, officerName: 'x' };
    receipts += 1;
    // Every other transfer is seen by the city alone, the rest by an officer and the city: each is one.
    const bank = { reference: `FT${String(receipts).padStart(6, '0')}`, paidAt: clock.now() };
    const isCitys = method === 'transfer' && receipts % 2 === 0;
    record(store, identity, clock, { type: 'payment.asked', aggregate: 'station', aggregateId: paymentId, actor: 'counter-1', body: { paymentId, visitId, by, method, lines: [line], amount: 8000, code: null } });
    record(store, identity, clock, { type: 'payment.confirmed', aggregate: 'station', aggregateId: paymentId, actor: 'counter-1', body: { paymentId, day: '2026-07-15' as DeskDay, by, seen: 8000, handed: null, receipt: { symbol: 'AA/26P', volume: '01', number: receipts }, ...(isCitys ? { bank } : {}) } });
    if (method === 'transfer' && !isCitys) record(store, identity, clock, { type: 'payment.bank-said', aggregate: 'station', aggregateId: paymentId, actor: 'city', body: { paymentId, bank, amount: 8000, found: 'confirmed-before' } });
  }
  function writeOne(store: Writable, of: Channel, done: boolean): { readonly dossierId: DossierId; readonly visitId: VisitId } {
    const dossierId = clock.uuid() as DossierId;
    const visitId = clock.uuid() as VisitId;
    const receivedAt = clock.now();
    const dueAt = (receivedAt + 10 * DAY_MS) as typeof receivedAt;
    opened += 1;
    record(store, identity, clock, {
      type: 'dossier.opened', aggregate: 'dossier', aggregateId: dossierId, actor: 'counter-1',
      body: {
        dossierId, visitId, ticketNumber: 'A001', provisionalCode: `T149-K1-${opened}`, officialCode: null, procedureCode: BIRTH.code, procedureName: BIRTH.name, applicant: { ...LAN, source: 'typed' }, papers: [],
        counterId: 1 as CounterId, officerName: 'x', receivedAt, dueAt, status: 2, intake: { channel: of, limitOf: of, caseName: '', behalf: null, delivery: null },
      },
    });
    for (const [from, to] of done ? ([[4, 9]] as const) : []) record(store, identity, clock, { type: 'dossier.moved', aggregate: 'dossier', aggregateId: dossierId, actor: 'counter-1', body: { dossierId, from, to, reason: '', dueAt } });
    return { dossierId, visitId };
  }
}

async function made(until = JULY) {
  station.clock.advance(DAY_MS);
  const report = await station.call('report.read', reportHandlers['report.read'], { role: 'admin' }, until);
  expect(report.faults).toEqual([]);
  const { online, done, transfer, faults } = report.told;
  return { report, rates: { online: online.share, done: done.share, transfer, faults } };
}

// Thousands of sealed events are written for each: no matter of a moment on a busy machine.
describe('the figures of the press, counted from the log', { timeout: 120_000 }, () => {
  it('137 dossiers, 136 of them online, 113 done and all early, 24 open', async () => {
    write(113, 'online', true);
    write(23, 'online', false);
    write(1, 'counter', false);
    const { report, rates } = await made();
    expect(report.total).toEqual({ received: 137, receivedOnline: 136, receivedDirect: 1, carriedOver: 0, done: 113, doneEarly: 113, doneInTime: 0, doneLate: 0, open: 24, openInTime: 24, openLate: 0 });
    expect(rates).toMatchObject({ online: 99.27, faults: [] });
    expect(percentOf(report.total.receivedOnline, report.total.received, 1)).toBe(99.3);
  });

  it('3 179 of 3 483 online is 91,27 %, over as many pages of the store as it takes', async () => {
    write(3179, 'online', false);
    write(200, 'counter', false);
    write(104, 'post', false);
    const { report, rates } = await made();
    expect(report.total).toMatchObject({ received: 3483, receivedOnline: 3179, receivedDirect: 304 });
    expect(rates).toMatchObject({ online: 91.27, faults: [] });
  });

  it('3 825 of 4 323 with a fee paid by transfer is 88,48 %, and neither cash nor a free dossier is one of them', async () => {
    write(3825, 'online', false, 'transfer');
    write(400, 'counter', false, 'cash');
    write(98, 'counter', false, 'not');
    write(177, 'counter', false);
    const { rates } = await made();
    expect(rates).toMatchObject({ online: 85, transfer: { part: 3825, whole: 4323, share: 88.48 }, faults: [] });
  });

  it('2 906 received closes here as 2 731 done and 175 open: the press told 174, and that it is one short is named', async () => {
    write(2604, 'online', true);
    write(127, 'counter', true);
    write(175, 'counter', false);
    const { report, rates } = await made();
    expect(report.total).toMatchObject({ received: 2906, receivedOnline: 2604, done: 2731, open: 175 });
    expect(rates).toMatchObject({ online: 89.61, done: 93.98, faults: [] });
    const { received, receivedOnline: online, done } = report.total;
    expect(toldRates({ received, carriedOver: 0, online, done, open: 174, doneLate: 0, withFee: null, paidOnline: null, finished: null, digitised: null, said: null, satisfied: null }).faults).toEqual([{ kind: 'does-not-close', difference: 1 }]);
  });
});
