// The fee of a visit and the officer's drawer, in each of their states.

import { createStore } from 'zustand/vanilla';
import type { ReactNode } from 'react';
import type { DeskDay } from '../../../shared/base/ids.ts';
import type { PayDay } from '../../../shared/contract/payment-day.ts';
import type { FeeView } from '../../../shared/contract/payment.ts';
import type { CounterActions } from '../../../renderer/screens/counter/counter-model.ts';
import type { AdminActions } from '../../../renderer/screens/admin/admin-model.ts';
import { AdminView } from '../../../renderer/screens/admin/admin-view.tsx';
import { CounterView } from '../../../renderer/screens/counter/counter-view.tsx';
import { nothingFound } from '../../../renderer/screens/counter/procedure/procedure-finder.ts';
import { refusal, scriptedClient } from '../../fakes/scripted-client.ts';
import type { Script } from '../../fakes/scripted-client.ts';
import { chosen, still, typed } from '../picture.ts';
import type { Picture, Step } from '../picture.ts';
import { bankWords, cityPayment, copiesOrder, exampleDay, exampleFee, examplePayment, extractOrder, paidProcedure, pendingPayment } from './example-fee.ts';
import { adminModel, counterModel, failed, fresh } from './example-model.ts';
import { checkedVisit, examplePrint, minutesAgo, servingDesk } from './example-point.ts';
import { stillActs } from './still.ts';

const visit = { ...checkedVisit({ 'to-khai': [1, 0], 'giay-chung-sinh': [1, 0] }), procedure: { ...paidProcedure } };
const finder = { store: createStore(() => nothingFound), search: () => undefined, read: () => undefined };
const images = { store: createStore(() => ({})), want: () => undefined, keepOnly: () => undefined, close: createStore(() => null), lookClosely: () => undefined };

function counter(fee: FeeView, more: Parameters<typeof counterModel>[2] = {}): ReactNode {
  return <CounterView model={counterModel(servingDesk, visit, { fee: fresh(fee), ...more })} act={stillActs as CounterActions} finder={finder} images={images} />;
}
const dialog = { ui: { dialog: { kind: 'fee' } } } as const;
const paid = examplePayment(47, { print: examplePrint('printed') });

export const feeStates: Readonly<Record<string, ReactNode>> = {
  bar: counter(exampleFee([copiesOrder])),
  'bar-paid': counter(exampleFee([copiesOrder], { isLocked: true, payments: [paid] })),
  lines: counter(exampleFee([copiesOrder, extractOrder]), dialog),
  originals: counter(exampleFee([{ ...copiesOrder, quantity: 2, pages: 1, original: 'Giấy khai sinh' }, { ...copiesOrder, quantity: 3, pages: 4, original: 'Học bạ trung học phổ thông' }]), dialog),
  'originals-same': counter(exampleFee([{ ...copiesOrder, quantity: 1, pages: 1 }, { ...copiesOrder, quantity: 1, pages: 1 }]), dialog),
  'above-law': counter(exampleFee([{ ...copiesOrder, changed: { amount: 9000, reason: 'Làm gấp' } }]), dialog),
  pending: counter(exampleFee([copiesOrder], { isLocked: true, payments: [pendingPayment] }), dialog),
  paid: counter(exampleFee([copiesOrder], { isLocked: true, payments: [paid] }), dialog),
  'paid-city': counter(exampleFee([copiesOrder], { isLocked: true, payments: [cityPayment] }), dialog),
  'no-account': counter(exampleFee([copiesOrder], { transferRefusal: 'payment.account-unset' }), { ...dialog, intents: { pay: failed('payment.cash', 'payment.exists') } }),
  'no-book': counter(exampleFee([copiesOrder], { cashRefusal: 'payment.receipts-unset', transferRefusal: 'payment.receipts-unset' }), dialog),
  dropped: counter(exampleFee([]), { ui: { feeDropped: true } }),
  drawer: counter(exampleFee([copiesOrder]), { drawer: fresh({ ...exampleDay, drawers: exampleDay.drawers.slice(1, 2), bankWords: bankWords.slice(0, 1), pending: [pendingPayment, { ...pendingPayment, paymentId: examplePayment(9).paymentId, label: 'T149-K1-000011-A', billNumber: 'MC4D0C2B9A20' }] }), ui: { dialog: { kind: 'drawer' } } }),
};

function money(name: string, day: PayDay, steps: readonly Step[] = [], script: Script = {}): Picture {
  return { name: `admin-money-${name}`, role: 'admin', sizes: ['landscape', 'small'], steps, screen: <AdminView model={adminModel({ tab: 'money' })} act={stillActs as AdminActions} />, client: () => scriptedClient({ 'payday.read': () => day, ...script }) };
}
const closedDay: PayDay = {
  ...exampleDay, faults: [{ kind: 'closed-differs', what: '', expected: 374_000, found: 384_000 }], openDays: [],
  closed: { at: minutesAgo(1), officerName: 'Lê Thị Mẫu', countedCash: 258_000, countedTransfers: 124_000, explanation: 'Quầy 2 thiếu 2.000 đồng tiền lẻ trả lại, cán bộ đã bù', total: 374_000 },
};
const brokenDay: PayDay = { ...exampleDay, faults: [{ kind: 'receipt-missing', what: 'AA/26P 03 0000144', expected: null, found: null }], receipts: exampleDay.receipts.map((range) => ({ ...range, missing: [144] })) };

const supplement: PayDay = { ...exampleDay, day: '2026-11-24.1' as DeskDay, openDay: '2026-11-24.1' as DeskDay, openDays: ['2026-11-24.1' as DeskDay], sameDate: [exampleDay.day, '2026-11-24.1' as DeskDay], dateTotal: 768_000 };

/** Money being given back at the administration: one payment, and whoever answers for it. */
const one: PayDay = { ...exampleDay, byFee: [], pending: [], withoutDossier: [], owed: { count: 0, amount: 0, dossiers: [] }, payments: [examplePayment(147)] };
const toReverse: readonly Step[] = [
  { see: 'Họ tên người xác nhận' }, typed('Họ tên người xác nhận, hoàn tiền, cho không thu', 'Lê Thị Mẫu'), () => document.querySelector<HTMLElement>('.money-fold > summary')?.click(), 'Hoàn tiền, hủy biên lai', { see: 'Lấy tiền từ két' },
];
/** The same at a counter, which gives back out of its own drawer. */
function back(name: string, fee: Partial<FeeView>, steps: readonly Step[]): Picture {
  return { name: `counter-fee-${name}`, role: 'counter', sizes: ['landscape', 'small'], steps, screen: counter(exampleFee([copiesOrder], { isLocked: true, payments: [paid], ...fee }), dialog) };
}

export const feePictures: readonly Picture[] = [
  money('day', exampleDay, [{ see: 'Quầy 2' }]), money('missing', brokenDay, [{ see: '0000144' }]), money('closed', closedDay, [{ see: 'Lê Thị Mẫu' }]), money('supplement', supplement, [{ see: 'bổ sung 1' }]),
  money('bank', { ...exampleDay, byFee: [], drawers: [], receipts: [], pending: [], withoutDossier: [], bankWords, payments: [cityPayment] }, [{ see: 'FT26327009112' }]),
  money('owed', { ...exampleDay, byFee: [], drawers: [], receipts: [], pending: [], withoutDossier: [] }, [{ see: 'Không thu nữa' }]),
  money('empty', { ...exampleDay, cash: 0, transfers: 0, reversedCash: 0, total: 0, byFee: [], drawers: [], receipts: [], payments: [], pending: [], withoutDossier: [], owed: { count: 0, amount: 0, dossiers: [] }, openDays: [] }, [{ see: 'chưa thu' }]),
  money('reverse', one, toReverse),
  money('reverse-other', one, [...toReverse, chosen('Lý do hoàn', 'Lý do khác'), { see: 'Ghi rõ lý do.' }, chosen('Trả lại bằng', 'Chuyển khoản')]),
  money('reverse-refused', one, [...toReverse, 'Hoàn tiền', { see: 'internal' }], { 'payment.reverse': () => Promise.reject(refusal('internal')) }),
  back('reverse', {}, ['Hoàn tiền, hủy biên lai', { see: 'Trả lại bằng' }]),
  back('reverse-other', {}, ['Hoàn tiền, hủy biên lai', chosen('Lý do hoàn', 'Lý do khác'), { see: 'Ghi rõ lý do.' }]),
  back('reverse-elsewhere', { mayReverse: false }, [{ see: 'báo người phụ trách' }]),
  ...still('counter', ['landscape', 'small'], Object.fromEntries(Object.entries(feeStates).map(([name, screen]) => [`fee-${name}`, screen]))),
];
