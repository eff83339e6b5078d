// What a printer is reached over, whatever it is made of: bytes out, bytes in, and an end.

import type { DeviceClock, PrinterCode } from '../ports.ts';

/** A two-way line to a printer; dead once `closed` has settled. */
export interface PrinterLine {
  /** Resolves when the line is over, whoever ended it. */
  readonly closed: Promise<void>;
  readonly isOpen: boolean;
  /** Hears what the printer says, cut wherever the transport cuts it. */
  onData(listener: (chunk: Uint8Array) => void): void;
  /** Hands bytes to the system, in the order of the calls; resolves with true when it has passed all of them on, with false when the line ended before. Never rejects. */
  write(bytes: Uint8Array): Promise<boolean>;
  /** Ends the line in good order, so that the printer gets what was written before; by force after `ms`. */
  close(ms: number): Promise<void>;
  /** Ends the line at once: what the system still holds is not sent any more. */
  drop(): void;
}

/** Opens a line within `ms`; else why it does not open, mostly 'printer.absent'. Never rejects. */
export type OpenPrinterLine = (ms: number, clock: DeviceClock, signal: AbortSignal) => Promise<PrinterLine | PrinterCode>;
