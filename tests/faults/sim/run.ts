// Plays many histories, one after the other, and has each judged.

import { judge, PROPERTIES } from './checker.ts';
import { playHistory, prepareTemplate, type Ground } from './history.ts';
import type { Violation } from './record.ts';
import { startCity } from './sim-city.ts';

export interface Found extends Violation {
  readonly seed: number;
}

/** What came of one history. */
export interface Outcome {
  readonly seed: number;
  readonly digest: string;
  readonly events: number;
  readonly acks: number;
  /** Facts that each property was asked about. */
  readonly asked: Readonly<Record<string, number>>;
  readonly violations: readonly Found[];
}

/** Seed of the `index`th history of a run: neighbours share nothing, and history 0 has the base seed itself. */
export function seedOf(base: number, index: number): number {
  return (base + index * 2_654_435_761) % 4_294_967_296;
}

/** Plays the histories of the given seeds on a gateway with a database of its own. */
export async function playAll(seeds: readonly number[], place: { readonly databaseUrl: string; readonly folder: string }, told: (outcome: Outcome) => void, trace?: (line: string) => void): Promise<void> {
  await using city = await startCity(place.databaseUrl, place.folder);
  const ground: Ground = { city, folder: place.folder, template: prepareTemplate(place.folder), ...(trace === undefined ? {} : { told: trace }) };
  for (const seed of seeds) told(await playOne(seed, ground));
}

/** A history in which the simulation itself broke is a violation too: it may hide any other. */
export async function playOne(seed: number, ground: Ground): Promise<Outcome> {
  try {
    const { record, digest, events } = await playHistory(seed, ground);
    const { violations, asked } = judge(record);
    return { seed, digest, events, acks: record.acks.length, asked, violations: violations.map((one) => ({ seed, ...one })) };
  } catch (error) {
    const words = error instanceof Error ? (error.stack ?? error.message) : String(error);
    return { seed, digest: '', events: 0, acks: 0, asked: Object.fromEntries(PROPERTIES.map((name) => [name, 0])), violations: [{ seed, property: 'simulation', words }] };
  }
}
