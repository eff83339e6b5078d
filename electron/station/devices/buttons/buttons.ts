// A panel at the entrance and a keypad at a counter, over any source of presses: debounced, numbered within their session.

import { Listeners } from '../../../../shared/base/listeners.ts';
import { DeviceDriver, type ButtonPanel, type CounterKeypad, type DeviceClock, type KeypadKey, type PressOrigin, type Unsubscribe } from '../ports.ts';
import type { PressSource } from './source.ts';

/** A button that is heard again sooner is still being held, or bounces. */
const QUIET_MS = 300;

/** What panel and keypad have in common. */
class Buttons extends DeviceDriver {
  protected readonly source: PressSource;
  readonly #clock: DeviceClock;
  readonly #presses = new Listeners<[button: number, origin: PressOrigin]>();
  readonly #heardAt = new Map<number, number>();
  readonly #end = new AbortController();
  readonly #running: Promise<void>;
  #session = 0;
  #sequence = 0;

  constructor(source: PressSource, clock: DeviceClock, code: 'panel.absent' | 'keypad.absent') {
    super(clock, 'absent', code);
    this.source = source;
    this.#clock = clock;
    this.#running = source.run(
      {
        opened: () => {
          this.#session += 1;
          this.#sequence = 0;
          this.setState('ready', null);
        },
        pressed: (button) => this.#take(button),
        closed: () => this.setState('absent', code),
        missing: (why) => this.setState('absent', why ?? code),
      },
      this.#end.signal,
    );
  }

  onPress(listener: (button: number, origin: PressOrigin) => void): Unsubscribe {
    return this.#presses.add(listener);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#end.abort();
    await this.#running;
  }

  /** Only a button that was quiet before counts: one that chatters without end is told once. */
  #take(button: number): void {
    const now = this.#clock.monotonic();
    const before = this.#heardAt.get(button);
    this.#heardAt.set(button, now);
    if (before !== undefined && now - before < QUIET_MS) return;
    this.#sequence += 1;
    this.#presses.emit(button, { session: this.#session, sequence: this.#sequence });
  }
}

export class Panel extends Buttons implements ButtonPanel {
  readonly #lit = new Set<number>();
  #isShowing = false;

  constructor(source: PressSource, clock: DeviceClock) {
    super(source, clock, 'panel.absent');
  }

  setLamp(button: number, isLit: boolean): void {
    if (this.#lit.has(button) === isLit) return;
    if (isLit) this.#lit.add(button);
    else this.#lit.delete(button);
    if (this.#isShowing) return;
    // Lamps that change together are one message.
    this.#isShowing = true;
    queueMicrotask(() => {
      this.#isShowing = false;
      this.source.showLamps(this.#lit);
    });
  }
}

export class Keypad extends Buttons implements CounterKeypad {
  readonly #keys: ReadonlyMap<number, KeypadKey>;

  /** @param keys which key a button is */
  constructor(source: PressSource, keys: ReadonlyMap<number, KeypadKey>, clock: DeviceClock) {
    super(source, clock, 'keypad.absent');
    this.#keys = keys;
  }

  onKey(listener: (key: KeypadKey, origin: PressOrigin) => void): Unsubscribe {
    return this.onPress((button, origin) => {
      const key = this.#keys.get(button);
      if (key !== undefined) listener(key, origin);
    });
  }

  sayRefused(): void {
    this.source.sayRefused();
  }
}
