// The driver of a document scanner that the settings name.

import type { ScannerSettings } from '../../link/devices/scanner.ts';
import type { DeviceClock, DocumentScanner } from './ports.ts';
import { findEscl } from './scanner-escl/discover.ts';
import { EsclScanner } from './scanner-escl/scanner.ts';
import { Naps2Scanner } from './scanner-program/naps2-scanner.ts';
import { SaneScanner } from './scanner-program/sane-scanner.ts';

/** Where NAPS2 installs itself. */
const NAPS2 = String.raw`C:\Program Files\NAPS2\NAPS2.Console.exe`;

/** `folder`: of this scanner alone, for pages on their way out of a program. */
export function buildScanner(settings: ScannerSettings, clock: DeviceClock, folder: string): DocumentScanner {
  switch (settings.kind) {
    case 'escl': return new EsclScanner(settings.url, clock, {}, settings.certificate ?? null);
    case 'escl-name': return new EsclScanner((signal) => findEscl(settings.name, settings.certificate !== undefined, signal), clock, {}, settings.certificate ?? null);
    case 'sane': return new SaneScanner({ device: settings.device, options: settings.options, folder }, clock);
    case 'naps2': return new Naps2Scanner({ driver: settings.driver, device: settings.device, program: settings.path ?? NAPS2, folder }, clock);
  }
}
