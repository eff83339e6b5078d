// The driver of the printer that the settings name.

import type { PrinterSettings } from '../../link/devices/printer.ts';
import type { DeviceClock, TicketPrinter } from './ports.ts';
import type { OpenPrinterLine } from './printer-escpos/line.ts';
import { lpLine } from './printer-escpos/lp-line.ts';
import { EscPosPrinter } from './printer-escpos/printer.ts';
import { tcpLine } from './printer-escpos/tcp-line.ts';

/** Dots across the paper of a printer, by its width in mm (203 dpi). */
const DOTS = { 58: 384, 80: 576 } as const;

export function buildPrinter(settings: PrinterSettings, clock: DeviceClock): TicketPrinter {
  return new EscPosPrinter({ open: lineOf(settings), widthDots: DOTS[settings.widthMm], answers: settings.answers }, clock);
}

function lineOf(settings: PrinterSettings): OpenPrinterLine {
  switch (settings.kind) {
    case 'escpos-tcp': return tcpLine(settings.host, settings.port);
    case 'escpos-usb': return lpLine(settings);
  }
}
