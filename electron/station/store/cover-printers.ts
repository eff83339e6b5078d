// On which printer each counter prints its cover sheets and its forms, as its officer chose last.

import { z } from 'zod';
import type { CounterId } from '../../../shared/base/ids.ts';
import { type CoverPrinter, coverPrinterSchema } from '../../../shared/contract/cover.ts';
import type { Readable, Writable } from './handle.ts';

const choiceRow = z.object({ value: z.string() });
const nameOf = (what: 'cover' | 'form', counterId: CounterId): string => `${what}-printer-${counterId}`;

/** Null where nothing was chosen, or what was chosen cannot be read any more. */
export function coverPrinter(store: Readable, counterId: CounterId): CoverPrinter | null {
  return chosen(store, nameOf('cover', counterId));
}

/** Likewise for forms. */
export function formPrinter(store: Readable, counterId: CounterId): CoverPrinter | null {
  return chosen(store, nameOf('form', counterId));
}

function chosen(store: Readable, name: string): CoverPrinter | null {
  const row = store.get(choiceRow, 'SELECT value FROM meta WHERE name = $name', { name });
  if (row === null) return null;
  try {
    return coverPrinterSchema.parse(JSON.parse(row.value));
  } catch {
    return null;
  }
}

/** Keeps the choice for the next sheets of the counter. */
export function keepCoverPrinter(store: Writable, counterId: CounterId, printer: CoverPrinter): void {
  keep(store, nameOf('cover', counterId), printer);
}

/** Likewise for forms. */
export function keepFormPrinter(store: Writable, counterId: CounterId, printer: CoverPrinter): void {
  keep(store, nameOf('form', counterId), printer);
}

function keep(store: Writable, name: string, printer: CoverPrinter): void {
  store.runOne('INSERT INTO meta (name, value) VALUES ($name, $value) ON CONFLICT (name) DO UPDATE SET value = excluded.value', { name, value: JSON.stringify(printer) });
}
