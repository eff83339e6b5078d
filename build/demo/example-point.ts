// The example point: where its data lies, the settings of its one machine, and the stations that its city knows.

import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { z } from 'zod';
import type { machineSettingsSchema } from '../../electron/link/settings.ts';
import { pointProfileSchema, type PointProfile } from '../../shared/contract/point-profile.ts';
import { root } from '../checks/spawn.ts';

/** Agency code of the example commune; belongs to nobody. */
const EXAMPLE_AGENCY = 'H26.149';

/** Profile of the example point (invented people, real fields). */
export function readExampleProfile(): PointProfile {
  return pointProfileSchema.parse(JSON.parse(readFileSync(path.join(root, 'resources', 'points', 'example.json'), 'utf8')) as unknown);
}

/** Invented money: no account, so that nobody pays anybody by a code of the example, and a book of receipts that says what it is. */
export const EXAMPLE_PAYMENT = { account: null, receiptBook: { symbol: 'MAU/26P', volume: '01' }, reversal: 'any-counter' } as const;

/** Windows of the example machine: every role, every counter. */
export function exampleWindows(profile: PointProfile) {
  return [
    { windowId: 'kiosk', caller: { role: 'kiosk' as const } },
    { windowId: 'board', caller: { role: 'board' as const } },
    { windowId: 'admin', caller: { role: 'admin' as const } },
    ...profile.counters.flatMap(({ counterId }) => [
      { windowId: `counter-${counterId}`, caller: { role: 'counter' as const, counterId } },
      { windowId: `display-${counterId}`, caller: { role: 'citizen-display' as const, counterId } },
    ]),
  ];
}

/** Reads the example station's key to the city, making it the first time. */
export function exampleStationKey(folder: string): string {
  const file = path.join(folder, 'city-key.txt');
  if (!existsSync(file)) {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    writeFileSync(file, randomBytes(24).toString('base64url'), { mode: 0o600 });
  }
  return readFileSync(file, 'utf8').trim();
}

/** Writes the gateway's list of stations; returns its path. */
export function writeCityStations(folder: string, profile: PointProfile, key: string): string {
  mkdirSync(folder, { recursive: true });
  const file = path.join(folder, 'stations.json');
  writeFileSync(file, JSON.stringify([{ commune: profile.commune, agency: EXAMPLE_AGENCY, station: profile.station, key }], null, 2), { mode: 0o600 });
  return file;
}

/** Writes the machine's settings file; returns its path. */
export function writeMachineSettings(folder: string, settings: z.input<typeof machineSettingsSchema>): string {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const file = path.join(folder, 'settings.json');
  writeFileSync(file, JSON.stringify(settings, null, 2), { mode: 0o600 });
  return file;
}
