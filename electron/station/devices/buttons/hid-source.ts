// Presses of a USB panel or of an encoder that counts as a joystick; lamps as bits of an output report.

import type { HidAccess, HidChoice } from '../hid/access.ts';
import type { HidDevice } from '../hid/device.ts';
import { buttonBitsOf, buttonsDown, lampReport, lampReportOf, type ButtonKind, type LampReport } from './hid-bits.ts';
import type { PressSink, PressSource } from './source.ts';

export class HidPressSource implements PressSource {
  readonly #access: HidAccess;
  readonly #choice: HidChoice;
  readonly #kind: ButtonKind;
  readonly #firstBit: number | undefined;
  #device: HidDevice | null = null;
  #lamps: LampReport | null = null;
  #lit: ReadonlySet<number> = new Set();

  constructor(access: HidAccess, choice: HidChoice, kind: ButtonKind, firstBit: number | undefined) {
    this.#access = access;
    this.#choice = choice;
    this.#kind = kind;
    this.#firstBit = firstBit;
  }

  async run(sink: PressSink, signal: AbortSignal): Promise<void> {
    await this.#access.follow(
      this.#choice,
      {
        opened: (device) => {
          const bits = buttonBitsOf(device.descriptor, this.#kind, this.#firstBit);
          let before: ReadonlySet<number> = new Set();
          device.onReport((report) => {
            const down = buttonsDown(report, bits);
            if (down === null) return;
            const fresh = [...down].filter((button) => !before.has(button));
            before = down;
            for (const button of fresh) sink.pressed(button);
          });
          this.#device = device;
          this.#lamps = this.#kind === 'panel' ? lampReportOf(device.descriptor) : null;
          sink.opened();
          this.#show();
        },
        closed: () => {
          this.#device = null;
          sink.closed();
        },
        missing: () => undefined,
      },
      signal,
    );
  }

  showLamps(lit: ReadonlySet<number>): void {
    this.#lit = new Set(lit);
    this.#show();
  }

  sayRefused(): void {
    // None of these models can.
  }

  #show(): void {
    if (this.#device !== null && this.#lamps !== null) void this.#device.write(lampReport(this.#lamps, this.#lit));
  }
}
