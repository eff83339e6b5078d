// What befalls a station of a history from outside, and what a person does about it.

import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { nextWaitingBlobs } from '../../../electron/station/store/blobs.ts';
import { forgetRead, readSyncMarks } from '../../../electron/station/store/sync-state.ts';
import type { Chance } from '../../morning/chance.ts';
import type { Recorder } from './recorder.ts';
import type { SimStation } from './sim-station.ts';
import type { World } from './world.ts';

/** One page that waits for the city is changed on the disk, or is no more there. */
export function damagePage({ station, folder, name }: SimStation, world: World, recorder: Recorder, chance: Chance): void {
  const waiting = station.context.database.read((store) => nextWaitingBlobs(store, 20));
  if (waiting.length === 0) return;
  const { sha256 } = chance.pick(waiting);
  const file = path.join(folder, 'blobs', sha256.slice(0, 2), sha256);
  if (!existsSync(file)) return;
  recorder.rotten.push(sha256);
  world.trace(`${name} loses page ${sha256}`);
  if (chance.is(0.5)) return rmSync(file);
  const bytes = readFileSync(file);
  const place = chance.between(0, bytes.length - 1);
  bytes[place] = (bytes[place] ?? 0) ^ (1 << chance.between(0, 7));
  writeFileSync(file, bytes);
}

/** A person has the feed of a city that was put back read anew. */
export function readCityAnew(own: SimStation, world: World): void {
  if (!own.isRunning) return;
  const { database } = own.station.context;
  if (database.read(readSyncMarks).contradictedAt === null) return;
  database.write(forgetRead);
  world.trace(`${own.name} reads the feed anew`);
  own.tryNow();
}
