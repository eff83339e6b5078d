// The registry against a whole point of virtual devices, and settings that make no sense.

import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, expect, test, vi } from 'vitest';
import type { CounterId } from '../../../shared/base/ids.ts';
import { PRACTICE_CARDS } from '../../practice/reader/cards.ts';
import { practiceOptionsSchema, startPracticePoint } from '../../practice/point.ts';
import { systemClock } from '../life/clock.ts';
import { startDevices, type Devices } from './registry.ts';
import { parseDeviceSettings, WrongDeviceSettings } from './settings.ts';

const open: AsyncDisposable[] = [];
afterEach(async () => {
  for (const one of open.splice(0).toReversed()) await one[Symbol.asyncDispose]();
});

const COUNTERS = [1, 2] as CounterId[];
const [FIRST, SECOND] = [1 as CounterId, 2 as CounterId];

const scratch = mkdtempSync(path.join(tmpdir(), 'mot-cua-registry-'));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

function started(settings: unknown): Devices {
  const devices = startDevices(settings, { counters: COUNTERS, clock: systemClock, scratch, onScratchFailure: (error) => { throw error; }, startSpooler: () => { throw new Error('no printer here has a spooler'); } });
  open.push(devices);
  return devices;
}

const kinds = (devices: Devices): string[] => devices.states().map(({ device, counterId, kind }) => `${device} ${counterId ?? '-'} ${kind}`);

test('with no device configured everything is there to be asked, and says so', () => {
  const devices = started({});
  expect(kinds(devices)).toEqual(['ticket-printer - not-configured', 'reader 1 not-configured', 'scanner 1 not-configured', 'reader 2 not-configured', 'scanner 2 not-configured']);
  expect([devices.ticketPrinter, devices.readerOf(FIRST), devices.scannerOf(FIRST)]).toEqual([null, null, null]);
});

test('pages that a crash left behind are gone, also those of a counter that has no such scanner any more', () => {
  mkdirSync(path.join(scratch, 'counter-7'), { recursive: true });
  writeFileSync(path.join(scratch, 'counter-7', '0001.jpg'), 'page');
  started({});
  expect(existsSync(scratch)).toBe(false);
});

test('a point’s devices come up, one reader by its reports and one on a serial line, do their work at their own counter, and tell when they go', async () => {
  const point = await startPracticePoint(practiceOptionsSchema.parse({ counters: [1, 2], sheets: 1, serialReaders: [2] }));
  open.push(point);
  const devices = started(point.deviceSettings());
  await vi.waitFor(() => expect(kinds(devices)).toEqual(['ticket-printer - ready', 'reader 1 ready', 'scanner 1 ready', 'reader 2 ready', 'scanner 2 ready']), 10_000);

  const read: string[] = [];
  devices.onPayload((counterId, bytes) => read.push(`${counterId} ${Buffer.from(bytes).toString('utf8')}`));
  devices.onReaderRefused((counterId, code) => read.push(`${counterId} ${code}`));
  const card = PRACTICE_CARDS[1]?.text ?? '';
  await vi.waitFor(() => expect(point.counters[1]?.reader.scan(card)).toBe(true), 10_000);
  await vi.waitFor(() => expect(read).toEqual([`2 ${card}`]), 10_000);
  point.counters[0]?.reader.scan(card, 'foreign');
  await vi.waitFor(() => expect(read).toContain('1 card.foreign'), 10_000);

  const pages = [];
  for await (const page of devices.scannerOf(SECOND)?.scan({ source: 'feeder', dpi: 75, colour: 'grey', duplex: false }) ?? []) pages.push(page);
  expect([pages.length, point.counters[0]?.scanner.servedCount(), point.counters[1]?.scanner.servedCount()]).toEqual([1, 0, 1]);

  expect(devices.ticketPrinter?.widthDots).toBe(576);
  expect(await devices.ticketPrinter?.print({ widthDots: 576, rows: 8, bits: new Uint8Array(72 * 8).fill(0xff) })).toEqual({ kind: 'printed' });
  expect(point.printer.pageCount()).toBe(1);

  const told: string[] = [];
  devices.onChange((states) => told.push(states.map(({ kind, code }) => code ?? kind).join(' ')));
  point.printer.setState('paper-out');
  await vi.waitFor(() => expect(told.at(-1)).toBe('printer.paper-out ready ready ready ready'), 10_000);
});

test('panel, keypads and counter displays are there only where they are configured, and are told when they go', async () => {
  const point = await startPracticePoint(practiceOptionsSchema.parse({ counters: [1, 2], sheets: 0, panelFields: ['A'] }));
  open.push(point);
  const { lines, panel, counters } = point.deviceSettings() as { lines: unknown; panel: unknown; counters: Record<string, { keypad: unknown; display: unknown }> };
  const devices = started({ lines, panel, counters: { 1: { keypad: counters['1']?.keypad }, 2: { display: counters['2']?.display } } });
  const own = (): string[] => kinds(devices).filter((state) => !/reader|scanner|printer/.test(state));
  await vi.waitFor(() => expect(own()).toEqual(['panel - ready', 'keypad 1 ready', 'counter-display 2 ready']), 10_000);
  await point.hall?.buttons.setPlugged(false);
  await vi.waitFor(() => expect(own()).toEqual(['panel - absent', 'keypad 1 absent', 'counter-display 2 ready']), 10_000);
});

test('what a machine’s settings leave out has its usual value', () => {
  const settings = { ticketPrinter: { kind: 'escpos-tcp', host: 'printer.local' }, counters: { 2: { reader: { kind: 'hid-pos' } } } };
  expect(parseDeviceSettings(settings, COUNTERS)).toEqual({
    ticketPrinter: { kind: 'escpos-tcp', host: 'printer.local', port: 9_100, widthMm: 80, ticketsPerRoll: null, answers: true },
    lines: {}, buttonTables: {}, displayTables: {}, panel: null, systemPrinter: null,
    counters: { 2: { reader: { kind: 'hid-pos' }, scanner: null, keypad: null, display: null } },
  });
});

test.each<[string, unknown, string]>([
  ['an unknown kind', { ticketPrinter: { kind: 'telepathy' } }, 'devices.ticketPrinter.kind'],
  ['a paper nobody makes', { ticketPrinter: { kind: 'escpos-tcp', host: 'p', widthMm: 70 } }, 'devices.ticketPrinter.widthMm'],
  ['a scanner that is no web address', { counters: { 1: { scanner: { kind: 'escl', url: 'file:///etc/passwd' } } } }, 'devices.counters.1.scanner.url'],
  ['a word too many', { counters: { 1: { kettle: {} } } }, 'devices.counters.1'],
  ['a counter that the point does not have', { counters: { 7: {} } }, 'devices.counters.7'],
  ['something else altogether', 'none', 'devices.'],
])('settings with %s are refused, naming the place', (_name, settings, place) => {
  expect(() => started(settings)).toThrow(WrongDeviceSettings);
  expect(() => started(settings)).toThrow(place);
});
