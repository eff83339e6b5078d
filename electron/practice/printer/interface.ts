// What a test, the control page or a practice run can do with a virtual ticket printer.

import type { PrintedPage } from './machine.ts';
import type { PrinterPracticeState } from './status-bytes.ts';

export interface VirtualPrinterOptions {
  /** 0 takes any free port. */
  readonly port: number;
  /** An address of this machine; '127.0.0.1' when left out. */
  readonly host?: string;
  readonly controlPort?: number;
  readonly widthDots?: number;
  readonly now?: () => number;
  /** Pages kept; older ones are forgotten. */
  readonly keepPages?: number;
}

export interface VirtualPrinter extends AsyncDisposable {
  readonly port: number;
  readonly controlUrl: string;
  /** What was printed and cut, oldest first. */
  pages(): readonly PrintedPage[];
  /** Told of each page when it is cut off. */
  onPrinted(listener: (page: PrintedPage) => void): void;
  /** Pages printed since the start, forgotten ones included. */
  pageCount(): number;
  state(): PrinterPracticeState;
  /** Changes what is wrong, now or after so many more rows of pictures. */
  setState(state: PrinterPracticeState, options?: { readonly afterRows?: number }): void;
  /** Resets every connection, now or after so many more bytes. */
  cutConnections(options?: { readonly afterBytes?: number }): void;
  /** Bytes that made no sense as ESC/POS; empty when the program speaks well. */
  notUnderstood(): readonly number[];
}
