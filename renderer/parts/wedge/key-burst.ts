// Tells a code that a reader types as a keyboard from what a person types: by its pace together with how it begins. Of what is typed nothing is kept or passed on but the code of a receipt.

/** One key as it went down. */
export interface KeyStroke {
  /** What it would write, in capitals; null for keys that write nothing (Shift, Alt). */
  readonly character: string | null;
  /** Milliseconds; the browser's time of the event, which a busy page does not delay. */
  readonly at: number;
  /** A key that is held down. */
  readonly isRepeat: boolean;
}

/**
 * 'first': the beginning of something, if it should turn out to be a code; 'typed': as anybody types; 'code': with this key it is known to be a code;
 * 'rest': belongs to the code that is known.
 */
export type StrokeMeaning = 'first' | 'typed' | 'code' | 'rest';

/**
 * Readers send a key every 1 to 20 ms, slow ones every 50 (the setting "inter-character delay"). People at their fastest need 60 to 80 ms on average, though two keys
 * may follow each other at once when fingers roll: so each gap has a limit and their average a stricter one.
 */
const LONGEST_GAP_MS = 80;
const LONGEST_AVERAGE_MS = 50;
/** Within a known code a machine that is busy may hold a key back this long; whatever comes later is somebody's who types, and stays his. */
const LONGEST_REST_GAP_MS = 100;
/** A code is over when the keys stop for this long. */
const END_GAP_MS = 250;
/** A code is known by no more than this. */
const LONGEST_BEGINNING = 24;

/** How codes begin that anybody holds under a reader here; at least a dozen keys each. ID card, our receipt, our cover sheet, payment, health card old and new. */
const BEGINNINGS = [/^\d{12}\|/, /^MC1:[0-9A-F]{8}/, /^MCP1:[VD]:[0-9A-F]{5}/, /^000201\d{8}/, /^[A-Z]{2}\d{13}\|/, /^\d{10}\|[0-9A-F]/];
const RECEIPT = /MC1:.*$/;
/** Some readers put the AIM symbology before everything, such as "]Q3". */
const SYMBOLOGY = /^\][A-Z]\d/;

export class KeyBurst {
  #beginning = '';
  #startedAt = 0;
  #lastAt = Number.NEGATIVE_INFINITY;
  #isCode = false;
  #receiptBeginning: string | null = null;

  take({ character, at, isRepeat }: KeyStroke): StrokeMeaning {
    const gap = at - this.#lastAt;
    if (this.#isCode && gap <= LONGEST_REST_GAP_MS) {
      this.#lastAt = at;
      return 'rest';
    }
    if (character === null) return 'typed';
    this.#lastAt = at;
    if (this.#isCode || this.#beginning === '' || isRepeat || gap > LONGEST_GAP_MS || gap < 0 || character.length !== 1) {
      this.#isCode = false;
      this.#beginning = isRepeat || character.length !== 1 ? '' : character;
      this.#startedAt = at;
      return 'first';
    }
    if (this.#beginning.length < LONGEST_BEGINNING) this.#beginning += character;
    const average = (at - this.#startedAt) / Math.max(1, this.#beginning.length - 1);
    if (average > LONGEST_AVERAGE_MS || !isCode(this.#beginning)) return 'typed';
    this.#receiptBeginning = RECEIPT.exec(this.#beginning)?.[0] ?? null;
    this.#beginning = '';
    this.#isCode = true;
    return 'code';
  }

  /** What has come so far of the code that was just known, if it is one of our receipts, in which there is nothing personal; otherwise null. */
  get receiptBeginning(): string | null {
    return this.#receiptBeginning;
  }

  /** How long after the last key a code is over. */
  get endGapMs(): number {
    return END_GAP_MS;
  }
}

function isCode(text: string): boolean {
  const payload = text.replace(SYMBOLOGY, '');
  return BEGINNINGS.some((beginning) => beginning.test(payload));
}
