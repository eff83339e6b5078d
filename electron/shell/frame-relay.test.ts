// Calls and events between windows and a station that is played by the test.
import { describe, expect, test } from 'vitest';
import type { ToStation } from '../link/parent-link.ts';
import { FrameRelay } from './frame-relay.ts';

function play() {
  const sent: ToStation[] = [];
  let ids = 0;
  const relay = new FrameRelay({
    toStation: (message) => sent.push(message),
    newClientId: () => {
      ids += 1;
      return `client-${String(ids)}`;
    },
    askHost: ({ clientId, caller }, command, input) => Promise.resolve({ ok: true, output: { clientId, role: caller.role, command, input } }),
  });
  return { relay, sent };
}

const unreachable = { ok: false, error: { code: 'station.unreachable', params: {}, traceId: '' } };

describe('a window in the shell', () => {
  test('is told to the station with the caller of the settings, before and after the station is there', () => {
    const { relay, sent } = play();
    relay.open({ role: 'kiosk' }, () => undefined);
    expect(sent).toEqual([]);
    relay.stationReady();
    relay.open({ role: 'board' }, () => undefined);
    expect(sent).toEqual([
      { kind: 'open', clientId: 'client-1', caller: { role: 'kiosk' } },
      { kind: 'open', clientId: 'client-2', caller: { role: 'board' } },
    ]);
  });

  test('gets each answer on its own call, whatever their order', async () => {
    const { relay, sent } = play();
    relay.stationReady();
    const id = relay.open({ role: 'kiosk' }, () => undefined);
    const first = relay.call(id, { command: 'a', input: { n: 1 } });
    const second = relay.call(id, { command: 'b', input: {} });
    expect(sent.slice(1)).toEqual([
      { kind: 'frame', clientId: id, text: '{"id":1,"command":"a","input":{"n":1}}' },
      { kind: 'frame', clientId: id, text: '{"id":2,"command":"b","input":{}}' },
    ]);
    relay.deliver(id, '{"id":2,"ok":true,"output":"second"}');
    relay.deliver(id, '{"id":1,"ok":true,"output":"first"}');
    expect(await first).toEqual({ ok: true, output: 'first' });
    expect(await second).toEqual({ ok: true, output: 'second' });
  });

  test('hears events, and none of another window', () => {
    const { relay } = play();
    relay.stationReady();
    const heard: unknown[] = [];
    const id = relay.open({ role: 'board' }, (frame) => heard.push(frame));
    relay.deliver(id, '{"event":"queue.changed","payload":{}}');
    relay.deliver('client-9', '{"event":"queue.changed","payload":{}}');
    expect(heard).toEqual([{ event: 'queue.changed', payload: {} }]);
  });

  test('asks its host without the station, and never asks the station what is the host’s', async () => {
    const { relay, sent } = play();
    const heard: unknown[] = [];
    const id = relay.open({ role: 'kiosk' }, (frame) => heard.push(frame));
    const asked = { ok: true, output: { clientId: id, role: 'kiosk', command: 'host.state', input: {} } };
    expect(await relay.call(id, { command: 'host.state', input: null })).toEqual(asked);
    relay.stationReady();
    expect(await relay.call(id, { command: 'host.state', input: {} })).toEqual(asked);
    expect(await relay.call(id, { command: 'host.made-up', input: {} })).toMatchObject({ ok: true });
    expect(sent.map(({ kind }) => kind)).toEqual(['open']);
    relay.tellAll({ event: 'host.changed', payload: {} });
    expect(heard).toEqual([{ event: 'host.changed', payload: {} }]);
    relay.close(id);
    expect(await relay.call(id, { command: 'host.state', input: null })).toEqual(unreachable);
  });

  test.each([
    ['no object', 'text', 'request.invalid'],
    ['one key too many', { command: 'a', input: {}, role: 'admin' }, 'request.invalid'],
    ['a circle', { command: 'a', input: circle() }, 'request.invalid'],
    ['too much', { command: 'a', input: 'x'.repeat(70_000) }, 'request.too-large'],
  ])('is refused with a code when it sends %s', async (_name, request, code) => {
    const { relay, sent } = play();
    relay.stationReady();
    const id = relay.open({ role: 'kiosk' }, () => undefined);
    expect(await relay.call(id, request)).toMatchObject({ ok: false, error: { code } });
    expect(sent).toHaveLength(1);
  });

  test('is answered when the station dies, when it is not there, and when the page goes away', async () => {
    const { relay } = play();
    relay.stationReady();
    const id = relay.open({ role: 'kiosk' }, () => undefined);
    const call = relay.call(id, { command: 'a', input: {} });
    relay.stationGone();
    expect(await call).toEqual(unreachable);
    expect(await relay.call(id, { command: 'a', input: {} })).toEqual(unreachable);
    relay.stationReady();
    const last = relay.call(id, { command: 'a', input: {} });
    relay.close(id);
    expect(await last).toEqual(unreachable);
    expect(await relay.call(id, { command: 'a', input: {} })).toEqual(unreachable);
  });

  test.each(['', 'null', '{', '{"id":1}', '{"id":1,"ok":true,"output":1,"more":2}'])(
    'is not disturbed by a frame that is none: %s',
    (text) => {
      const { relay } = play();
      relay.stationReady();
      const id = relay.open({ role: 'kiosk' }, () => expect.unreachable('no event was sent'));
      expect(() => {
        relay.deliver(id, text);
      }).not.toThrow();
    },
  );
});

function circle(): unknown {
  const round: { self?: unknown } = {};
  round.self = round;
  return round;
}
