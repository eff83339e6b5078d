// Looking for a procedure at the kiosk, and taking a number for it.

import { act } from 'react';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { endless, refusal, scriptedClient } from '../../../../tests/fakes/scripted-client.ts';
import type { Script } from '../../../../tests/fakes/scripted-client.ts';
import { STAGE_NOW, stage } from '../../../../tests/fakes/stage.tsx';
import { allowance, birth, hallPoint, summaries } from '../../../../tests/gallery/hall/example-hall.ts';
import { kioskScript } from '../../../../tests/gallery/hall/kiosk-pictures.tsx';
import { KioskScreen } from '../kiosk-screen.tsx';

beforeEach(() => void vi.useFakeTimers({ now: STAGE_NOW }));
afterEach(() => void vi.useRealTimers());

async function open(script: Script = {}) {
  const client = scriptedClient(kioskScript(script));
  const screen = await stage(<KioskScreen point={hallPoint('kiosk')} />, { client, now: () => Date.now() });
  const pass = (ms: number) => act(() => vi.advanceTimersByTimeAsync(ms));
  await screen.press('Tra cứu thủ tục');
  await pass(150);
  return { client, screen, pass };
}

test('without a word it shows the usual procedures', async () => {
  const { client, screen } = await open();
  expect(client.inputsOf('procedure.search')).toEqual([{ text: '', field: null, limit: 30 }]);
  expect(screen.words()).toContain('Thủ tục hay làm');
  expect(screen.words()).toContain('Đăng ký kết hôn');
  await screen.end();
});

test('the keys of the screen compose Vietnamese, and one search is made for the word', async () => {
  const { client, screen, pass } = await open();
  for (const key of 'giaays') await screen.press(new RegExp(`^${key}$`));
  expect(screen.find<HTMLInputElement>('input').value).toBe('giấy');
  await pass(150);
  expect(client.inputsOf('procedure.search').map(({ text }) => text)).toEqual(['', 'giấy']);
  await screen.press('Xóa một chữ');
  expect(screen.find<HTMLInputElement>('input').value).toBe('giấ');
  await screen.press('Xóa hết');
  expect(screen.find<HTMLInputElement>('input').value).toBe('');
  await screen.end();
});

test('a real keyboard works beside it', async () => {
  const { client, screen, pass } = await open();
  await screen.type(screen.find<HTMLInputElement>('input'), 'khai sinh');
  await pass(150);
  expect(client.inputsOf('procedure.search').at(-1)).toMatchObject({ text: 'khai sinh' });
  expect(screen.words()).toContain('Tìm thấy 2 thủ tục');
  await screen.end();
});

test('an answer that a later word has overtaken is dropped', async () => {
  let late: () => void = () => undefined;
  const { client, screen, pass } = await open();
  client.answer({ 'procedure.search': ({ text }) => (text === 'k' ? new Promise((resolve) => (late = () => resolve({ procedures: [], total: 0 }))) : { procedures: [...summaries], total: 7 }) });
  await screen.press(/^k$/);
  await pass(150);
  await screen.press(/^h$/);
  await pass(150);
  await act(async () => late());
  await screen.settle();
  expect(screen.words()).toContain('Tìm thấy 7 thủ tục');
  await screen.end();
});

test('nothing found says what to try', async () => {
  const { screen } = await open({ 'procedure.search': () => ({ procedures: [], total: 0 }) });
  expect(screen.words()).toContain('Không tìm thấy thủ tục nào');
  await screen.end();
});

test('an identity card is sent to the police', async () => {
  const { screen, pass } = await open({ 'procedure.search': () => ({ procedures: [], total: 0 }) });
  await screen.type(screen.find<HTMLInputElement>('input'), 'làm lại CMND');
  await pass(150);
  expect(screen.words()).toContain('Công an xã');
  await screen.end();
});

test('more than fit are counted honestly', async () => {
  const { screen } = await open({ 'procedure.search': ({ text }) => ({ procedures: [...summaries], total: text === '' ? 7 : 61 }) });
  await screen.press(/^a$/);
  await act(() => vi.advanceTimersByTimeAsync(150));
  expect(screen.words()).toContain('Đang hiện 7 trong 61 thủ tục');
  await screen.end();
});

test('a search that failed is tried again at a touch', async () => {
  const { client, screen, pass } = await open({ 'procedure.search': () => Promise.reject(refusal('internal')) });
  expect(screen.words()).toContain('internal');
  client.answer(kioskScript());
  await screen.press('Thử lại');
  await pass(150);
  expect(screen.words()).toContain('Thủ tục hay làm');
  await screen.end();
});

test('a procedure shows papers with originals and copies, time and fee, and gives a number for itself', async () => {
  const { client, screen } = await open();
  await screen.press('Thủ tục đăng ký khai sinh');
  for (const words of ['Giấy chứng sinh', '1 bản chính', '1 bản sao', 'Nếu có', 'Trong ngày', 'Miễn lệ phí', 'A – Hộ tịch', '7 người đang chờ']) expect(screen.words()).toContain(words);
  await screen.press('Người khuyết tật');
  await screen.press('Lấy số cho thủ tục này');
  expect(client.inputsOf('ticket.issue')[0]).toMatchObject({ field: 'A', priority: 'disabled', procedureCode: '1.001193' });
  expect(screen.words()).toContain('A019');
  await screen.end();
});

test('a paper that only some cases ask for says which, and stands apart from what everybody brings', async () => {
  const { screen } = await open({ 'procedure.read': () => allowance });
  await screen.press('Thủ tục đăng ký khai sinh');
  const papers = [...screen.root.querySelectorAll('.kiosk-paper')].map((paper) => [paper.querySelector('.kiosk-paper-name')?.textContent, paper.querySelector('.kiosk-paper-note')?.textContent ?? '', [...paper.querySelectorAll('.badge')].map((badge) => badge.textContent)]);
  expect(papers).toEqual([
    ['Tờ khai đề nghị trợ giúp xã hội theo mẫu', '', ['1 bản chính']],
    ['Giấy xác nhận khuyết tật', 'Trường hợp người khuyết tật', ['1 bản sao', 'Nếu có']],
    ['Giấy xác nhận đang mang thai của cơ quan y tế', 'Trường hợp người khuyết tật; Nếu đang mang thai', ['1 bản chính', 'Nếu có']],
    ['Tờ khai nhận chăm sóc, nuôi dưỡng đối tượng bảo trợ xã hội', 'Trường hợp người nhận chăm sóc, nuôi dưỡng; Trường hợp trẻ em không có nguồn nuôi dưỡng', ['1 bản chính', 'Nếu có']],
    ['Giấy khai sinh của trẻ em', 'Trường hợp trẻ em không có nguồn nuôi dưỡng', ['1 bản sao', 'Nếu có']],
  ]);
  await screen.end();
});

test('what the official page does not say is called not stated', async () => {
  const { screen } = await open({ 'procedure.read': () => ({ ...birth, papers: [], feeText: '', timeLimit: { unit: 'unstated', text: '' } }) });
  await screen.press('Thủ tục đăng ký khai sinh');
  expect(screen.words()).toContain('không nêu giấy tờ');
  expect(screen.words()).toContain('Thời hạnChưa xác định');
  expect(screen.words()).toContain('Lệ phíChưa nêu');
  await screen.end();
});

test('a procedure that the commune does not decide says so in place of papers', async () => {
  const { screen } = await open({ 'procedure.read': () => ({ ...birth, papers: [], level: 'other' }) });
  await screen.press('Thủ tục đăng ký khai sinh');
  expect(screen.words()).toContain('không do xã giải quyết');
  expect(screen.words()).not.toContain('không nêu giấy tờ');
  await screen.end();
});

test('a procedure of a field without numbers offers none', async () => {
  const { screen } = await open({ 'procedure.read': () => ({ ...birth, field: 'Z' as typeof birth.field }) });
  await screen.press('Thủ tục đăng ký khai sinh');
  expect(screen.words()).toContain('hiện không lấy số');
  expect([...screen.root.querySelectorAll('button')].some((one) => one.textContent.includes('Lấy số cho'))).toBe(false);
  await screen.end();
});

test.each([
  ['loading', () => endless<never>(), 'Đang tải'],
  ['refused', () => Promise.reject(refusal('procedure.unknown')), 'Không tìm thấy thủ tục này trong danh mục'],
] as const)('a procedure that is %s says so', async (_what, read, words) => {
  const { screen } = await open({ 'procedure.read': read });
  await screen.press('Thủ tục đăng ký khai sinh');
  expect(screen.words()).toContain(words);
  await screen.end();
});
