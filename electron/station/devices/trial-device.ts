// Opens one device for a test of the set-up, beside those that run: the same drivers, by settings that are not stored yet.

import { linesSchema, type LineSettings } from '../../link/devices/lines.ts';
import { keypadSchema, panelSchema, type ButtonTable } from '../../link/devices/buttons.ts';
import { counterDisplaySchema, type DisplayTable } from '../../link/devices/counter-display.ts';
import type { DeviceSettings } from '../../link/devices/device-settings.ts';
import { printerSchema } from '../../link/devices/printer.ts';
import { readerSchema } from '../../link/devices/reader.ts';
import { scannerSchema } from '../../link/devices/scanner.ts';
import type { SetupPlace } from '../../../shared/contract/setup.ts';
import type { Worker } from 'node:worker_threads';
import { buildKeypad, buildPanel } from './build-buttons.ts';
import { buildCounterDisplay } from './build-counter-display.ts';
import { buildPrinter } from './build-printer.ts';
import { buildReader } from './build-reader.ts';
import { buildScanner } from './build-scanner.ts';
import type { HidAccess } from './hid/access.ts';
import type { DeviceClock } from './ports.ts';
import type { TryableDevice } from './trial-ports.ts';
import { SharedLines } from './serial/shared-lines.ts';

/** What a trial device may lean on. */
export interface TrialSurroundings {
  readonly clock: DeviceClock;
  readonly hid: HidAccess;
  /** Lines that run: a device that names one of them shares it. */
  readonly lines: SharedLines;
  /** The settings in force, for their lines and tables. */
  readonly settings: DeviceSettings;
  /** Folder of the trial alone, for pages on their way. */
  readonly scratch: string;
  readonly startSpooler: () => Worker;
}

/** What settings would say of the device of a place: its own part, and the line that is to be made for it, by its name. */
export interface TrialSettings {
  readonly device: unknown;
  readonly line: { readonly name: string; readonly settings: LineSettings } | null;
}

/** Opens the device; null for a role without a driver. Disposing ends it. @throws ZodError for settings that make no sense, Error for a line or table that is not there */
export function openTrialDevice({ role }: SetupPlace, wanted: TrialSettings, { clock, hid, lines, settings, scratch, startSpooler }: TrialSurroundings): (TryableDevice & { readonly end: AsyncDisposable }) | null {
  const own = wanted.line === null ? null : new SharedLines({ ...settings.lines, ...linesSchema.parse({ [wanted.line.name]: wanted.line.settings }) }, clock);
  const around = { lines: own ?? lines, hid, tables: settings.buttonTables satisfies Readonly<Record<string, ButtonTable>>, clock };
  const found = build();
  if (found === null) return null;
  const { device } = found;
  return { ...found, end: { [Symbol.asyncDispose]: async () => {
    await device[Symbol.asyncDispose]();
    await own?.[Symbol.asyncDispose]();
  } } };

  function build(): TryableDevice | null {
    switch (role) {
      case 'ticket-printer': return { role, device: buildPrinter(printerSchema.parse(wanted.device), clock, startSpooler) };
      case 'reader': return { role, device: buildReader(readerSchema.parse(wanted.device), clock, hid, around.lines) };
      case 'scanner': return { role, device: buildScanner(scannerSchema.parse(wanted.device), clock, scratch) };
      case 'panel': return { role, device: buildPanel(panelSchema.parse(wanted.device), around) };
      case 'keypad': return { role, device: buildKeypad(keypadSchema.parse(wanted.device), around) };
      case 'counter-display': return { role, device: buildCounterDisplay(counterDisplaySchema.parse(wanted.device), around.lines, settings.displayTables satisfies Readonly<Record<string, DisplayTable>>, clock) };
      case 'system-printer': case 'loudspeaker': case 'screens': return null;
    }
  }
}
