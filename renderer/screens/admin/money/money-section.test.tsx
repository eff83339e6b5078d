// The cash desk in the admin window: a day that does not come out even wants a sentence, what never came is cancelled, and the file holds what the screen says.

import { act } from 'react';
import { afterEach, expect, test } from 'vitest';
import type { DeskDay } from '../../../../shared/base/ids.ts';
import { bankWords, cityPayment, exampleDay, pendingPayment } from '../../../../tests/gallery/desk/example-fee.ts';
import { scriptedClient, refusal } from '../../../../tests/fakes/scripted-client.ts';
import type { ScriptedClient } from '../../../../tests/fakes/scripted-client.ts';
import { stage, STAGE_NOW } from '../../../../tests/fakes/stage.tsx';
import type { Stage } from '../../../../tests/fakes/stage.tsx';
import { textsOf } from '../../../parts/texts/use-texts.tsx';
import { moneySheet } from './money-file.ts';
import { MoneySection } from './money-section.tsx';

let open: Stage | null = null;
afterEach(async () => {
  await open?.end();
  open = null;
});

async function desk(client: ScriptedClient): Promise<Stage> {
  open = await stage(<MoneySection now={STAGE_NOW} unit="Điểm mẫu" />, { client });
  return open;
}
const field = (screen: Stage, label: string): HTMLInputElement => {
  const found = [...screen.root.querySelectorAll('label')].find(({ textContent }) => textContent.includes(label));
  return screen.find<HTMLInputElement>(`#${CSS.escape(found?.htmlFor ?? expect.fail(`no field ${label}`))}`);
};

test('the day says who took what, which numbers were passed over and why, and whose money is still to come', async () => {
  const screen = await desk(scriptedClient({ 'payday.read': () => exampleDay }));
  for (const words of ['Quầy 2', 'thiếu 2.000', 'Thiếu tiền lẻ trả lại', 'Số 0000040 – 0000139: không cấp nữa sau khi khôi phục dữ liệu', 'Chờ xác nhận chuyển khoản: 1', 'MC4D0C2B9A1E', 'Đã thu tiền nhưng không có hồ sơ, hoặc hồ sơ đã hủy: 1']) expect(screen.words()).toContain(words);
});

test('a day that does not come out even is closed only with a sentence why, and what the station refuses is said', async () => {
  const client = scriptedClient({ 'payday.read': () => exampleDay, 'payday.close': () => Promise.reject(refusal('payday.changed')) });
  const screen = await desk(client);
  await screen.type(field(screen, 'Tiền mặt đếm được'), '258000');
  await screen.type(field(screen, 'Chuyển khoản theo sao kê'), '124000');
  await screen.type(field(screen, 'Họ tên người khóa sổ'), 'Lê Thị Mẫu');
  expect(screen.words()).toContain('Thiếu 2.000 đồng so với sổ.');
  expect(screen.button('Khóa sổ, ghi nhận chênh lệch').disabled).toBe(true);
  await screen.type(field(screen, 'Vì sao sổ chưa khớp'), 'Trả nhầm tiền lẻ');
  await act(async () => screen.find<HTMLFormElement>('.money-close').requestSubmit());
  await screen.settle();
  expect(client.inputsOf('payday.close').map(({ day, total, countedCash, countedTransfers, explanation, officerName }) => [day, total, countedCash, countedTransfers, explanation, officerName])).toEqual([['2026-11-24', 384_000, 258_000, 124_000, 'Trả nhầm tiền lẻ', 'Lê Thị Mẫu']]);
  expect(screen.words()).toContain('Vừa có khoản thu hoặc hoàn mới');
});

test('what was counted at every counter is proposed, and an even day needs no sentence', async () => {
  const even = { ...exampleDay, drawers: exampleDay.drawers.map((drawer) => ({ ...drawer, counted: drawer.counted === null ? null : { ...drawer.counted, amount: drawer.expected } })) };
  const client = scriptedClient({ 'payday.read': () => even, 'payday.close': () => even });
  const screen = await desk(client);
  expect(field(screen, 'Tiền mặt đếm được').value).toBe('260.000');
  await screen.type(field(screen, 'Chuyển khoản theo sao kê'), '124000');
  await screen.type(field(screen, 'Họ tên người khóa sổ'), 'Lê Thị Mẫu');
  expect(screen.words()).not.toContain('Vì sao sổ chưa khớp');
  await act(async () => screen.find<HTMLFormElement>('.money-close').requestSubmit());
  await screen.settle();
  expect(client.inputsOf('payday.close').map(({ countedCash, explanation }) => [countedCash, explanation])).toEqual([[260_000, '']]);
});

test('a transfer is confirmed with the amount that was asked for, or cancelled, by whoever looks at the statement', async () => {
  const client = scriptedClient({ 'payday.read': () => exampleDay, 'payment.confirm': () => pendingPayment, 'payment.reverse': () => pendingPayment });
  const screen = await desk(client);
  expect(screen.button('Đã thấy tiền').disabled).toBe(true);
  await screen.type(field(screen, 'Họ tên người xác nhận, hoàn tiền'), 'Lê Thị Mẫu');
  await screen.press('Đã thấy tiền');
  await screen.press('Tiền không đến');
  expect(client.inputsOf('payment.confirm').map(({ paymentId, seen, officerName }) => [paymentId, seen, officerName])).toEqual([[pendingPayment.paymentId, 60_000, 'Lê Thị Mẫu']]);
  expect(client.inputsOf('payment.reverse').map(({ why, officerName }) => [why, officerName])).toEqual([['not-received', 'Lê Thị Mẫu']]);
});

test('the file has the sums of the screen as numbers', () => {
  const rows = moneySheet(exampleDay, 'Điểm mẫu', textsOf('vi', () => undefined)).map((row) => (row ?? []).map((cell) => (cell !== null && typeof cell === 'object' && 'value' in cell ? cell.value : cell)));
  expect(rows).toContainEqual(['Quầy 2', 'Nguyễn Thị Hồng Vân', 156_000, 8000, 60_000, 148_000, 146_000]);
  expect(rows).toContainEqual(['Tổng cộng', '', 268_000, 8000, 124_000, 260_000, '']);
  expect(rows).toContainEqual(['A012', 'AA/26P 03 0000147', 60_000, 'Tiền mặt', 'Đã thu', 'Nguyễn Thị Hồng Vân']);
});

test('a debt is let off with a reason, by a name, and one that was let out unpaid says why', async () => {
  const client = scriptedClient({ 'payday.read': () => exampleDay, 'fee.let-off': () => ({ dossierId: exampleDay.owed.dossiers[0]?.dossierId ?? expect.fail('somebody owes') }) });
  const screen = await desk(client);
  expect(screen.words()).toContain('khi chưa thu: Chưa mang đủ tiền, hẹn thứ Sáu');
  expect(screen.button('Không thu nữa').disabled).toBe(true);
  await screen.type(field(screen, 'Họ tên người xác nhận, hoàn tiền'), 'Lê Thị Mẫu');
  await screen.press('Không thu nữa');
  expect(screen.button('Ghi không thu 60.000 đồng').disabled).toBe(true);
  await screen.type(field(screen, 'Lý do không thu nữa'), 'Hộ nghèo');
  await screen.press('Ghi không thu 60.000 đồng');
  expect(client.inputsOf('fee.let-off').map(({ total, reason, officerName }) => [total, reason, officerName])).toEqual([[60_000, 'Hộ nghèo', 'Lê Thị Mẫu']]);
});

test('money that the city has seen and that confirmed nothing says why and whose it is, and is settled with a word and a name; what the machine still takes in by itself is not', async () => {
  const client = scriptedClient({ 'payday.read': () => ({ ...exampleDay, bankWords, payments: [cityPayment] }), 'payment.settle-bank': () => ({}) });
  const screen = await desk(client);
  for (const words of ['Thành phố báo tiền đã về, cần xem lại: 2', 'FT26327009112', 'lần thu này đã hủy trước đó', 'quầy 2, Nguyễn Thị Hồng Vân', 'Chưa khai báo quyển biên lai', 'Thành phố xác nhận, FT26328004417']) expect(screen.words()).toContain(words);
  expect(screen.button('Ghi đã xử lý').disabled).toBe(true);
  await screen.type(field(screen, 'Họ tên người xác nhận, hoàn tiền'), 'Lê Thị Mẫu');
  await screen.press('Ghi đã xử lý');
  expect(screen.button('Ghi đã xử lý').disabled).toBe(true);
  await screen.type(field(screen, 'Đã xử lý thế nào'), 'Đã chuyển trả');
  await screen.press('Ghi đã xử lý');
  expect(client.inputsOf('payment.settle-bank').map(({ reference, note, officerName }) => [reference, note, officerName])).toEqual([['FT26327009112', 'Đã chuyển trả', 'Lê Thị Mẫu']]);
});

test('a supplement is told from its day, has the sum of both beside it, and nothing to close while it is empty', async () => {
  const more = '2026-11-24.1' as DeskDay;
  const client = scriptedClient({ 'payday.read': () => ({ ...exampleDay, day: more, openDay: more, openDays: [more], sameDate: [exampleDay.day, more], dateTotal: 768_000 }) });
  const screen = await desk(client);
  for (const words of ['24/11/2026 · đã khóa sổ', '24/11/2026 (bổ sung 1) · đang thu', 'Cả ngày 24/11/2026, gồm sổ bổ sung: 768.000 đồng', 'Khóa sổ ngày 24/11/2026 (bổ sung 1)']) expect(screen.words()).toContain(words);
  await screen.press('24/11/2026 · đã khóa sổ');
  expect(client.inputsOf('payday.read').map(({ day }) => day)).toEqual([null, '2026-11-24']);
  await screen.end();
  const empty = await desk(scriptedClient({ 'payday.read': () => ({ ...exampleDay, day: more, openDay: more, openDays: [], sameDate: [exampleDay.day], payments: [] }) }));
  expect(empty.words()).toContain('Chưa có khoản nào trong sổ bổ sung này');
});
