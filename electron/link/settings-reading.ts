// Reads the settings for a host that must show something in any case: good settings, or what is wrong with them and for which windows to say so: those of the last good settings, else what can be made out of the file.

import path from 'node:path';
import { z } from 'zod';
import type { SettingsProblem } from '../../shared/contract/host.ts';
import { findLastGood, type LastGood } from './last-good.ts';
import { machinePlaces } from './machine-places.ts';
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
      /** What is remembered of the last good settings of this file; null on a machine that never had any. */
      readonly lastGood: LastGood | null;
      /** Port of the browser host, 0 where that cannot be read. */
      readonly port: number;
      /** Every problem in a line of its own, as `--check-settings` prints it. */
      readonly words: string;
    };

/** The one window of a machine that never had good settings and whose file does not even name its windows: for whoever sets it up. */
export const PLAIN_WINDOW: WindowSettings = { windowId: 'plain', caller: { role: 'admin' } };
const windowsOnly = z.object({ host: z.object({ windows: machineSettingsSchema.shape.host.shape.windows }) });
const dataFolderOnly = z.object({ dataFolder: z.string().refine((folder) => path.isAbsolute(folder)) });
const updatesOnly = z.object({ updates: z.object({ folder: z.string().refine((folder) => path.isAbsolute(folder)) }) });
const portOnly = z.object({ host: z.object({ port: machineSettingsSchema.shape.host.shape.port }) });

/**
 * Reads `file` and hands what came of it on (null where it cannot be used), to whoever must know before the first window. Throws only for bugs.
 * `memoryFolders` are the host's own, beside the places where data lies.
 */
export function readSettingsOf(file: string, memoryFolders: readonly string[], onSettings: (settings: MachineSettings | null) => void): SettingsReading {
  try {
    const settings = readMachineSettings(file);
    onSettings(settings);
    return { kind: 'good', file, settings };
  } catch (error) {
    if (!(error instanceof WrongSettings)) throw error;
    onSettings(null);
    const loose = readLooseValue(file);
    const lastGood = findLastGood(file, [...memoryFolders, machinePlaces(process.platform, process.env).data, ...folderIn(loose)]);
    return { kind: 'wrong', file, wrongFile: error.file ?? file, problems: error.problems, windows: lastGood?.windows ?? windowsIn(loose), lastGood, port: portOnly.safeParse(loose).data?.host.port ?? 0, words: error.message };
  }
}

/** The windows of settings that are wrong elsewhere, so that each role's screen can say it in its own words. */
function windowsIn(loose: unknown): readonly WindowSettings[] {
  const read = windowsOnly.safeParse(loose);
  // Not even the windows can be read: one plain window for whoever looks after the machine.
  return read.success ? read.data.host.windows : [PLAIN_WINDOW];
}

/** Where versions are gathered: by good settings, else by as much as the file says, else the machine's own place. */
export function updatesFolderOf(reading: SettingsReading): string {
  if (reading.kind === 'good') return reading.settings.updates.folder;
  const loose = readLooseValue(reading.file);
  const [dataFolder] = folderIn(loose);
  return updatesOnly.safeParse(loose).data?.updates.folder ?? (dataFolder === undefined ? machinePlaces(process.platform, process.env).updates : path.join(dataFolder, 'updates'));
}

/** Where the file says that data lies, whatever else is wrong with it. */
function folderIn(loose: unknown): readonly string[] {
  const read = dataFolderOnly.safeParse(loose);
  return read.success ? [read.data.dataFolder] : [];
}
