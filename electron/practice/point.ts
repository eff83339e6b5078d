// All virtual devices of one point: a ticket printer, and a reader and a scanner at each counter, with one page that leads to them.

import { z } from 'zod';
import { startControlServer, type ControlledDevice } from './control/control-server.ts';
import { escapeHtml } from './control/page.ts';
import { PANEL_ADDRESS, type VirtualButtons, type VirtualDisplays } from './line/interface.ts';
import { startVirtualButtons } from './line/virtual-buttons.ts';
import { startVirtualDisplays } from './line/virtual-displays.ts';
import type { VirtualPrinter } from './printer/interface.ts';
import { startVirtualPrinter } from './printer/virtual-printer.ts';
import type { VirtualReader } from './reader/interface.ts';
import { startVirtualReader } from './reader/virtual-reader.ts';
import type { VirtualScanner } from './scanner/interface.ts';
import { startVirtualScanner } from './scanner/virtual-scanner.ts';

const portSchema = z.int().min(0).max(65_535).default(0);

/** Which devices to start. Ports left out are taken as they are free. */
export const practiceOptionsSchema = z.strictObject({
  counters: z.array(z.int().min(1).max(99)).max(60).default([1, 2, 3, 4, 5]),
  /** Port of the page that leads to all devices. */
  controlPort: portSchema,
  printerPort: portSchema,
  widthMm: z.literal([58, 80]).default(80),
  /** Fields of the panel's buttons, from button 1; with any, there are also a keypad and a display at each counter. */
  panelFields: z.array(z.string().regex(/^[A-Z]$/)).max(9).default([]),
  /** Counters whose reader stands on a serial line; the others' give HID POS reports. */
  serialReaders: z.array(z.int().min(1).max(99)).max(60).default([]),
  /** The same seed draws the same sheets. */
  seed: z.int().default(1),
  /** Sheets in each feeder at the start. */
  sheets: z.int().min(0).max(400).default(3),
  /** Whether emptied feeders are filled again with that many. */
  refills: z.boolean().default(false),
  /** Most pictures that each scanner draws; its pages stay different files. Left out, every sheet is drawn. */
  distinctSheets: z.int().min(1).optional(),
});
export type PracticeOptions = z.infer<typeof practiceOptionsSchema>;

export interface PracticeCounter {
  readonly counter: number;
  readonly reader: VirtualReader;
  readonly scanner: VirtualScanner;
}

export interface PracticePoint extends AsyncDisposable {
  readonly controlUrl: string;
  readonly printer: VirtualPrinter;
  readonly counters: readonly PracticeCounter[];
  /** Panel and keypads, and the displays above the counters; null where the options do not ask for them. */
  readonly hall: { readonly buttons: VirtualButtons; readonly displays: VirtualDisplays } | null;
  /** The `devices` part of a machine's settings that uses all of them. */
  deviceSettings(): Record<string, unknown>;
}

/** Starts them all on 127.0.0.1. */
export async function startPracticePoint(options: PracticeOptions): Promise<PracticePoint> {
  await using started = new AsyncDisposableStack();
  const printer = started.use(await startVirtualPrinter({ port: options.printerPort, widthDots: options.widthMm === 58 ? 384 : 576 }));
  const counters: PracticeCounter[] = [];
  for (const counter of options.counters) {
    const reader = started.use(await startVirtualReader({ port: 0, mode: options.serialReaders.includes(counter) ? 'serial' : 'hid-stream' }));
    const scanner = started.use(await startVirtualScanner({
      port: 0, seed: options.seed * 100 + counter, sheets: options.sheets, refill: options.refills ? options.sheets : 0,
      ...(options.distinctSheets === undefined ? {} : { distinctSheets: options.distinctSheets }),
    }));
    counters.push({ counter, reader, scanner });
  }
  const numbers = options.counters;
  const hall = options.panelFields.length === 0 ? null : { buttons: started.use(await startVirtualButtons({ counters: numbers })), displays: started.use(await startVirtualDisplays({ counters: numbers })) };
  const control = started.use(await startControlServer(overview(printer, counters, hall), options.controlPort));
  const all = started.move();
  return {
    controlUrl: control.url,
    printer,
    counters,
    hall,
    deviceSettings: () => ({
      ...(hall === null ? {} : hallSettings(options.panelFields)),
      lines: { ...(hall === null ? {} : hallLines(hall)), ...Object.fromEntries(counters.filter(({ counter }) => options.serialReaders.includes(counter)).map(({ counter, reader }) => [readerLine(counter), lineTo(reader.port)])) },
      ticketPrinter: { kind: 'escpos-tcp', host: '127.0.0.1', port: printer.port, widthMm: options.widthMm },
      counters: Object.fromEntries(
        counters.map(({ counter, reader, scanner }) => [String(counter), { reader: options.serialReaders.includes(counter) ? { kind: 'serial', line: readerLine(counter) } : { kind: 'hid-stream', host: '127.0.0.1', port: reader.port }, scanner: { kind: 'escl', url: scanner.url }, ...(hall === null ? {} : counterSettings(counter)) }]),
      ),
    }),
    [Symbol.asyncDispose]: async () => await all.disposeAsync(),
  };
}

const readerLine = (counter: number): string => `reader-${counter}`;
const lineTo = (port: number): Record<string, unknown> => ({ kind: 'serial-tcp', host: '127.0.0.1', port });

function hallLines({ buttons, displays }: NonNullable<PracticePoint['hall']>): Record<string, unknown> {
  return { buttons: lineTo(buttons.port), displays: lineTo(displays.port) };
}

function hallSettings(fields: readonly string[]): Record<string, unknown> {
  return {
    panel: { input: { kind: 'line', line: 'buttons', address: PANEL_ADDRESS }, buttons: fields.map((field, index) => ({ button: index + 1, field })) },
  };
}

function counterSettings(counter: number): Record<string, unknown> {
  return { keypad: { input: { kind: 'line', line: 'buttons', address: counter } }, display: { line: 'displays', table: 'stx-etx-ack', address: counter } };
}

function overview(printer: VirtualPrinter, counters: readonly PracticeCounter[], hall: PracticePoint['hall']): ControlledDevice {
  const link = (url: string, label: string): string => `<a href="${escapeHtml(url)}">${escapeHtml(label)}</a>`;
  return {
    title: 'Thiết bị ảo của điểm phục vụ',
    draw: () => {
      const rows = counters.map(({ counter, reader, scanner }) => `<tr><th>Quầy ${counter}</th><td>${link(reader.controlUrl, 'Đầu đọc mã')}</td><td>${link(scanner.controlUrl, 'Máy quét tài liệu')}</td></tr>`);
      return `<section><h2>Dùng chung</h2><p>${link(printer.controlUrl, 'Máy in phiếu – xem giấy vừa in')}</p>${hall === null ? '' : `<p>${link(hall.buttons.controlUrl, 'Bảng nút lấy số và bàn phím gọi số')}</p><p>${link(hall.displays.controlUrl, 'Bảng số tại quầy')}</p>`}</section>
<section><h2>Tại quầy</h2><table>${rows.join('')}</table></section>`;
    },
    describe: () => ({ printer: printer.controlUrl, buttons: hall?.buttons.controlUrl ?? null, displays: hall?.displays.controlUrl ?? null, counters: counters.map(({ counter, reader, scanner }) => ({ counter, reader: reader.controlUrl, scanner: scanner.controlUrl })) }),
    act: () => false,
  };
}
