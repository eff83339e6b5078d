// The client while the station comes and goes: nothing is lost, nothing is asked twice under another id.

import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { memoryStation } from '../../tests/fakes/memory-transport.ts';
import { failureOf } from './call-failed.ts';
import { createClient } from './client.ts';
import { newRequestId } from './request-id.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const overview = { day: '2026-11-24', fields: [], calling: [], recent: [], counters: [] };

test('a changing call that was under way at a break is sent again with the same request id', async () => {
  const station = memoryStation();
  const client = createClient(station.transport, { now: () => 0 });
  const requestId = newRequestId();
  const answer = client.call('counter.resume', { requestId });
  station.cut();
  station.restore();
  expect(station.received).toHaveLength(2);
  expect(station.received[1]).toBe(station.received[0]);
  expect(station.received[0]).toContain(requestId);
  station.reply(JSON.stringify({ id: 0, ok: false, error: { code: 'counter.unknown', params: {}, traceId: 't' } }));
  await expect(answer).rejects.toMatchObject({ failure: { code: 'counter.unknown' } });
});

test('a call made while the station is away waits for it', async () => {
  const station = memoryStation({ open: false });
  const client = createClient(station.transport, { now: () => 0 });
  const answer = client.call('queue.overview', {});
  expect(station.received).toEqual([]);
  station.restore();
  expect(station.received).toHaveLength(1);
  station.reply(JSON.stringify({ id: 0, ok: true, output: overview }));
  await expect(answer).resolves.toEqual(overview);
});

test('an answered call is not sent again after the next break', async () => {
  const station = memoryStation();
  const client = createClient(station.transport, { now: () => 0 });
  const answer = client.call('queue.overview', {});
  station.reply(JSON.stringify({ id: 0, ok: true, output: overview }));
  await answer;
  station.cut();
  station.restore();
  expect(station.received).toHaveLength(1);
});

test('a call without an answer fails after 15 seconds as unreachable, and the silent connection is thrown away', async () => {
  const station = memoryStation();
  const client = createClient(station.transport, { now: () => 0 });
  const answer = client.call('queue.overview', {});
  const failed = answer.catch(failureOf);
  await vi.advanceTimersByTimeAsync(14_999);
  expect(station.resets).toBe(0);
  await vi.advanceTimersByTimeAsync(1);
  expect(await failed).toMatchObject({ code: 'station.unreachable', traceId: '' });
  expect(station.resets).toBe(1);
  station.restore();
  expect(station.received).toHaveLength(1);
});

test('an answer that comes after its call has failed disturbs nothing', async () => {
  const station = memoryStation();
  const client = createClient(station.transport, { now: () => 0, callTimeoutMs: 100 });
  const failed = client.call('queue.overview', {}).catch(failureOf);
  await vi.advanceTimersByTimeAsync(100);
  expect(await failed).toMatchObject({ code: 'station.unreachable' });
  const fault = vi.fn<() => void>();
  client.onFault(fault);
  station.restore();
  station.reply(JSON.stringify({ id: 0, ok: true, output: overview }));
  expect(fault).not.toHaveBeenCalled();
});

test('the connection says since when it is as it is', () => {
  let now = 100;
  const station = memoryStation();
  const client = createClient(station.transport, { now: () => now });
  const seen: unknown[] = [];
  client.onConnection((connection) => seen.push(connection));
  now = 250;
  station.cut();
  now = 300;
  station.restore();
  expect(seen).toEqual([
    { kind: 'connecting', since: 250 },
    { kind: 'open', since: 300 },
  ]);
  expect(client.connection).toEqual({ kind: 'open', since: 300 });
});

test('a request longer than a frame may be is refused before it is sent', async () => {
  const station = memoryStation();
  const client = createClient(station.transport, { now: () => 0 });
  await expect(client.call('dossier.look-up', { by: 'receipt', text: 'x'.repeat(70_000) })).rejects.toMatchObject({ failure: { code: 'request.too-large' } });
  expect(station.received).toEqual([]);
});

test('text that is not JSON is a fault', () => {
  const station = memoryStation();
  const client = createClient(station.transport, { now: () => 0 });
  const fault = vi.fn<() => void>();
  client.onFault(fault);
  station.reply('<html>Đăng nhập Wi-Fi</html>');
  expect(fault).toHaveBeenCalledOnce();
});

test('request ids are UUIDs and differ', () => {
  const ids = new Set(Array.from({ length: 200 }, newRequestId));
  expect(ids.size).toBe(200);
});
