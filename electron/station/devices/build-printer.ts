// The driver of the printer that the settings name.

import type { Worker } from 'node:worker_threads';
import type { PrinterSettings } from '../../link/devices/printer.ts';
import { createWorkerThread } from '../life/worker-thread.ts';
import type { DeviceClock, TicketPrinter } from './ports.ts';
import { cupsQueue } from './printer-escpos/cups-queue.ts';
import { lpLine } from './printer-escpos/lp-line.ts';
import { EscPosPrinter } from './printer-escpos/printer.ts';
import { QueuePrinter } from './printer-escpos/queue-printer.ts';
import { bytesPerSecondOf, serialLine } from './printer-escpos/serial-line.ts';
import { spoolerAnswerSchema } from './printer-escpos/spooler-questions.ts';
import { spoolerQueue } from './printer-escpos/spooler-queue.ts';
import { tcpLine } from './printer-escpos/tcp-line.ts';

/** Dots across the paper of a printer, by its width in mm (203 dpi). */
const DOTS = { 58: 384, 80: 576 } as const;
/** Longest time for one call of the Windows spooler, in ms; whoever waits for it is then told that nobody knows. */
const SPOOLER_MS = 10_000;
const SPOOLER_REST_MS = 600_000;

/** @param startSpooler starts the thread on which the spooler of Windows is called */
export function buildPrinter(settings: PrinterSettings, clock: DeviceClock, startSpooler: () => Worker): TicketPrinter {
  const widthDots = DOTS[settings.widthMm];
  switch (settings.kind) {
    case 'escpos-tcp': return new EscPosPrinter({ open: tcpLine(settings.host, settings.port), widthDots, answers: settings.answers }, clock);
    case 'escpos-usb': return new EscPosPrinter({ open: lpLine(settings), widthDots, answers: settings.answers }, clock);
    case 'escpos-serial': return new EscPosPrinter({ open: serialLine(settings), widthDots, answers: settings.answers, bytesPerSecond: bytesPerSecondOf(settings) }, clock);
    case 'escpos-cups': return new QueuePrinter(cupsQueue(settings.queue, settings.server, clock), widthDots, clock);
    case 'escpos-spooler': {
      const thread = createWorkerThread({ start: startSpooler, clock, parse: (said) => spoolerAnswerSchema.parse(said), longestMs: SPOOLER_MS, restMs: SPOOLER_REST_MS });
      return new QueuePrinter(spoolerQueue(settings.queue, thread, clock), widthDots, clock);
    }
  }
}
