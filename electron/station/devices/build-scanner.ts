// The driver of a document scanner that the settings name.

import type { ScannerSettings } from '../../link/devices/scanner.ts';
import type { DeviceClock, DocumentScanner } from './ports.ts';
import { EsclScanner } from './scanner-escl/scanner.ts';

export function buildScanner({ url, certificate }: ScannerSettings, clock: DeviceClock): DocumentScanner {
  return new EsclScanner(url, clock, {}, certificate ?? null);
}
