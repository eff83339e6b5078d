// One suite for every transport: memory, WebSocket and the Electron bridge behave alike where the client can tell.

import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { memoryStation } from '../../tests/fakes/memory-transport.ts';
import { createBridgeTransport } from './bridge-transport.ts';
import { createClient } from './client.ts';
import { fakeSocketNet } from '../../tests/fakes/socket-net.ts';
import { createSocketTransport } from './socket-transport.ts';
import type { Transport } from './transport.ts';

interface Side {
  readonly transport: Transport;
  /** Commands that reached the station. */
  seen(): readonly string[];
  answerFirst(answer: object): void;
  push(frame: object): void;
}

const overMemory = (): Side => {
  const station = memoryStation();
  const idOf = (text: string): number => (JSON.parse(text) as { id: number }).id;
  return {
    transport: station.transport,
    seen: () => station.received.map((text) => (JSON.parse(text) as { command: string }).command),
    answerFirst: (answer) => station.reply(JSON.stringify({ id: idOf(station.received[0] ?? ''), ...answer })),
    push: (frame) => station.reply(JSON.stringify(frame)),
  };
};

const overSocket = (): Side => {
  const net = fakeSocketNet();
  const transport = createSocketTransport('ws://127.0.0.1/w/k/socket', { open: net.open, random: () => 0 });
  net.last().accept();
  return {
    transport,
    seen: () => net.last().sent.map((text) => (JSON.parse(text) as { command: string }).command),
    answerFirst: (answer) => net.last().receive(JSON.stringify({ id: (JSON.parse(net.last().sent[0] ?? '') as { id: number }).id, ...answer })),
    push: (frame) => net.last().receive(JSON.stringify(frame)),
  };
};

const overBridge = (): Side => {
  const asked: { command: string; answer(value: unknown): void }[] = [];
  let listener: (frame: unknown) => void = () => undefined;
  const transport = createBridgeTransport({
    call: (command) => new Promise((resolve) => asked.push({ command, answer: resolve })),
    subscribe(own) {
      listener = own;
      return () => {
        listener = () => undefined;
      };
    },
    version: 1,
  });
  return { transport, seen: () => asked.map(({ command }) => command), answerFirst: (answer) => asked[0]?.answer(answer), push: (frame) => listener(frame) };
};

describe.each([
  ['memory', overMemory],
  ['WebSocket', overSocket],
  ['Electron bridge', overBridge],
])('over %s', (_name, make) => {
  const start = () => {
    const side = make();
    return { side, client: createClient(side.transport, { now: () => 1_000 }) };
  };

  test('a call reaches the station and its parsed answer comes back', async () => {
    const { side, client } = start();
    const answer = client.call('print.list', {});
    await vi.waitFor(() => expect(side.seen()).toEqual(['print.list']));
    side.answerFirst({ ok: true, output: { jobs: [] } });
    await expect(answer).resolves.toEqual({ jobs: [] });
  });

  test('a refusal rejects with its code, values and trace', async () => {
    const { side, client } = start();
    const answer = client.call('queue.overview', {});
    const error = { code: 'series.full', params: { field: 'A' }, traceId: 't-1' };
    side.answerFirst({ ok: false, error });
    await expect(answer).rejects.toMatchObject({ failure: error });
  });

  test('an output that is not of the contract is refused and reported, never believed', async () => {
    const { side, client } = start();
    const fault = vi.fn<() => void>();
    client.onFault(fault);
    const answer = client.call('print.list', {});
    side.answerFirst({ ok: true, output: { jobs: 'none' } });
    await expect(answer).rejects.toMatchObject({ failure: { code: 'contract.version' } });
    expect(fault).toHaveBeenCalledOnce();
  });

  test('a pushed event reaches those who listen to it, parsed, until they stop', async () => {
    const { side, client } = start();
    const heard = vi.fn<(payload: unknown) => void>();
    const stop = client.on('print.changed', heard);
    const payload = { printJobId: '0190a0a0-0000-7000-8000-000000000001', ticketId: null, state: 'printed', code: null };
    side.push({ event: 'print.changed', payload });
    await vi.waitFor(() => expect(heard).toHaveBeenCalledExactlyOnceWith(payload));
    stop();
    side.push({ event: 'print.changed', payload });
    expect(heard).toHaveBeenCalledOnce();
  });

  test.each([
    ['an event of another version', { event: 'queue.exploded', payload: {} }],
    ['an event with a wrong payload', { event: 'print.changed', payload: { state: 7 } }],
    ['a frame that is none', { hello: 1 }],
  ])('%s is reported and reaches nobody', async (_what, frame) => {
    const { side, client } = start();
    const fault = vi.fn<() => void>();
    client.onFault(fault);
    side.push(frame);
    await vi.waitFor(() => expect(fault).toHaveBeenCalledOnce());
  });

  test('after close every call fails at once, those under way too', async () => {
    const { client } = start();
    const waiting = client.call('queue.overview', {});
    client.close();
    await expect(waiting).rejects.toMatchObject({ failure: { code: 'station.unreachable' } });
    await expect(client.call('queue.overview', {})).rejects.toMatchObject({ failure: { code: 'station.unreachable' } });
  });
});

test('an answer of the bridge that is none is reported as a fault', async () => {
  const transport = createBridgeTransport({ call: () => Promise.resolve('<html>'), subscribe: () => () => undefined, version: 1 });
  const client = createClient(transport, { now: () => 0 });
  const fault = vi.fn<() => void>();
  client.onFault(fault);
  void client.call('queue.overview', {}).catch(() => undefined);
  await vi.waitFor(() => expect(fault).toHaveBeenCalledOnce());
  client.close();
});

describe('a station that is away behind the bridge', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());
  const away = { ok: false, error: { code: 'station.unreachable', params: {}, traceId: '' } };
  const jobs = { ok: true, output: { jobs: [] } };

  test.each([
    ['says so', () => Promise.resolve(away)],
    ['breaks the call', () => Promise.reject(new Error('gone'))],
  ])('that %s is asked again, and the call is answered when it is back', async (_what, whileAway) => {
    let isAway = true;
    const asked: string[] = [];
    const transport = createBridgeTransport(
      {
        call: (command) => {
          asked.push(command);
          return isAway ? whileAway() : Promise.resolve(jobs);
        },
        subscribe: () => () => undefined,
        version: 1,
      },
      () => 0,
    );
    const client = createClient(transport, { now: () => 0 });
    const answer = client.call('print.list', {});
    await vi.advanceTimersByTimeAsync(700);
    expect(client.connection.kind).toBe('connecting');
    isAway = false;
    await vi.advanceTimersByTimeAsync(700);
    await expect(answer).resolves.toEqual({ jobs: [] });
    expect(client.connection.kind).toBe('open');
    expect(asked).toEqual(['print.list', 'point.describe', 'point.describe', 'point.describe', 'print.list']);
    client.close();
    await vi.advanceTimersByTimeAsync(20_000);
    expect(asked).toHaveLength(5);
  });
});

describe('the host behind the bridge', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());
  const away = { ok: false, error: { code: 'station.unreachable', params: {}, traceId: '' } };

  function play() {
    const asked: string[] = [];
    let isAway = false;
    let push: (frame: unknown) => void = () => undefined;
    let answerHost: (answer: unknown) => void = () => undefined;
    const transport = createBridgeTransport(
      {
        call: (command) => {
          asked.push(command);
          if (command.startsWith('host.')) return new Promise((resolve) => (answerHost = resolve));
          return Promise.resolve(isAway ? away : { ok: true, output: { jobs: [] } });
        },
        subscribe(listener) {
          push = listener;
          return () => undefined;
        },
        version: 1,
      },
      () => 0,
    );
    const client = createClient(transport, { now: () => 0, callTimeoutMs: 60_000 });
    return { client, asked, goAway: (is: boolean) => (isAway = is), push: (frame: unknown) => push(frame), answerHost: (answer: unknown) => answerHost(answer) };
  }

  test('says that the station is gone: a page that asked nothing learns of it at once, and reads anew when it is back', async () => {
    const { client, goAway, push, asked } = play();
    const fault = vi.fn<() => void>();
    client.onFault(fault);
    const kinds: string[] = [];
    client.onConnection(({ kind }) => kinds.push(kind));
    goAway(true);
    push({ event: 'host.station-gone', payload: {} });
    expect(client.connection.kind).toBe('connecting');
    await vi.advanceTimersByTimeAsync(700);
    goAway(false);
    await vi.advanceTimersByTimeAsync(700);
    expect([kinds, asked.every((command) => command === 'point.describe')]).toEqual([['connecting', 'open'], true]);
    expect(fault).not.toHaveBeenCalled();
    client.close();
  });

  test('is asked while the station is away, and what it is busy with is not begun again when the station is back', async () => {
    const { client, goAway, push, answerHost, asked } = play();
    goAway(true);
    push({ event: 'host.station-gone', payload: {} });
    const opened = client.call('host.unlock', { pin: '1234' });
    expect(asked).toEqual(['host.unlock']);
    goAway(false);
    await vi.advanceTimersByTimeAsync(700);
    expect(client.connection.kind).toBe('open');
    answerHost({ ok: true, output: { choices: ['close'] } });
    await expect(opened).resolves.toEqual({ choices: ['close'] });
    expect(asked.filter((command) => command === 'host.unlock')).toHaveLength(1);
    client.close();
  });
});
