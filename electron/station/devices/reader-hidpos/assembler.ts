// Puts the payload of a code together from HID POS reports ("USB HID Point of Sale Usage Tables" 1.02), as bytes: a letter may straddle two reports.
//
// A report has 64 bytes: [0] id 2 · [1] length of the data, at most 56 · [2..4] AIM symbology, such as "]Q3" · [5..60] data · [61] symbology in the
// maker's own numbers · [62] reserved · [63] bit 0: more reports follow.

import type { ReaderRefusalCode } from '../ports.ts';

export const REPORT_BYTES = 64;
const REPORT_ID = 2;
const MOST_DATA = 56;
/** The largest QR code holds 2,953 bytes: what is longer than this never was one code. */
const LONGEST_PAYLOAD = 4_096;

export type AssembledCode =
  | { readonly kind: 'payload'; readonly bytes: Uint8Array; readonly aimId: string }
  | { readonly kind: 'refused'; readonly code: ReaderRefusalCode };

/** One reader's reports in the order they came. Never throws, whatever comes. */
export class PosReportAssembler {
  #parts: Uint8Array[] = [];
  #length = 0;
  #aimId = '';
  /** After a refusal the rest of that message is thrown away, so that its end is not taken for a whole one. */
  #isSkipping = false;

  /** True between the first and the last report of a message. */
  get isUnfinished(): boolean {
    return this.#parts.length > 0 || this.#isSkipping;
  }

  /** Takes one report; answers when it ends a message or spoils one. */
  push(report: Uint8Array): AssembledCode | null {
    const length = report[1] ?? 0;
    const isWhole = report.length === REPORT_BYTES && report[0] === REPORT_ID && length <= MOST_DATA;
    const moreFollow = isWhole && ((report[63] ?? 0) & 1) === 1;
    if (this.#isSkipping) {
      this.#isSkipping = moreFollow;
      return null;
    }
    if (!isWhole) return this.#refuse('card.foreign', this.#parts.length > 0);
    if (this.#parts.length === 0) this.#aimId = String.fromCharCode(...report.subarray(2, 5)).replaceAll('\0', '');
    this.#parts.push(report.slice(5, 5 + length));
    this.#length += length;
    if (this.#length > LONGEST_PAYLOAD) return this.#refuse('card.oversized', moreFollow);
    if (moreFollow) return null;
    const bytes = Uint8Array.from(Buffer.concat(this.#parts));
    this.#forget();
    return bytes.length === 0 ? null : { kind: 'payload', bytes, aimId: this.#aimId };
  }

  /** Called when no report has come for too long, or never will: an unfinished message is refused as torn. */
  giveUp(): AssembledCode | null {
    const wasCollecting = this.#parts.length > 0;
    this.#isSkipping = false;
    this.#forget();
    return wasCollecting ? { kind: 'refused', code: 'card.torn' } : null;
  }

  #refuse(code: ReaderRefusalCode, moreFollow: boolean): AssembledCode {
    this.#forget();
    this.#isSkipping = moreFollow;
    return { kind: 'refused', code };
  }

  #forget(): void {
    this.#parts = [];
    this.#length = 0;
  }
}
