// What the station asks the city about catalogues: the highest that it took, and what it refused of the city's, not of somebody's file.

import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { TestClock } from '../../tests/fakes/test-clock.ts';
import type { CommuneId } from '../../shared/base/ids.ts';
import { CatalogueShelf } from './catalogue/shelf.ts';
import { followCatalogue } from './catalogue-care.ts';

const RESOURCES = path.join(import.meta.dirname, '../../resources/catalogue');
let folder: string;
beforeEach(() => void (folder = mkdtempSync(path.join(os.tmpdir(), 'care-'))));
afterEach(() => rmSync(folder, { recursive: true, force: true }));

it.each([['city', 3, { edition: 3, code: 'catalogue.broken' }], ['file', 0, null]] as const)('a refused catalogue of the %s', async (origin, edition, told) => {
  const clock = new TestClock('2026-07-13T09:00:00+07:00');
  const shelf = new CatalogueShelf({ resources: RESOURCES, folder, commune: 'T149' as CommuneId, now: () => clock.now(), breathe: () => Promise.resolve(), onLost: () => undefined, onLeft: () => undefined, onChange: () => undefined });
  await expect(shelf.take({ origin, edition, commune: null, sha256: null, packed: Buffer.from('x') })).rejects.toMatchObject({ code: 'catalogue.broken' });
  const asked: unknown[] = [];
  const stop = new AbortController();
  const following = followCatalogue({
    client: { catalogue: (have, refused) => { asked.push([have, refused === null ? null : { edition: refused.edition, code: refused.code }]); return Promise.resolve({ kind: 'ok', value: { requestId: 'r' as never, offer: null, cityTime: clock.now() } }); } },
    shelf, clock, log: { info: () => undefined, warn: () => undefined, error: (_event, error) => expect.fail(String(error)) }, signal: stop.signal,
  });
  await expect.poll(() => asked.length, { timeout: 5000 }).toBeGreaterThan(0);
  stop.abort();
  await following;
  expect(asked[0]).toEqual([0, told]);
});
