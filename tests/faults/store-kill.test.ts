// A station that is killed while it commits: what it had acknowledged is there, whole, and the log goes on without a gap.

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { expect, it } from 'vitest';
import { z } from 'zod';
import { StationDatabase } from '../../electron/station/store/database.ts';
import { findBrokenSeal } from '../../electron/station/store/seals.ts';
import { storeFolder } from '../fakes/store-folder.ts';

const KILLS = 5;

/** Runs the loop until it has acknowledged `commits` more, kills it, and answers the last number that it had said. */
async function killAfter(folder: string, key: Buffer, commits: number): Promise<number> {
  const child = spawn(process.execPath, [path.join(import.meta.dirname, 'commit-loop.ts'), folder, key.toString('hex')], { stdio: ['ignore', 'pipe', 'inherit'] });
  let said = '';
  let lines = 0;
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    said += text;
    lines += text.split('\n').length - 1;
    if (lines >= commits) child.kill('SIGKILL');
  });
  await once(child, 'close');
  expect(child.signalCode).toBe('SIGKILL');
  // A last line without its end was not said.
  return Number(said.split('\n').at(-2));
}

it('a commit that was acknowledged survives SIGKILL, with its event, every time', async () => {
  using folder = storeFolder();
  let before = 0;
  for (let kill = 1; kill <= KILLS; kill += 1) {
    const acknowledged = await killAfter(folder.path, folder.key, kill * 23);
    using database = StationDatabase.open(folder.path, folder.key);
    const { last, events } = database.read((store) => store.get(z.object({ last: z.int(), events: z.int() }), `SELECT last, (SELECT max(seq) FROM event) AS events FROM running_number WHERE name = 'commits'`)) ?? expect.fail('nothing was committed');
    expect(acknowledged).toBeGreaterThan(before);
    expect(last).toBeGreaterThanOrEqual(acknowledged);
    expect(events).toBe(last);
    expect([database.quickCheck(), database.read((store) => findBrokenSeal(store, { commune: 'T149', station: 'K1' }))]).toEqual(['ok', null]);
    before = last;
  }
});
