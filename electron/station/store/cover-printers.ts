// On which printer each counter prints its cover sheets, as its officer chose last.

import { z } from 'zod';
import type { CounterId } from '../../../shared/base/ids.ts';
import { type CoverPrinter, coverPrinterSchema } from '../../../shared/contract/cover.ts';
import type { Readable, Writable } from './handle.ts';

const choiceRow = z.object({ value: z.string() });
const nameOf = (counterId: CounterId): string => `cover-printer-${counterId}`;

/** Null where nothing was chosen, or what was chosen cannot be read any more. */
export function coverPrinter(store: Readable, counterId: CounterId): CoverPrinter | null {
  const row = store.get(choiceRow, 'SELECT value FROM meta WHERE name = $name', { name: nameOf(counterId) });
  if (row === null) return null;
  try {
    return coverPrinterSchema.parse(JSON.parse(row.value));
  } catch {
    return null;
  }
}

/** Keeps the choice for the next sheets of the counter. */
export function keepCoverPrinter(store: Writable, counterId: CounterId, printer: CoverPrinter): void {
  store.runOne('INSERT INTO meta (name, value) VALUES ($name, $value) ON CONFLICT (name) DO UPDATE SET value = excluded.value', { name: nameOf(counterId), value: JSON.stringify(printer) });
}
