// Where presses come from, whatever the model: numbered buttons, lamps where there are some, and a sign that a press did nothing.

import type { ErrorCode } from '../../../../shared/contract/errors.ts';

/** What keeps this program from a device that is there. */
export type Hindrance = Extract<ErrorCode, `serial.${string}` | `hid.${string}`>;

/** Hears of one device, over all its sessions. */
export interface PressSink {
  opened(): void;
  /** A button went down; `button` counts from 1. Bounces come through. */
  pressed(button: number): void;
  closed(): void;
  /** There is no device at the moment; null where none is plugged in. */
  missing(why: Hindrance | null): void;
}

export interface PressSource {
  /** Runs until `signal` is aborted; never rejects. */
  run(sink: PressSink, signal: AbortSignal): Promise<void>;
  /** Shows which lamps are lit, now and after each plug-in. */
  showLamps(lit: ReadonlySet<number>): void;
  /** Says that a press did nothing, where the model can. */
  sayRefused(): void;
}
