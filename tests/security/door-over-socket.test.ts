// The same fire over real sockets at the real host process and its station: the same words, the same refusals, and a station that goes on.

import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { MAX_SOCKETS_OF_WINDOW } from '../../electron/host/limits.ts';
import { MAX_REQUEST_CHARS, type Caller } from '../../shared/contract/command.ts';
import { until } from '../integration/city/city-under-test.ts';
import { startAttackedHost, type AttackedHost } from './attacked-host.ts';
import { anyCall, anyText, faultOf, frameText, hostileCalls, hostileTexts, type HostileCall } from './hostile-payloads.ts';
import { HostileWindow } from './hostile-window.ts';

const CALLERS: readonly (readonly [string, Caller])[] = [['kiosk', { role: 'kiosk' }], ['counter-1', { role: 'counter', counterId: 1 as never }], ['admin', { role: 'admin' }]];
/** Frames that are on their way at once: fewer than a window may have. */
const AT_ONCE = 32;
/** Frames of one socket here: however fast this machine is, fewer than the burst after which the host cuts a socket off. */
const PER_SOCKET = 1000;

let host: AttackedHost;
let stationPid: number;
beforeAll(async () => {
  host = await startAttackedHost();
  stationPid = host.machine.stationPid;
});
afterAll(() => host[Symbol.asyncDispose]());

const open = async (windowId: string): Promise<HostileWindow> => await HostileWindow.open(host.authority, windowId, await host.cookieOf(windowId));
const errors = (): unknown[] => host.machine.lines().filter((line) => (line as { level?: string }).level === 'error');

async function fire(window: HostileWindow, caller: Caller, calls: readonly HostileCall[]): Promise<readonly string[]> {
  const faults: string[] = [];
  for (let from = 0; from < calls.length; from += AT_ONCE) {
    const said = calls.slice(from, from + AT_ONCE).map((call) => ({ id: window.nextId(), call }));
    for (const { id, call } of said) window.socket.send(frameText(id, call));
    await until('all answers', () => said.every(({ id }) => window.answers.has(id)) || window.closeCode !== null, 60_000);
    for (const { id, call } of said) {
      const frames = window.answers.get(id) ?? [];
      const fault = frames.length === 1 ? faultOf(call, caller, frames[0]) : `${call.command} was answered ${frames.length} times`;
      if (fault !== null) faults.push(fault);
    }
    window.answers.clear();
  }
  return faults;
}

describe.each(CALLERS)('the window %s', (windowId, caller) => {
  it('that says every name with every bad input is refused by code', async () => {
    const calls = hostileCalls();
    for (let from = 0; from < calls.length; from += PER_SOCKET) {
      using window = await open(windowId);
      expect(await fire(window, caller, calls.slice(from, from + PER_SOCKET))).toEqual([]);
    }
    expect(errors()).toEqual([]);
  }, 180_000);

  it('that says whatever chance makes up is refused by code', async () => {
    using window = await open(windowId);
    await fc.assert(
      fc.asyncProperty(fc.array(anyCall, { minLength: 8, maxLength: AT_ONCE }), async (calls) => {
        expect(await fire(window, caller, calls)).toEqual([]);
      }),
      { numRuns: 20, seed: 20_261_126 },
    );
    expect(errors()).toEqual([]);
  }, 120_000);
});

it('texts that are no frame are answered at most with a refusal, and the window is heard afterwards', async () => {
  using window = await open('kiosk');
  for (const text of [...hostileTexts, ...fc.sample(anyText, { numRuns: 400, seed: 20_261_126 })]) window.socket.send(text);
  expect(await window.isHeard()).toBe(true);
  const codes = new Set([...window.answers.values()].flat().map((frame) => (frame as { error?: { code?: string } }).error?.code ?? 'done'));
  expect([...codes].filter((code) => !['done', 'request.invalid', 'command.unknown', 'caller.refused'].includes(code))).toEqual([]);
  expect(errors()).toEqual([]);
});

describe('a frame', () => {
  it('that is longer than the contract allows is refused by code; one without measure costs its socket', async () => {
    using window = await open('kiosk');
    const id = window.nextId();
    window.socket.send(frameText(id, { command: 'point.describe', input: `{"filler":"${'x'.repeat(MAX_REQUEST_CHARS)}"}` }));
    await until('an answer', () => window.answers.has(id), 20_000);
    expect(window.answers.get(id)?.[0]).toMatchObject({ ok: false, error: { code: 'request.too-large' } });
    window.socket.send('x'.repeat(MAX_REQUEST_CHARS * 4 + 1));
    expect([await window.isHeard(), [1009, 1006].includes(window.closeCode ?? 0)]).toEqual([false, true]);
  });

  it.each([
    ['of bytes', (window: HostileWindow) => window.socket.send(Buffer.from('{"id":1,"command":"point.describe","input":{}}')), 1003],
    ['of broken letters', (window: HostileWindow) => window.socket.send(Buffer.from([0xc3, 0x28]), { binary: false }), 1007],
    ['in a thousand pieces without an end', (window: HostileWindow) => {
      for (let index = 0; index < 1000; index += 1) window.socket.send('x'.repeat(1000), { fin: false });
    }, 1009],
  ] as const)('%s costs its socket and nobody else’s', async (_name, send, code) => {
    using bad = await open('kiosk');
    using good = await open('counter-1');
    send(bad);
    await until('the socket closed', () => bad.closeCode !== null, 20_000);
    // A socket that breaks the protocol is cut off at once: its last word may not have arrived.
    expect([[code, 1006].includes(bad.closeCode ?? 0), await good.isHeard()]).toEqual([true, true]);
  });
});

describe('too much', () => {
  it('of frames closes the socket that sends them, while another is answered', async () => {
    using bad = await open('kiosk');
    using good = await open('counter-1');
    for (let index = 0; index < 20_000; index += 1) bad.socket.send('{"id":1,"command":"point.describe","input":{}}');
    await until('the flood cut off', () => bad.closeCode !== null, 60_000);
    expect([bad.closeCode, await good.isHeard()]).toEqual([1008, true]);
  }, 120_000);

  it('of letters does as well', async () => {
    using bad = await open('kiosk');
    const text = `{"id":1,"command":"point.describe","input":{"filler":"${'x'.repeat(60_000)}"}}`;
    for (let index = 0; index < 600; index += 1) bad.socket.send(text);
    await until('the flood cut off', () => bad.closeCode !== null, 60_000);
    expect(bad.closeCode).toBe(1008);
    expect(await host.isWell()).toBe(true);
  }, 120_000);

  it('of sockets is refused to that window, and others get theirs', async () => {
    const cookie = await host.cookieOf('counter-2');
    const opened = await Promise.allSettled(Array.from({ length: MAX_SOCKETS_OF_WINDOW + 5 }, () => HostileWindow.open(host.authority, 'counter-2', cookie)));
    expect(opened.filter(({ status }) => status === 'fulfilled')).toHaveLength(MAX_SOCKETS_OF_WINDOW);
    expect(await host.isWell()).toBe(true);
    for (const result of opened) if (result.status === 'fulfilled') result.value[Symbol.dispose]();
  });

  it('of handshakes one after the other is refused after a while', async () => {
    const cookie = await host.cookieOf('counter-3');
    const tries: string[] = [];
    await until('a refusal', async () => {
      const outcome = await HostileWindow.open(host.authority, 'counter-3', cookie).then((window) => {
        window[Symbol.dispose]();
        return 'opened';
      }, String);
      tries.push(outcome);
      return outcome.includes('429');
    }, 30_000);
    expect(tries.filter((outcome) => outcome === 'opened').length).toBeGreaterThan(10);
    expect(await host.isWell()).toBe(true);
  });
});

it('after all of this the same station runs, without an error of its own', async () => {
  expect([await host.isWell(), host.machine.stationPid, errors()]).toEqual([true, stationPid, []]);
});
