// What one person has begun at the kiosk never reaches the next one: neither to see, nor to send again.

import { act } from 'react';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { CallName } from '../../../shared/contract/commands.ts';
import { endless, refusal, scriptedClient } from '../../../tests/fakes/scripted-client.ts';
import type { Script } from '../../../tests/fakes/scripted-client.ts';
import { STAGE_NOW, stage } from '../../../tests/fakes/stage.tsx';
import type { Stage } from '../../../tests/fakes/stage.tsx';
import { typeKeys } from '../../../tests/fakes/typing-reader.ts';
import { hallPoint, issued } from '../../../tests/gallery/hall/example-hall.ts';
import { kioskScript } from '../../../tests/gallery/hall/kiosk-pictures.tsx';
import { KioskScreen } from './kiosk-screen.tsx';

const RECEIPT = 'MC1:0192A00000047000800000000000000C:T149-K1-000012-C';

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

/** A station that hangs on one command, until the test says how that ends. */
function hanging(name: CallName) {
  const usual = kioskScript({})[name] as ((input: unknown) => unknown) | undefined;
  const waiting: { readonly answer: () => void; readonly fail: () => void }[] = [];
  const script = {
    [name]: (input: unknown) => new Promise((resolve, reject) => void waiting.push({ answer: () => resolve(usual?.(input)), fail: () => reject(refusal('station.unreachable')) })),
  } as Script;
  const end = async (screen: Stage, how: 'answer' | 'fail') => {
    for (const one of waiting.splice(0)) one[how]();
    await screen.settle();
  };
  return { script, end };
}

describe('a complaint that hangs when its writer goes', () => {
  async function sentAndLeft() {
    const station = hanging('petition.receive');
    const all = await open(station.script);
    await all.screen.press('Phản ánh, kiến nghị');
    await keys(all.screen, 'chowf');
    await all.screen.press(/^Gửi$/);
    await all.screen.press('Trang đầu');
    return { ...all, station };
  }

  test('and fails later is not the next person’s to send', async () => {
    const { client, screen, station } = await sentAndLeft();
    await station.end(screen, 'fail');
    await screen.press('Phản ánh, kiến nghị');
    expect(screen.words()).not.toContain('Chưa gửi được');
    expect(screen.words()).not.toContain('Thử lại');
    await keys(screen, 'lau');
    await screen.press(/^Gửi$/);
    const [first, second] = client.inputsOf('petition.receive');
    expect(second).toMatchObject({ text: 'lau' });
    expect(second?.requestId).not.toBe(first?.requestId);
    await screen.end();
  });

  test('and arrives later says nothing to the next person, whose own can go meanwhile', async () => {
    const { client, screen, station } = await sentAndLeft();
    await screen.press('Phản ánh, kiến nghị');
    await keys(screen, 'lau');
    await station.end(screen, 'answer');
    expect(screen.find<HTMLTextAreaElement>('textarea').value).toBe('lau');
    expect(screen.words()).not.toContain('PA-K1');
    await screen.press(/^Gửi$/);
    expect(client.inputsOf('petition.receive')).toHaveLength(2);
    await screen.end();
  });
});

test('nobody is asked whether they are still there while their complaint is under way', async () => {
  const station = hanging('petition.receive');
  const { screen, pass } = await open(station.script);
  await screen.press('Phản ánh, kiến nghị');
  await keys(screen, 'chowf');
  await screen.press(/^Gửi$/);
  await pass(56_000);
  await station.end(screen, 'answer');
  expect(screen.words()).toContain('PA-K1-261124-03');
  await screen.end();
});

test('a rating that fails when its giver has gone is not shown to the next', async () => {
  const station = hanging('rating.give');
  const { screen } = await open(station.script);
  const toFaces = async () => {
    await screen.press('Đánh giá hài lòng');
    await keys(screen, 'A019');
    await screen.press('Tiếp theo');
  };
  await toFaces();
  await screen.press('Rất hài lòng');
  await screen.press('Trang đầu');
  await station.end(screen, 'fail');
  await toFaces();
  expect(screen.root.querySelector('.notice')).toBeNull();
  await screen.end();
});

test('a count of help that fails after the next person has come is forgotten with the last', async () => {
  const station = hanging('helper.count');
  const { screen } = await open(station.script, { hasHelpers: true });
  await screen.press('Đội hỗ trợ');
  await keys(screen, '1357');
  await screen.press('Bắt đầu hỗ trợ');
  await screen.press('Tra cứu thủ tục');
  await screen.press('Nộp trực tuyến');
  await screen.press('Trang đầu');
  await station.end(screen, 'fail');
  expect(screen.root.querySelector('.kiosk-helper .notice')).toBeNull();
  await screen.end();
});

describe('a number that comes late', () => {
  test('is not put before somebody who does something else', async () => {
    const station = hanging('ticket.issue');
    const { screen } = await open(station.script);
    await screen.press('Lấy số thứ tự');
    await screen.press('Hộ tịch – Chứng thực');
    await screen.press('Trang đầu');
    await screen.press('Phản ánh, kiến nghị');
    await station.end(screen, 'answer');
    expect(screen.words()).toContain('Nội dung');
    expect(screen.words()).not.toContain('A019');
    await screen.end();
  });

  test('or does not, is no refusal of the next person’s', async () => {
    const station = hanging('ticket.issue');
    const { client, screen } = await open(station.script);
    await screen.press('Lấy số thứ tự');
    await screen.press('Hộ tịch – Chứng thực');
    await screen.press('Trang đầu');
    await station.end(screen, 'fail');
    client.answer({ 'ticket.issue': () => issued() });
    await screen.press('Lấy số thứ tự');
    expect(screen.root.querySelector('[role=alert]')).toBeNull();
    await screen.press('Hộ tịch – Chứng thực');
    const [first, second] = client.inputsOf('ticket.issue');
    expect(second?.requestId).not.toBe(first?.requestId);
    await screen.end();
  });
});

describe('a dossier that comes late is not shown to the next person', () => {
  test('after a receipt was read', async () => {
    const station = hanging('dossier.look-up');
    const { screen, pass } = await open(station.script);
    await screen.press('Tra cứu thủ tục');
    await typeKeys(RECEIPT, 8);
    await pass(300);
    await screen.press('Trang đầu');
    await station.end(screen, 'answer');
    expect(screen.words()).not.toContain('Đang giải quyết');
    await screen.end();
  });

  test('nor the receipt that was refused', async () => {
    const station = hanging('dossier.look-up');
    const { screen, pass } = await open(station.script);
    await typeKeys(RECEIPT, 8);
    await pass(300);
    await screen.press('Tra cứu thủ tục');
    await screen.press('Trang đầu');
    await station.end(screen, 'fail');
    expect(screen.words()).toContain('Kính chào');
    await screen.end();
  });

  test.each([['dossier.look-up', RECEIPT, 'Đang giải quyết'], ['petition.look-up', 'PA-K1-261124-03', 'Đang xử lý']] as const)('after %s was asked in the look-up', async (name, code, secret) => {
    const station = hanging(name);
    const { screen } = await open(station.script);
    await screen.press('Tra cứu hồ sơ');
    await screen.type(screen.find<HTMLInputElement>('input'), code);
    await screen.press('Xem hồ sơ');
    await screen.press('Trang đầu');
    await screen.press('Tra cứu thủ tục');
    await station.end(screen, 'answer');
    expect(screen.words()).not.toContain(secret);
    await screen.end();
  });
});

describe('the PIN of a team', () => {
  test('that nobody types to its end is gone like everything else', async () => {
    const { screen, pass } = await open({}, { hasHelpers: true });
    await screen.press('Đội hỗ trợ');
    await keys(screen, '13');
    await pass(56_000);
    expect(screen.root.ownerDocument.querySelector('input[type=password]')).toBeNull();
    await screen.end();
  });

  test('that is accepted after its dialog was closed opens nothing', async () => {
    const station = hanging('helper.enter');
    const { screen } = await open(station.script, { hasHelpers: true });
    await screen.press('Đội hỗ trợ');
    await keys(screen, '1357');
    await screen.press('Bắt đầu hỗ trợ');
    await screen.press('Quay lại');
    await station.end(screen, 'answer');
    expect(screen.words()).not.toContain('Đoàn Thanh niên');
    await screen.end();
  });
});

describe('at the rating', () => {
  test('a receipt that a reader types finds the visit to rate', async () => {
    const { client, screen, pass } = await open();
    await screen.press('Đánh giá hài lòng');
    await typeKeys(RECEIPT, 8);
    await pass(300);
    await screen.settle();
    expect(client.inputsOf('rating.find')).toEqual([{ by: 'receipt', text: RECEIPT }]);
    expect(client.inputsOf('dossier.look-up')).toEqual([]);
    expect(screen.words()).toContain('Số A019, quầy 2');
    await screen.end();
  });

  test('a card that a reader types is explained, and kept nowhere', async () => {
    const { screen } = await open({ 'rating.find': () => endless() });
    await screen.press('Đánh giá hài lòng');
    await typeKeys('001185000012||NGUYEN TH? HONG ANH|15031985', 8);
    expect(screen.words()).toContain('Đầu đọc đang ở chế độ bàn phím');
    expect(screen.find<HTMLInputElement>('input').value).toBe('');
    await screen.end();
  });
});
