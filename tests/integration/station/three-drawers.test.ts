// Three counters take money at once while their station loses its power again and again: each payment is there once, and the numbers are one row without a hole.

import { randomUUID } from 'node:crypto';
import { expect, it } from 'vitest';
import type { PaymentId, ProcedureCode } from '../../../shared/base/ids.ts';
import { must } from '../../../shared/base/must.ts';
import { EXAMPLE_PAYMENT, readExampleProfile } from '../../../build/demo/example-point.ts';
import type { Window } from '../../morning/window.ts';
import { Machine } from './machine.ts';

/** Extracts of the register, 8 000 đồng each. */
const EXTRACT = '2.000635' as ProcedureCode;
const FEE = 8000;
const COUNTERS = [1, 2, 3] as const;
const PEOPLE_EACH = 3;
/** The power goes as soon as so many were answered: what the others asked for is under way then. */
const POWER_GOES_AT = [1, 5];

it('no number is doubled or left out, no money is taken twice, and each drawer has what its officer took', async () => {
  await using machine = new Machine({ payment: EXAMPLE_PAYMENT });
  await machine.start();
  const [kiosk, admin] = [await machine.open('kiosk'), await machine.open('admin')];
  const desks = await Promise.all(COUNTERS.map(async (counterId) => [counterId, await machine.open(`counter-${String(counterId)}`)] as const));
  const taken: { readonly paymentId: PaymentId; readonly number: number; readonly counterId: number }[] = [];

  async function work(counterId: number, desk: Window): Promise<void> {
    const field = must(readExampleProfile().counters.find((counter) => counter.counterId === counterId)?.fields[0], 'the counter serves a field');
    for (let person = 0; person < PEOPLE_EACH; person += 1) {
      await kiosk.call('ticket.issue', { requestId: randomUUID(), field, priority: 'none', procedureCode: null });
      const { visitId, ticket } = await desk.call('queue.next', {});
      if (visitId === null || ticket === null) throw new Error('somebody was waiting');
      await desk.call('visit.choose-procedure', { visitId, procedureCode: EXTRACT });
      // The window asks once more with the same request where the power went before the answer.
      const paid = await desk.call('payment.cash', { requestId: randomUUID(), visitId, total: FEE, handed: FEE });
      taken.push({ paymentId: paid.paymentId, number: must(paid.receipt, 'cash has its number at once').number, counterId });
      await desk.call('ticket.finish', { ticketId: ticket.ticketId });
    }
  }
  async function cutThePower(): Promise<void> {
    for (const count of POWER_GOES_AT) {
      await admin.until(`${String(count)} payments`, () => Promise.resolve(taken.length >= count ? true : null));
      await machine.killStation();
    }
  }
  await Promise.all([...desks.map(([counterId, desk]) => work(counterId, desk)), cutThePower()]);

  expect(machine.stationPids).toHaveLength(POWER_GOES_AT.length + 1);
  const all = COUNTERS.length * PEOPLE_EACH;
  expect(taken.map(({ number }) => number).sort((one, other) => one - other)).toEqual(Array.from({ length: all }, (_, index) => index + 1));
  const day = await admin.call('payday.read', { day: null, countedCash: null, countedTransfers: null });
  expect(day.receipts).toMatchObject([{ first: 1, last: all, used: all, skipped: [], missing: [] }]);
  expect(Object.fromEntries(day.payments.map(({ paymentId, receipt }) => [paymentId, receipt?.number]))).toEqual(Object.fromEntries(taken.map(({ paymentId, number }) => [paymentId, number])));
  expect(day.payments).toHaveLength(all);
  expect([day.cash, day.faults]).toEqual([all * FEE, []]);
  expect(day.drawers.map(({ counterId, cash }) => [counterId, cash])).toEqual(COUNTERS.map((counterId) => [counterId, PEOPLE_EACH * FEE]));
});
