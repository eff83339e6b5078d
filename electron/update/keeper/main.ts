// Entry of the keeper: a small process beside the program that puts new versions in place, watches them, and takes them back. Plain Node, never Electron; it outlives the program that it replaces.

import { readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { systemClock } from '../../station/life/clock.ts';
import { createLog } from '../../station/life/log.ts';
import { readKeyList } from '../bundle/keys.ts';
import { machineDisk } from '../files/disk.ts';
import { placesOf } from '../notes.ts';
import { keeperOf } from './build-keeper.ts';
import { readKeeperConfig } from './config.ts';
import { hashOf } from './take.ts';

const USAGE = `usage: keeper --config FILE                      runs the keeper
       keeper --config FILE --adopt INSTALLER    keeps the installer of the version in use, which a person ran, as the way back to it`;

async function main(): Promise<number> {
  const { values } = parseArgs({ options: { config: { type: 'string' }, adopt: { type: 'string' } } });
  if (values.config === undefined) throw new Error(USAGE);
  const config = readKeeperConfig(values.config);
  const log = createLog('keeper', systemClock.now, (line) => process.stderr.write(line));
  const stop = new AbortController();
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => stop.abort());
  const keeper = keeperOf({ config, keys: readKeyList(readFileSync(config.keys, 'utf8')), places: placesOf(config.updates), disk: machineDisk, clock: systemClock, log });
  if (values.adopt !== undefined) {
    const { version } = await keeper.adopt(path.resolve(values.adopt));
    process.stdout.write(`${values.adopt} is kept as the way back to version ${version}; its SHA-256 is ${hashOf(values.adopt, statSync(values.adopt).size)}\n`);
    return 0;
  }
  await keeper.run(stop.signal);
  return 0;
}

try {
  process.exitCode = await main();
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
