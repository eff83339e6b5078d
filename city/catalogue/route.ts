// GET /v1/catalogue: the newest catalogue of procedures for the asking commune, whole and packed in one answer.

import { createHash } from 'node:crypto';
import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import type { Pool } from 'pg';
import { catalogueQuerySchema, MAX_CATALOGUE_BYTES, MAX_PACKED_BYTES } from '../../shared/wire/catalogue.ts';
import type { CatalogueAnswer, CatalogueOffer } from '../../shared/wire/catalogue.ts';
import type { CityClock } from '../clock.ts';
import type { Log } from '../log.ts';
import type { Admission } from '../server/admission.ts';
import { parseOutside } from '../server/body.ts';
import { assertOwn, authenticate } from '../server/caller.ts';
import type { Route } from '../server/server.ts';
import { editionsOf, FOR_ALL } from './places.ts';

const packedOf = promisify(gzip);

export interface CatalogueRouteParts {
  readonly pool: Pool;
  readonly clock: CityClock;
  readonly log: Log;
  readonly admission: Admission;
  /** Null: none are handed out. */
  readonly folder: string | null;
}

export function catalogueRoute({ pool, clock, log, admission, folder }: CatalogueRouteParts): Route {
  return {
    method: 'GET',
    url: '/v1/catalogue',
    wantsRequestId: true,
    answer: async ({ request, requestId }) => {
      const sender = await authenticate(pool, request.headers.authorization);
      const query = parseOutside(catalogueQuerySchema, request.query);
      assertOwn(sender, query);
      admission.admit(sender.commune, 'updates');
      if (query.code !== undefined) log('warning', 'catalogue.refused', { commune: sender.commune, station: sender.station, edition: query.refused ?? 0, code: query.code });
      const offer = folder === null ? null : await newestOf(folder, sender.commune, query.have);
      return { requestId, offer, cityTime: clock.now() } satisfies CatalogueAnswer;
    },
  };
}

/** The one with the highest edition above `have`, of the commune or of all. */
async function newestOf(folder: string, commune: string, have: number): Promise<CatalogueOffer | null> {
  const places = [commune, FOR_ALL];
  const found = await Promise.all(places.map(async (place) => ({ place, editions: await editionsOf(folder, place) })));
  const [newest] = found.flatMap(({ place, editions }) => editions.map((edition) => ({ place, edition }))).filter(({ edition }) => edition > have).sort((one, other) => other.edition - one.edition);
  if (newest === undefined) return null;
  const file = join(folder, newest.place, `${newest.edition}.json`);
  const { size, mtimeMs } = await stat(file);
  if (size > MAX_CATALOGUE_BYTES) throw new Error(`${newest.place}/${newest.edition}.json is too large for a catalogue`);
  const text = await readFile(file);
  const packed = await packedOf(text, { level: 9 });
  if (packed.length > MAX_PACKED_BYTES) throw new Error(`${newest.place}/${newest.edition}.json is too large for a catalogue`);
  return { edition: newest.edition, commune: newest.place === FOR_ALL ? null : commune, publishedAt: Math.round(mtimeMs), sha256: createHash('sha256').update(text).digest('hex'), bytes: text.length, packed: packed.toString('base64') } as CatalogueOffer;
}
