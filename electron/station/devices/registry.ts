// Builds the devices that the settings name and keeps them together: who has which, how each is, and one end for all.
// Every device may be absent or not configured; each is taken up by its driver when it appears.

import { rmSync } from 'node:fs';
import path from 'node:path';
import type { Worker } from 'node:worker_threads';
import type { CounterId } from '../../../shared/base/ids.ts';
import { Listeners } from '../../../shared/base/listeners.ts';
import type { DeviceState as ReportedState } from '../../../shared/contract/point.ts';
import type { BarcodeReader, ButtonPanel, CounterDisplay, CounterKeypad, Device, DeviceClock, DocumentScanner, PayloadOrigin, ReaderRefusalCode, TicketPrinter, Unsubscribe } from './ports.ts';
import { buildKeypad, buildPanel, type ButtonSurroundings } from './build-buttons.ts';
import { buildCounterDisplay } from './build-counter-display.ts';
import { buildPrinter } from './build-printer.ts';
import { buildReader } from './build-reader.ts';
import { buildScanner } from './build-scanner.ts';
import { HidAccess } from './hid/access.ts';
import { SharedLines } from './serial/shared-lines.ts';
import { parseDeviceSettings } from './settings.ts';

/** All devices of a machine. */
export interface Devices extends AsyncDisposable {
  /** Null where none is configured. */
  readonly ticketPrinter: TicketPrinter | null;
  readerOf(counterId: CounterId): BarcodeReader | null;
  scannerOf(counterId: CounterId): DocumentScanner | null;
  readonly panel: ButtonPanel | null;
  readonly keypads: ReadonlyMap<CounterId, CounterKeypad>;
  readonly displays: ReadonlyMap<CounterId, CounterDisplay>;
  /** For the set-up, which looks for devices and tries them beside these. */
  readonly hid: HidAccess;
  readonly lines: SharedLines;
  /** The printer, then reader and scanner of each counter, those not configured included; panel, keypads and counter displays where they are configured. */
  states(): ReportedState[];
  /** Hears all states whenever one of them changes. */
  onChange(listener: (states: readonly ReportedState[]) => void): Unsubscribe;
  /** Codes read at any counter. Personal data: never logged. */
  onPayload(listener: (counterId: CounterId, bytes: Uint8Array, origin: PayloadOrigin) => void): Unsubscribe;
  onReaderRefused(listener: (counterId: CounterId, code: ReaderRefusalCode) => void): Unsubscribe;
}

export interface DevicesAround {
  readonly counters: readonly CounterId[];
  readonly clock: DeviceClock;
  /** Folder on the data disk for pages on their way out of a scanning program; nothing stays in it, and it is removed at the start. */
  readonly scratch: string;
  /** Told if it could not be removed. */
  readonly onScratchFailure: (error: unknown) => void;
  /** Starts the thread on which the spooler of Windows is called. */
  readonly startSpooler: () => Worker;
}

interface Slot {
  readonly device: ReportedState['device'];
  readonly counterId: CounterId | null;
  readonly driver: Device | null;
}

/**
 * Starts the drivers; returns at once, devices come up by themselves.
 * @param settings the `devices` part of the machine's settings, not yet parsed
 * @throws WrongDeviceSettings
 */
export function startDevices(settings: unknown, { counters, clock, scratch, onScratchFailure, startSpooler }: DevicesAround): Devices {
  const wanted = parseDeviceSettings(settings, counters);
  // Before any driver: what a crash left there is somebody's papers, also of a counter whose scanner is another one by now.
  try {
    rmSync(scratch, { recursive: true, force: true });
  } catch (error) {
    onScratchFailure(error);
  }
  const startedAt = clock.now();
  const changes = new Listeners<[readonly ReportedState[]]>();
  const payloads = new Listeners<[CounterId, Uint8Array, PayloadOrigin]>();
  const refusals = new Listeners<[CounterId, ReaderRefusalCode]>();

  const ticketPrinter = wanted.ticketPrinter === null ? null : buildPrinter(wanted.ticketPrinter, clock, startSpooler);
  const hid = new HidAccess(clock);
  const readers = new Map<CounterId, BarcodeReader>();
  const scanners = new Map<CounterId, DocumentScanner>();
  const lines = new SharedLines(wanted.lines, clock);
  const around: ButtonSurroundings = { lines, hid, tables: wanted.buttonTables, clock };
  const panel = wanted.panel === null ? null : buildPanel(wanted.panel, around);
  const keypads = new Map<CounterId, CounterKeypad>();
  const displays = new Map<CounterId, CounterDisplay>();
  for (const counterId of counters) {
    const { reader, scanner, keypad, display } = wanted.counters[String(counterId)] ?? { reader: null, scanner: null, keypad: null, display: null };
    if (reader !== null) readers.set(counterId, buildReader(reader, clock, hid, lines));
    if (scanner !== null) scanners.set(counterId, buildScanner(scanner, clock, path.join(scratch, `counter-${counterId}`)));
    if (keypad !== null) keypads.set(counterId, buildKeypad(keypad, around));
    if (display !== null) displays.set(counterId, buildCounterDisplay(display, lines, wanted.displayTables, clock));
  }
  const slots: readonly Slot[] = [
    { device: 'ticket-printer', counterId: null, driver: ticketPrinter },
    ...(panel === null ? [] : [{ device: 'panel', counterId: null, driver: panel } as const]),
    ...counters.flatMap((counterId): Slot[] => [
      { device: 'reader', counterId, driver: readers.get(counterId) ?? null },
      { device: 'scanner', counterId, driver: scanners.get(counterId) ?? null },
      ...[keypads.get(counterId)].flatMap((driver): Slot[] => (driver === undefined ? [] : [{ device: 'keypad', counterId, driver }])),
      ...[displays.get(counterId)].flatMap((driver): Slot[] => (driver === undefined ? [] : [{ device: 'counter-display', counterId, driver }])),
    ]),
  ];
  const states = (): ReportedState[] =>
    slots.map(({ device, counterId, driver }) => ({ device, counterId, ...(driver?.state() ?? { kind: 'not-configured', code: null, since: startedAt }) }));
  for (const { driver } of slots) driver?.onChange(() => changes.emit(states()));
  for (const [counterId, reader] of readers) {
    reader.onPayload((bytes, origin) => payloads.emit(counterId, bytes, origin));
    reader.onRefused((code) => refusals.emit(counterId, code));
  }

  return {
    ticketPrinter,
    readerOf: (counterId) => readers.get(counterId) ?? null,
    scannerOf: (counterId) => scanners.get(counterId) ?? null,
    panel, keypads, displays, hid, lines,
    states,
    onChange: (listener) => changes.add(listener),
    onPayload: (listener) => payloads.add(listener),
    onReaderRefused: (listener) => refusals.add(listener),
    [Symbol.asyncDispose]: async () => {
      await Promise.all(slots.map(async ({ driver }) => await driver?.[Symbol.asyncDispose]()));
      await lines[Symbol.asyncDispose]();
    },
  };
}
