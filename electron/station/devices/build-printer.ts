// The driver of the printer that the settings name.

import type { PrinterSettings } from '../../link/devices/printer.ts';
import type { DeviceClock, TicketPrinter } from './ports.ts';
import { EscPosPrinter } from './printer-escpos/printer.ts';

/** Dots across the paper of a printer, by its width in mm (203 dpi). */
const DOTS = { 58: 384, 80: 576 } as const;

export function buildPrinter({ host, port, widthMm, answers }: PrinterSettings, clock: DeviceClock): TicketPrinter {
  return new EscPosPrinter({ host, port, widthDots: DOTS[widthMm], answers }, clock);
}
