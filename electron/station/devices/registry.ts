// Builds the devices that the settings name and keeps them together: who has which, how each is, and one end for all.
// Every device may be absent or not configured; each is taken up by its driver when it appears.

import type { CounterId } from '../../../shared/base/ids.ts';
import { Listeners } from '../../../shared/base/listeners.ts';
import type { DeviceState as ReportedState } from '../../../shared/contract/point.ts';
import type { BarcodeReader, Device, DeviceClock, DocumentScanner, PayloadOrigin, ReaderRefusalCode, TicketPrinter, Unsubscribe } from './ports.ts';
import { EscPosPrinter } from './printer-escpos/printer.ts';
import { HidReportSource } from './reader-hidpos/hid-source.ts';
import { HidPosReader } from './reader-hidpos/reader.ts';
import { StreamReportSource } from './reader-hidpos/stream-source.ts';
import { EsclScanner } from './scanner-escl/scanner.ts';
import type { DeviceSettings, ReaderSettings } from '../../link/device-settings.ts';
import { parseDeviceSettings } from './settings.ts';

/** Dots across the paper of a printer, by its width in mm (203 dpi). */
const DOTS = { 58: 384, 80: 576 } as const;

/** All devices of a machine. */
export interface Devices extends AsyncDisposable {
  /** Null where none is configured. */
  readonly ticketPrinter: TicketPrinter | null;
  readerOf(counterId: CounterId): BarcodeReader | null;
  scannerOf(counterId: CounterId): DocumentScanner | null;
  /** Every device the point could have: the printer, then reader and scanner of each counter, those not configured included. */
  states(): ReportedState[];
  /** Hears all states whenever one of them changes. */
  onChange(listener: (states: readonly ReportedState[]) => void): Unsubscribe;
  /** Codes read at any counter. Personal data: never logged. */
  onPayload(listener: (counterId: CounterId, bytes: Uint8Array, origin: PayloadOrigin) => void): Unsubscribe;
  onReaderRefused(listener: (counterId: CounterId, code: ReaderRefusalCode) => void): Unsubscribe;
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
export function startDevices(settings: unknown, { counters, clock }: { readonly counters: readonly CounterId[]; readonly clock: DeviceClock }): Devices {
  const wanted = parseDeviceSettings(settings, counters);
  const startedAt = clock.now();
  const changes = new Listeners<[readonly ReportedState[]]>();
  const payloads = new Listeners<[CounterId, Uint8Array, PayloadOrigin]>();
  const refusals = new Listeners<[CounterId, ReaderRefusalCode]>();

  const ticketPrinter = printerOf(wanted, clock);
  const readers = new Map<CounterId, BarcodeReader>();
  const scanners = new Map<CounterId, DocumentScanner>();
  for (const counterId of counters) {
    const { reader, scanner } = wanted.counters[String(counterId)] ?? { reader: null, scanner: null };
    if (reader !== null) readers.set(counterId, readerFrom(reader, clock));
    if (scanner !== null) scanners.set(counterId, new EsclScanner(scanner.url, clock));
  }
  const slots: readonly Slot[] = [
    { device: 'ticket-printer', counterId: null, driver: ticketPrinter },
    ...counters.flatMap((counterId): Slot[] => [
      { device: 'reader', counterId, driver: readers.get(counterId) ?? null },
      { device: 'scanner', counterId, driver: scanners.get(counterId) ?? null },
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
    states,
    onChange: (listener) => changes.add(listener),
    onPayload: (listener) => payloads.add(listener),
    onReaderRefused: (listener) => refusals.add(listener),
    [Symbol.asyncDispose]: async () => {
      await Promise.all(slots.map(async ({ driver }) => await driver?.[Symbol.asyncDispose]()));
    },
  };
}

function printerOf({ ticketPrinter }: DeviceSettings, clock: DeviceClock): TicketPrinter | null {
  if (ticketPrinter === null) return null;
  const { host, port, widthMm, answers } = ticketPrinter;
  return new EscPosPrinter({ host, port, widthDots: DOTS[widthMm], answers }, clock);
}

function readerFrom(settings: ReaderSettings, clock: DeviceClock): BarcodeReader {
  const source = settings.kind === 'hid-pos' ? new HidReportSource(settings, clock) : new StreamReportSource(settings.host, settings.port, clock);
  return new HidPosReader(source, clock);
}
