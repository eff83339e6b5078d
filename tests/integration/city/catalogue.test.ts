// The city's catalogue over the real wire: the newest for the asking commune, once, and a refusal that the city's people see.

import { execFile } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { CommuneId, EpochMs } from '../../../shared/base/ids.ts';
import { CatalogueShelf } from '../../../electron/station/catalogue/shelf.ts';
import { systemClock } from '../../../electron/station/life/clock.ts';
import { CityClient } from '../../../electron/station/sync/city-client.ts';
import { startCity, STATIONS } from './city-under-test.ts';
import type { CityUnderTest } from './city-under-test.ts';

const RESOURCES = path.join(import.meta.dirname, '../../../resources/catalogue');
let city: CityUnderTest;
beforeAll(async () => void (city = await startCity()), 60_000);
afterAll(() => city[Symbol.asyncDispose]());

it('goes from the folder into the station, the commune’s own before an older one of all, and not a second time', async () => {
  const shipped = readFileSync(path.join(RESOURCES, 'procedures.json'), 'utf8');
  for (const [place, edition] of [['all', 3], ['T149', 4], ['T150', 9]] as const) {
    mkdirSync(path.join(city.folder, 'catalogues', place), { recursive: true });
    writeFileSync(path.join(city.folder, 'catalogues', place, `${edition}.json`), shipped.replace('"Đăng ký khai sinh"', `"Khai sinh ${edition}"`));
  }
  const key = STATIONS.find(({ commune, station }) => commune === 'T149' && station === 'C1')?.key ?? '';
  await using client = new CityClient({ url: city.gateway.url, key, commune: 'T149', station: 'C1', timeoutMs: 20_000 }, systemClock);
  const { signal } = new AbortController();
  const answer = await client.catalogue(0, null, signal);
  const offer = answer.kind === 'ok' ? answer.value.offer : null;
  expect(offer).toMatchObject({ edition: 4, commune: 'T149' });
  const shelf = new CatalogueShelf({ resources: RESOURCES, folder: path.join(city.folder, 'shelf'), commune: 'T149' as CommuneId, now: () => 1 as EpochMs, breathe: () => Promise.resolve(), onLost: () => undefined, onLeft: () => undefined, onChange: () => undefined });
  await shelf.take({ origin: 'city', edition: 4, commune: 'T149' as CommuneId, sha256: offer?.sha256 ?? '', packed: Buffer.from(offer?.packed ?? '', 'base64') });
  expect(shelf.note.highest).toBe(4);
  expect(await client.catalogue(4, { edition: 4, code: 'catalogue.broken' }, signal)).toMatchObject({ kind: 'ok', value: { offer: null } });
  expect(city.log).toContainEqual({ level: 'warning', what: 'catalogue.refused', facts: { commune: 'T149', station: 'C1', edition: 4, code: 'catalogue.broken' } });
});

it('is published by the command, and half a file is not', async () => {
  const command = (...args: readonly string[]): Promise<{ readonly stdout: string; readonly stderr: string }> =>
    promisify(execFile)(process.execPath, ['city/publish-catalogue.ts', '--catalogues', path.join(city.folder, 'catalogues'), ...args], { cwd: path.join(import.meta.dirname, '../../..') });
  const shipped = path.join(RESOURCES, 'procedures.json');
  const half = path.join(city.folder, 'half.json');
  writeFileSync(half, readFileSync(shipped, 'utf8').slice(0, 400_000));
  await expect(command('publish', half, '--commune', 'T149')).rejects.toMatchObject({ code: 1, stderr: expect.stringContaining('copy the file again') as string });
  await expect(command('publish', shipped, '--commune', 'không')).rejects.toMatchObject({ code: 1, stderr: expect.stringContaining('usage:') as string });
  expect((await command('publish', shipped, '--commune', 'T149')).stdout).toMatch(/^published as edition \d+ for T149: \d+ procedures/);
  const key = STATIONS.find(({ commune, station }) => commune === 'T149' && station === 'C1')?.key ?? '';
  await using client = new CityClient({ url: city.gateway.url, key, commune: 'T149', station: 'C1', timeoutMs: 20_000 }, systemClock);
  const answer = await client.catalogue(0, null, new AbortController().signal);
  const edition = answer.kind === 'ok' ? (answer.value.offer?.edition ?? 0) : 0;
  expect((await command('list')).stdout).toContain(`T149  edition ${edition}\n`);
  expect(edition).toBeGreaterThan(0);
});
