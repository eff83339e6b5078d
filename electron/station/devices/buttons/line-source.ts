// Presses that come over a line, by the table of the model.

import type { DeviceClock } from '../ports.ts';
import { bytesOf, FrameFinder, frameOf, type FrameTable } from '../serial/frames.ts';
import { codeOfMissing } from '../serial/line.ts';
import type { KeptLine } from '../serial/shared-lines.ts';
import type { PressSink, PressSource } from './source.ts';

/** A model's way to speak; bytes are written in hexadecimal. */
export interface ButtonTable extends FrameTable {
  readonly codes: readonly string[];
  readonly lampsOn: readonly string[];
  readonly lampsOff: readonly string[];
  readonly refused: string;
}

/** What arrives sooner after the opening was pressed before it, and waited in some box: nobody stands there any more. */
const STALE_MS = 300;
/** Lamps are shown again this often: a panel may lose its power and keep its line. */
const SHOW_AGAIN_MS = 10_000;

export class LinePressSource implements PressSource {
  readonly #line: KeptLine;
  readonly #table: ButtonTable;
  readonly #address: number;
  readonly #clock: DeviceClock;
  #lit: ReadonlySet<number> = new Set();

  constructor(line: KeptLine, table: ButtonTable, address: number, clock: DeviceClock) {
    this.#line = line;
    this.#table = table;
    this.#address = address;
    this.#clock = clock;
  }

  async run(sink: PressSink, signal: AbortSignal): Promise<void> {
    const finder = new FrameFinder(this.#table, this.#address, this.#table.codes.map(bytesOf));
    let openedAt = this.#clock.monotonic();
    const open = (): void => {
      openedAt = this.#clock.monotonic();
      finder.reset();
      sink.opened();
      this.#show();
    };
    const stops = [
      this.#line.onOpened(open),
      this.#line.onClosed(() => sink.closed()),
      this.#line.onMissing((why) => sink.missing(codeOfMissing(why, null))),
      this.#line.onData((bytes) => {
        for (const index of finder.push(bytes)) if (this.#clock.monotonic() - openedAt >= STALE_MS) sink.pressed(index + 1);
      }),
    ];
    if (this.#line.isOpen) open();
    else sink.missing(codeOfMissing(this.#line.missing, null));
    while (!signal.aborted) {
      await this.#clock.sleep(SHOW_AGAIN_MS, signal).catch(() => undefined);
      if (!signal.aborted) this.#show();
    }
    for (const stop of stops) stop();
  }

  showLamps(lit: ReadonlySet<number>): void {
    const before = this.#lit;
    this.#lit = new Set(lit);
    for (const button of new Set([...before, ...lit])) if (before.has(button) !== lit.has(button)) this.#send(this.#lampCode(button));
  }

  sayRefused(): void {
    this.#send(this.#table.refused);
  }

  #show(): void {
    for (let button = 1; button <= this.#table.lampsOn.length; button += 1) this.#send(this.#lampCode(button));
  }

  #lampCode(button: number): string {
    const { lampsOn, lampsOff } = this.#table;
    return (this.#lit.has(button) ? lampsOn : lampsOff)[button - 1] ?? '';
  }

  #send(code: string): void {
    if (code !== '' && this.#line.isOpen) void this.#line.write(frameOf(this.#table, this.#address, bytesOf(code)));
  }
}
