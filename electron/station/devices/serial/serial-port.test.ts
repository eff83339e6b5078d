// A serial port's end, however it comes, on ports that a test holds in its hand.

import { expect, test } from 'vitest';
import { opened } from '../../../../tests/lab/pty-pair.ts';
import { TestClock } from '../../../../tests/fakes/test-clock.ts';
import type { LineMissing, SerialSettings } from './line.ts';
import { pathOf, type NativePorts } from './native-port.ts';
import { openSerial } from './serial-port.ts';

const settings: SerialSettings = { path: '/dev/ttyUSB0', baudRate: 9_600, dataBits: 8, parity: 'none', stopBits: 1, flow: 'none' };
const end = new AbortController();

/** A port that reads nothing for ever, as one that was hung up does. */
class StuckPorts implements NativePorts {
  identity: string | null = 'one';
  answers = true;
  takesBytes = true;
  hindrance: LineMissing = 'absent';
  readonly did: string[] = [];
  readonly #closed = Promise.withResolvers<never>();

  constructor() {
    this.#closed.promise.catch(() => undefined);
  }

  open = async (): ReturnType<NativePorts['open']> =>
    await Promise.resolve({
      read: async () => await this.#closed.promise,
      write: async () => {
        if (!this.takesBytes) await this.#closed.promise;
      },
      get: async () => await (this.answers ? Promise.resolve({}) : Promise.reject(new Error('Input/output error, cannot get'))),
      flush: async () => void (await Promise.resolve(this.did.push('flush'))),
      close: async () => {
        await Promise.resolve(this.did.push('close'));
        this.#closed.reject(new Error('closed'));
      },
    });

  identify = async (): Promise<string | null> => await Promise.resolve(this.identity);

  hindranceOf = async (): Promise<LineMissing> => await Promise.resolve(this.hindrance);
}

test.each<[string, (ports: StuckPorts) => void]>([
  ['its path is gone', (ports) => (ports.identity = null)],
  ['its path leads to another device', (ports) => (ports.identity = 'two')],
  ['it no longer answers what it answered before', (ports) => (ports.answers = false)],
])('a port is closed within seconds when %s, though its reading goes on', async (_why, spoil) => {
  const [clock, ports] = [new TestClock(), new StuckPorts()];
  const line = opened(await openSerial(settings, clock, end.signal, ports));
  await settle();
  clock.advance(2_000);
  await settle();
  expect(line.isOpen).toBe(true);
  spoil(ports);
  clock.advance(2_000);
  await line.closed;
  expect(ports.did).toEqual(['flush', 'close']);
});

test('a port without modem lines is not closed for having none', async () => {
  const [clock, ports] = [new TestClock(), new StuckPorts()];
  ports.answers = false;
  const line = opened(await openSerial(settings, clock, end.signal, ports));
  await settle();
  clock.advance(2_000);
  await settle();
  expect(line.isOpen).toBe(true);
});

test('a write that gets stuck is given up at its deadline, what waits behind it is not sent, and the line is over', async () => {
  const [clock, ports] = [new TestClock(), new StuckPorts()];
  const line = opened(await openSerial(settings, clock, end.signal, ports));
  ports.takesBytes = false;
  const writes = [line.write(new Uint8Array(10), 500), line.write(new Uint8Array(10), 500)];
  await settle();
  clock.advance(499);
  await settle();
  expect(line.isOpen).toBe(true);
  clock.advance(1);
  expect(await Promise.all(writes)).toEqual([false, false]);
  await line.closed;
});

test('a port whose opening hangs is asked once, and again when that has ended', async () => {
  const [clock, ports] = [new TestClock(), new StuckPorts()];
  const hanging = Promise.withResolvers<Awaited<ReturnType<NativePorts['open']>>>();
  const openings: string[] = [];
  const really = ports.open;
  ports.open = async () => {
    openings.push('one');
    return openings.length === 1 ? await hanging.promise : await really();
  };
  const first = openSerial(settings, clock, end.signal, ports);
  await settle();
  clock.advance(5_000);
  expect([await first, await openSerial(settings, clock, end.signal, ports), openings.length]).toEqual(['absent', 'absent', 1]);
  const late = await really();
  hanging.resolve(late);
  await settle();
  expect(ports.did).toEqual(['close']);
  expect(await openSerial(settings, clock, end.signal, ports)).toHaveProperty('isOpen', true);
  expect(openings.length).toBe(2);
});

test.each(['no-permission', 'in-use', 'absent'] as const)('a port that does not open says why: %s', async (hindrance) => {
  const [clock, ports] = [new TestClock(), new StuckPorts()];
  ports.hindrance = hindrance;
  ports.open = async () => await Promise.reject(new Error('Error Permission denied Cannot open /dev/ttyUSB0'));
  expect(await openSerial(settings, clock, end.signal, ports)).toBe(hindrance);
});

test('aborting ends the line, and a name without a folder is one below by-id', async () => {
  const [own, clock, ports] = [new AbortController(), new TestClock(), new StuckPorts()];
  const line = opened(await openSerial(settings, clock, own.signal, ports));
  own.abort();
  await line.closed;
  expect(await openSerial(settings, clock, own.signal, ports)).toBe('absent');
  expect([pathOf('usb-FTDI_A1-port0'), pathOf('/dev/ttyS0'), pathOf('COM3')]).toEqual(['/dev/serial/by-id/usb-FTDI_A1-port0', '/dev/ttyS0', 'COM3']);
});

/** Lets what is ready run. */
async function settle(): Promise<void> {
  for (let turn = 0; turn < 5; turn += 1) await new Promise((resolve) => setImmediate(resolve));
}
