// The line to a printer on a serial port, or on a USB converter that looks like one.

import type { DeviceClock } from '../ports.ts';
import type { SerialLine, SerialSettings } from '../serial/line.ts';
import { openSerial } from '../serial/serial-port.ts';
import type { OpenPrinterLine, PrinterLine } from './line.ts';

const REFUSALS = { absent: 'printer.absent', 'no-permission': 'printer.not-allowed', 'in-use': 'printer.in-use' } as const;

/** Lines to the printer on that port. */
export function serialLine(settings: SerialSettings): OpenPrinterLine {
  return async (_ms, clock, signal) => {
    const line = await openSerial(settings, clock, signal);
    return typeof line === 'string' ? REFUSALS[line] : printerLineOf(line, clock);
  };
}

/** How many bytes such a port carries in a second. */
export function bytesPerSecondOf({ baudRate, dataBits, parity, stopBits }: SerialSettings): number {
  return baudRate / (1 + dataBits + (parity === 'none' ? 0 : 1) + stopBits);
}

function printerLineOf(line: SerialLine, clock: DeviceClock): PrinterLine {
  return {
    closed: line.closed,
    get isOpen() {
      return line.isOpen;
    },
    onData: (listener) => void line.onData(listener),
    write: async (bytes) => await line.write(bytes),
    close: async (ms) => {
      const over = new AbortController();
      // Writes come in turn: an empty one ends when all before it are on the wire.
      await Promise.race([line.write(new Uint8Array(0)), clock.sleep(ms, over.signal).catch(() => undefined)]);
      over.abort();
      await line[Symbol.asyncDispose]();
    },
    drop: () => void line[Symbol.asyncDispose](),
  };
}
