// Asks the city now and then for a newer catalogue of procedures, takes it, and says what it would not take.

import type { CatalogueShelf } from './catalogue/shelf.ts';
import { UnfitCatalogue } from './catalogue/unpack.ts';
import type { Clock } from './life/clock.ts';
import type { Log } from './life/log.ts';
import type { CityClient } from './sync/city-client.ts';

/** A catalogue changes a few times a year; a quarter of an hour is soon enough. */
const LOOK_MS = 15 * 60_000;

export interface CatalogueCareParts {
  readonly client: Pick<CityClient, 'catalogue'>;
  readonly shelf: CatalogueShelf;
  readonly clock: Clock;
  readonly log: Pick<Log, 'info' | 'warn' | 'error'>;
  readonly signal: AbortSignal;
}

/** Ends when its signal does. A city that does not know the question, or does not answer, is asked again. */
export async function followCatalogue(parts: CatalogueCareParts): Promise<void> {
  const { clock, log, signal } = parts;
  while (!signal.aborted) {
    await askOnce(parts).catch((error: unknown) => log.error('catalogue.bug', error));
    await clock.sleep(LOOK_MS, signal).catch(() => undefined);
  }
}

async function askOnce({ client, shelf, log, signal }: CatalogueCareParts): Promise<void> {
  const { highest, refused } = shelf.note;
  // What came as a file is nothing that the city could mend.
  const answer = await client.catalogue(highest, refused?.edition === 0 ? null : refused, signal);
  if (answer.kind === 'failed' || answer.value.offer === null) return;
  const { edition, commune, sha256, packed } = answer.value.offer;
  try {
    await shelf.take({ origin: 'city', edition, commune, sha256, packed: Buffer.from(packed, 'base64') });
    log.info('catalogue.taken', { edition, procedures: shelf.size, changes: shelf.changes().length });
  } catch (error) {
    if (!(error instanceof UnfitCatalogue)) throw error;
    log.warn('catalogue.refused', { edition, code: error.code, where: error.detail });
  }
}
