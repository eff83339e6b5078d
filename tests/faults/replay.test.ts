// A seed is its history: played again, it is the same to the last letter; another seed is another history.

import { afterAll, beforeAll, expect, it } from 'vitest';
import { prepareTemplate, type Ground } from './sim/history.ts';
import { playOne } from './sim/run.ts';
import { createDatabase, fastFolder, startCity, startDatabases } from './sim/sim-city.ts';

const parts = new AsyncDisposableStack();
let ground: Ground;

beforeAll(async () => {
  const folder = parts.use(await fastFolder());
  const databases = parts.use(await startDatabases(folder.path));
  const city = parts.use(await startCity(await createDatabase(databases.url, 'replay'), folder.path));
  ground = { city, folder: folder.path, template: prepareTemplate(folder.path) };
});
afterAll(() => parts.disposeAsync());

it('plays a seed again as it was', async () => {
  const digests: string[] = [];
  for (const seed of [3, 3, 4, 3]) {
    const { digest, violations, acks } = await playOne(seed, ground);
    expect(violations).toEqual([]);
    expect(acks).toBeGreaterThan(0);
    digests.push(digest);
  }
  const [first, again, other, afterOther] = digests;
  expect(again).toBe(first);
  expect(afterOther).toBe(first);
  expect(other).not.toBe(first);
});
