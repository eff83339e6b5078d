// What the station needs of its devices, by role; drivers implement these, nothing here knows a protocol.

import type { EpochMs } from '../../../shared/base/ids.ts';
import { Listeners } from '../../../shared/base/listeners.ts';
import type { ErrorCode } from '../../../shared/contract/errors.ts';
import type { DeviceState as ReportedState } from '../../../shared/contract/point.ts';
import type { FeeReceiptPaper } from '../../../shared/domain/paper/fee-receipt-paper.ts';
import type { CoverPaper, PetitionPaper, ReceiptPaper, TicketPaper } from '../../../shared/domain/paper/paper-words.ts';
import type { ScannedPage, ScannerOffers, ScanOptions } from '../../../shared/domain/scan/scan.ts';

/** The part of the station's clock that drivers use. */
export interface DeviceClock {
  now(): EpochMs;
  /** Milliseconds that never go back. */
  monotonic(): number;
  /** Rejects with the signal's reason when aborted. */
  sleep(ms: number, signal?: AbortSignal): Promise<void>;
}

/** Takes a listener away again. */
export type Unsubscribe = () => void;

/**
 * How a device is: not-configured (nobody expects one), absent (expected, cannot be reached), ready, busy, or in trouble that a person can end.
 * `ready` may carry a code that warns, such as 'printer.paper-low'. `since` is when kind or code last changed.
 */
export type DeviceState = Pick<ReportedState, 'kind' | 'code' | 'since'>;

/** What every device has: a state that can be asked for and listened to, and an end. */
export interface Device extends AsyncDisposable {
  state(): DeviceState;
  onChange(listener: (state: DeviceState) => void): Unsubscribe;
}

/** Codes with which a print can end; all of the contract's closed list. */
export type PrinterCode = Extract<ErrorCode, `printer.${string}`>;
/** Codes with which a scan can end. */
export type ScannerCode = Extract<ErrorCode, `scanner.${string}` | 'scan.too-large'>;
/** Codes with which a reader refuses what it read. */
export type ReaderRefusalCode = Extract<ErrorCode, 'card.torn' | 'card.oversized' | 'card.foreign'>;

/** A picture of black and white dots, rows from the top, each row `widthDots / 8` bytes, the leftmost dot in the highest bit, 1 is black. */
export interface PrintJob {
  /** A multiple of 8. */
  readonly widthDots: number;
  readonly rows: number;
  readonly bits: Uint8Array;
}

/**
 * What became of a print. `printed`: the printer said that it had worked through the whole job. `failed`: nothing of it was sent, so it may be sent again.
 * `unknown`: some of it was sent and nobody knows how much came out; only a person may decide to send it again.
 */
export type PrintOutcome =
  | { readonly kind: 'printed' }
  | { readonly kind: 'failed'; readonly code: PrinterCode }
  | { readonly kind: 'unknown'; readonly code: PrinterCode };

/** Prints tickets and receipts as pictures. */
export interface TicketPrinter extends Device {
  /** Dots across the paper: 576 on 80 mm, 384 on 58 mm. Pictures must be this wide. */
  readonly widthDots: number;
  /**
   * Prints one job after the other, in the order of the calls, and never one twice. Resolves with the outcome whatever the printer does;
   * rejects with the signal's reason only if aborted before anything was sent.
   */
  print(job: PrintJob, signal?: AbortSignal): Promise<PrintOutcome>;
  /** Ends an error that a person has looked at (a knife that is free again). What the printer still held of a job is thrown away; where a printer has no such order, nothing happens. Never rejects. */
  clearError(): Promise<void>;
}

/** Draws papers as pictures for a printer of one width. Takes tens of milliseconds, synchronously. */
export interface PaperPress {
  drawTicket(paper: TicketPaper): PrintJob;
  drawReceipt(paper: ReceiptPaper): PrintJob;
  drawCover(paper: CoverPaper): PrintJob;
  drawFeeReceipt(paper: FeeReceiptPaper): PrintJob;
  drawPetition(paper: PetitionPaper): PrintJob;
  /** The same sheet for a printer of the operating system. */
  layOutCover(paper: CoverPaper): PageForPrinter;
}

/** Where a payload came from: `session` grows with each plug-in, `sequence` with each payload of a session; `aimId` is the symbology, such as ']Q3'. */
export interface PayloadOrigin {
  readonly session: number;
  readonly sequence: number;
  readonly aimId: string;
}

/** Reads QR and bar codes. Payloads are personal data: they are never logged. */
export interface BarcodeReader extends Device {
  /** The bytes of one whole code, as read; whoever listens decodes them once as UTF-8. */
  onPayload(listener: (bytes: Uint8Array, origin: PayloadOrigin) => void): Unsubscribe;
  /** Something was read that did not arrive whole, is too long, or is not a report of this kind of reader. */
  onRefused(listener: (code: ReaderRefusalCode) => void): Unsubscribe;
}

export type { CoverPaper, FeeReceiptPaper, PetitionPaper, ReceiptPaper, ScannedPage, ScannerOffers, ScanOptions, TicketPaper };

/** Scans papers page by page. */
export interface DocumentScanner extends Device {
  /** Null while that is not known: it is asked when the scanner appears. */
  offers(): ScannerOffers | null;
  /**
   * Pages in the order of the paper. The next page is asked of the device only when the caller asks for it, so a caller can make each durable before the next.
   * Throws `Refusal` with a `ScannerCode` ('scanner.cancelled' when aborted); pages given before stay good. Leaving the loop early cancels the job at the device.
   */
  scan(options: ScanOptions, signal?: AbortSignal): AsyncIterable<ScannedPage>;
}

/** A press of a button, with which it can be told from a press before the device was plugged in anew. */
export interface PressOrigin {
  /** Grows with each plug-in. */
  readonly session: number;
  /** Grows with each press of a session. */
  readonly sequence: number;
}

/** Buttons at the entrance, each for one field, with lamps where the model has them. */
export interface ButtonPanel extends Device {
  /** `button` counts from 1 as the panel numbers them; a button that is held or bounces is told once. */
  onPress(listener: (button: number, origin: PressOrigin) => void): Unsubscribe;
  /** Lights the lamp of a button or puts it out; what the panel should show is shown again after each plug-in. */
  setLamp(button: number, isLit: boolean): void;
}

/** What a key at a counter means; the same as the button of that name on the counter's screen. */
export type KeypadKey = 'next' | 'repeat' | 'absent' | 'done' | 'pause';

/** The small keypad with which an officer calls without looking at the screen. */
export interface CounterKeypad extends Device {
  onKey(listener: (key: KeypadKey, origin: PressOrigin) => void): Unsubscribe;
  /** Says at the keypad that the last key did nothing (a beep, a lamp), where the model can. */
  sayRefused(): void;
}

/** The lit number above a counter. */
export interface CounterDisplay extends Device {
  /** Shows a ticket number ('A001'), or nothing. It is shown again by itself after each loss of power or plug. */
  show(number: string | null): void;
}

/** A page that the host lays out: HTML of the body and its style sheet, with `@page` for the paper. */
export interface PageForPrinter {
  readonly kind: 'page';
  readonly title: string;
  readonly body: string;
  readonly style: string;
}

/** What a printer of the operating system prints. */
export type SystemPaper = PageForPrinter | { readonly kind: 'pdf'; readonly bytes: Uint8Array };

/** How a job for a printer of the operating system ended. `printed`: the system took the whole job; whether paper came, only a person can say. The others as in `PrintOutcome`. */
export type SystemPrintOutcome = { readonly kind: 'printed' } | { readonly kind: 'failed' | 'unknown'; readonly code: ErrorCode };

/** The printers that the operating system knows; for A4 forms. `printers` throws `Refusal` 'host.not-here' where this host has no way to them, 'printer.timeout' where it does not answer. `print` hands a job over at most once and never rejects; whoever must know the outcome after a crash writes the job down before. */
export interface SystemPrinter {
  printers(): Promise<readonly { readonly name: string; readonly label: string }[]>;
  print(paper: SystemPaper, printer: string, copies: number): Promise<SystemPrintOutcome>;
}

/** Keeps a device's state and tells of each change. */
export class DeviceStateCell {
  readonly #clock: DeviceClock;
  readonly #listeners = new Listeners<[DeviceState]>();
  #state: DeviceState;

  constructor(clock: DeviceClock, kind: DeviceState['kind'], code: ErrorCode | null) {
    this.#clock = clock;
    this.#state = { kind, code, since: clock.now() };
  }

  get(): DeviceState {
    return this.#state;
  }

  set(kind: DeviceState['kind'], code: ErrorCode | null): void {
    if (this.#state.kind === kind && this.#state.code === code) return;
    this.#state = { kind, code, since: this.#clock.now() };
    this.#listeners.emit(this.#state);
  }

  onChange(listener: (state: DeviceState) => void): Unsubscribe {
    return this.#listeners.add(listener);
  }
}

/** What every driver is made on: how its device is, and who wants to hear of it. */
export abstract class DeviceDriver implements Device {
  readonly #cell: DeviceStateCell;

  constructor(clock: DeviceClock, kind: DeviceState['kind'], code: ErrorCode | null) {
    this.#cell = new DeviceStateCell(clock, kind, code);
  }

  state(): DeviceState {
    return this.#cell.get();
  }

  onChange(listener: (state: DeviceState) => void): Unsubscribe {
    return this.#cell.onChange(listener);
  }

  abstract [Symbol.asyncDispose](): Promise<void>;

  protected setState(kind: DeviceState['kind'], code: ErrorCode | null): void {
    this.#cell.set(kind, code);
  }
}
