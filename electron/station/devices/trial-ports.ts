// What the set-up needs of devices beyond what everybody does: a page that shows what a printer can, and any device by its role.

import type { EpochMs } from '../../../shared/base/ids.ts';
import type { BarcodeReader, ButtonPanel, CounterDisplay, CounterKeypad, DocumentScanner, PaperPress, PrintJob, TicketPrinter } from './ports.ts';

/** What the test page of the set-up says, for a printer of any width. */
export interface TrialPaper {
  /** A multiple of 8. */
  readonly widthDots: number;
  /** As people here call the printer; '' where it has no name. */
  readonly name: string;
  readonly unitName: string;
  readonly version: string;
  readonly at: EpochMs;
  /** Text of the QR, printable ASCII. */
  readonly qr: string;
}

/** A press that draws the test page too, of the width that the page names. */
export interface TrialPress extends PaperPress {
  drawTrial(paper: TrialPaper): PrintJob;
}

/** A device that the set-up can test, with its role. */
export type TryableDevice =
  | { readonly role: 'ticket-printer'; readonly device: TicketPrinter }
  | { readonly role: 'reader'; readonly device: BarcodeReader }
  | { readonly role: 'scanner'; readonly device: DocumentScanner }
  | { readonly role: 'panel'; readonly device: ButtonPanel }
  | { readonly role: 'keypad'; readonly device: CounterKeypad }
  | { readonly role: 'counter-display'; readonly device: CounterDisplay };
