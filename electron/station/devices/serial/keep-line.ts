// Keeps a line to a device that comes and goes: opened when it appears, tried again two seconds after each end.

import type { DeviceClock } from '../ports.ts';
import type { LineMissing, SerialLine, SerialSettings } from './line.ts';
import { openSerial } from './serial-port.ts';
import { openTcpLine } from './tcp-line.ts';

/** How a machine's settings name a line. */
export type LineSettings = ({ readonly kind: 'serial' } & SerialSettings) | { readonly kind: 'serial-tcp'; readonly host: string; readonly port: number };

/** Opens a line, or says why there is none. */
export type OpenLine = (clock: DeviceClock, signal: AbortSignal) => Promise<SerialLine | LineMissing>;

const RETRY_MS = 2_000;

/** How the line of these settings is opened. */
export function lineOpener(settings: LineSettings): OpenLine {
  return settings.kind === 'serial'
    ? async (clock, signal) => await openSerial(settings, clock, signal)
    : async (clock, signal) => await openTcpLine(settings.host, settings.port, clock, signal);
}

interface Keeping {
  readonly clock: DeviceClock;
  readonly signal: AbortSignal;
  /** Has each line from its opening on, and is waited for after its end. */
  readonly attend: (line: SerialLine) => Promise<void>;
  /** Hears of each try that opened nothing. */
  readonly missing: (why: LineMissing) => void;
}

/** Runs until `signal` is aborted. */
export async function keepLine(open: OpenLine, { clock, signal, attend, missing }: Keeping): Promise<void> {
  while (!signal.aborted) {
    const line = await open(clock, signal);
    if (typeof line === 'string') {
      if (!signal.aborted) missing(line);
    } else {
      await attend(line);
      await line[Symbol.asyncDispose]();
    }
    await clock.sleep(RETRY_MS, signal).catch(() => undefined);
  }
}
