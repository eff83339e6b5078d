// What stays of a payment and where: copies say that they are copies, the person goes with the dossier, the city takes every event, and the log makes every row anew.

import { afterEach, beforeEach, expect, it } from 'vitest';
import { z } from 'zod';
import { interpret } from '../../../../city/push/interpret.ts';
import { COPIES, MONEY, serveForCopies } from '../../../../tests/fakes/paying-visit.ts';
import { LAN } from '../../../../tests/fakes/test-procedures.ts';
import { atCounter, TestStation } from '../../../../tests/fakes/test-station.ts';
import type { BusinessDay } from '../../../../shared/base/ids.ts';
import { canonicalTexts } from '../../../../shared/wire/operation.ts';
import { readOperations } from '../../store/event-log.ts';
import { latestPrint, markEnded } from '../../store/print-jobs.ts';
import { markPrinting } from '../../store/print-jobs-line.ts';
import { redactDossier } from '../../store/redaction.ts';
import { chargedFee } from '../../store/visit-fees.ts';
import { endVisitsOfEarlierDays } from '../../store/visit-rows.ts';
import { dossierHandlers } from '../dossier/dossier-handlers.ts';
import { moneyHandlers } from './payment-handlers.ts';

const ADMIN = { role: 'admin' } as const;
const money = moneyHandlers({ settings: MONEY, holidays: [] });
const PROOF = 'Giấy xác nhận số 77/XN';

let station: TestStation;
beforeEach(() => {
  station = new TestStation({ procedures: [COPIES] });
});
afterEach(() => station[Symbol.asyncDispose]());

const paperRow = z.object({ paper: z.string().transform((text) => z.looseObject({ number: z.string(), copyNumber: z.int(), isReversed: z.boolean(), payerName: z.string(), totalWords: z.string(), procedureName: z.string() }).parse(JSON.parse(text))) });
const papers = () => station.context.database.read((store) => store.all(paperRow, `SELECT paper FROM print_job WHERE what = 'fee-receipt' ORDER BY rowid`)).map(({ paper }) => paper);
async function pay() {
  const visitId = await serveForCopies(station);
  return { visitId, payment: await station.call('payment.cash', money['payment.cash'], atCounter(1), { visitId, total: 2000, handed: 2000 }) };
}
const printed = (printJobId: NonNullable<Awaited<ReturnType<typeof pay>>['payment']['print']>['printJobId']) =>
  station.context.database.write((store) => {
    markPrinting(store, printJobId);
    markEnded(store, printJobId, { state: 'printed', code: null, mayExist: true, triedAgain: false }, station.clock.now());
  });

it('a receipt is printed again under its number, says that it is a copy, and after a reversal that the money went back', async () => {
  const { payment } = await pay();
  const again = () => station.call('payment.print', money['payment.print'], atCounter(1), { paymentId: payment.paymentId });
  await expect(again()).rejects.toMatchObject({ code: 'print.wrong-state' });
  printed(payment.print?.printJobId ?? expect.fail('it is printed'));
  const second = await again();
  printed(second.print?.printJobId ?? expect.fail('it is printed'));
  await station.call('payment.reverse', money['payment.reverse'], ADMIN, { paymentId: payment.paymentId, officerName: 'Lê Thị Mẫu', why: 'wrong-amount', note: '' });
  await again();
  expect(papers().map(({ number, copyNumber, isReversed, payerName, totalWords, procedureName }) => [number, copyNumber, isReversed, payerName, totalWords, procedureName])).toEqual([
    ['0000001', 1, false, LAN.fullName, 'hai nghìn đồng', COPIES.name], ['0000001', 2, false, LAN.fullName, 'hai nghìn đồng', COPIES.name], ['0000001', 3, true, LAN.fullName, 'hai nghìn đồng', COPIES.name],
  ]);
});

it('no power cut leaves money without its number, its receipt in the line, or its event', async () => {
  const { payment } = await pay();
  await station.afterPowerCut(({ database }) => {
    const left = database.read((store) => [
      store.all(z.object({ number: z.int() }), 'SELECT receipt_number AS number FROM payment'), store.all(z.object({ state: z.string() }), `SELECT state FROM print_job WHERE what = 'fee-receipt'`),
      store.all(z.object({ type: z.string() }), `SELECT type FROM event WHERE agg_id = '${payment.paymentId}' ORDER BY seq`),
    ]);
    expect(left).toEqual([[{ number: 1 }], [{ state: 'queued' }], [{ type: 'payment.asked' }, { type: 'payment.confirmed' }]]);
    return Promise.resolve();
  });
});

it('the payer’s name stays on no receipt once its visit has ended without a dossier and its paper is out, or its day is over', async () => {
  const names = () => papers().map(({ payerName }) => payerName);
  const { visitId, payment } = await pay();
  printed(payment.print?.printJobId ?? expect.fail('it is printed'));
  await station.call('payment.print', money['payment.print'], atCounter(1), { paymentId: payment.paymentId });
  await station.finish(1);
  // The second one is still in the printer's line, and somebody waits for it.
  expect(names()).toEqual(['', LAN.fullName]);
  const second = station.context.database.read((store) => latestPrint(store, 'fee-receipt', payment.paymentId));
  printed(second?.printJobId ?? expect.fail('it is in the line'));
  expect(names()).toEqual(['', '']);

  const other = await pay();
  await station.finish(1);
  const endAt = (today: string) => station.context.database.write((store) => endVisitsOfEarlierDays(store, today as BusinessDay, station.clock.now()));
  endAt('2026-07-13');
  expect(names()).toEqual(['', '', LAN.fullName]);
  endAt('2026-07-14');
  expect(names()).toEqual(['', '', '']);
  expect([visitId === other.visitId, station.context.database.read((store) => latestPrint(store, 'fee-receipt', other.payment.paymentId))?.state]).toEqual([false, 'queued']);

  const third = await pay();
  await station.call('dossier.open', dossierHandlers({ isScanning: () => false } as never, [])['dossier.open'], atCounter(1), { visitId: third.visitId });
  printed(third.payment.print?.printJobId ?? expect.fail('it is printed'));
  await station.finish(1);
  expect(names().at(-1)).toBe(LAN.fullName);
});

it('what an exemption was granted for, and of what paper the copies were, goes with the person, here and in the printed receipt; what was paid stays', async () => {
  const visitId = await serveForCopies(station);
  await station.call('fee.save', money['fee.save'], atCounter(1), { visitId, orders: [{ feeId: `thu-tuc-${COPIES.code}`, quantity: 1, pages: 1, original: PROOF }, { feeId: 'chung-thuc-chu-ky', quantity: 1, exemption: { exemptionId: 'khac', proof: PROOF } }], manner: 'now', reason: '' });
  await station.call('payment.cash', money['payment.cash'], atCounter(1), { visitId, total: 2000, handed: 2000 });
  const { dossierId } = await station.call('dossier.open', dossierHandlers({ isScanning: () => false } as never, [])['dossier.open'], atCounter(1), { visitId });
  await station.finish(1);
  const everything = () => station.context.database.read((store) => {
    const tables = store.all(z.object({ name: z.string() }), `SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'`);
    return tables.map(({ name }) => JSON.stringify(store.all(z.record(z.string(), z.unknown()), `SELECT * FROM ${name}`))).join('\n');
  });
  expect([everything().includes(PROOF), everything().includes(LAN.fullName)]).toEqual([true, true]);
  station.context.database.write((store) => redactDossier(store, dossierId, { reason: 'erased', at: station.clock.now(), upTo: 1000 }));
  expect([everything().includes(PROOF), everything().includes(LAN.fullName)]).toEqual([false, false]);
  expect(station.context.database.read((store) => store.all(z.object({ amount: z.int(), total: z.int() }), 'SELECT payment.amount, dossier_fee.total FROM payment JOIN dossier_fee USING (visit_id)'))).toEqual([{ amount: 2000, total: 2000 }]);
});

it('the names of two originals stand with what was charged until the person goes, in no payment, and no typed space is lost while they are written', async () => {
  const visitId = await serveForCopies(station);
  const feeId = `thu-tuc-${COPIES.code}`;
  const orders = [{ feeId, quantity: 1, pages: 1, original: 'Học bạ cháu Ẩn ' }, { feeId, quantity: 2, pages: 1 }];
  const saved = await station.call('fee.save', money['fee.save'], atCounter(1), { visitId, orders, manner: 'later', reason: '' });
  expect(saved.orders).toEqual(orders);
  const { dossierId } = await station.call('dossier.open', dossierHandlers({ isScanning: () => false } as never, [])['dossier.open'], atCounter(1), { visitId });
  await station.finish(1);
  const namesOf = () => station.context.database.read((store) => chargedFee(store, dossierId))?.lines.map(({ original }) => original);
  expect(namesOf()).toEqual(['Học bạ cháu Ẩn', undefined]);
  const payment = await station.call('payment.take-owed', money['payment.take-owed'], atCounter(1), { dossierId, total: 6000, how: { method: 'cash', handed: 6000 } });
  expect(payment.lines.map(({ quantity, amount }) => [quantity, amount])).toEqual([[1, 2000], [2, 4000]]);
  expect(JSON.stringify(payment)).not.toContain('Ẩn');
  station.context.database.write((store) => redactDossier(store, dossierId, { reason: 'erased', at: station.clock.now(), upTo: 1000 }));
  expect(namesOf()).toEqual([undefined, undefined]);
});

it('the city takes every event of money as a fact, none as unknown or refused', async () => {
  const { visitId, payment } = await pay();
  await station.call('dossier.open', dossierHandlers({ isScanning: () => false } as never, [])['dossier.open'], atCounter(1), { visitId });
  await station.call('payment.reverse', money['payment.reverse'], ADMIN, { paymentId: payment.paymentId, officerName: 'Lê Thị Mẫu', why: 'other', note: 'thu nhầm' });
  await station.call('drawer.count', money['drawer.count'], atCounter(1), { day: payment.confirmed?.day ?? expect.fail('it is confirmed'), counted: 0, note: '' });
  await station.call('payday.close', money['payday.close'], ADMIN, { day: payment.confirmed?.day ?? expect.fail('it is confirmed'), total: 0, countedCash: 0, countedTransfers: 0, explanation: '', officerName: 'Lê Thị Mẫu' });
  const { identity, database } = station.context;
  const meanings = database.read((store) => readOperations(store, 0, 100)).map((operation) => [operation.type, interpret(operation, canonicalTexts(identity.commune, identity.station, operation).raw).kind]);
  expect(meanings.filter(([type]) => /^(?:fee|payment|payday|drawer|receipts)\./.test(type ?? ''))).toEqual([
    ['payment.asked', 'fact'], ['payment.confirmed', 'fact'], ['fee.charged', 'fact'], ['payment.reversed', 'fact'], ['drawer.counted', 'fact'], ['payday.closed', 'fact'],
  ]);
});
