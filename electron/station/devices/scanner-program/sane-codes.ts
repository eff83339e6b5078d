// What the end of a `scanimage` means: its exit code is the status of SANE, and 1 is everything that went wrong before a scan.

import type { ScannerCode } from '../ports.ts';
import type { ProgramEnd } from './program.ts';

const BY_EXIT: Readonly<Record<number, ScannerCode>> = {
  2: 'scanner.cancelled', 3: 'scanner.busy', 4: 'scanner.unsupported', 6: 'scanner.jam', 7: 'scanner.feeder-empty', 8: 'scanner.cover-open', 9: 'scanner.cut', 11: 'scanner.access-denied',
};

/** Null for an end without a fault. A crash (no code) and what is not known are 'scanner.error'. */
export function codeOfSaneEnd({ code, isMissing, words }: ProgramEnd): ScannerCode | null {
  if (isMissing) return 'scanner.no-program';
  if (code === 0) return null;
  if (code !== 1) return (code === null ? undefined : BY_EXIT[code]) ?? 'scanner.error';
  const opened = /open of device .* failed: (.*)/.exec(words)?.[1];
  if (opened !== undefined) return /busy/i.test(opened) ? 'scanner.busy' : /denied/i.test(opened) ? 'scanner.access-denied' : 'scanner.absent';
  if (/no SANE devices found/i.test(words)) return 'scanner.absent';
  return /setting of option|bad option|unrecogni[sz]ed option|invalid option|argument/i.test(words) ? 'scanner.unsupported' : 'scanner.error';
}
