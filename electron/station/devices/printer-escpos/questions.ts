// Asks a printer how it is, and knows of one printer which questions it answers: all, some, none, or with nonsense.

import type { PrinterCode } from '../ports.ts';
import { conditionOfStatus, FINE, troubleOf, type PrinterCondition } from './condition.ts';
import { askStatus, type StatusNumber } from './encode.ts';
import type { PrinterLink } from './link.ts';

const QUESTIONS: readonly StatusNumber[] = [1, 4, 2, 3];

/** What the questions brought: `trouble` is what keeps the printer from printing. */
interface Finding {
  readonly condition: PrinterCondition;
  readonly trouble: PrinterCode | null;
}

export class Questions {
  readonly #answers: boolean;
  readonly #answerMs: number;
  readonly #end: AbortSignal;
  /** Questions this printer has answered before, so that one late answer does not silence them. */
  readonly #known = new Set<StatusNumber>();
  /** Questions this printer has left unanswered on the present line and never answered on another. */
  readonly #unanswered = new Set<StatusNumber>();
  #isSilent = false;
  #hasAnswered = false;

  /** @param answers false for a printer that is never asked anything */
  constructor(answers: boolean, answerMs: number, end: AbortSignal) {
    this.#answers = answers;
    this.#answerMs = answerMs;
    this.#end = end;
  }

  /** True if the last questions brought no answer at all. */
  get isSilent(): boolean {
    return this.#isSilent;
  }

  /** The printer has said something by itself. */
  heard(): void {
    this.#hasAnswered = true;
  }

  startAnew(): void {
    this.#unanswered.clear();
    this.#isSilent = false;
  }

  /** Must not be called while a picture is being sent. A question that an idle printer leaves unanswered is not asked again on this line. */
  async ask(link: PrinterLink, isIdle: boolean): Promise<Finding> {
    const bytes: Partial<Record<StatusNumber, number>> = {};
    const oddBefore = link.oddBytes;
    if (this.#answers) {
      for (const number of QUESTIONS) {
        if (this.#unanswered.has(number)) continue;
        const answer = link.next('status', this.#answerMs, this.#end);
        void link.send(askStatus(number));
        const byte = (await answer)?.byte;
        if (byte !== undefined) {
          bytes[number] = byte;
          this.#known.add(number);
        } else if (number === 1) break;
        // Many printers know only some of the four questions.
        else if (isIdle && !this.#known.has(number)) this.#unanswered.add(number);
      }
      this.#isSilent = bytes[1] === undefined;
      this.#hasAnswered ||= !this.#isSilent;
    }
    if (!link.isOpen) return { condition: FINE, trouble: 'printer.absent' };
    if (!this.#isSilent) {
      const condition = conditionOfStatus(bytes);
      return { condition, trouble: troubleOf(condition) };
    }
    // One that has answered before is switched off line; one that never has may be of a kind that cannot.
    return { condition: FINE, trouble: link.oddBytes > oddBefore ? 'printer.garbled' : this.#hasAnswered ? 'printer.offline' : 'printer.silent' };
  }
}
