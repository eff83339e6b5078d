// What the citizen sees of a payment: the code that a bank reads, as long as it is asked for and no longer.

import { afterEach, beforeEach, expect, it } from 'vitest';
import { COPIES, MONEY, serveForCopies } from '../../../../tests/fakes/paying-visit.ts';
import { atCounter, displayOf, TestStation } from '../../../../tests/fakes/test-station.ts';
import { checkSumOf, readFields } from '../../../../shared/domain/payment/tagged-fields.ts';
import { displayHandlers } from '../display/display-handlers.ts';
import { moneyHandlers } from './payment-handlers.ts';

const money = moneyHandlers({ settings: MONEY, holidays: [] });
let station: TestStation;
beforeEach(() => {
  station = new TestStation({ procedures: [COPIES] });
});
afterEach(() => station[Symbol.asyncDispose]());
const shown = async () => (await station.call('display.read', displayHandlers['display.read'], displayOf(1), {})).view;

it('the code stands on the screen of its own counter until somebody has seen the money, over a restart too', async () => {
  const visitId = await serveForCopies(station);
  expect(await shown()).toMatchObject({ kind: 'confirm' });
  const { paymentId, billNumber } = await station.call('payment.ask', money['payment.ask'], atCounter(1), { visitId, total: 2000 });
  station.reopen();
  const view = await shown();
  if (view.kind !== 'pay') expect.fail('the code is shown');
  expect(view).toMatchObject({ amount: 2000, account: MONEY.account?.account, holder: 'UBND XA PHU XUYEN', purpose: `${billNumber ?? ''} A001 le phi`.slice(0, 25) });
  expect(view.purpose).toMatch(/^[A-Za-z0-9 .-]+$/);
  expect(view.qrText.slice(-4)).toBe(checkSumOf(view.qrText.slice(0, -4)));
  expect(readFields(view.qrText)?.find(({ id }) => id === '54')?.value).toBe('2000');
  expect((await station.call('display.read', displayHandlers['display.read'], displayOf(2), {})).view).toEqual({ kind: 'open' });
  await station.call('payment.confirm', money['payment.confirm'], atCounter(1), { paymentId, seen: 2000 });
  expect(await shown()).toMatchObject({ kind: 'confirm' });
});

it('a code that is cancelled leaves the screen, and the next one is another', async () => {
  const visitId = await serveForCopies(station);
  const first = await station.call('payment.ask', money['payment.ask'], atCounter(1), { visitId, total: 2000 });
  const before = await shown();
  await station.call('payment.reverse', money['payment.reverse'], atCounter(1), { paymentId: first.paymentId, why: 'replaced', note: '' });
  expect(await shown()).toMatchObject({ kind: 'confirm' });
  await station.call('payment.ask', money['payment.ask'], atCounter(1), { visitId, total: 2000 });
  const after = await shown();
  expect([before.kind, after.kind, before.kind === 'pay' && after.kind === 'pay' && before.qrText === after.qrText]).toEqual(['pay', 'pay', false]);
});
