// Asking for a dossier at the kiosk.

import { act } from 'react';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { must } from '../../../../shared/base/must.ts';
import { refusal, scriptedClient } from '../../../../tests/fakes/scripted-client.ts';
import type { Script } from '../../../../tests/fakes/scripted-client.ts';
import { STAGE_NOW, stage } from '../../../../tests/fakes/stage.tsx';
import type { Stage } from '../../../../tests/fakes/stage.tsx';
import { goodStatus, hallPoint, lookedUp, offlineStatus } from '../../../../tests/gallery/hall/example-hall.ts';
import { kioskScript } from '../../../../tests/gallery/hall/kiosk-pictures.tsx';
import { KioskScreen } from '../kiosk-screen.tsx';
import { isIdNumber, isReceiptText, tidyCode, tidyIdNumber } from './look-up-input.ts';

beforeEach(() => void vi.useFakeTimers({ now: STAGE_NOW }));
afterEach(() => void vi.useRealTimers());

async function open(script: Script = {}) {
  const client = scriptedClient(kioskScript(script));
  const screen = await stage(<KioskScreen point={hallPoint('kiosk')} />, { client, now: () => Date.now() });
  await screen.press('Tra cứu hồ sơ');
  return { client, screen };
}
const keys = async (screen: Stage, text: string) => {
  for (const key of text) await screen.press(new RegExp(`^${key === '.' ? '\\.' : key}$`));
};
const line = (screen: Stage, index: number) => must(screen.root.querySelectorAll('input')[index], 'there are two lines');

async function ask(screen: Stage) {
  await keys(screen, 'T149-K1-000012-C');
  await screen.press('Tiếp theo');
  await screen.press('Đã hiểu, nhập số');
  // The ID number ends in serial 000012: nobody has it.
  await keys(screen, '001185000012');
  await screen.press('Xem hồ sơ');
}

test('a code and an ID number, typed on the screen, show the dossier without a name', async () => {
  const { client, screen } = await open();
  await ask(screen);
  expect(client.inputsOf('dossier.look-up')).toEqual([{ by: 'code', code: 'T149-K1-000012-C', idNumber: '001185000012' }]);
  for (const words of ['Đang giải quyết', 'H26.149-261124-0012', 'Mã chính thức', '15:40 ngày 24/11/2026', 'Thành phố đã nhận đủ']) expect(screen.words()).toContain(words);
  await screen.end();
});

test('a receipt that a reader types is asked for by its text, without an ID number', async () => {
  const { client, screen } = await open();
  const text = 'MC1:0192A00000047000800000000000000C:T149-K1-000012-C';
  await screen.type(line(screen, 0), text);
  await screen.key('Enter', { on: line(screen, 0) });
  expect(client.inputsOf('dossier.look-up')).toEqual([{ by: 'receipt', text }]);
  await screen.end();
});

test('a card read into the second line leaves its ID number and nothing else of the card', async () => {
  const { screen } = await open();
  await screen.type(line(screen, 1), '001185000012|999888777|NGUYEN VAN VI DU|01011985');
  expect(line(screen, 1).value).toBe('001185000012');
  await screen.end();
});

describe('what is missing is said beside its line', () => {
  test('no code', async () => {
    const { client, screen } = await open();
    await screen.press('Tiếp theo');
    expect(screen.find('[role=alert]').textContent).toContain('Xin nhập mã hồ sơ');
    expect(line(screen, 0).getAttribute('aria-invalid')).toBe('true');
    expect(client.inputsOf('dossier.look-up')).toEqual([]);
    await screen.end();
  });
  test('too few digits', async () => {
    const { client, screen } = await open();
    await keys(screen, 'T149');
    await screen.press('Tiếp theo');
    await screen.press('Đã hiểu, nhập số');
    await keys(screen, '0011');
    await screen.press('Xem hồ sơ');
    expect(screen.find('[role=alert]').textContent).toContain('12 chữ số');
    expect(client.inputsOf('dossier.look-up')).toEqual([]);
    await keys(screen, '8');
    expect(screen.root.querySelector('[role=alert]')).toBeNull();
    await screen.end();
  });
});

test.each([
  ['lookup.mismatch', 'không khớp nhau'],
  ['dossier.not-found', 'Không tìm thấy hồ sơ'],
  ['station.unreachable', 'Chưa liên lạc được'],
] as const)('a refusal %s keeps what was typed and says what to do', async (code, words) => {
  const { screen } = await open({ 'dossier.look-up': () => Promise.reject(refusal(code)) });
  await ask(screen);
  expect(screen.find('[role=alert]').textContent).toContain(words);
  expect(line(screen, 0).value).toBe('T149-K1-000012-C');
  expect(screen.button('Xem hồ sơ').disabled).toBe(false);
  await screen.end();
});

test('another look-up begins with empty lines', async () => {
  const { screen } = await open();
  await ask(screen);
  await screen.press('Tra cứu hồ sơ khác');
  expect([line(screen, 0).value, line(screen, 1).value]).toEqual(['', '']);
  await screen.end();
});

describe('the dossier', () => {
  const shown = async (more: Parameters<typeof lookedUp>[0], script: Script = {}) => {
    const { screen } = await open({ 'dossier.look-up': () => lookedUp(more), ...script });
    await ask(screen);
    const words = screen.words();
    await screen.end();
    return words;
  };
  test('with a provisional code says so, and how things stand offline', async () => {
    const words = await shown({ official: false, status: 2, cityState: 'waiting', dueAt: null }, { 'status.read': () => offlineStatus });
    for (const part of ['Đã tiếp nhận', 'Mã tạm', 'tra cứu được bằng cả hai mã', 'đang chờ gửi về Thành phố', 'Cán bộ sẽ báo ngày trả kết quả', 'từ 08:12']) expect(words).toContain(part);
  });
  test('that is late sends the person to the counter', async () => {
    expect(await shown({ dueAt: STAGE_NOW - 60_000 })).toContain('Đã quá ngày hẹn');
  });
  test('that waits for papers says until when, and sends the person to the counter once the day is over', async () => {
    expect(await shown({ status: 5, supplementBy: '2026-12-16' })).toContain('Xin mang giấy tờ bổ sung đến quầy, hạn đến hết ngày 16/12/2026.');
    expect(await shown({ status: 5, supplementBy: '2026-11-20' })).toContain('Đã quá hạn bổ sung giấy tờ (hết ngày 20/11/2026)');
    expect(await shown({ status: 5, supplementBy: null })).not.toContain('hết ngày');
  });
  test('that is ready is not called late', async () => {
    const words = await shown({ status: 9, dueAt: STAGE_NOW - 60_000 });
    expect(words).toContain('Đã có kết quả, mời đến nhận');
    expect(words).not.toContain('Đã quá ngày hẹn');
  });
});

test('no digit of a personal number can be touched before it was told what becomes of it', async () => {
  const { screen } = await open();
  await keys(screen, 'T149');
  await screen.press('Tiếp theo');
  expect(screen.root.querySelector('.keyboard')).toBeNull();
  for (const words of ['chỉ dùng để tìm đúng hồ sơ', 'không lưu lại', 'chịu trách nhiệm']) expect(screen.words()).toContain(words);
  await screen.press('Đã hiểu, nhập số');
  await keys(screen, '0011');
  expect(line(screen, 1).value).toBe('0011');
  await screen.end();
});

test('a passport is typed with the letters that a touch brings up', async () => {
  const { client, screen } = await open();
  await keys(screen, 'T149-K1-000012-C');
  await screen.press('Tiếp theo');
  await screen.press('Đã hiểu, nhập số');
  await screen.press('Số có chữ cái');
  await keys(screen, 'C1234567');
  await screen.press('Xem hồ sơ');
  expect(client.inputsOf('dossier.look-up')).toMatchObject([{ idNumber: 'C1234567' }]);
  await screen.end();
});

test('a refusal blames neither code nor number, and shows no trace', async () => {
  const { screen } = await open({ 'dossier.look-up': () => Promise.reject(refusal('dossier.not-found')) });
  await ask(screen);
  const words = screen.find('[role=alert]').textContent;
  expect(words).toContain('khớp với mã và số căn cước đã nhập. Xin kiểm tra lại cả hai.');
  expect(words).toContain('(dossier.not-found)');
  await screen.end();
});

test('a dossier on the screen follows what the station learns, and stays through a break', async () => {
  const { client, screen } = await open({ 'dossier.look-up': () => lookedUp({ official: false, cityState: 'waiting' }) });
  await ask(screen);
  expect(screen.words()).toContain('đang chờ gửi về Thành phố');
  client.answer({ 'dossier.look-up': () => Promise.reject(refusal('station.unreachable')) });
  await act(async () => client.connect('connecting'));
  await act(async () => client.emit('sync.changed', goodStatus.sync));
  await screen.settle();
  expect(screen.words()).toContain('đang chờ gửi về Thành phố');
  client.answer({ 'dossier.look-up': () => lookedUp({ cityState: 'text-received' }) });
  await act(async () => client.connect('open'));
  await screen.settle();
  expect(screen.words()).toContain('đang nhận nốt bản quét');
  client.answer({ 'dossier.look-up': () => lookedUp() });
  await act(async () => client.emit('sync.changed', goodStatus.sync));
  await screen.settle();
  expect(screen.words()).toContain('Thành phố đã nhận đủ');
  expect(new Set(client.inputsOf('dossier.look-up').map((input) => JSON.stringify(input))).size).toBe(1);
  await screen.end();
});

test('input is tidied before the station sees it', () => {
  expect(tidyCode(' h26.149 - 261124-0012 ')).toBe('H26.149-261124-0012');
  expect(tidyIdNumber('0011 8500-0012 9', 12)).toBe('001185000012');
  expect(tidyIdNumber(' c1234567 ', 12)).toBe('C1234567');
  expect(isIdNumber('001185000012')).toBe(true);
  expect(isIdNumber('012345678')).toBe(true);
  expect(isIdNumber('C1234567')).toBe(true);
  expect(isIdNumber('01234')).toBe(false);
  expect(isIdNumber('C123-4567')).toBe(false);
  expect(isReceiptText(' mc1:0192a0')).toBe(true);
  expect(isReceiptText('T149-K1')).toBe(false);
});

test('the request under way is not sent twice', async () => {
  let answer: () => void = () => undefined;
  const { client, screen } = await open({ 'dossier.look-up': () => new Promise((resolve) => (answer = () => resolve(lookedUp()))) });
  await ask(screen);
  await screen.key('Enter', { on: line(screen, 1) });
  expect(client.inputsOf('dossier.look-up')).toHaveLength(1);
  await act(async () => answer());
  await screen.settle();
  expect(screen.words()).toContain('Hồ sơ của Ông/Bà');
  await screen.end();
});
