// What is said with a printer over one line: bytes out, answers in, and a way to wait for one of them.

import { LineEnd } from '../../../../shared/base/line-end.ts';
import { Listeners } from '../../../../shared/base/listeners.ts';
import type { DeviceClock } from '../ports.ts';
import { AnswerSplitter, type PrinterAnswer } from './answers.ts';
import type { PrinterLine } from './line.ts';

type AnswerOf<Kind extends PrinterAnswer['kind']> = Extract<PrinterAnswer, { kind: Kind }>;

/** Dead once `closed` has settled. */
export class PrinterLink {
  /** Resolves when the line is over, whoever ended it. */
  readonly closed: Promise<void>;
  readonly #line: PrinterLine;
  readonly #clock: DeviceClock;
  readonly #lineEnd: LineEnd;
  readonly #answers = new Listeners<[PrinterAnswer]>();
  #oddBytes = 0;
  #isFenceAsked = false;

  constructor(line: PrinterLine, clock: DeviceClock) {
    this.#line = line;
    this.#clock = clock;
    this.closed = line.closed;
    this.#lineEnd = new LineEnd(line.closed);
    const splitter = new AnswerSplitter();
    line.onData((chunk) => {
      for (const answer of splitter.push(chunk)) {
        if (answer.kind === 'noise' || (answer.kind === 'fence' && !this.#isFenceAsked)) this.#oddBytes += 1;
        this.#answers.emit(answer);
      }
    });
  }

  get isOpen(): boolean {
    return this.#line.isOpen;
  }

  /** Bytes of this line that no printer of this language says, or that were the answer to nothing. */
  get oddBytes(): number {
    return this.#oddBytes;
  }

  onAnswer(listener: (answer: PrinterAnswer) => void): () => void {
    return this.#answers.add(listener);
  }

  /** Hands bytes to the system; says nothing about the printer. Resolves as the line's `write`. */
  async send(bytes: Uint8Array): Promise<boolean> {
    return await this.#line.write(bytes);
  }

  /** As `send`; false also when `ms` have passed or `signal` was aborted. */
  async sendAll(bytes: Uint8Array, ms: number, signal: AbortSignal): Promise<boolean> {
    const over = new AbortController();
    const late = this.#clock.sleep(ms, AbortSignal.any([over.signal, signal])).then(() => false, () => false);
    const done = await Promise.race([this.#line.write(bytes), late]);
    over.abort();
    return done;
  }

  /** The next answer of one kind; null when `ms` have passed, the line ended, or `signal` was aborted. Listens from the moment of the call. */
  async next<Kind extends PrinterAnswer['kind']>(kind: Kind, ms: number, signal?: AbortSignal): Promise<AnswerOf<Kind> | null> {
    const over = new AbortController();
    const until = signal === undefined ? over.signal : AbortSignal.any([over.signal, signal]);
    if (kind === 'fence') this.#isFenceAsked = true;
    let stopListening = (): void => undefined;
    const heard = new Promise<AnswerOf<Kind>>((resolve) => {
      stopListening = this.#answers.add((answer) => {
        if (isOfKind(answer, kind)) resolve(answer);
      });
    });
    const late = this.#clock.sleep(ms, until).then(() => null, () => null);
    try {
      return await this.#lineEnd.orEnd(Promise.race([heard, late]), null);
    } finally {
      if (kind === 'fence') this.#isFenceAsked = false;
      stopListening();
      over.abort();
    }
  }

  /** Ends the line in good order, by force after `ms`. */
  async close(ms: number): Promise<void> {
    await this.#line.close(ms);
  }

  /** Ends the line at once: what the system still holds is not sent any more. */
  drop(): void {
    this.#line.drop();
  }
}

function isOfKind<Kind extends PrinterAnswer['kind']>(answer: PrinterAnswer, kind: Kind): answer is AnswerOf<Kind> {
  return answer.kind === kind;
}
