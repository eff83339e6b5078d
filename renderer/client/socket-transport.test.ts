// The WebSocket's way back after a break.

import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { fakeSocketNet } from '../../tests/fakes/socket-net.ts';
import { pauseBeforeMs } from './pause.ts';
import { createSocketTransport, socketUrlOf } from './socket-transport.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const connect = () => {
  const net = fakeSocketNet();
  return { net, transport: createSocketTransport('ws://127.0.0.1:1/w/kiosk/socket', { open: net.open, random: () => 0 }) };
};

test('pauses between attempts grow from 0.3 to at most 5 seconds and are jittered', () => {
  expect([0, 1, 2, 3, 4, 5, 20].map((attempt) => pauseBeforeMs(attempt, 0))).toEqual([300, 300, 600, 1_200, 2_400, 2_500, 2_500]);
  expect([0, 1, 5, 20].map((attempt) => pauseBeforeMs(attempt, 0.999_999))).toEqual([300, 600, 5_000, 5_000]);
});

test('a broken connection is made again, and says so', async () => {
  const { net, transport } = connect();
  const states: string[] = [];
  transport.onState((state) => states.push(state));
  net.last().accept();
  net.last().drop();
  expect(net.all).toHaveLength(1);
  await vi.advanceTimersByTimeAsync(300);
  expect(net.all).toHaveLength(2);
  net.last().accept();
  expect(states).toEqual(['open', 'connecting', 'open']);
});

test('an end that accepts and drops without a word keeps the pauses growing', async () => {
  const { net } = connect();
  for (const pause of [300, 300, 600, 1_200]) {
    net.last().accept();
    net.last().drop();
    const before = net.all.length;
    await vi.advanceTimersByTimeAsync(pause - 1);
    expect(net.all).toHaveLength(before);
    await vi.advanceTimersByTimeAsync(1);
    expect(net.all).toHaveLength(before + 1);
  }
});

test('a word from the station makes the next pause short again', async () => {
  const { net } = connect();
  net.last().drop();
  await vi.advanceTimersByTimeAsync(300);
  net.last().drop();
  await vi.advanceTimersByTimeAsync(300);
  net.last().drop();
  await vi.advanceTimersByTimeAsync(600);
  net.last().accept();
  net.last().receive('{}');
  const before = net.all.length;
  net.last().drop();
  await vi.advanceTimersByTimeAsync(300);
  expect(net.all).toHaveLength(before + 1);
});

test('reset throws a silent connection away and what it still says is not heard', async () => {
  const { net, transport } = connect();
  const heard = vi.fn<(text: string) => void>();
  transport.onFrame(heard);
  const silent = net.last();
  silent.accept();
  transport.reset();
  silent.receive('late');
  expect(heard).not.toHaveBeenCalled();
  expect(silent.closed).toBe(true);
  await vi.advanceTimersByTimeAsync(300);
  expect(net.all).toHaveLength(2);
});

test('after close nobody connects any more', async () => {
  const { net, transport } = connect();
  net.last().accept();
  transport.close();
  expect(transport.state).toBe('closed');
  await vi.advanceTimersByTimeAsync(60_000);
  expect(net.all).toHaveLength(1);
});

test('a frame given while the way is broken is not sent anywhere', () => {
  const { net, transport } = connect();
  transport.send('too early');
  expect(net.last().sent).toEqual([]);
});

test.each([
  ['http://127.0.0.1:4000/w/kiosk-1/', 'ws://127.0.0.1:4000/w/kiosk-1/socket'],
  ['http://127.0.0.1:4000/w/kiosk-1/index.html?x=1#y', 'ws://127.0.0.1:4000/w/kiosk-1/socket'],
  ['https://hub.example/w/board/', 'wss://hub.example/w/board/socket'],
])('the socket of the page %s is %s', (page, socket) => {
  expect(socketUrlOf(page)).toBe(socket);
});
