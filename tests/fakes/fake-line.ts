// A line in a test's hand: what the device says, what was said to it, and the plug.

import { KeptLine } from '../../electron/station/devices/serial/shared-lines.ts';
import { WireLine, type LineMissing } from '../../electron/station/devices/serial/line.ts';
import type { DeviceClock } from '../../electron/station/devices/ports.ts';

export interface FakeLine {
  readonly line: KeptLine;
  /** Frames that were sent, each as text of Latin-1. */
  readonly sent: string[];
  /** Called with what was sent, at once. */
  onSent: (text: string) => void;
  /** The device says something; false while it is not plugged in. */
  say(text: string): boolean;
  plug(): void;
  /** @param why what the next tries to open it bring */
  unplug(why?: LineMissing): void;
}

export function fakeLine(clock: DeviceClock): FakeLine {
  let isPlugged = true;
  let missing: LineMissing = 'absent';
  let open: WireLine | null = null;
  const line = new KeptLine(async (ownClock, signal) => {
    await Promise.resolve();
    if (!isPlugged) return missing;
    open = new WireLine(
      {
        send: async (bytes) => {
          const text = Buffer.from(bytes).toString('latin1');
          fake.sent.push(text);
          fake.onSent(text);
          await Promise.resolve();
        },
        end: async () => await Promise.resolve(),
      },
      ownClock, signal, 0,
    );
    return open;
  }, clock);
  const fake: FakeLine = {
    line,
    sent: [],
    onSent: () => undefined,
    say: (text) => {
      if (open?.isOpen !== true) return false;
      open.received(Buffer.from(text, 'latin1'));
      return true;
    },
    plug: () => (isPlugged = true),
    unplug: (why = 'absent') => {
      isPlugged = false;
      missing = why;
      open?.close();
    },
  };
  return fake;
}

/** Lets what is ready run. */
export async function settle(): Promise<void> {
  for (let turn = 0; turn < 10; turn += 1) await new Promise((resolve) => setImmediate(resolve));
}
