// Form 01 says how the fee is collected: by what was paid or charged, and by the catalogue's words only where nobody has said anything.

import { afterEach, beforeEach, expect, it } from 'vitest';
import { z } from 'zod';
import { openDossier } from '../../../../tests/fakes/opened-dossier.ts';
import { COPIES, MONEY, serveForCopies } from '../../../../tests/fakes/paying-visit.ts';
import { BIRTH } from '../../../../tests/fakes/test-procedures.ts';
import { atCounter, TestStation } from '../../../../tests/fakes/test-station.ts';
import type { DossierId, VisitId } from '../../../../shared/base/ids.ts';
import { must } from '../../../../shared/base/must.ts';
import { dossierById } from '../../store/dossiers.ts';
import { dossierHandlers } from '../dossier/dossier-handlers.ts';
import { printReceipt } from '../dossier/print-receipt.ts';
import { moneyHandlers } from '../payment/payment-handlers.ts';
import { dossierValues } from './dossier-values.ts';
import { formHandlers } from './form-handlers.ts';

const COUNTER = atCounter(1);
const money = moneyHandlers({ settings: MONEY, holidays: [] });
const ORDER = { feeId: `thu-tuc-${COPIES.code}`, quantity: 12, pages: 3 };
const POOR = { feeId: 'ban-sao-trich-luc', quantity: 1, exemption: { exemptionId: 'ho-ngheo', proof: 'Giấy số 000012' } };
const OTHER = { ...ORDER, exemption: { exemptionId: 'khac', proof: 'Nghị quyết mẫu số 05, người cao tuổi' } };

let station: TestStation;
beforeEach(() => {
  station = new TestStation({ procedures: [COPIES, BIRTH] });
});
afterEach(() => station[Symbol.asyncDispose]());

interface Said {
  readonly orders: readonly object[];
  readonly manner: 'now' | 'later' | 'none';
  readonly reason?: string;
  readonly pay?: (visitId: VisitId) => Promise<unknown>;
  readonly after?: (dossierId: DossierId) => Promise<unknown>;
}

const cash = (visitId: VisitId) => station.call('payment.cash', money['payment.cash'], COUNTER, { visitId, total: 60_000, handed: 60_000 });
const ask = (visitId: VisitId) => station.call('payment.ask', money['payment.ask'], COUNTER, { visitId, total: 60_000 });
const letOff = (dossierId: DossierId) => station.call('fee.let-off', money['fee.let-off'], { role: 'admin' }, { dossierId, total: 60_000, reason: 'Nhầm khoản thu', officerName: 'Nguyễn Văn Mẫu' });

async function opened({ orders, manner, reason = '', pay, after }: Said): Promise<DossierId> {
  const visitId = await serveForCopies(station);
  await station.call('fee.save', money['fee.save'], COUNTER, { visitId, orders: orders as never, manner, reason });
  await pay?.(visitId);
  const { dossierId } = await station.call('dossier.open', dossierHandlers({ isScanning: () => false } as never, [])['dossier.open'], COUNTER, { visitId });
  await after?.(dossierId);
  return dossierId;
}
const rowOf = (dossierId: DossierId) => station.context.database.read((store) => must(dossierById(store, dossierId), 'it was opened'));
const saidOn = (dossierId: DossierId, form: 'receipt' | 'receipt-certified' | 'receipt-many') =>
  station.context.database.read((store) => dossierValues(station.context, store, rowOf(dossierId), form, '').texts['hình thức thu phí']);
async function onRoll(dossierId: DossierId): Promise<unknown> {
  await station.call('receipt.print', printReceipt, COUNTER, { dossierId });
  return station.context.database.read((store) => store.get(z.object({ fee: z.string().nullable() }), `SELECT paper ->> 'fee' AS fee FROM print_job WHERE what = 'receipt'`))?.fee;
}

it.each<[string, Said, string]>([
  ['what was paid, by its receipt', { orders: [ORDER], manner: 'now', pay: cash }, 'Đã thu 60.000 đồng, biên lai số AA/26P 03 0000001'],
  ['what waits for the bank', { orders: [ORDER], manner: 'now', pay: ask }, 'Chờ xác nhận chuyển khoản 60.000 đồng'],
  ['what is to be paid before', { orders: [ORDER], manner: 'now' }, 'Thu trước: 60.000 đồng (chưa nộp)'],
  ['what is to be paid with the result', { orders: [ORDER], manner: 'later' }, 'Thu khi trả kết quả: 60.000 đồng'],
  ['what is not wanted any more', { orders: [ORDER], manner: 'later', after: letOff }, 'Không còn phải nộp 60.000 đồng'],
  ['who is exempt, without the number of his certificate', { orders: [POOR], manner: 'now' }, 'Được miễn: Người thuộc hộ nghèo'],
  ['who is exempt of a group on no list, by what the officer has seen', { orders: [OTHER], manner: 'now' }, 'Được miễn: Nghị quyết mẫu số 05, người cao tuổi'],
  ['nothing charged, and why', { orders: [ORDER], manner: 'none', reason: 'Bản sao cấp lại do lỗi của đơn vị' }, 'Không thu: Bản sao cấp lại do lỗi của đơn vị'],
  ['an amount taken down to nothing, and why', { orders: [{ ...ORDER, changed: { amount: 0, reason: 'In hỏng' } }], manner: 'now', reason: 'của lần trước' }, 'Không thu: In hỏng'],
  ['no line at all', { orders: [], manner: 'now' }, 'Không thu'],
])('says %s, on each variant of form 01 and on the roll', async (_what, said, words) => {
  const dossierId = await opened(said);
  expect([saidOn(dossierId, 'receipt'), saidOn(dossierId, 'receipt-certified'), saidOn(dossierId, 'receipt-many'), await onRoll(dossierId)]).toEqual([words, words, words, words]);
});

it('keeps the catalogue’s words where nobody has said anything of a fee, which the roll leaves out', async () => {
  const { dossierId } = await openDossier(station);
  expect([saidOn(dossierId, 'receipt'), saidOn(dossierId, 'receipt-certified'), saidOn(dossierId, 'receipt-many'), await onRoll(dossierId)]).toEqual([BIRTH.feeText, BIRTH.feeText, BIRTH.feeText, null]);
});

it('the preview shows what the paper will say', async () => {
  const dossierId = await opened({ orders: [ORDER], manner: 'later' });
  const shown: unknown[] = [];
  station.forms = { ...station.forms, pictures: (paper) => {
    shown.push(paper.values.texts['hình thức thu phí']);
    return Promise.resolve({ pages: 1, pictures: [new Uint8Array([7])] });
  } };
  station.reopen();
  await station.call('form.preview', formHandlers['form.preview'], COUNTER, { dossierId, form: 'receipt', reason: '', page: 1 });
  expect(new Set(shown)).toEqual(new Set(['Thu khi trả kết quả: 60.000 đồng']));
});
