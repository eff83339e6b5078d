// The reader over both of its pipes: the virtual reader on a real socket, and node-hid's events by a stand-in library.

import { afterEach, expect, test, vi } from 'vitest';
import { PRACTICE_CARDS } from '../../../practice/reader/cards.ts';
import type { VirtualReader } from '../../../practice/reader/interface.ts';
import { reportsOf } from '../../../practice/reader/reports.ts';
import { startVirtualReader } from '../../../practice/reader/virtual-reader.ts';
import { systemClock } from '../../life/clock.ts';
import type { DeviceClock } from '../ports.ts';
import { HidAccess } from '../hid/access.ts';
import { loadHidLibrary } from '../hid/library.ts';
import { posDescriptor } from '../../../../tests/fakes/hid-descriptors.ts';
import { StandInHid } from '../../../../tests/fakes/stand-in-hid.ts';
import { HidReportSource } from './hid-source.ts';
import { STANDARD_LAYOUT } from './pos-layout.ts';
import { HidPosReader } from './reader.ts';
import type { ReportSource } from './source.ts';
import { StreamReportSource } from './stream-source.ts';

const open: AsyncDisposable[] = [];
afterEach(async () => {
  for (const one of open.splice(0).toReversed()) await one[Symbol.asyncDispose]();
});

function kept<T extends AsyncDisposable>(one: T): T {
  open.push(one);
  return one;
}

interface Heard {
  readonly reader: HidPosReader;
  readonly texts: string[];
  readonly origins: string[];
  readonly refusals: string[];
}

function listening(source: ReportSource, clock: DeviceClock = systemClock, gapMs = 150): Heard {
  const heard: Heard = { reader: kept(new HidPosReader(source, clock, gapMs)), texts: [], origins: [], refusals: [] };
  heard.reader.onPayload((bytes, origin) => {
    heard.texts.push(Buffer.from(bytes).toString('utf8'));
    heard.origins.push(`${origin.session}.${origin.sequence}${origin.aimId}`);
  });
  heard.reader.onRefused((code) => heard.refusals.push(code));
  return heard;
}

async function plugged(gapMs?: number): Promise<Heard & { readonly virtual: VirtualReader }> {
  const virtual = kept(await startVirtualReader({ port: 0 }));
  const heard = listening(new StreamReportSource('127.0.0.1', virtual.port, systemClock, 50), systemClock, gapMs);
  await ready(heard);
  return { ...heard, virtual };
}

async function ready(heard: Heard): Promise<void> {
  await vi.waitFor(() => expect(heard.reader.state().kind).toBe('ready'), 10_000);
}

test('every practice card arrives letter for letter, in order, each once', async () => {
  const { virtual, texts, origins } = await plugged();
  await vi.waitFor(() => expect(virtual.isConnected()).toBe(true), 10_000);
  for (const card of PRACTICE_CARDS) expect(virtual.scan(card.text)).toBe(true);
  await vi.waitFor(() => expect(texts).toEqual(PRACTICE_CARDS.map((card) => card.text)), 10_000);
  expect(origins).toEqual(['1.1]Q3', '1.2]Q3', '1.3]Q3', '1.4]Q3', '1.5]Q3']);
});

test.each([
  ['torn', 'card.torn'],
  ['oversized', 'card.oversized'],
  ['foreign', 'card.foreign'],
] as const)('a code that is %s is refused as %s, and the next card is read', async (fault, code) => {
  const { virtual, texts, refusals } = await plugged();
  await vi.waitFor(() => expect(virtual.isConnected()).toBe(true), 10_000);
  const card = PRACTICE_CARDS[0]?.text ?? '';
  virtual.scan(card, fault);
  await vi.waitFor(() => expect(refusals).toContain(code), 10_000);
  virtual.scan(card);
  await vi.waitFor(() => expect(texts).toEqual([card]), 10_000);
  expect(new Set(refusals)).toEqual(new Set([code]));
});

test('a slow reader is waited for, and one that is unplugged in the middle of a code has torn it', async () => {
  const { virtual, reader, texts, refusals } = await plugged(300);
  await vi.waitFor(() => expect(virtual.isConnected()).toBe(true), 10_000);
  const card = PRACTICE_CARDS[4]?.text ?? '';
  virtual.scan(card, 'slow');
  await vi.waitFor(() => expect(texts).toEqual([card]), 10_000);
  virtual.scan(card, 'unplug');
  await vi.waitFor(() => expect([refusals, reader.state().kind]).toEqual([['card.torn'], 'absent']), 10_000);
  expect(texts).toHaveLength(1);
});

test('a reader that is unplugged is absent, and read again after it is plugged in, as a new session', async () => {
  const { virtual, reader, texts, origins } = await plugged();
  await virtual.setPlugged(false);
  await vi.waitFor(() => expect(reader.state()).toMatchObject({ kind: 'absent', code: 'reader.absent' }), 10_000);
  expect(virtual.scan('lost')).toBe(false);
  await virtual.setPlugged(true);
  await vi.waitFor(() => expect(reader.state().kind).toBe('ready'), 10_000);
  await vi.waitFor(() => expect(virtual.isConnected()).toBe(true), 10_000);
  virtual.scan('A025');
  await vi.waitFor(() => expect(texts).toEqual(['A025']), 10_000);
  expect(origins).toEqual(['2.1]Q3']);
});

/** A source whose reports a test hands in by itself. */
class HandSource implements ReportSource {
  send: (report: Uint8Array) => void = () => undefined;
  async run(sink: Parameters<ReportSource['run']>[0], signal: AbortSignal): Promise<void> {
    sink.opened([STANDARD_LAYOUT]);
    this.send = (report) => sink.report(report);
    await new Promise((resolve) => signal.addEventListener('abort', resolve, { once: true }));
  }
}

test('reports that waited while this process stalled are not torn, however late the timer fires', async () => {
  const source = new HandSource();
  const waits: (() => void)[] = [];
  const clock: DeviceClock = {
    now: systemClock.now, monotonic: systemClock.monotonic,
    sleep: async (_ms, signal) => await new Promise((resolve, reject) => {
      waits.push(resolve);
      signal?.addEventListener('abort', () => reject(new Error('stopped')), { once: true });
    }),
  };
  const heard = listening(source, clock);
  const [first, second] = reportsOf(Buffer.from('Nguyễn Thị Hồng Ánh, thôn Đa Chất, xã Phú Xuyên, Hà Nội', 'utf8'));
  if (first === undefined || second === undefined) throw new Error('two reports were expected');
  source.send(first);
  // The timer fires, and in the same turn of the loop the second report is read.
  waits.shift()?.();
  setImmediate(() => source.send(second));
  await vi.waitFor(() => expect(heard.texts).toHaveLength(1), 10_000);
  expect(heard.refusals).toEqual([]);
  source.send(first);
  await vi.waitFor(() => expect(waits.length).toBeGreaterThan(0), 10_000);
  waits.splice(0).forEach((fire) => fire());
  await vi.waitFor(() => expect(heard.refusals).toEqual(['card.torn']), 10_000);
});

const SCANNER = { path: '/dev/hidraw3', vendorId: 0x0c2e, productId: 0x0b6a, usagePage: 0x8c, usage: 2 };
const KEYBOARD = { path: '/dev/hidraw1', vendorId: 0x0c2e, productId: 0x0b6a, usagePage: 1, usage: 6 };

function usbReader(library: StandInHid, which: ConstructorParameters<typeof HidReportSource>[0] = {}, access = new HidAccess(systemClock, () => Promise.resolve(library), 20)): Heard {
  return listening(new HidReportSource(which, access));
}

test('a USB reader is found by its usage, read, lost and found again; keyboards are left alone', async () => {
  const library = new StandInHid([KEYBOARD]);
  const heard = usbReader(library);
  expect(heard.reader.state().kind).toBe('absent');
  library.entries = [KEYBOARD, SCANNER];
  await ready(heard);
  for (const report of reportsOf(Buffer.from('Đỗ Thị Thắm', 'utf8'))) library.handles[0]?.emit('data', Buffer.from(report));
  expect(heard.texts).toEqual(['Đỗ Thị Thắm']);
  library.entries = [];
  library.handles[0]?.emit('error', new Error('could not read from HID device'));
  await vi.waitFor(() => expect(heard.reader.state()).toMatchObject({ kind: 'absent', code: 'reader.absent' }), 10_000);
  expect(library.handles[0]?.isClosed).toBe(true);
  library.entries = [SCANNER];
  await ready(heard);
  expect(library.handles).toHaveLength(2);
});

test.each([
  ['no-permission', 'reader.no-permission'],
  ['in-use', 'reader.in-use'],
  ['absent', 'reader.absent'],
] as const)('a USB reader that is listed and cannot be opened (%s) is told as %s until it can', async (hindrance, code) => {
  const library = new StandInHid([SCANNER]);
  library.hindrance = hindrance;
  const heard = usbReader(library, { vendorId: 0x0c2e });
  await vi.waitFor(() => expect(library.asked).toBeGreaterThan(0), 10_000);
  await vi.waitFor(() => expect(heard.reader.state()).toMatchObject({ kind: 'absent', code }), 10_000);
  library.hindrance = null;
  await ready(heard);
});

test('a USB reader with other report numbers is read by its descriptor, and is told first to leave keyboard mode', async () => {
  const library = new StandInHid([SCANNER]);
  library.descriptors.set('/dev/hidraw3', posDescriptor({ reportId: 9, dataBytes: 40, hasOthers: true }));
  const heard = usbReader(library);
  await ready(heard);
  await vi.waitFor(() => expect(library.handles[0]?.features).toEqual(['fe01']), 10_000);
  const report = Buffer.alloc(48);
  report.set([9, 4, 0x5d, 0x51, 0x33, ...Buffer.from('A025')]);
  library.handles[0]?.emit('data', report);
  expect([heard.texts, heard.refusals]).toEqual([['A025'], []]);
});

test('half a code from before the unplugging is never joined to what comes after it', async () => {
  const library = new StandInHid([SCANNER]);
  const heard = usbReader(library);
  await ready(heard);
  const [first, second] = reportsOf(Buffer.from('Nguyễn Thị Hồng Ánh, thôn Đa Chất, xã Phú Xuyên, Hà Nội', 'utf8'));
  library.handles[0]?.emit('data', Buffer.from(first ?? []));
  library.handles[0]?.emit('error', new Error('could not read from HID device'));
  await vi.waitFor(() => expect(library.handles).toHaveLength(2), 10_000);
  await ready(heard);
  library.handles[1]?.emit('data', Buffer.from(second ?? []));
  await vi.waitFor(() => expect(heard.origins).toEqual(['2.1]Q3']), 10_000);
  expect(heard.refusals).toEqual(['card.torn']);
  expect(heard.texts.join()).not.toContain('Nguyễn');
});

test('of two readers of one model each counter gets its own by serial number, in whatever order they are asked for', async () => {
  const library = new StandInHid([{ ...SCANNER, serialNumber: 'B' }, { ...SCANNER, path: '/dev/hidraw4', serialNumber: 'A' }]);
  const access = new HidAccess(systemClock, () => Promise.resolve(library), 20);
  const any = usbReader(library, {}, access);
  const named = usbReader(library, { serialNumber: 'B' }, access);
  await ready(any);
  await ready(named);
  for (const handle of library.handles) handle.emit('data', Buffer.from(reportsOf(Buffer.from(`read by ${handle.path}`, 'utf8'))[0] ?? []));
  expect([any.texts, named.texts]).toEqual([['read by /dev/hidraw4'], ['read by /dev/hidraw3']]);
});

test('without the system’s HID libraries or any reader the station goes on, with the reader absent and the reason told', async () => {
  const library = await loadHidLibrary();
  const heard = listening(new HidReportSource({ serialNumber: 'no such reader' }, new HidAccess(systemClock, () => Promise.resolve(library), 20)));
  const bare = listening(new HidReportSource({}, new HidAccess(systemClock, () => Promise.resolve(null), 20)));
  await vi.waitFor(() => expect(bare.reader.state()).toMatchObject({ kind: 'absent', code: 'reader.no-library' }), 10_000);
  expect(heard.reader.state().kind).toBe('absent');
});
