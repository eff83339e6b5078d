// Taking a number at the kiosk, as a citizen does it.

import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { act } from 'react';
import { endless, refusal, scriptedClient } from '../../../tests/fakes/scripted-client.ts';
import type { Script } from '../../../tests/fakes/scripted-client.ts';
import { STAGE_NOW, stage } from '../../../tests/fakes/stage.tsx';
import { must } from '../../../shared/base/must.ts';
import { hallPoint, issued, overview, paperOutStatus, print } from '../../../tests/gallery/hall/example-hall.ts';
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
const civil = 'Hộ tịch – Chứng thực';

describe('two touches', () => {
  test('give a number, with the field, the counters, the people before and the paper', async () => {
    const { client, screen } = await open();
    await screen.press('Lấy số thứ tự');
    await screen.press(civil);
    expect(client.inputsOf('ticket.issue')).toEqual([{ requestId: expect.any(String) as string, field: 'A', priority: 'none', procedureCode: null }]);
    for (const words of ['A019', civil, 'mời Ông/Bà đến quầy 1 hoặc 2', 'còn 7 người', 'khoảng 22 phút', 'Xin nhận phiếu']) expect(screen.words()).toContain(words);
    expect(screen.find('[role=alert]').textContent).toBe('Số thứ tự của Ông/Bà là A019');
    await screen.end();
  });

  test('send one request however often the tile is touched', async () => {
    const { client, screen } = await open({ 'ticket.issue': () => endless() });
    await screen.press('Lấy số thứ tự');
    const tile = screen.button(civil);
    await screen.press(tile);
    await screen.press(tile);
    expect(client.inputsOf('ticket.issue')).toHaveLength(1);
    expect(screen.words()).toContain('Đang lấy số');
    expect(tile.disabled).toBe(true);
    await screen.end();
  });
});

test('who has priority says so with one touch more, and it is sent', async () => {
  const { client, screen } = await open();
  await screen.press('Lấy số thứ tự');
  await screen.press('Từ 75 tuổi');
  expect(screen.button('Từ 75 tuổi').getAttribute('aria-pressed')).toBe('true');
  await screen.press('Đất đai');
  expect(client.inputsOf('ticket.issue')[0]).toMatchObject({ field: 'B', priority: 'elderly' });
  await screen.end();
});

test('priority touched twice is taken back, and is forgotten on the way home', async () => {
  const { client, screen } = await open();
  await screen.press('Lấy số thứ tự');
  await screen.press('Người có công');
  await screen.press('Người có công');
  expect(screen.button('Người có công').getAttribute('aria-pressed')).toBe('false');
  await screen.press('Người có công');
  await screen.press('Trang đầu');
  await screen.press('Lấy số thứ tự');
  await screen.press(civil);
  expect(client.inputsOf('ticket.issue')[0]).toMatchObject({ priority: 'none' });
  await screen.end();
});

test('a field shows people and time, and says when nothing is known, nobody serves it or it gives no numbers', async () => {
  const fields = overview().fields.map((one) => (one.field === 'B' ? { ...one, openCounters: [] } : one));
  const point = hallPoint('kiosk', { fields: hallPoint('kiosk').fields.map((field) => ({ ...field, takesTickets: field.code !== 'R' })) });
  const { screen } = await open({ 'queue.overview': () => overview({ fields }) }, point);
  await screen.press('Lấy số thứ tự');
  expect(screen.button(civil).textContent).toContain('7 người đang chờChờ khoảng 22 phút');
  expect(screen.button('Đất đai').textContent).toContain('Hiện chưa có quầy mở');
  expect(screen.button('Đăng ký kinh doanh').textContent).toContain('Được gọi ngay');
  expect(screen.button('Giáo dục').textContent).not.toContain('phút');
  expect(screen.button('Trả kết quả').disabled).toBe(true);
  expect(screen.button('Trả kết quả').textContent).toContain('Hiện không lấy số');
  await screen.end();
});

describe('when no number comes', () => {
  test('a refusal says why, and another field is a new intent', async () => {
    const { client, screen } = await open({ 'ticket.issue': ({ field }) => (field === 'A' ? Promise.reject(refusal('series.full')) : issued({ field })) });
    await screen.press('Lấy số thứ tự');
    await screen.press(civil);
    expect(screen.find('[role=alert]').textContent).toContain('phát hết số');
    expect(screen.words()).toContain('series.full');
    await screen.press('Trả kết quả');
    expect(screen.words()).toContain('A019');
    const [first, second] = client.inputsOf('ticket.issue');
    expect(second?.requestId).not.toBe(first?.requestId);
    await screen.end();
  });

  test('an unknown outcome is told, and trying again keeps the request id', async () => {
    let attempts = 0;
    const { client, screen } = await open({ 'ticket.issue': () => ((attempts += 1) === 1 ? Promise.reject(refusal('station.unreachable')) : issued()) });
    await screen.press('Lấy số thứ tự');
    await screen.press(civil);
    expect(screen.words()).toContain('Chưa biết đã lấy được số hay chưa');
    await screen.press('Thử lại');
    const [first, second] = client.inputsOf('ticket.issue');
    expect(second).toEqual(first);
    expect(screen.words()).toContain('A019');
    await screen.end();
  });

  test('a number that comes after the person has gone back is still shown', async () => {
    let give: (ticket: ReturnType<typeof issued>) => void = () => undefined;
    const { screen } = await open({ 'ticket.issue': () => new Promise((resolve) => (give = resolve)) });
    await screen.press('Lấy số thứ tự');
    await screen.press(civil);
    await screen.press('Trang đầu');
    give(issued());
    await screen.settle();
    expect(screen.words()).toContain('A019');
    await screen.end();
  });
});

describe('the paper', () => {
  test.each([
    ['printing', print('printing'), 'Đang in phiếu', false],
    ['printed', print('printed'), 'Xin nhận phiếu', false],
    ['out of paper', print('failed', 'printer.paper-out'), 'Máy in hết giấy', true],
    ['in trouble', print('failed', 'printer.offline'), 'trục trặc', true],
    ['unknown', print('unknown', 'printer.interrupted'), 'Không rõ phiếu đã in ra chưa', true],
    ['not there', null, 'Máy này không in phiếu', true],
  ])('that is %s is told as it is', async (_what, state, words, keep) => {
    const ticket = issued({ print: state });
    const { screen } = await open({ 'ticket.issue': () => ticket, 'ticket.read': () => ticket });
    await screen.press('Lấy số thứ tự');
    await screen.press(civil);
    expect(screen.words()).toContain(words);
    expect(screen.words().includes('Số của Ông/Bà là A019, vẫn có hiệu lực: xin nhớ hoặc ghi lại số này')).toBe(keep);
    // Only whoever holds a slip can lose it.
    expect(screen.words().includes('Mất phiếu vẫn được gọi')).toBe(words === 'Xin nhận phiếu');
    await screen.end();
  });

  test('is followed as it changes', async () => {
    const printing = issued({ print: print('printing') });
    const { client, screen } = await open({ 'ticket.issue': () => printing, 'ticket.read': () => printing });
    await screen.press('Lấy số thứ tự');
    await screen.press(civil);
    client.answer({ 'ticket.read': () => issued() });
    const { ticketId, print: job } = issued();
    await act(async () => client.emit('print.changed', { printJobId: must(job, 'the example is printed').printJobId, ticketId, state: 'printed', code: null }));
    await screen.settle();
    expect(screen.words()).toContain('Xin nhận phiếu');
    await screen.end();
  });

  test('that will not come is said before the number is taken', async () => {
    const { screen } = await open({ 'status.read': () => paperOutStatus });
    await screen.press('Lấy số thứ tự');
    expect(screen.words()).toContain('Vẫn lấy số bình thường: số hiện trên màn hình');
    await screen.end();
  });
});

describe('the number page closes', () => {
  test('by itself after 12 seconds, in Vietnamese again', async () => {
    const { screen, pass } = await open();
    await screen.press('English');
    await screen.press('Take a number');
    await screen.press('Civil status');
    await pass(11_500);
    expect(screen.words()).toContain('A019');
    await pass(1_000);
    expect(screen.words()).toContain('Kính chào Ông/Bà');
    await screen.end();
  });

  test('later when the number must be remembered', async () => {
    const ticket = issued({ print: print('failed', 'printer.paper-out') });
    const { screen, pass } = await open({ 'ticket.issue': () => ticket, 'ticket.read': () => ticket });
    await screen.press('Lấy số thứ tự');
    await screen.press(civil);
    await pass(59_000);
    expect(screen.words()).toContain('A019');
    await pass(2_000);
    expect(screen.words()).not.toContain('A019');
    await screen.end();
  });

  test('at a touch', async () => {
    const { screen } = await open();
    await screen.press('Lấy số thứ tự');
    await screen.press(civil);
    await screen.press('Xong');
    expect(screen.words()).toContain('Kính chào Ông/Bà');
    await screen.end();
  });
});
