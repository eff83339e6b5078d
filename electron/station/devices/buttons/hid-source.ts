// Presses of a USB panel or of an encoder that counts as a joystick; lamps as bits of an output report.

import type { HidAccess, HidChoice, HidMissing } from '../hid/access.ts';
import type { HidDevice } from '../hid/device.ts';
import type { DeviceClock } from '../ports.ts';
import { buttonBitsOf, buttonsDown, lampReport, lampReportOf, type ButtonPlaces, type LampReport } from './hid-bits.ts';
import type { Hindrance, PressSink, PressSource } from './source.ts';

/** What a report says sooner after the opening was so before it: a button that is stuck, a bit that stands while nobody presses. Nobody took a number by it. */
const STALE_MS = 300;

const HINDRANCE: Readonly<Record<HidMissing, Hindrance | null>> = { absent: null, 'no-permission': 'hid.no-permission', 'in-use': 'hid.in-use', 'no-library': 'hid.no-library' };

export class HidPressSource implements PressSource {
  readonly #access: HidAccess;
  readonly #choice: HidChoice;
  readonly #places: ButtonPlaces;
  readonly #clock: DeviceClock;
  #device: HidDevice | null = null;
  #lamps: LampReport | null = null;
  #lit: ReadonlySet<number> = new Set();

  constructor(access: HidAccess, choice: HidChoice, places: ButtonPlaces, clock: DeviceClock) {
    this.#access = access;
    this.#choice = choice;
    this.#places = places;
    this.#clock = clock;
  }

  async run(sink: PressSink, signal: AbortSignal): Promise<void> {
    await this.#access.follow(
      this.#choice,
      {
        opened: (device) => {
          const bits = buttonBitsOf(device.descriptor, this.#places);
          const openedAt = this.#clock.monotonic();
          let before: ReadonlySet<number> | null = null;
          device.onReport((report) => {
            const down = buttonsDown(report, bits);
            if (down === null) return;
            const fresh = freshOf(down, before);
            before = down;
            if (this.#clock.monotonic() - openedAt < STALE_MS) return;
            for (const button of fresh) sink.pressed(button);
          });
          this.#device = device;
          this.#lamps = this.#places.kind === 'panel' ? lampReportOf(device.descriptor, this.#places.reportId) : null;
          sink.opened();
          this.#show();
        },
        closed: () => {
          this.#device = null;
          sink.closed();
        },
        missing: (why) => sink.missing(HINDRANCE[why]),
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

/**
 * Which buttons went down between two reports. Many devices report nothing until something changes: one that is stuck from before the plug-in comes with the first press,
 * and nobody can tell which of the two a person pressed. Then neither counts, and he presses again; a number that nobody took would be called.
 */
function freshOf(down: ReadonlySet<number>, before: ReadonlySet<number> | null): readonly number[] {
  if (before === null) return down.size === 1 ? [...down] : [];
  return [...down].filter((button) => !before.has(button));
}
