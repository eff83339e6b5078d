// What a host remembers of the last settings that it could use, for the day on which it cannot read them: which windows there are, where data lies, how a kiosk is left. No secret but the exit PIN's hash, and nothing to run a station on.

import { createHash } from 'node:crypto';
import { readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import type { EpochMs } from '../../shared/base/ids.ts';
import { unitCallSchema, type UnitCall } from '../../shared/contract/host.ts';
import { epochMsSchema } from '../../shared/contract/primitives.ts';
import { EXIT_PIN_FORM } from './exit-pin.ts';
import { machineSettingsSchema, type MachineSettings } from './settings.ts';
import { writeWhole } from './write-whole.ts';

/** A larger file is not ours, in bytes. */
const MOST_BYTES = 65_536;

const lastGoodSchema = z.strictObject({
  version: z.literal(1),
  at: epochMsSchema,
  /** The settings file that was good. */
  file: z.string().max(4000),
  dataFolder: z.string().refine((folder) => path.isAbsolute(folder)),
  windows: machineSettingsSchema.shape.host.shape.windows,
  exitPin: z.string().regex(EXIT_PIN_FORM).nullable(),
  unit: unitCallSchema,
});
export type LastGood = z.infer<typeof lastGoodSchema>;

/** Remembers `settings` in each folder where something else, or nothing, is remembered of this file; a folder that refuses is told and does not keep the others from it. */
export function keepLastGood(file: string, settings: MachineSettings, folders: readonly string[], now: EpochMs, onUnsaved: (error: unknown) => void): void {
  const { dataFolder, host, kiosk, profile } = settings;
  const next: LastGood = { version: 1, at: now, file: path.resolve(file), dataFolder, windows: host.windows, exitPin: kiosk.exitPin, unit: unitCallOf(profile.unit) };
  for (const folder of new Set(folders)) {
    const before = readOne(folder, file);
    if (before !== null && JSON.stringify({ ...before, at: now }) === JSON.stringify(next)) continue;
    try {
      writeWhole(placeIn(folder, file), JSON.stringify(next));
    } catch (error) {
      onUnsaved(error);
    }
  }
}

/** The newest that any of the folders remembers of this settings file; null where nobody does. Files are read as if a stranger had written them. */
export function findLastGood(file: string, folders: readonly string[]): LastGood | null {
  return folders.flatMap((folder) => readOne(folder, file) ?? []).toSorted((one, other) => other.at - one.at)[0] ?? null;
}

/** As much of a unit as its citizens need to call it. */
export function unitCallOf({ name, phone }: UnitCall): UnitCall {
  return { name: name.slice(0, 400), phone: phone.slice(0, 100) };
}

function readOne(folder: string, file: string): LastGood | null {
  try {
    const place = placeIn(folder, file);
    if (statSync(place).size > MOST_BYTES) return null;
    const read = lastGoodSchema.safeParse(JSON.parse(readFileSync(place, 'utf8'))).data;
    return read?.file === path.resolve(file) ? read : null;
  } catch {
    // Not there, out of reach, or cut: as if this folder remembered nothing.
    return null;
  }
}

/** Each settings file has its own memory: whoever tries another one changes nothing for the machine's. */
function placeIn(folder: string, file: string): string {
  return path.join(folder, `last-good-${createHash('sha256').update(path.resolve(file)).digest('hex').slice(0, 12)}.json`);
}
