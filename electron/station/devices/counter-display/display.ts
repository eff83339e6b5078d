// The lit number above a counter, by the table of its model: sent when it changes, when the line comes back, and every ten seconds, since such displays lose their power.

import { DeviceDriver, type CounterDisplay, type DeviceClock, type Unsubscribe } from '../ports.ts';
import { bytesOf, frameOf, type FrameTable } from '../serial/frames.ts';
import { codeOfMissing } from '../serial/line.ts';
import type { KeptLine } from '../serial/shared-lines.ts';

/** A model's way to be spoken to; bytes are written in hexadecimal. */
export interface DisplayTable extends FrameTable {
  readonly width: number;
  readonly align: 'left' | 'right';
  readonly blank: string;
  readonly letters: boolean;
  readonly characters: Readonly<Record<string, string>>;
  /** Null for models that never answer: they are ready while their line is, which says nothing about them. */
  readonly answer: { readonly ok: string; readonly again: string; readonly withinMs: number; readonly tries: number } | null;
}

const SHOW_AGAIN_MS = 10_000;
const RETRY_MS = 2_000;

/** The characters of a number as the model takes them, always `width` of them. */
export function charactersOf({ width, align, blank, letters, characters }: DisplayTable, number: string | null): Uint8Array {
  const shown = (letters ? (number ?? '') : (number ?? '').replaceAll(/[A-Z]/g, '')).slice(-width);
  const text = align === 'right' ? shown.padStart(width, blank) : shown.padEnd(width, blank);
  return Buffer.concat([...text].map((character) => (characters[character] === undefined ? Buffer.from(character, 'latin1') : bytesOf(characters[character]))));
}

export class LineDisplay extends DeviceDriver implements CounterDisplay {
  readonly #line: KeptLine;
  readonly #table: DisplayTable;
  readonly #address: number;
  readonly #clock: DeviceClock;
  readonly #end = new AbortController();
  readonly #running: Promise<void>;
  readonly #stops: readonly Unsubscribe[];
  #number: string | null = null;
  /** Ends the rest between two sendings. */
  #wake = new AbortController();

  constructor(line: KeptLine, table: DisplayTable, address: number, clock: DeviceClock) {
    super(clock, 'absent', 'counter-display.absent');
    this.#line = line;
    this.#table = table;
    this.#address = address;
    this.#clock = clock;
    this.#stops = [
      line.onOpened(() => this.#wake.abort()),
      line.onClosed(() => this.#missing()),
      line.onMissing(() => this.#missing()),
    ];
    this.#running = this.#run();
  }

  show(number: string | null): void {
    if (number === this.#number) return;
    this.#number = number;
    this.#wake.abort();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#end.abort();
    await this.#running;
    for (const stop of this.#stops) stop();
  }

  #missing(): void {
    this.setState('absent', codeOfMissing(this.#line.missing, 'counter-display.absent'));
  }

  async #run(): Promise<void> {
    while (!this.#end.signal.aborted) {
      this.#wake = new AbortController();
      const isShown = this.#line.isOpen && (await this.#line.turn(async (send) => await this.#send(send)));
      // The line may have gone after the sending; its own end has then said so.
      if (isShown && this.#line.isOpen) this.setState('ready', null);
      else this.#missing();
      await this.#clock.sleep(isShown ? SHOW_AGAIN_MS : RETRY_MS, AbortSignal.any([this.#wake.signal, this.#end.signal])).catch(() => undefined);
    }
  }

  /** Sends what is wanted at this moment; true once it is taken, as far as the model says. */
  async #send(send: (bytes: Uint8Array) => Promise<boolean>): Promise<boolean> {
    const frame = (): Uint8Array => frameOf(this.#table, this.#address, charactersOf(this.#table, this.#number));
    const { answer } = this.#table;
    if (answer === null) return await send(frame());
    for (let attempt = 0; attempt < answer.tries && this.#line.isOpen && !this.#end.signal.aborted; attempt += 1) {
      const heard = this.#listen([bytesOf(answer.ok), bytesOf(answer.again)].filter((bytes) => bytes.length > 0), answer.withinMs);
      if (!(await send(frame()))) {
        heard.stop();
        return false;
      }
      if ((await heard.answer()) === 0) return true;
    }
    return false;
  }

  /** Listens for one of some answers; `answer` gives the index of the one that came, or null when `ms` have passed since it was asked. */
  #listen(wanted: readonly Buffer[], ms: number): { readonly answer: () => Promise<number | null>; readonly stop: () => void } {
    const longest = Math.max(...wanted.map((bytes) => bytes.length));
    const came = Promise.withResolvers<number>();
    let tail = Buffer.alloc(0);
    const stop = this.#line.onData((bytes) => {
      const all = Buffer.concat([tail, bytes]);
      const places = wanted.map((one) => all.indexOf(one));
      const first = places.reduce((best, place, index) => (place !== -1 && (best === -1 || place < (places[best] ?? 0)) ? index : best), -1);
      if (first !== -1) came.resolve(first);
      tail = Buffer.from(all.subarray(Math.max(0, all.length - longest + 1)));
    });
    const answer = async (): Promise<number | null> => {
      const settled = new AbortController();
      const late = this.#clock.sleep(ms, AbortSignal.any([settled.signal, this.#end.signal])).then(() => null, () => null);
      const index = await Promise.race([came.promise, late]);
      settled.abort();
      stop();
      return index;
    };
    return { answer, stop };
  }
}
