// Puts the payload of a code together from HID POS reports, as bytes: a letter may straddle two reports.

import type { ReaderRefusalCode } from '../ports.ts';
import { STANDARD_LAYOUT, USUAL_LAYOUTS, type PosLayout } from './pos-layout.ts';

/** The largest QR code holds 2,953 bytes: what is longer than this never was one code. */
const LONGEST_PAYLOAD = 4_096;
/** Begins every AIM symbology. */
const AIM_BRACKET = 0x5d;

export type AssembledCode =
  | { readonly kind: 'payload'; readonly bytes: Uint8Array; readonly aimId: string }
  | { readonly kind: 'refused'; readonly code: ReaderRefusalCode };

/** One session's reports in the order they came. Never throws, whatever comes. */
export class PosReportAssembler {
  readonly #layouts: readonly PosLayout[];
  /** The one that the code in hand keeps to. */
  #layout: PosLayout;
  #parts: Uint8Array[] = [];
  #length = 0;
  #aimId = '';
  /** After a refusal the rest of that message is thrown away, so that its end is not taken for a whole one. */
  #isSkipping = false;

  /** @param layouts at least one; the first report of a code shows which of several it is */
  constructor(layouts: readonly PosLayout[] = USUAL_LAYOUTS) {
    this.#layouts = layouts;
    this.#layout = layouts[0] ?? STANDARD_LAYOUT;
  }

  /** True between the first and the last report of a message. */
  get isUnfinished(): boolean {
    return this.#parts.length > 0 || this.#isSkipping;
  }

  /** Takes one report; answers when it ends a message or spoils one. */
  push(report: Uint8Array): AssembledCode | null {
    if (this.#layout.otherIds.has(report[0] ?? 0)) return null;
    if (!this.isUnfinished) this.#layout = this.#layouts.find(({ aimAt }) => aimAt !== null && report[aimAt] === AIM_BRACKET) ?? this.#layouts[0] ?? this.#layout;
    const { reportId, bytes, dataAt, dataBytes, more } = this.#layout;
    const length = this.#lengthOf(report);
    const isWhole = report.length >= bytes && (reportId === 0 || report[0] === reportId) && length <= dataBytes;
    const moreFollow = isWhole && (more === null ? length === dataBytes : ((report[more.at] ?? 0) & more.mask) !== 0);
    if (this.#isSkipping) {
      this.#isSkipping = moreFollow;
      return null;
    }
    if (!isWhole) return this.#refuse('card.foreign', this.#parts.length > 0);
    if (this.#parts.length === 0) this.#aimId = this.#aimOf(report);
    this.#parts.push(report.slice(dataAt, dataAt + length));
    this.#length += length;
    if (this.#length > LONGEST_PAYLOAD) return this.#refuse('card.oversized', moreFollow);
    return moreFollow ? null : this.#finish();
  }

  /**
   * Called when no report has come for too long, or never will: an unfinished message is refused as torn. Where reports have no mark of more, the gap itself is
   * the end of a message whose last report happened to be full – unless the device is gone.
   */
  giveUp(isGone = false): AssembledCode | null {
    const wasCollecting = this.#parts.length > 0;
    this.#isSkipping = false;
    if (wasCollecting && this.#layout.more === null && !isGone) return this.#finish();
    this.#forget();
    return wasCollecting ? { kind: 'refused', code: 'card.torn' } : null;
  }

  #lengthOf(report: Uint8Array): number {
    const { lengthAt, dataAt, dataBytes } = this.#layout;
    if (lengthAt !== null) return report[lengthAt] ?? 0;
    let length = Math.min(dataBytes, Math.max(0, report.length - dataAt));
    while (length > 0 && report[dataAt + length - 1] === 0) length -= 1;
    return length;
  }

  #aimOf(report: Uint8Array): string {
    const { aimAt } = this.#layout;
    return aimAt === null ? '' : String.fromCharCode(...report.subarray(aimAt, aimAt + 3)).replaceAll('\0', '');
  }

  #finish(): AssembledCode | null {
    const bytes = Uint8Array.from(Buffer.concat(this.#parts));
    this.#forget();
    return bytes.length === 0 ? null : { kind: 'payload', bytes, aimId: this.#aimId };
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
