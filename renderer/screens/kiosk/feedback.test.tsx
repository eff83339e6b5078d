// The people's word at the kiosk: a rating by number, a complaint with and without a contact, and a team that helps.

import { act } from 'react';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { refusal, scriptedClient } from '../../../tests/fakes/scripted-client.ts';
import type { Script } from '../../../tests/fakes/scripted-client.ts';
import { STAGE_NOW, stage } from '../../../tests/fakes/stage.tsx';
import type { Stage } from '../../../tests/fakes/stage.tsx';
import { hallPoint, issued } from '../../../tests/gallery/hall/example-hall.ts';
import { kioskScript } from '../../../tests/gallery/hall/kiosk-pictures.tsx';
import { KioskScreen } from './kiosk-screen.tsx';

beforeEach(() => void vi.useFakeTimers({ now: STAGE_NOW }));
afterEach(() => void vi.useRealTimers());

async function open(script: Script = {}, more: Parameters<typeof hallPoint>[1] = {}) {
  const client = scriptedClient(kioskScript(script));
  const screen = await stage(<KioskScreen point={hallPoint('kiosk', more)} />, { client, now: () => Date.now() });
  return { client, screen, pass: (ms: number) => act(() => vi.advanceTimersByTimeAsync(ms)) };
}
const keys = async (screen: Stage, text: string) => {
  for (const key of text) await screen.press(new RegExp(`^${key}$`));
};

describe('a rating', () => {
  test('is a number and one of three faces, and asks for nobody’s name', async () => {
    const { client, screen } = await open();
    await screen.press('Đánh giá hài lòng');
    await keys(screen, 'A019');
    await screen.press('Tiếp theo');
    expect(screen.words()).toContain('Số A019, quầy 2');
    await screen.press('Rất hài lòng');
    expect(client.inputsOf('rating.give')).toMatchObject([{ ticketId: issued().ticketId, level: 'very-satisfied', via: 'kiosk-number' }]);
    expect(screen.words()).toContain('Cảm ơn Ông/Bà');
    await screen.press('Xong');
    expect(screen.words()).toContain('Kính chào');
    await screen.end();
  });

  test('that is unhappy leads to a complaint', async () => {
    const { screen } = await open();
    await screen.press('Đánh giá hài lòng');
    await keys(screen, 'A019');
    await screen.press('Tiếp theo');
    await screen.press('Không hài lòng');
    await screen.press('Phản ánh, kiến nghị');
    expect(screen.words()).toContain('Nội dung');
    await screen.end();
  });

  test('of a receipt is asked for by its text', async () => {
    const { client, screen } = await open();
    await screen.press('Đánh giá hài lòng');
    await screen.type(screen.find<HTMLInputElement>('input'), 'MC1:0192A00000047000800000000000000C:T149-K1-000012-C');
    await screen.press('Tiếp theo');
    expect(client.inputsOf('rating.find')).toEqual([{ by: 'receipt', text: 'MC1:0192A00000047000800000000000000C:T149-K1-000012-C' }]);
    await screen.end();
  });

  test('that was given already says so, and another number can be typed', async () => {
    const { screen } = await open({ 'rating.find': () => Promise.reject(refusal('rating.already', { number: 'A019' })) });
    await screen.press('Đánh giá hài lòng');
    await keys(screen, 'A019');
    await screen.press('Tiếp theo');
    expect(screen.find('[role=alert], .notice').textContent).toContain('đã được đánh giá');
    await screen.press('Xóa hết');
    expect(screen.find<HTMLInputElement>('input').value).toBe('');
    await screen.end();
  });
});

describe('a complaint', () => {
  test('is sent without a contact at one touch, and gives a code and a day', async () => {
    const { client, screen } = await open();
    await screen.press('Phản ánh, kiến nghị');
    await screen.press('Gửi');
    expect(screen.find('[role=alert]').textContent).toContain('Xin viết nội dung');
    await screen.press('Chậm trễ');
    await keys(screen, 'chowf');
    await screen.press(/^Gửi$/);
    expect(client.inputsOf('petition.receive')).toMatchObject([{ kind: 'complaint', about: 'delay', text: 'chờ', contactName: '', contactPhone: '' }]);
    for (const words of ['PA-K1-261124-03', 'Trả lời chậm nhất']) expect(screen.words()).toContain(words);
    await screen.end();
  });

  test('takes a phone number only after it was told what becomes of it', async () => {
    const { client, screen } = await open();
    await screen.press('Phản ánh, kiến nghị');
    await keys(screen, 'chowf');
    await screen.press('Để lại số điện thoại');
    expect(screen.words()).toContain('chỉ dùng để trả lời');
    expect(screen.root.querySelector('.keyboard')).toBeNull();
    await screen.press('Đã hiểu, nhập liên hệ');
    await keys(screen, '0900');
    await screen.press(/^Gửi$/);
    expect(client.inputsOf('petition.receive')).toMatchObject([{ text: 'chờ', contactPhone: '0900' }]);
    await screen.end();
  });

  test('nothing of it is left for the next person', async () => {
    const { screen, pass } = await open();
    await screen.press('Phản ánh, kiến nghị');
    await keys(screen, 'chowf');
    await pass(56_000);
    await screen.press('Phản ánh, kiến nghị');
    expect(new XMLSerializer().serializeToString(document)).not.toContain('chờ<');
    expect(screen.find<HTMLTextAreaElement>('textarea').value).toBe('');
    await screen.end();
  });

  test('is found again by its code, without an identity number', async () => {
    const { client, screen } = await open();
    await screen.press('Tra cứu hồ sơ');
    await keys(screen, 'PA-K1-261124-03');
    await screen.press('Xem hồ sơ');
    expect(client.inputsOf('petition.look-up')).toEqual([{ code: 'PA-K1-261124-03' }]);
    expect(screen.words()).toContain('Đang xử lý');
    await screen.end();
  });
});

describe('a team that helps', () => {
  const HELPED = { hasHelpers: true };
  test('opens its bar by a PIN that is not shown, counts, and goes on over the people it helps', async () => {
    const { client, screen, pass } = await open({}, HELPED);
    await screen.press('Đội hỗ trợ');
    await keys(screen, '1357');
    expect(screen.find<HTMLInputElement>('input').type).toBe('password');
    await screen.press('Bắt đầu hỗ trợ');
    await screen.press('Nộp trực tuyến');
    expect(client.inputsOf('helper.count')).toMatchObject([{ team: 'Đoàn Thanh niên xã Phú Xuyên', kind: 'online' }]);
    expect(screen.words()).toContain('hôm nay 12 lượt');
    await screen.press('Tra cứu thủ tục');
    await pass(56_000);
    expect(screen.words()).toContain('Đoàn Thanh niên xã Phú Xuyên');
    await screen.press('Kết thúc');
    expect(screen.words()).not.toContain('Đoàn Thanh niên');
    await screen.end();
  });

  test('is gone after a quarter of an hour without a touch', async () => {
    const { screen, pass } = await open({}, HELPED);
    await screen.press('Đội hỗ trợ');
    await keys(screen, '1357');
    await screen.press('Bắt đầu hỗ trợ');
    await pass(15 * 60_000 + 1_000);
    expect(screen.words()).not.toContain('Đoàn Thanh niên');
    await screen.end();
  });

  test('is not offered where the settings name none', async () => {
    const { screen } = await open();
    expect(screen.words()).not.toContain('Đội hỗ trợ');
    await screen.end();
  });
});

test('grounds of priority and the age are the point’s own', async () => {
  const { screen } = await open({}, { priority: { elderlyFrom: 80, grounds: ['elderly', 'merit'] } });
  await screen.press('Lấy số thứ tự');
  expect(screen.words()).toContain('Từ 80 tuổi');
  expect(screen.words()).not.toContain('khuyết tật');
  await screen.press('Từ 80 tuổi');
  expect(screen.words()).toContain('cán bộ sẽ xem giấy tờ ưu tiên');
  await screen.end();
});
