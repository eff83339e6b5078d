// How each counter scans, as its officer chose last.

import { z } from 'zod';
import type { CounterId } from '../../../shared/base/ids.ts';
import { scanChoiceSchema, type ScanChoice } from '../../../shared/contract/visit.ts';
import type { Readable, Writable } from './handle.ts';

/** Text must stay readable and the colour of stamps visible: 200 dpi in colour (decree 30/2020 on scanned papers). */
const USUAL: ScanChoice = { dpi: 200, colour: 'colour', duplex: false };

const choiceRow = z.object({ value: z.string() });
const nameOf = (counterId: CounterId): string => `scan-choice-${counterId}`;

/** The usual way where nothing was chosen, or what was chosen cannot be read any more. */
export function scanChoice(store: Readable, counterId: CounterId): ScanChoice {
  const row = store.get(choiceRow, 'SELECT value FROM meta WHERE name = $name', { name: nameOf(counterId) });
  if (row === null) return USUAL;
  try {
    return scanChoiceSchema.parse(JSON.parse(row.value));
  } catch {
    return USUAL;
  }
}

/** Keeps the choice for every scan of the counter from now on. */
export function keepScanChoice(store: Writable, counterId: CounterId, choice: ScanChoice): void {
  store.runOne('INSERT INTO meta (name, value) VALUES ($name, $value) ON CONFLICT (name) DO UPDATE SET value = excluded.value', { name: nameOf(counterId), value: JSON.stringify(choice) });
}
