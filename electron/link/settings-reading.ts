// Reads the settings for a host that must show something in any case: good settings, or what is wrong with them and for which windows to say so.

import { z } from 'zod';
import type { SettingsProblem } from '../../shared/contract/host.ts';
import { machineSettingsSchema, readMachineSettings, type MachineSettings } from './settings.ts';
import { WrongSettings } from './settings-file/problem.ts';
import { readLooseValue } from './settings-file/read-settings.ts';

export type WindowSettings = MachineSettings['host']['windows'][number];

export type SettingsReading =
  | { readonly kind: 'good'; readonly file: string; readonly settings: MachineSettings }
  | {
      readonly kind: 'wrong';
      readonly file: string;
      /** The file that has the wrong places: `file`, or the machine's policy. */
      readonly wrongFile: string;
      readonly problems: readonly SettingsProblem[];
      readonly windows: readonly WindowSettings[];
      /** Port of the browser host, 0 where that cannot be read. */
      readonly port: number;
      /** Every problem in a line of its own, as `--check-settings` prints it. */
      readonly words: string;
    };

/** The one window of a machine whose settings do not even name its windows. */
export const PLAIN_WINDOW: WindowSettings = { windowId: 'plain', caller: { role: 'admin' } };
const windowsOnly = z.object({ host: z.object({ windows: machineSettingsSchema.shape.host.shape.windows }) });
const portOnly = z.object({ host: z.object({ port: machineSettingsSchema.shape.host.shape.port }) });

/** Reads `file` and hands what came of it on (null where it cannot be used), to whoever must know before the first window. Throws only for bugs. */
export function readSettingsOf(file: string, onSettings: (settings: MachineSettings | null) => void): SettingsReading {
  try {
    const settings = readMachineSettings(file);
    onSettings(settings);
    return { kind: 'good', file, settings };
  } catch (error) {
    if (!(error instanceof WrongSettings)) throw error;
    onSettings(null);
    const loose = readLooseValue(file);
    return { kind: 'wrong', file, wrongFile: error.file ?? file, problems: error.problems, windows: windowsIn(loose), port: portOnly.safeParse(loose).data?.host.port ?? 0, words: error.message };
  }
}

/** The windows of settings that are wrong elsewhere, so that each role's screen can say it in its own words. */
function windowsIn(loose: unknown): readonly WindowSettings[] {
  const read = windowsOnly.safeParse(loose);
  // Not even the windows can be read: one plain window for whoever looks after the machine.
  return read.success ? read.data.host.windows : [PLAIN_WINDOW];
}
