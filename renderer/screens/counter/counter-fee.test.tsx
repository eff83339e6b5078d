// Taking a fee at the counter by keys alone, against a scripted station: what is typed is saved, what is against the law is said beside its field, money is taken once.

import { act } from 'react';
import { afterEach, expect, test } from 'vitest';
import { cityPayment, copiesOrder, exampleDay, exampleFee, examplePayment, extractOrder, paidProcedure, pendingPayment } from '../../../tests/gallery/desk/example-fee.ts';
import { checkedVisit, examplePoint, servingDesk } from '../../../tests/gallery/desk/example-point.ts';
import { feeStates } from '../../../tests/gallery/desk/fee-pictures.tsx';
import { refusal, scriptedClient } from '../../../tests/fakes/scripted-client.ts';
import { scriptedDesk } from '../../../tests/fakes/scripted-desk.ts';
import type { ScriptedDesk } from '../../../tests/fakes/scripted-desk.ts';
import { stage } from '../../../tests/fakes/stage.tsx';
import type { Stage } from '../../../tests/fakes/stage.tsx';
import type { VisitId } from '../../../shared/base/ids.ts';
import type { FeeView } from '../../../shared/contract/payment.ts';
import { CounterScreen } from './counter-screen.tsx';

let open: Stage | null = null;
afterEach(async () => {
  await open?.end();
  open = null;
});

const visit = { ...checkedVisit({ 'to-khai': [1, 0], 'giay-chung-sinh': [1, 0] }), procedure: { ...paidProcedure } };

/** A desk with the visit at its fee; the station's answers follow what is saved and paid. */
function paying(first: FeeView = exampleFee(undefined, { isTouched: false })): { readonly desk: ScriptedDesk; fee(): FeeView } {
  const desk = scriptedDesk({ desk: servingDesk, visit });
  let fee = first;
  const paid = (state: 'confirmed' | 'pending'): FeeView['payments'][number] => (state === 'confirmed' ? examplePayment(47) : pendingPayment);
  desk.client.answer({
    'fee.read': () => fee,
    'fee.save': ({ orders, manner, reason }) => (fee = exampleFee(orders, { manner, reason })),
    'payment.cash': () => {
      fee = { ...fee, isLocked: true, payments: [paid('confirmed')] };
      return paid('confirmed');
    },
    'payment.ask': () => {
      fee = { ...fee, isLocked: true, payments: [paid('pending')] };
      return paid('pending');
    },
    'payment.confirm': () => {
      fee = { ...fee, payments: [paid('confirmed')] };
      return paid('confirmed');
    },
    'drawer.read': () => exampleDay,
    'drawer.count': () => exampleDay,
    'payment.take-owed': () => examplePayment(149),
  });
  return { desk, fee: () => fee };
}
async function counter(desk: ScriptedDesk): Promise<Stage> {
  open = await stage(<CounterScreen point={examplePoint('counter')} />, { client: desk.client });
  return open;
}
const field = (screen: Stage, label: string): HTMLInputElement => {
  const found = [...screen.root.querySelectorAll('label')].find(({ textContent }) => textContent.includes(label));
  return screen.find<HTMLInputElement>(`#${CSS.escape(found?.htmlFor ?? expect.fail(`no field ${label}`))}`);
};

test('what the city has confirmed stands as paid at once, without anybody pressing, with the bank’s reference in place of an officer', async () => {
  const { desk, fee } = paying(exampleFee([copiesOrder], { isLocked: true, payments: [pendingPayment] }));
  const screen = await counter(desk);
  await screen.key('F11');
  expect(screen.words()).toContain('Mã tham chiếu MC4D0C2B9A1E');
  desk.client.answer({ 'fee.read': () => ({ ...fee(), payments: [cityPayment] }) });
  await act(async () => desk.client.emit('payments.changed', {}));
  await screen.settle();
  expect(screen.words()).toContain('Thành phố xác nhận lúc');
  expect(screen.words()).toContain('Số tham chiếu FT26328004417');
  expect(screen.words()).not.toContain('Mã VietQR đang hiện');
  expect(desk.client.inputsOf('payment.confirm')).toEqual([]);
});

test.each(Object.keys(feeStates))('the state %s says something', async (name) => {
  open = await stage(feeStates[name], { client: scriptedClient({}) });
  expect(open.words().length).toBeGreaterThan(200);
});

test('F12 leads to the fee first; copies and pages typed, cash with its change, and F12 receives', async () => {
  const { desk } = paying();
  const screen = await counter(desk);
  await screen.key('F12');
  expect(desk.client.inputsOf('dossier.open')).toHaveLength(0);
  await screen.type(field(screen, 'Số lượng'), '12');
  await screen.type(field(screen, 'Số trang'), '3');
  expect(screen.words()).toContain('60.000 đồng');
  expect(desk.client.inputsOf('fee.save').at(-1)).toMatchObject({ orders: [copiesOrder], manner: 'now' });
  await screen.type(field(screen, 'Tiền mặt người dân đưa'), '50000');
  expect(screen.words()).toContain('Còn thiếu 10.000 đồng.');
  await screen.settle();
  expect(desk.client.inputsOf('visit.keep-typing').at(-1)?.typing).toEqual({ 'fee.handed': '50000' });
  await screen.type(field(screen, 'Tiền mặt người dân đưa'), '100000');
  expect(screen.words()).toContain('Trả lại 40.000 đồng');
  await screen.press('Đã nhận tiền mặt');
  expect(desk.client.inputsOf('payment.cash').map(({ total, handed }) => [total, handed])).toEqual([[60_000, 100_000]]);
  expect(screen.words()).toContain('quyển 03, số 0000047');
  await screen.settle();
  expect(desk.client.inputsOf('visit.keep-typing').at(-1)?.typing).toEqual({});
  await screen.key('F12');
  expect(desk.client.inputsOf('dossier.open')).toHaveLength(1);
});

test('copies of another original are a line of their own: its number has the focus, its name and pages are typed, and the same line twice is said', async () => {
  const { desk } = paying(exampleFee([{ ...copiesOrder, quantity: 1, pages: 1 }, extractOrder]));
  const screen = await counter(desk);
  await screen.key('F11');
  await screen.press('Thêm bản chính khác');
  const [first, second] = [...screen.root.querySelectorAll<HTMLElement>('.fee-line')];
  expect(second?.querySelector('legend')?.textContent).toBe(first?.querySelector('legend')?.textContent);
  expect(second?.contains(document.activeElement)).toBe(true);
  expect([first, second].map((line) => line?.textContent.includes('Ghi tên từng bản chính'))).toEqual([false, true]);
  const name = second?.querySelector<HTMLInputElement>('.fee-original input') ?? expect.fail('the second line has a name');
  await screen.type(name, 'Giấy khai sinh ');
  expect(screen.words()).not.toContain('Ghi tên từng bản chính');
  expect([name.value, screen.words().includes('4.000 đồng')]).toEqual(['Giấy khai sinh ', true]);
  const { feeId } = copiesOrder;
  expect(desk.client.inputsOf('fee.save').at(-1)?.orders).toEqual([{ feeId, quantity: 1, pages: 1 }, { feeId, quantity: 1, pages: 1, original: 'Giấy khai sinh ' }, extractOrder]);
  await screen.type(name, '');
  expect(desk.client.inputsOf('fee.save').at(-1)?.orders[1]).toEqual({ feeId, quantity: 1, pages: 1 });
});

test('an amount above the law is said below its field and stays as it was typed', async () => {
  const { desk } = paying(exampleFee([copiesOrder]));
  const screen = await counter(desk);
  await screen.key('F11');
  await screen.type(field(screen, 'Mức thu, đồng/bản'), '9000');
  const amount = field(screen, 'Mức thu, đồng/bản');
  expect([amount.value, amount.getAttribute('aria-invalid')]).toEqual(['9.000', 'true']);
  expect(screen.words()).toContain('Cao hơn mức luật cho phép: nhập không quá 5.000 đồng.');
  expect(desk.client.inputsOf('fee.save').at(-1)).toMatchObject({ orders: [{ changed: { amount: 9000 } }] });
  expect(screen.button('Đã nhận tiền mặt').disabled).toBe(true);
});

test('a code is shown by F8; nothing is confirmed by a key that was meant for something else, and the dossier may be received meanwhile', async () => {
  const { desk } = paying(exampleFee([copiesOrder]));
  const screen = await counter(desk);
  await screen.key('F11');
  await screen.key('F8');
  expect(desk.client.inputsOf('payment.ask').map(({ total }) => total)).toEqual([60_000]);
  expect(screen.words()).toContain('Mã VietQR đang hiện trên màn hình người dân');
  await screen.key('F8');
  expect([desk.client.inputsOf('payment.ask'), desk.client.inputsOf('payment.confirm')].map(({ length }) => length)).toEqual([1, 0]);
  await screen.key('F12');
  expect(desk.client.inputsOf('dossier.open')).toHaveLength(1);
});

test('nothing is charged only with a reason where a fee is expected, and the fee can be put off in one key', async () => {
  const { desk, fee } = paying(exampleFee([copiesOrder]));
  const screen = await counter(desk);
  await screen.key('F11');
  await screen.key('F4');
  // The key that receives everywhere else puts nothing off.
  await screen.key('F12');
  expect([desk.client.inputsOf('fee.save'), desk.client.inputsOf('dossier.open')].map(({ length }) => length)).toEqual([0, 0]);
  await screen.type(field(screen, 'Lý do không thu'), 'Cấp lại do lỗi của đơn vị');
  await screen.key('F4');
  expect(fee()).toMatchObject({ manner: 'none', reason: 'Cấp lại do lỗi của đơn vị' });
  expect(screen.words()).toContain('Không thu');
  await screen.key('F11');
  await screen.key('˚', { code: 'KeyK', altKey: true });
  expect(fee()).toMatchObject({ manner: 'later' });
});

test('cash that was pressed while the fee was being saved is not booked on the next person, and that is said', async () => {
  const { desk } = paying(exampleFee([copiesOrder]));
  const screen = await counter(desk);
  const saves = Promise.withResolvers<void>();
  desk.client.answer({ 'fee.save': async ({ orders, manner, reason }) => {
    await saves.promise;
    return exampleFee(orders, { manner, reason });
  } });
  await screen.key('F11');
  await screen.type(field(screen, 'Số lượng'), '13');
  await screen.press('Đã nhận tiền mặt');
  const next = '00000000-0000-4000-8000-000000000077' as VisitId;
  desk.state.visit = { ...visit, visitId: next };
  desk.client.answer({ 'fee.read': () => exampleFee([{ ...copiesOrder, quantity: 2 }], { visitId: next, isTouched: false }) });
  desk.tellVisit();
  await screen.settle();
  saves.resolve();
  await screen.settle();
  expect(desk.client.inputsOf('payment.cash')).toEqual([]);
  expect(screen.words()).toContain('Khoản phí, lệ phí của lượt trước chưa được ghi');
  expect(screen.words()).toContain('10.000 đồng · chưa thu');
  expect(screen.words()).not.toContain('65.000 đồng');
  await screen.press('Đã hiểu');
  expect(screen.words()).not.toContain('của lượt trước');
});

test('cash that is refused after its person has left is said at the counter, and not beside the fee of the next', async () => {
  const { desk } = paying(exampleFee([copiesOrder]));
  const screen = await counter(desk);
  const takes = Promise.withResolvers<never>();
  desk.client.answer({ 'payment.cash': () => takes.promise });
  await screen.key('F11');
  await screen.press('Đã nhận tiền mặt');
  const next = '00000000-0000-4000-8000-000000000077' as VisitId;
  desk.state.visit = { ...visit, visitId: next };
  desk.client.answer({ 'fee.read': () => exampleFee([copiesOrder], { visitId: next }) });
  desk.tellVisit();
  await screen.settle();
  takes.reject(refusal('payment.exists'));
  await screen.settle();
  expect(screen.words()).toContain('Khoản phí, lệ phí của lượt trước chưa được ghi');
  await screen.key('F11');
  expect(screen.words()).not.toContain('payment.exists');
  expect(screen.button('Đã nhận tiền mặt').disabled).toBe(false);
});

test('a fee that cannot be read holds the dossier back, says why and is asked for again', async () => {
  const { desk, fee } = paying(exampleFee([copiesOrder], { manner: 'later' }));
  desk.client.answer({ 'fee.read': () => {
    throw refusal('store.disk-full');
  } });
  const screen = await counter(desk);
  expect(screen.words()).toContain('store.disk-full');
  await screen.key('F12');
  expect(desk.client.inputsOf('dossier.open')).toHaveLength(0);
  expect(screen.words()).toContain('Chờ phần thu phí');
  desk.client.answer({ 'fee.read': fee });
  await screen.press('Thử lại');
  await screen.key('F12');
  expect(desk.client.inputsOf('dossier.open')).toHaveLength(1);
});

test('what a dossier owes is taken from the drawer’s list, in cash or by a code, and one whose code waits is not taken twice', async () => {
  const { desk } = paying();
  const screen = await counter(desk);
  await screen.key('6', { code: 'Digit6', altKey: true });
  expect(screen.words()).toContain('Hồ sơ còn phải thu: 2');
  expect(screen.words()).toContain('đang chờ chuyển khoản');
  await screen.press('Thu khoản này');
  expect(screen.words()).not.toContain('Thu khoản này');
  await screen.type(field(screen, 'Tiền mặt người dân đưa'), '100000');
  await screen.press('Đã nhận tiền mặt');
  expect(desk.client.inputsOf('payment.take-owed').map(({ total, how }) => [total, how])).toEqual([[60_000, { method: 'cash', handed: 100_000 }]]);
});

test('the drawer is counted beside what should lie in it', async () => {
  const { desk } = paying();
  const screen = await counter(desk);
  await screen.key('6', { code: 'Digit6', altKey: true });
  await screen.type(field(screen, 'Tiền mặt đếm được'), '100000');
  expect(screen.words()).toContain('Thiếu 12.000 đồng so với sổ.');
  await act(async () => screen.find<HTMLFormElement>('form').requestSubmit());
  await screen.settle();
  expect(desk.client.inputsOf('drawer.count').map(({ counted }) => counted)).toEqual([100_000]);
});
