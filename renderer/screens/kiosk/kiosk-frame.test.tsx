// The kiosk's frame: always a way back, the honest lines, and nothing left for the next person.

import { act } from 'react';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { refusal, scriptedClient } from '../../../tests/fakes/scripted-client.ts';
import type { Script } from '../../../tests/fakes/scripted-client.ts';
import { STAGE_NOW, stage } from '../../../tests/fakes/stage.tsx';
import { hallPoint, offlineStatus, realPoint } from '../../../tests/gallery/hall/example-hall.ts';
import { kioskScript } from '../../../tests/gallery/hall/kiosk-pictures.tsx';
import { KioskScreen } from './kiosk-screen.tsx';

beforeEach(() => void vi.useFakeTimers({ now: STAGE_NOW }));
afterEach(() => void vi.useRealTimers());

async function open(script: Script = {}, point = hallPoint('kiosk')) {
  const client = scriptedClient(kioskScript(script));
  const screen = await stage(<KioskScreen point={point} />, { client, now: () => Date.now() });
  const pass = (ms: number) => act(() => vi.advanceTimersByTimeAsync(ms));
  return { client, screen, pass };
}
const touch = () => act(async () => void window.dispatchEvent(new Event('pointerdown')));

test.each([
  ['fields', ['Lấy số thứ tự']],
  ['search', ['Tra cứu thủ tục']],
  ['look-up', ['Tra cứu hồ sơ']],
])('%s has the way back and the way home', async (_place, steps) => {
  for (const way of ['Quay lại', 'Trang đầu']) {
    const { screen } = await open();
    for (const step of steps) await screen.press(step);
    await screen.press(way);
    expect(screen.words()).toContain('Kính chào Ông/Bà');
    await screen.end();
  }
});

test('back from a procedure leads to what was searched', async () => {
  const { screen, pass } = await open();
  await screen.press('Tra cứu thủ tục');
  for (const key of 'sinh') await screen.press(new RegExp(`^${key}$`));
  await pass(200);
  await screen.press('Thủ tục đăng ký khai sinh');
  await screen.press('Quay lại');
  expect(screen.find<HTMLInputElement>('input').value).toBe('sinh');
  await screen.end();
});

test('the offline line says since when, and that numbers work', async () => {
  const { screen } = await open({ 'status.read': () => offlineStatus });
  expect(screen.words()).toContain('Mất kết nối với Thành phố từ 08:12. Vẫn lấy số bình thường.');
  await screen.end();
});

test('a station that is away is told at the top, and the line goes when it is back', async () => {
  const { client, screen, pass } = await open({ 'status.read': () => Promise.reject(refusal('station.unreachable')) });
  expect(screen.words()).toContain('Máy đang kết nối lại');
  client.answer({ 'status.read': () => offlineStatus });
  await pass(3_100);
  expect(screen.words()).not.toContain('Máy đang kết nối lại');
  await screen.end();
});

test('badges are there for the browser host and the example point, and for neither at a real one', async () => {
  const { screen } = await open();
  expect(screen.words()).toContain('Chạy trong trình duyệt – không dùng tại điểm tiếp dân');
  expect(screen.words()).toContain('Dữ liệu mẫu – người và hồ sơ đều không có thật');
  await screen.end();
  const { screen: real } = await open({}, realPoint('kiosk'));
  expect(real.words()).not.toContain('Chạy trong trình duyệt');
  expect(real.words()).not.toContain('Dữ liệu mẫu');
  await real.end();
});

test('large text is switched on and off', async () => {
  const { screen } = await open();
  await screen.press('Chữ to');
  expect(document.documentElement.dataset['text']).toBe('large');
  await screen.press('Chữ to');
  expect(document.documentElement.dataset['text']).toBe('plain');
  await screen.end();
});

describe('nobody there any more', () => {
  const typeCode = async (screen: Awaited<ReturnType<typeof stage>>) => {
    await screen.press('Tra cứu hồ sơ');
    for (const key of 'T149') await screen.press(new RegExp(`^${key}$`));
  };

  test('the kiosk asks after 40 seconds and wipes everything before 60', async () => {
    const { screen, pass } = await open();
    await screen.press('Chữ to');
    await typeCode(screen);
    await pass(39_000);
    expect(screen.words()).not.toContain('còn dùng máy không');
    await pass(2_000);
    expect(screen.words()).toContain('Ông/Bà còn dùng máy không?');
    await pass(15_000);
    expect(screen.words()).toContain('Kính chào Ông/Bà');
    expect(document.documentElement.dataset['text']).toBe('plain');
    await screen.press('Tra cứu hồ sơ');
    expect(screen.find<HTMLInputElement>('input').value).toBe('');
    await screen.end();
  });

  test('of the last person nothing is left in the page: no code, no number, no text, no name of a find', async () => {
    const { screen, pass } = await open();
    await typeCode(screen);
    await screen.press('Tiếp theo');
    await screen.press('Đã hiểu, nhập số');
    for (const key of '001185000012') await screen.press(new RegExp(`^${key}$`));
    await screen.press('Quay lại');
    await screen.press('Tra cứu thủ tục');
    for (const key of 'khai') await screen.press(new RegExp(`^${key}$`));
    await pass(56_000);
    const left = () => `${new XMLSerializer().serializeToString(document)} ${[...document.querySelectorAll('input, textarea')].map((field) => (field as HTMLInputElement).value).join(' ')}`;
    for (const page of ['', 'Tra cứu hồ sơ', 'Tra cứu thủ tục']) {
      if (page !== '') await screen.press(page);
      for (const words of ['T149', '001185000012', 'khai"']) expect(left()).not.toContain(words);
      expect([...screen.root.querySelectorAll('input')].map(({ value }) => value).join('')).toBe('');
      if (page !== '') await screen.press('Trang đầu');
    }
    await screen.press('Tra cứu hồ sơ');
    await screen.press('Trang đầu');
    await screen.end();
  });

  test('a touch begins the time anew', async () => {
    const { screen, pass } = await open();
    await typeCode(screen);
    await pass(39_000);
    await touch();
    await pass(39_000);
    expect(screen.words()).not.toContain('còn dùng máy không');
    expect(screen.find<HTMLInputElement>('input').value).toBe('T149');
    await screen.end();
  });

  test('who says "still here" goes on, who says "done" is wiped at once', async () => {
    const { screen, pass } = await open();
    await typeCode(screen);
    await pass(41_000);
    await screen.press('Tôi còn dùng');
    expect(screen.find<HTMLInputElement>('input').value).toBe('T149');
    await pass(41_000);
    await screen.press('Tôi dùng xong');
    expect(screen.words()).toContain('Kính chào Ông/Bà');
    await screen.end();
  });

  test('the first page in English goes back to Vietnamese without a question', async () => {
    const { screen, pass } = await open();
    await screen.press('English');
    await pass(54_000);
    expect(screen.words()).toContain('Welcome');
    expect(screen.words()).not.toContain('Are you still there');
    await pass(2_000);
    expect(screen.words()).toContain('Kính chào Ông/Bà');
    expect(document.documentElement.lang).toBe('vi');
    await screen.end();
  });
});
