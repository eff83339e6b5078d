// What the ESC/POS driver is told of its printer, and how long it waits for it.

import type { OpenPrinterLine } from './line.ts';

export interface EscPosSettings {
  readonly open: OpenPrinterLine;
  readonly widthDots: number;
  /** False for printers that never say anything: they are sent jobs unasked, and each of their prints stays 'unknown'. */
  readonly answers: boolean;
  /** How many bytes the line carries in a second where that is little (a serial line); left out where it hardly takes time. */
  readonly bytesPerSecond?: number;
}

export interface EscPosTimes {
  readonly openMs: number;
  /** How long a status answer may take. */
  readonly answerMs: number;
  /** How long a whole job may take, beside what the line needs to carry it. */
  readonly jobMs: number;
  /** How often an idle printer, or one that cannot be reached, is tried. */
  readonly pollMs: number;
}

export const TIMES: EscPosTimes = { openMs: 1_500, answerMs: 1_000, jobMs: 12_000, pollMs: 2_000 };
