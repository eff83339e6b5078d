// A remembered answer stays fresh, and says so when it is not.

import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { refusal, scriptedClient } from '../../tests/fakes/scripted-client.ts';
import { remember } from './remembered.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const settle = () => vi.advanceTimersByTimeAsync(0);

function set() {
  let value = 0;
  let now = 1_000;
  const read = vi.fn<() => Promise<number>>(() => Promise.resolve((value += 1)));
  const client = scriptedClient({});
  const memory = remember(client, { read, again: ['queue.changed'], everyMs: 60_000, now: () => now });
  return { client, memory, read, at: (time: number) => (now = time) };
}

test('it reads at the start, after each event and after a reconnect', async () => {
  const { client, memory, read } = set();
  const stop = memory.start();
  await settle();
  expect(memory.store.getState()).toEqual({ kind: 'known', value: 1, at: 1_000, failure: null });
  client.emit('queue.changed', {});
  await settle();
  client.connect('connecting');
  client.connect('open');
  await settle();
  expect(read).toHaveBeenCalledTimes(3);
  stop();
  client.emit('queue.changed', {});
  await vi.advanceTimersByTimeAsync(120_000);
  expect(read).toHaveBeenCalledTimes(3);
});

test('many events during one read lead to one more read', async () => {
  const { client, memory, read } = set();
  memory.start();
  for (let index = 0; index < 9; index += 1) client.emit('queue.changed', {});
  await settle();
  expect(read).toHaveBeenCalledTimes(2);
});

test('a failed read keeps the last answer with its age and is tried again', async () => {
  const { client, memory, read, at } = set();
  memory.start();
  await settle();
  at(9_000);
  read.mockRejectedValueOnce(refusal('internal'));
  client.emit('queue.changed', {});
  await settle();
  expect(memory.store.getState()).toMatchObject({ kind: 'known', value: 1, at: 1_000, failure: { code: 'internal' } });
  await vi.advanceTimersByTimeAsync(3_000);
  expect(memory.store.getState()).toMatchObject({ kind: 'known', value: 2, at: 9_000, failure: null });
});

test('a first read that fails is told as a failure', async () => {
  const { memory, read } = set();
  read.mockRejectedValueOnce(refusal('station.unreachable'));
  memory.start();
  await settle();
  expect(memory.store.getState()).toMatchObject({ kind: 'failed', failure: { code: 'station.unreachable' } });
});

test('a broken connection makes the answer stale after a second of grace, and only then', async () => {
  const { client, memory } = set();
  memory.start();
  await settle();
  client.connect('connecting');
  await vi.advanceTimersByTimeAsync(999);
  expect(memory.store.getState()).toMatchObject({ failure: null });
  await vi.advanceTimersByTimeAsync(1);
  expect(memory.store.getState()).toMatchObject({ kind: 'known', value: 1, failure: { code: 'station.unreachable' } });
  client.connect('open');
  await settle();
  expect(memory.store.getState()).toMatchObject({ value: 2, failure: null });
});

test('started twice, as StrictMode does, it reads for the one that is left', async () => {
  const { memory, read } = set();
  memory.start()();
  memory.start();
  await settle();
  expect(memory.store.getState()).toMatchObject({ kind: 'known' });
  const before = read.mock.calls.length;
  await vi.advanceTimersByTimeAsync(60_000);
  expect(read.mock.calls.length).toBe(before + 1);
});

test('it reads by itself at its interval', async () => {
  const { memory, read } = set();
  memory.start();
  await vi.advanceTimersByTimeAsync(180_000);
  expect(read).toHaveBeenCalledTimes(4);
});
