// Money at a station that loses power between two instructions: taken once, under one number, and a second paper only by a person.

import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { ProcedureCode, VisitId } from '../../../shared/base/ids.ts';
import { must } from '../../../shared/base/must.ts';
import { EXAMPLE_PAYMENT, readExampleProfile } from '../../../build/demo/example-point.ts';
import type { PracticePoint } from '../../../electron/practice/point.ts';
import { CallRefused, type Window } from '../../morning/window.ts';
import { Machine, startDevices } from './machine.ts';

/** Extracts of the register, 8 000 đồng each. */
const EXTRACT = '2.000635' as ProcedureCode;
const FEE = 8000;
const profile = readExampleProfile();

let practice: PracticePoint;
beforeAll(async () => {
  practice = await startDevices();
});
afterAll(() => practice[Symbol.asyncDispose]());

/** Somebody comes to a counter for an extract. */
async function serve(kiosk: Window, desk: Window, counterId: number): Promise<VisitId> {
  const field = must(profile.counters.find((counter) => counter.counterId === counterId)?.fields[0], 'the counter serves a field');
  await kiosk.call('ticket.issue', { requestId: randomUUID(), field, priority: 'none', procedureCode: null });
  const visitId = must((await desk.call('queue.next', {})).visitId, 'somebody was waiting');
  await desk.call('visit.choose-procedure', { visitId, procedureCode: EXTRACT });
  return visitId;
}

it('between number and paper: the money is there with its number, nothing is printed or taken twice, and a second paper says that it is one', async () => {
  await using machine = new Machine({ devices: practice.deviceSettings(), payment: EXAMPLE_PAYMENT });
  await machine.start();
  const [kiosk, desk] = [await machine.open('kiosk'), await machine.open('counter-1')];
  await kiosk.until('a printer', async () => ((await kiosk.call('status.read', {})).devices.some(({ device, kind }) => device === 'ticket-printer' && kind === 'ready') ? true : null));
  const visitId = await serve(kiosk, desk, 1);
  await kiosk.until('the ticket is out', async () => (practice.printer.pageCount() === 1 ? true : null));
  practice.printer.setState('mute', { afterRows: 4 });
  // Half a word and a sum that nobody has confirmed.
  const typing = { 'fee.handed': '10000', 'away.reason': 'Thiếu chữ ký của ng' };
  await desk.call('visit.keep-typing', { visitId, typing });
  const request = { requestId: randomUUID(), visitId, total: FEE, handed: 10_000 };
  const paid = await desk.call('payment.cash', request);
  const standing = async () => must((await desk.call('fee.read', {}))?.payments[0], 'the payment stands');
  await desk.until('paper comes', async () => (practice.printer.pageCount() === 2 && (await standing()).print?.state === 'printing' ? true : null));
  practice.printer.setState('ok');
  await machine.killStation();
  const after = await desk.until('the station', standing);
  expect((await desk.call('visit.read', {}))?.typing).toEqual(typing);
  expect(after).toMatchObject({ paymentId: paid.paymentId, state: 'confirmed', receipt: { symbol: 'MAU/26P', volume: '01', number: 1 }, print: { state: 'unknown', code: 'printer.interrupted' } });
  expect(await desk.call('payment.cash', request)).toMatchObject({ paymentId: paid.paymentId, receipt: { number: 1 } });
  const code = await desk.call('payment.cash', { ...request, requestId: randomUUID() }).then(() => 'taken', (error: unknown) => (error instanceof CallRefused ? error.failure.code : String(error)));
  expect([code, practice.printer.pageCount()]).toEqual(['payment.exists', 2]);
  await desk.call('payment.print', { paymentId: paid.paymentId });
  await desk.until('the paper a person asked for', async () => ((await standing()).print?.state === 'printed' ? true : null));
  expect(practice.printer.pageCount()).toBe(3);
});
