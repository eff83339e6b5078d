// Takes the printer's answers apart: one stream of bytes in which status bytes, unasked changes, fences and texts are mixed.

/** One answer. `change` is the four bytes of automatic status back; `fence` the paper sensor asked for in the order of the job; `noise` a byte that no printer of this language says. */
export type PrinterAnswer =
  | { readonly kind: 'status'; readonly byte: number }
  | { readonly kind: 'change'; readonly bytes: readonly [number, number, number, number] }
  | { readonly kind: 'fence'; readonly byte: number }
  | { readonly kind: 'text'; readonly bytes: Uint8Array }
  | { readonly kind: 'noise'; readonly byte: number };

/** Flow control of serial lines, which some printers say on any line when they are switched on. */
const XON = 0x11;
const XOFF = 0x13;
/** A text that does not end by then is noise. */
const LONGEST_TEXT = 256;

/** Cuts the stream wherever TCP did; a block that breaks off is dropped and the byte that broke it is read anew. Never throws. */
export class AnswerSplitter {
  #pending: number[] = [];

  push(chunk: Uint8Array): PrinterAnswer[] {
    const answers: PrinterAnswer[] = [];
    for (const byte of chunk) {
      const answer = this.#take(byte);
      if (answer !== null) answers.push(answer);
    }
    return answers;
  }

  #take(byte: number): PrinterAnswer | null {
    const first = this.#pending[0];
    if (first === undefined) return this.#start(byte);
    return isTextStart(first) ? this.#continueText(byte) : this.#continueChange(byte);
  }

  #start(byte: number): PrinterAnswer | null {
    if ((byte & 0x93) === 0x12) return { kind: 'status', byte };
    if ((byte & 0x93) === 0x10 || isTextStart(byte)) {
      this.#pending = [byte];
      return null;
    }
    // Only the low half says something of the paper: a letter, a digit or a byte of a wrong speed must never pass for the end of a job.
    if ((byte & 0xf0) === 0) return { kind: 'fence', byte };
    return byte === XON || byte === XOFF ? null : { kind: 'noise', byte };
  }

  #continueChange(byte: number): PrinterAnswer | null {
    if ((byte & 0x90) !== 0) {
      this.#pending = [];
      return this.#start(byte);
    }
    const [b0, b1, b2] = this.#pending;
    if (b0 !== undefined && b1 !== undefined && b2 !== undefined) {
      this.#pending = [];
      return { kind: 'change', bytes: [b0, b1, b2, byte] };
    }
    this.#pending.push(byte);
    return null;
  }

  #continueText(byte: number): PrinterAnswer | null {
    if (byte === 0) {
      const bytes = Uint8Array.from(this.#pending);
      this.#pending = [];
      return { kind: 'text', bytes };
    }
    if (this.#pending.length < LONGEST_TEXT) {
      this.#pending.push(byte);
      return null;
    }
    this.#pending = [];
    return { kind: 'noise', byte };
  }
}

/** Answers of GS ( H and GS I begin with these and end with a zero. */
function isTextStart(byte: number): boolean {
  return byte === 0x37 || byte === 0x5f;
}
