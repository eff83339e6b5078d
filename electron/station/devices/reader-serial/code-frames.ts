// Cuts what a reader sends over a serial line into codes, as bytes: by the sign that ends each, or by the silence after it.

import type { ReaderRefusalCode } from '../ports.ts';

/** What ends a code; 'none' for readers that send nothing, whose codes end with the silence. */
export type CodeEnd = 'cr' | 'lf' | 'crlf' | 'none';

/** How a reader is set. */
export interface CodeFormat {
  readonly end: CodeEnd;
  /** What the reader sends before every code, printable ASCII; '' for nothing. A code without it is not this reader's. */
  readonly prefix: string;
}

export type FramedCode =
  | { readonly kind: 'payload'; readonly bytes: Uint8Array; readonly aimId: string }
  | { readonly kind: 'refused'; readonly code: ReaderRefusalCode };

/** The largest QR code holds 2,953 bytes: what is longer than this never was one code. */
const LONGEST_PAYLOAD = 4_096;
const CR = 13, LF = 10;

/** One plug-in's bytes in the order they came. Never throws, whatever comes; keeps no more than the longest code. */
export class CodeFramer {
  readonly #format: CodeFormat;
  #bytes: number[] = [];
  /** After a refusal the rest of that code is thrown away, so that its end is not taken for a whole one. */
  #isSkipping = false;

  constructor(format: CodeFormat) {
    this.#format = format;
  }

  /** True between the first byte of a code and its end. */
  get isUnfinished(): boolean {
    return this.#bytes.length > 0 || this.#isSkipping;
  }

  /** A line end before the first byte of a code is the other half of a pair, which readers send although they are set to one sign. */
  push(bytes: Uint8Array): readonly FramedCode[] {
    const codes: FramedCode[] = [];
    for (const byte of bytes) {
      if (this.#isEnd(byte)) {
        const code = this.#isSkipping ? null : this.#finish();
        this.#forget();
        if (code !== null) codes.push(code);
      } else if (!this.#isSkipping && !(this.#bytes.length === 0 && isLineEnd(byte))) {
        this.#bytes.push(byte);
        if (this.#bytes.length > LONGEST_PAYLOAD + this.#format.prefix.length) {
          this.#forget();
          this.#isSkipping = true;
          codes.push({ kind: 'refused', code: 'card.oversized' });
        }
      }
    }
    return codes;
  }

  /** Called when nothing has come for too long, or never will (`isGone`): the end of a code for readers without a sign, otherwise a torn one. */
  giveUp(isGone = false): FramedCode | null {
    const isTorn = this.#format.end !== 'none' || isGone;
    const code = this.#isSkipping || this.#bytes.length === 0 ? null : isTorn ? ({ kind: 'refused', code: 'card.torn' } as const) : this.#finish();
    this.#forget();
    return code;
  }

  #isEnd(byte: number): boolean {
    switch (this.#format.end) {
      case 'none': return false;
      case 'cr': return byte === CR;
      case 'lf': return byte === LF;
      case 'crlf': return byte === LF && (this.#isSkipping || this.#bytes.at(-1) === CR);
    }
  }

  /** Null where there is nothing between two ends. */
  #finish(): FramedCode | null {
    let length = this.#bytes.length;
    while (length > 0 && isLineEnd(this.#bytes[length - 1] ?? 0)) length -= 1;
    if (length === 0) return null;
    const bytes = Uint8Array.from(this.#bytes.slice(0, length));
    const { prefix } = this.#format;
    if (![...prefix].every((character, index) => bytes[index] === character.charCodeAt(0))) return { kind: 'refused', code: 'card.foreign' };
    const rest = bytes.subarray(prefix.length);
    const aimId = /^\][A-Za-z][0-9A-Za-z]/.exec(String.fromCharCode(...rest.subarray(0, 3)))?.[0] ?? '';
    const payload = rest.slice(aimId.length);
    return payload.length === 0 ? null : { kind: 'payload', bytes: payload, aimId };
  }

  #forget(): void {
    this.#bytes = [];
    this.#isSkipping = false;
  }
}

function isLineEnd(byte: number): boolean {
  return byte === CR || byte === LF;
}
