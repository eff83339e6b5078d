// What the printer's status bytes mean, and which of several troubles a person should hear of first.

import type { PrinterCode } from '../ports.ts';
import type { StatusNumber } from './encode.ts';

/** What is known of the printer; a bit that was never reported counts as fine. */
export interface PrinterCondition {
  readonly offline: boolean;
  readonly coverOpen: boolean;
  readonly paperOut: boolean;
  readonly paperLow: boolean;
  readonly cutter: boolean;
  readonly error: boolean;
}

export const FINE: PrinterCondition = { offline: false, coverOpen: false, paperOut: false, paperLow: false, cutter: false, error: false };

/** Reads the answers to the four status questions, as far as they came. Bits: Epson's table for DLE EOT. */
export function conditionOfStatus(bytes: Readonly<Partial<Record<StatusNumber, number>>>): PrinterCondition {
  const printer = bytes[1] ?? 0;
  const offline = bytes[2] ?? 0;
  const error = bytes[3] ?? 0;
  const paper = bytes[4] ?? 0;
  return {
    offline: (printer & 0x08) !== 0,
    coverOpen: (offline & 0x04) !== 0,
    paperOut: (offline & 0x20) !== 0 || (paper & 0x60) !== 0,
    paperLow: (paper & 0x0c) !== 0,
    cutter: (error & 0x08) !== 0,
    error: (offline & 0x40) !== 0 || (error & 0x60) !== 0,
  };
}

/** Reads the four bytes that a printer sends by itself. Bits: Epson's table for GS a. */
export function conditionOfChange(bytes: readonly [number, number, number, number]): PrinterCondition {
  const [printer, error, paper] = bytes;
  return {
    offline: (printer & 0x08) !== 0,
    coverOpen: (printer & 0x20) !== 0,
    paperOut: (paper & 0x0c) !== 0,
    paperLow: (paper & 0x03) !== 0,
    cutter: (error & 0x08) !== 0,
    error: (error & 0x60) !== 0,
  };
}

/** The one thing to put right first, or null if the printer can print. */
export function troubleOf(condition: PrinterCondition): PrinterCode | null {
  if (condition.coverOpen) return 'printer.cover-open';
  if (condition.paperOut) return 'printer.paper-out';
  if (condition.cutter) return 'printer.cutter';
  if (condition.error) return 'printer.error';
  return condition.offline ? 'printer.offline' : null;
}
