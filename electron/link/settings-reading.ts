// Reads the settings for a host that must show something in any case: good settings, or what is wrong with them and for which windows to say so.

import { z } from 'zod';
import type { SettingsProblem } from '../../shared/contract/host.ts';
import { machineSettingsSchema, readMachineSettings, type MachineSettings } from './settings.ts';
import { WrongSettings } from './settings-file/problem.ts';
import { readLooseValue } from './settings-file/read-settings.ts';

export type WindowSettings = MachineSettings['host']['windows'][number];

export type SettingsReading =
  | { readonly kind: 'good'; readonly file: string; readonly settings: MachineSettings }
  | { readonly kind: 'wrong'; readonly file: string; readonly problems: readonly SettingsProblem[]; readonly windows: readonly WindowSettings[] };

/** The one window of a machine whose settings do not even name its windows. */
const PLAIN_WINDOW: WindowSettings = { windowId: 'plain', caller: { role: 'admin' } };
const windowsOnly = z.object({ host: z.object({ windows: machineSettingsSchema.shape.host.shape.windows }) });

/** Reads `file` and hands what came of it on (null where it cannot be used), to whoever must know before the first window. Throws only for bugs. */
export function readSettingsOf(file: string, onSettings: (settings: MachineSettings | null) => void): SettingsReading {
  try {
    const settings = readMachineSettings(file);
    onSettings(settings);
    return { kind: 'good', file, settings };
  } catch (error) {
    if (!(error instanceof WrongSettings)) throw error;
    onSettings(null);
    return { kind: 'wrong', file, problems: error.problems, windows: windowsIn(file) };
  }
}

/** The windows of settings that are wrong elsewhere, so that each role's screen can say it in its own words. */
function windowsIn(file: string): readonly WindowSettings[] {
  const read = windowsOnly.safeParse(readLooseValue(file));
  // Not even the windows can be read: one plain window for whoever looks after the machine.
  return read.success ? read.data.host.windows : [PLAIN_WINDOW];
}
