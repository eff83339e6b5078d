// Serial ports over pairs of pseudo terminals of socat: bytes both ways, and every way in which such a line ends, the one included that the library misses.

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { run } from '../../build/checks/spawn.ts';
import { ensureTools } from '../../build/setup/system-tools.ts';
import { BUILT_IN_BUTTON_TABLES } from '../../electron/link/devices/buttons.ts';
import { BUILT_IN_DISPLAY_TABLES } from '../../electron/link/devices/counter-display.ts';
import { Keypad } from '../../electron/station/devices/buttons/buttons.ts';
import { LinePressSource } from '../../electron/station/devices/buttons/line-source.ts';
import { LineDisplay } from '../../electron/station/devices/counter-display/display.ts';
import { SerialReader } from '../../electron/station/devices/reader-serial/serial-reader.ts';
import { keepLine } from '../../electron/station/devices/serial/keep-line.ts';
import type { SerialLine, SerialSettings } from '../../electron/station/devices/serial/line.ts';
import { openSerial } from '../../electron/station/devices/serial/serial-port.ts';
import { KeptLine } from '../../electron/station/devices/serial/shared-lines.ts';
import { systemClock } from '../../electron/station/life/clock.ts';
import { must } from '../../shared/base/must.ts';
import { opened, startPtyPair, type PtyPair } from './pty-pair.ts';

/** No byte of any card: with it the converter is torn out. */
const TORN = 7;
const DEADLINE = { timeout: 20_000, interval: 20 };
let hasTools = false;
let folder = '';
let pair: PtyPair;
let end = new AbortController();

beforeAll(async () => {
  hasTools = await ensureTools(['socat']);
}, 300_000);
beforeEach(async () => {
  expect(hasTools, 'socat is needed').toBe(true);
  folder = mkdtempSync(path.join(tmpdir(), 'mot-cua-serial-'));
  pair = await startPtyPair(folder);
  end = new AbortController();
});
afterEach(async () => {
  end.abort();
  await pair[Symbol.asyncDispose]();
  rmSync(folder, { recursive: true, force: true });
});

const settings = (): SerialSettings => ({ path: pair.ours, baudRate: 9_600, dataBits: 8, parity: 'none', stopBits: 1, flow: 'none' });
const openOurs = async (own = settings()): Promise<SerialLine> => opened(await openSerial(own, systemClock, end.signal));

function gathered(line: SerialLine): () => string {
  let text = '';
  line.onData((bytes) => (text += Buffer.from(bytes).toString('latin1')));
  return () => text;
}

/** Share of one core that this process takes while `ms` pass. */
async function coreShare(ms: number): Promise<number> {
  const before = process.cpuUsage();
  const begun = performance.now();
  await systemClock.sleep(ms);
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1_000 / (performance.now() - begun);
}

test('bytes of every value go both ways unchanged, with the port set as the settings say', async () => {
  const line = await openOurs({ ...settings(), baudRate: 19_200, stopBits: 2 });
  const termios = (await run('stty', ['-a', '-F', pair.ours])).out;
  // A pseudo terminal keeps no parity and no seven bits.
  for (const word of ['speed 19200', ' cstopb', '-icanon', '-echo']) expect(termios).toContain(word);
  await line[Symbol.asyncDispose]();

  const plain = await openOurs();
  const got = gathered(plain);
  await using peer = await pair.openPeer();
  const every = Buffer.from(Array.from({ length: 256 }, (_, index) => index));
  await peer.write(every);
  await vi.waitFor(() => expect(got()).toBe(every.toString('latin1')), DEADLINE);
  expect(await plain.write(every)).toBe(true);
  const back = Buffer.alloc(256);
  for (let read = 0; read < 256; ) read += (await peer.read(back, read, 256 - read)).bytesRead;
  expect(back.equals(every)).toBe(true);
});

test('a write takes as long as its bytes need on the wire, so that frames of a shared line do not run into each other', async () => {
  const line = await openOurs();
  const begun = performance.now();
  expect(await Promise.all([line.write(new Uint8Array(96)), line.write(new Uint8Array(96))])).toEqual([true, true]);
  expect(performance.now() - begun).toBeGreaterThan(190);
});

test('a peer that is killed is noticed within seconds, and no core is busy afterwards', async () => {
  const line = await openOurs();
  const got = gathered(line);
  await using peer = await pair.openPeer();
  await peer.write('x');
  await vi.waitFor(() => expect(got()).toBe('x'), DEADLINE);
  const begun = performance.now();
  await pair.unplug();
  await line.closed;
  expect(performance.now() - begun).toBeLessThan(10_000);
  expect(line.isOpen).toBe(false);
  expect(await line.write(Buffer.from('y'))).toBe(false);
});

test('so is one that is killed while its last bytes are read, which the library reads on from for ever', async () => {
  for (const hasLeftItsName of [false, true]) {
    if (hasLeftItsName) await pair.plug();
    const line = await openOurs();
    await using peer = await pair.openPeer();
    const killed = Promise.withResolvers<number>();
    line.onData(() => {
      pair.killNow();
      // The hang-up is over before the library asks for the next bytes.
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 300);
      killed.resolve(performance.now());
    });
    await peer.write('x');
    const begun = await killed.promise;
    if (!hasLeftItsName) await pair.unplug();
    await line.closed;
    expect(performance.now() - begun).toBeLessThan(10_000);
    expect(await coreShare(1_500)).toBeLessThan(0.5);
    await pair.unplug();
  }
});

test('a kept line is taken up again on replug and ends with its signal', async () => {
  const sessions: string[] = [];
  const running = keepLine(async (clock, signal) => await openSerial(settings(), clock, signal), {
    clock: systemClock, signal: end.signal, missing: () => undefined,
    attend: async (line) => {
      sessions.push('opened');
      await line.closed;
      sessions.push('closed');
    },
  });
  await vi.waitFor(() => expect(sessions).toEqual(['opened']), DEADLINE);
  await pair.unplug();
  await vi.waitFor(() => expect(sessions).toEqual(['opened', 'closed']), DEADLINE);
  await pair.plug();
  await vi.waitFor(() => expect(sessions).toEqual(['opened', 'closed', 'opened']), DEADLINE);
  end.abort();
  await running;
  expect(sessions).toEqual(['opened', 'closed', 'opened', 'closed']);
});

test('a keypad and a display share one port, and both are back after the converter was torn out in mid-frame', async () => {
  const line = new KeptLine(async (clock, signal) => await openSerial(settings(), clock, signal), systemClock);
  const keypad = new Keypad(new LinePressSource(line, must(BUILT_IN_BUTTON_TABLES['stx-etx'], 'built in'), 1, systemClock), new Map([[1, 'next' as const]]), systemClock);
  const display = new LineDisplay(line, must(BUILT_IN_DISPLAY_TABLES['stx-etx'], 'built in'), 1, systemClock);
  const keys: number[] = [];
  keypad.onKey((_key, { session }) => keys.push(session));
  const bothAre = async (kind: string): Promise<void> => await vi.waitFor(() => expect([keypad.state().kind, display.state().kind]).toEqual([kind, kind]), DEADLINE);
  for (const session of [1, 2]) {
    display.show(`A00${session}`);
    await bothAre('ready');
    await using peer = await pair.openPeer();
    let heard = '';
    const bytes = Buffer.alloc(64);
    // The display shows its number again by itself, whatever was sent before the peer listened.
    while (!heard.includes(`\x0201A00${session}\x03`)) heard += bytes.toString('latin1', 0, (await peer.read(bytes, 0, 64)).bytesRead);
    await vi.waitFor(async () => {
      await peer.write('\x0201K1\x03\x0201K');
      expect(keys).toContain(session);
    }, { timeout: 20_000, interval: 400 });
    await pair.unplug();
    await bothAre('absent');
    if (session === 1) await pair.plug();
  }
  await Promise.all([keypad[Symbol.asyncDispose](), display[Symbol.asyncDispose](), line[Symbol.asyncDispose]()]);
});

test('a reader whose converter is torn out as its bytes are read, which the library misses, is absent within seconds and reads the next card in a new session', async () => {
  const line = new KeptLine(async (clock, signal) => await openSerial(settings(), clock, signal), systemClock);
  const reader = new SerialReader(line, { end: 'cr', prefix: '' }, systemClock, 60_000);
  const heard: string[] = [];
  reader.onPayload((bytes, { session, sequence }) => heard.push(`${session}.${sequence} ${Buffer.from(bytes).toString('utf8')}`));
  reader.onRefused((code) => heard.push(code));
  line.onData((bytes) => {
    if (!bytes.includes(TORN)) return;
    pair.killNow();
    // The hang-up is over before the library asks for the next bytes.
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 300);
  });
  for (const session of [1, 2, 3, 4, 5]) {
    await vi.waitFor(() => expect(reader.state().kind).toBe('ready'), DEADLINE);
    await using peer = await pair.openPeer();
    await peer.write('001185000012|012345678|Nguyễn\r0011850');
    await vi.waitFor(() => expect(heard).toEqual([`${session}.1 001185000012|012345678|Nguyễn`]), DEADLINE);
    await peer.write(Uint8Array.of(TORN));
    await vi.waitFor(() => expect([reader.state().code, heard.splice(1)]).toEqual(['reader.absent', ['card.torn']]), DEADLINE);
    heard.length = 0;
    await pair.unplug();
    await pair.plug();
  }
  await reader[Symbol.asyncDispose]();
  await line[Symbol.asyncDispose]();
  expect(await coreShare(1_500)).toBeLessThan(0.5);
});

test('a line whose other end takes nothing any more gives up at its deadline and is closed', async () => {
  const line = await openOurs();
  // Nobody reads: after the buffers of the system and of socat nothing moves.
  expect(await line.write(new Uint8Array(1_000_000), 1_500)).toBe(false);
  await line.closed;
});

test('a port that somebody else holds, that is not there, or that is no port, is not opened, and each says so', async () => {
  await openOurs();
  expect(await openSerial(settings(), systemClock, end.signal)).toBe('in-use');
  expect(await openSerial({ ...settings(), path: path.join(folder, 'nothing') }, systemClock, end.signal)).toBe('absent');
  expect(await openSerial({ ...settings(), path: '/etc/hostname' }, systemClock, end.signal)).toBe('absent');
});
