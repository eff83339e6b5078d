// Taking a procedure home from the kiosk: a slip with whatever becomes of it, and codes that need no printer.

import { act } from 'react';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { printSchema } from '../../../../shared/contract/queue.ts';
import type { Print } from '../../../../shared/contract/queue.ts';
import { refusal, scriptedClient } from '../../../../tests/fakes/scripted-client.ts';
import type { Script } from '../../../../tests/fakes/scripted-client.ts';
import { STAGE_NOW, stage } from '../../../../tests/fakes/stage.tsx';
import { goodStatus, hallPoint, print } from '../../../../tests/gallery/hall/example-hall.ts';
import { kioskScript } from '../../../../tests/gallery/hall/kiosk-pictures.tsx';
import { KioskScreen } from '../kiosk-screen.tsx';

beforeEach(() => void vi.useFakeTimers({ now: STAGE_NOW }));
afterEach(() => void vi.useRealTimers());

const PRINT = 'In phiếu hướng dẫn';
const SCAN = 'Quét mã bằng điện thoại';
const slip = (state: Print['state'], code: Print['code'] = null): Print => printSchema.parse(print(state, code));

async function atProcedure(script: Script = {}) {
  const client = scriptedClient(kioskScript(script));
  const screen = await stage(<KioskScreen point={hallPoint('kiosk')} />, { client, now: () => Date.now() });
  await screen.press('Tra cứu thủ tục');
  await act(() => vi.advanceTimersByTimeAsync(150));
  await screen.press('Thủ tục đăng ký khai sinh');
  const printerSays = async (state: Print['state'], code: Print['code'] = null): Promise<void> => {
    client.answer({ 'take-home.printed': () => slip(state, code) });
    const { printJobId } = slip(state);
    act(() => client.emit('print.changed', { printJobId, ticketId: null, state, code }));
    await screen.settle();
  };
  return { client, screen, printerSays };
}

test('a slip is asked for with one touch, and what the printer does is said until it is there', async () => {
  const { client, screen, printerSays } = await atProcedure({ 'take-home.printed': () => slip('printing') });
  await screen.press(PRINT);
  expect(client.inputsOf('take-home.print')).toMatchObject([{ code: '1.001193', caseName: '', printer: { kind: 'roll' } }]);
  expect(screen.words()).toContain('Đang in phiếu hướng dẫn');
  await printerSays('printed');
  expect(screen.words()).toContain('Xin nhận phiếu hướng dẫn ở khe bên dưới');
  await screen.end();
});

test.each([
  ['failed', 'printer.offline', 'phiếu không in được'],
  ['failed', 'printer.paper-out', 'Máy in hết giấy'],
  ['unknown', 'printer.interrupted', 'Không rõ phiếu đã in ra chưa'],
] as const)('a slip that is %s (%s) is told as such, and the page, the number and the codes stay', async (state, code, words) => {
  const { screen, printerSays } = await atProcedure();
  await screen.press(PRINT);
  await printerSays(state, code);
  for (const said of [words, 'Xin quét mã bằng điện thoại, hoặc hỏi cán bộ', 'Giấy chứng sinh', 'Lấy số cho thủ tục này']) expect(screen.words()).toContain(said);
  await screen.press(SCAN);
  expect(screen.root.querySelector('svg.qr')).not.toBeNull();
  await screen.end();
});

test('a machine without a printer offers the codes only, and says why', async () => {
  const { screen } = await atProcedure({ 'status.read': () => ({ ...goodStatus, devices: goodStatus.devices.map((device) => ({ ...device, kind: 'not-configured' })) }) });
  expect(screen.words()).toContain('Máy này không in phiếu');
  expect([...screen.root.querySelectorAll('button')].map(({ textContent }) => textContent)).not.toContain(PRINT);
  expect(screen.button(SCAN).disabled).toBe(false);
  await screen.end();
});

test('whoever presses again and again is told how long to wait', async () => {
  const { screen } = await atProcedure({ 'take-home.print': () => Promise.reject(refusal('take-home.wait', { seconds: 24 })) });
  await screen.press(PRINT);
  expect(screen.words()).toContain('Xin thử lại sau 24 giây');
  expect([...screen.root.querySelectorAll('button')].map(({ textContent }) => textContent)).not.toContain('Thử lại');
  await screen.end();
});

test('a slip of which nobody knows whether it was asked for is tried again as the same', async () => {
  const { client, screen } = await atProcedure({ 'take-home.print': () => Promise.reject(refusal('station.unreachable')) });
  await screen.press(PRINT);
  expect(screen.words()).toContain('Chưa rõ phiếu đã được gửi in chưa');
  client.answer({ 'take-home.print': () => ({ print: slip('queued') }) });
  await screen.press('Thử lại');
  const [first, second] = client.inputsOf('take-home.print');
  expect(second?.requestId).toBe(first?.requestId);
  expect(screen.words()).toContain('Xin nhận phiếu hướng dẫn');
  await screen.end();
});

test('the codes are shown one after the other, with what they leave out, and the way back leads to the procedure', async () => {
  const { client, screen } = await atProcedure({ 'take-home.read': () => ({ codes: ['một', 'hai'], leftOut: 3 }) });
  await screen.press(SCAN);
  expect(client.inputsOf('take-home.read')).toEqual([{ code: '1.001193', caseName: '' }]);
  for (const words of ['Mã 1/2', 'Không cần mạng', 'Còn 3 giấy tờ', 'Thủ tục đăng ký khai sinh']) expect(screen.words()).toContain(words);
  const drawn = (): string => screen.find('svg.qr path').getAttribute('d') ?? '';
  const first = drawn();
  expect(screen.button('Mã trước').disabled).toBe(true);
  await screen.press('Mã tiếp theo');
  expect(screen.words()).toContain('Mã 2/2');
  expect(drawn()).not.toBe(first);
  expect(screen.button('Mã tiếp theo').disabled).toBe(true);
  await screen.press('Quay lại');
  expect(screen.words()).toContain('Giấy tờ cần mang');
  await screen.end();
});

test('one code needs no turning, and codes that cannot be read are tried again', async () => {
  const { client, screen } = await atProcedure({ 'take-home.read': () => Promise.reject(refusal('station.unreachable')) });
  await screen.press(SCAN);
  client.answer({ 'take-home.read': () => ({ codes: ['một'], leftOut: 0 }) });
  await screen.press('Thử lại');
  expect(screen.root.querySelector('svg.qr')).not.toBeNull();
  expect(screen.words()).not.toContain('Mã tiếp theo');
  await screen.end();
});
